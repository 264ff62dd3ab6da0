"""Backups: the whole house of one moment, sealed, proven by putting it back, and let go of in time.

A backup knows no database engine: what SQLite held can be put back on PostgreSQL, and the other way about, and a move
from one to the other is the same stream without a file between. Only the operator's command enters here.
"""
