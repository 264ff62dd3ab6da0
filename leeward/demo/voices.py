"""How each member types: lower case, dots, no paragraphs, curly quotes, a name at the end."""

from __future__ import annotations

from random import Random

from leeward.demo.material import Person

_CURLY = str.maketrans({"'": "\u2019"})
_FORMAL = (
    ("n't ", " not "),
    ("I'm ", "I am "),
    ("I've ", "I have "),
    ("I'll ", "I will "),
    ("it's ", "it is "),
    ("It's ", "It is "),
    ("that's ", "that is "),
)
_SMILES = (" :)", " :)", " ;)", " :-)", " <3")
_EMOJI = (" 🌿", " 💛", " 🫖", " 🌊", " 🕯️")


def typed(paragraphs: list[str], person: Person, rng: Random) -> str:
    """Join paragraphs as this person would leave them. Blocks that hold quotes or points keep their form."""
    habits = person.habits
    done = [block if _is_fixed(block) else _one(block, habits) for block in paragraphs]
    done[-1] = _ending(done[-1], habits, rng)
    text = _joined(done, habits)
    return text + _signature(person, rng)


def _is_fixed(block: str) -> bool:
    return block.startswith("[quote")


def _is_point(block: str) -> bool:
    return block[:1] in "1(*"


def _one(block: str, habits: tuple[str, ...]) -> str:
    if "formal" in habits:
        for short, full in _FORMAL:
            block = block.replace(short, full)
        block = block.replace("wo not", "will not").replace("ca not", "cannot")
    if "lower" in habits:
        block = block.lower()
    if "dots" in habits and not _is_point(block):
        block = block.replace(". ", "... ")
    if "curly" in habits:
        block = block.translate(_CURLY)
    return block


def _ending(block: str, habits: tuple[str, ...], rng: Random) -> str:
    if _is_fixed(block):
        return block
    if "smile" in habits and rng.random() < 0.3:
        return block + _SMILES[int(rng.random() * len(_SMILES))]
    if "emoji" in habits and rng.random() < 0.35:
        return block + _EMOJI[int(rng.random() * len(_EMOJI))]
    return block


def _joined(blocks: list[str], habits: tuple[str, ...]) -> str:
    if not any(_is_fixed(block) or _is_point(block) for block in blocks):
        if "wall" in habits:
            return " ".join(blocks)
        if "single" in habits:
            return "\n".join(blocks)
    return "\n\n".join(blocks)


def _signature(person: Person, rng: Random) -> str:
    if "sign" in person.habits and rng.random() < 0.7:
        return f"\n\n-- {person.name.capitalize()}"
    if "kind" in person.habits and rng.random() < 0.4:
        return f"\n\nTake care,\n{person.name}"
    if "x" in person.habits and rng.random() < 0.5:
        return f"\n\n{person.name[0]} x"
    return ""
