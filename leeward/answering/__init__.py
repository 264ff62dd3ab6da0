"""Being with one another: who waits for a first answer, replies that are owed, a quiet sign to whoever wrote a post.

For members. Nobody is shown a topic that they may not see or answer. What somebody owes is on their own list and nobody
else's; a sign is for the post's author alone. Neither is counted or shown to anybody else.
"""
