"""What is being written, kept from the first second until it is posted or thrown away.

Only the writer reads it, and it rests sealed. It promises that not a word is lost and nothing is posted
twice, whatever ends in between: the session, the line, the browser, the server. It knows no boards: each
room that lets people write registers its kinds of text (`kinds.register`) and gets all of this.
"""
