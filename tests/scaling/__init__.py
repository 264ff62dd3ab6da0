"""Past one machine: a replica, a pooler, processes and workers on several."""
