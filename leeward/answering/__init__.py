"""Being with one another: a quiet sign to whoever wrote a post.

For members. A sign is for the post's author alone: it is counted for nobody and shown to nobody else.
"""
