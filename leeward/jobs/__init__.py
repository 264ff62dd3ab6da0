"""Work put off: rows with a due moment, and one loop that does them.

No broker. A job is claimed with a lease and removed in the transaction of its effect, so a worker
that is killed loses nothing: the lease runs out and another takes it.
"""
