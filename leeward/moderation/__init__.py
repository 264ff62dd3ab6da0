"""Fair hands: reports, the one desk on which they lie, decisions with their records, appeals, and who looked at what.

Anybody may report what they can see. The desk is for those who look after the house; what each role may do stands in
`rules`. Every decision is a row with a reason, is told to whom it concerns, and can be undone and appealed.
"""
