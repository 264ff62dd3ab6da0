"""Stories like mine, and who else said something about this: what others wrote who were there.

For every member, within what they may read. Texts are compared on this machine, by what they mean and by their rarest
words; nothing of them goes out, or into an address. How well that goes is measured: `docs/alike.md`.
"""
