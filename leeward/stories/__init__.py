"""Stories: the opening post of a topic and its author's updates, read as one text, with a recap that the author keeps.

Whoever may see the topics may read; each sees the posts that they may see, and nothing here counts or names another.
What belongs to a story, and its recap, is its author's alone to say.
"""
