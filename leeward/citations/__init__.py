"""Pointing at each other's words: a link of this house that somebody pasted, shown as who, where, when and first words.

It is filled for each reader, when they read: what they may not see, what was taken down or never was, all is one plain
sentence. Nothing of it is stored. One query for a page, however many citations stand on it, and none where none does.
"""
