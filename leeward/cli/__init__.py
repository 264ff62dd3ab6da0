"""The operator's command. Every verb is a small file here; what pages do, it does through the same actions.

It may import every room below; no room knows of it. It asks nothing of the network but the database.
"""

from leeward.cli.command import main

__all__ = ["main"]
