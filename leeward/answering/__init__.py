"""Being with one another: replies that are owed, and a quiet sign to whoever wrote a post.

For members. What somebody owes is on their own list and nobody else's; a sign is for the post's author alone. Neither
is counted or shown to anybody else.
"""
