"""Boards, topics and posts: people write long stories and are answered; where each reader stopped is remembered.

Who may enter a board is said by its administrator. What is posted is kept as it was typed, for ever.
"""
