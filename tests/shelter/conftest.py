"""The walks of this room are over real pages, served as in tests/browser."""

from tests.browser.conftest import site

__all__ = ["site"]
