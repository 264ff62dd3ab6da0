"""What happened for a member while they were away: notices, and neutral mail for those who want it.

A notice holds no word and no name; what it is about is asked of the room it stands in, each time somebody looks.
Mail is off until asked for: no title, name or excerpt ever goes out, nor the board's own name; nothing is counted, and
no link signs anybody in. Whether a mail arrives changes nothing here.
"""
