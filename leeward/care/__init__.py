"""Care: words that may mean danger to life come first at the desk, and check-ins that a member asks for.

Its author alone sees beside such a post numbers to call and one plain question. Nothing is ever hidden, held or delayed
for it; drafts and private messages are never read for it. Whoever looks after the house is a room above.
"""
