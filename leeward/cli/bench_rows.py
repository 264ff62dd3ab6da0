"""What `leeward bench` prints: one row for each thing measured, and whether it holds."""

from dataclasses import dataclass

HEAD = "what | measured | target | holds"


@dataclass(frozen=True)
class Row:
    """`holds` is None where nothing is asked for: the row is there to compare with."""

    what: str
    measured: str
    target: str = ""
    holds: bool | None = None

    def __str__(self) -> str:
        said = {True: "holds", False: "falls short", None: ""}[self.holds]
        return f"{self.what} | {self.measured} | {self.target} | {said}"


def at_most(what: str, measured: float, most: float, unit: str, more: str = "") -> Row:
    """A row about one number."""
    return Row(what, f"{measured:,.1f} {unit}{more}", f"at most {most:g} {unit}", measured <= most)
