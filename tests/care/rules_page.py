"""Makes docs/care-rules.md from the tables, and the measures in docs/care.md:

python -m tests.care.rules_page
"""

from leeward.words.danger_phrases import KINDS, TABLES, UNLESS
from tests.care.score import table
from tests.rules.tree import TOP

RULES, PAGE = TOP / "docs/care-rules.md", TOP / "docs/care.md"
HEADINGS = {
    "sets": "Words for which a name in capitals stands below",
    "self": "The writer's own life",
    "another": "Danger from somebody now",
    "child": "Danger to a child",
    "not": "Takes a phrase back, shortly before it",
    "past": "Takes it back in the same sentence: long ago",
    "otherwise": "Takes it back in the same sentence: meant otherwise",
    "asked": "Takes it back in the same sentence, for one's own life: somebody else's question",
}
HEAD = """# The phrases of the care rules

Made from `leeward/words/danger_phrases` by `python -m tests.care.rules_page`; a test holds the two together. How they
are read, and how well they do, stands in `care.md`. "a/b" is either word, "beginn*" every word that begins so, "(word)"
may be left out, ".." steps over up to four words of the same sentence, "..." over up to twelve, also past its end,
"!word" means that this word does not follow. Accents and case do not count.
"""


def rules() -> str:
    parts = [HEAD]
    for language, phrases in TABLES.items():
        parts.append(f"\n## {language}\n")
        for kind in ("sets", *KINDS, "not", *UNLESS):
            lines = "\n".join(f"    {phrase}" for phrase in phrases[kind])
            parts.append(f"\n{HEADINGS[kind]}:\n\n{lines}\n")
    return "".join(parts)


def with_measures(page: str) -> str:
    """The page with its table of measures made anew."""
    lines = page.splitlines()
    rows = [
        number for number, line in enumerate(lines) if line.startswith(("| language", "| --- | --- | --- | --- | -"))
    ]
    first = rows[0]
    last = next(number for number in range(first, len(lines)) if not lines[number].startswith("|"))
    return "\n".join([*lines[:first], *table(), *lines[last:]]) + "\n"


def main() -> None:
    RULES.write_text(rules(), encoding="utf-8")
    PAGE.write_text(with_measures(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
