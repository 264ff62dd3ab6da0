"""CommonMark's own examples through our parser, and the table of what differs on purpose."""

import re
from html import unescape

import pytest

from leeward.words import links, render
from tests.words.canon import canonical
from tests.words.spec import Example, examples

REASONS: dict[str, tuple[int, ...]] = {
    "indenting makes no code, since people indent their paragraphs": (
        *(1, 2, 3, 5, 6, 7, 8, 18, 36, 48, 69, 107, 110, 111, 112, 114, 115, 116, 117, 118, 134, 137, 211, 225),
        *(231, 236, 238, 252, 253, 254, 257, 264, 265, 270, 271, 272, 273, 274, 278, 286, 287, 288, 289, 290),
        *(300, 309, 313),
    ),
    "a line of dashes or equal signs makes no heading of the words above it": (
        *(59, 80, 81, 82, 83, 84, 85, 86, 89, 90, 91, 95, 96, 100, 102, 103, 141, 215),
    ),
    "a line of tildes is decoration, not the start of code": (19, 120, 123, 125, 139, 143, 146),
    "what starts like code and never ends is text": (126, 127),
    "a heading has words in it": (79,),
    "HTML is text, shown as it was typed": (
        *(21, 31, *range(148, 168), *range(169, 192), 308, 318, 344, 475, 476, 477, 491, 524, 536),
        *(*range(614, 618), 623, *range(625, 632), 642, 643),
    ),
    "nothing remote is loaded: a picture is a link to it": (517, 520, 531, *range(572, 590), 591),
    "a link says where it leads even if nobody gave it words": (484,),
    "only web pages, mail and telephone are linked": (596, 598, 599, 601, 602),
    "a quotation ends with its last marked line: what is typed under it is the answer": (
        *(93, 232, 233, 247, 250, 251, 292, 293),
    ),
    "stars inside a word are no emphasis": (355, 356, 381, 411, 415, 416, 417, 429),
    "a link definition that no link uses is shown, since it was meant to be read": (
        *(204, 207, 208, 210, 317, 537, 538, 544, 545, 563, 565, 567, 571, 592),
    ),
    "an address typed as plain text is a link": (608, 611, 612),
}
DIFFERENCES = {number: reason for reason, numbers in REASONS.items() for number in numbers}
EXAMPLES = examples()


@pytest.fixture(autouse=True)
def _any_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples link to places that we would not; which places we do link to is tested elsewhere."""
    monkeypatch.setattr(links, "is_allowed", lambda href: True)
    monkeypatch.setattr(links, "INSIDE", re.compile(""))


def test_there_are_as_many_examples_as_the_specification_has() -> None:
    assert [example["example"] for example in EXAMPLES] == list(range(1, 653))


def test_no_example_differs_for_two_reasons() -> None:
    assert len(DIFFERENCES) == sum(len(numbers) for numbers in REASONS.values())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["example"]))
def test_the_parser_reads_as_commonmark_does_but_for_the_differences(example: Example) -> None:
    ours = canonical(render(example["markdown"]).html)
    theirs = canonical(example["html"])
    if example["example"] in DIFFERENCES:
        assert ours != theirs, f"no longer differs: {DIFFERENCES[example['example']]}"
    else:
        assert ours == theirs


READ_NOT_SHOWN = {
    36: "an entity is read once it stands in no code",
    211: "a definition is used once it stands in no code",
}


@pytest.mark.parametrize("number", sorted(DIFFERENCES.keys() - READ_NOT_SHOWN))
def test_no_word_is_lost_where_we_differ(number: int) -> None:
    example = EXAMPLES[number - 1]
    shown, theirs = (
        unescape(re.sub("<[^>]*>", " ", html)) for html in (render(example["markdown"]).html, example["html"])
    )
    for word in re.findall("[a-z]{3,}", theirs):
        assert word in shown
