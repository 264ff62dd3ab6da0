"""Shelter: leaving fast, a device that tells nothing, and numbers to call.

Everybody may enter, signed in or not. Leaving is never refused, whatever is stale or missing.
"""
