"""The walks of this room are over real pages, served as in tests/browser."""

from tests.browser.conftest import site
from tests.shelter.inside import inside

__all__ = ["inside", "site"]
