"""What every test may ask for: a cast of people, and a browser as each of them."""

import pytest
from django.test import Client

from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """A house with one board and a few people in it."""
    return assemble()


@pytest.fixture
def stranger() -> Client:
    """Somebody who is not signed in, and who checks form tokens as a browser would not let us forget."""
    return Client()
