"""Mail, for members who want it: an address that was proved, and a few notes that say nothing.

Off until asked for. No title, name or excerpt ever goes out, nor the board's own name; nothing is counted, and no
link signs anybody in. Whether a mail arrives changes nothing here.
"""
