"""The front page: what is new for me, my own topics, the boards; for a stranger, what this place is.

Everybody may enter. Here the board is also looked after by its administrators.
"""
