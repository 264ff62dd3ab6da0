"""Shelter: leaving fast.

Everybody may enter, signed in or not. Leaving is never refused, whatever is stale or missing.
"""
