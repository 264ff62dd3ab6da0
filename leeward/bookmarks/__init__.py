"""Bookmarks: passages that one member keeps for themselves, in folders, each with a private note.

For their owner alone: nobody is told, shown or counted anything. Notes and the names of folders rest sealed. The words
kept are not copied: they are read where they stand, as long as their owner may see them.
"""
