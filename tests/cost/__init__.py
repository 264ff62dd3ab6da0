"""What pages cost, counted and not timed: rows read, calls made, and whether a larger board costs more."""
