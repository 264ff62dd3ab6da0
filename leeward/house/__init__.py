"""The house: what this community is called, how it looks, who may join, its rules and its short forms.

Administrators keep it; everybody reads it.
"""
