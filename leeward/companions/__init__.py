"""Companions: members of some standing who accompany newcomers, one at a time or a few.

For members, under their own names only. Both agree, and either ends it at any time without a reason. Whoever looks
after the house sees who is paired and since when, and never what the two write to each other.
"""
