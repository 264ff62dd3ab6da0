"""Leaving someone, and taking one's words along.

For the member alone. Everything that shuts another person out of an account stands on one page, under one button.
"""
