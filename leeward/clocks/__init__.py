"""How long each kind of thing is kept; see `kinds`."""
