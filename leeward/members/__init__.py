"""Members: names, joining, signing in and out, recovery codes, circles, and what a member prefers.

Everybody's own page is theirs alone; there is no list of members. No e-mail address is needed.
"""
