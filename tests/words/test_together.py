"""A web process reads several texts at a time: what one thread does changes nothing for another."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from leeward.words.markdown import Definitions, Parser, _build

TEXT = "One\n\n> two\n\n* three\n* four **five** `six` [seven](https://example.org)\n\n1) eight\n"


def read_with(parser: Parser) -> list[tuple[str, list[str]]]:
    tokens = parser.parse(TEXT, {"references": Definitions()})
    return [(token.type, [inner.type for inner in token.children or ()]) for token in tokens]


def test_the_first_texts_that_a_process_reads_are_read_as_all_later_ones() -> None:
    alone, often, together = read_with(_build()), sys.getswitchinterval(), Barrier(4)

    def begin(parser: Parser) -> list[tuple[str, list[str]]]:
        together.wait()
        return read_with(parser)

    sys.setswitchinterval(1e-6)  # seconds: as unlucky as can be
    try:
        with ThreadPoolExecutor(4) as writers:
            for _process in range(200):
                assert list(writers.map(begin, [_build()] * 4)) == [alone] * 4
    finally:
        sys.setswitchinterval(often)
