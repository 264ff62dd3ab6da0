"""The worker comes by, for one clock."""

from leeward.clocks.actions import carry_out
from leeward.clocks.kinds import clock_of


def run(name: str) -> int:
    """How much went."""
    clock = clock_of(name)
    assert clock is not None
    return carry_out(clock)
