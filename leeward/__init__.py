"""Leeward: a message board for peer support, for charities to run themselves."""

__version__ = "0.1.0"
