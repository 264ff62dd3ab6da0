"""Finding words in what one may see: every member, within the boards open to them and their own conversations.

Searching leaves no words in an address. The index follows each post by the database's own triggers.
"""
