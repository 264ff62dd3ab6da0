"""Private conversations: a request first, then messages among a few members, and nobody else.

Only those who are in it read it: no moderator, no administrator, and no line of it rests in clear. It promises that
declining, leaving and blocking are told to nobody: whoever waits sees what they would see of somebody who never
answers.
"""
