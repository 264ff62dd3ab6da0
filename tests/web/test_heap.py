"""What is lent is there for whoever asks, and gone when nobody does."""

import gc
import time
import weakref
from collections.abc import Callable

from leeward.alike import meaning
from leeward.web.heap import Lent


class _Large:
    pass


def _comes_true(said: Callable[[], bool]) -> bool:
    for _ in range(200):
        if said():
            return True
        time.sleep(0.05)
    return False


def test_it_is_made_once_while_it_is_asked_for_and_anew_after_a_rest() -> None:
    made: list[weakref.ref[_Large]] = []

    def make() -> _Large:
        one = _Large()
        made.append(weakref.ref(one))
        return one

    lent = Lent(make, rest=0.2)
    for _ in range(3):
        with lent.lent() as one:
            assert isinstance(one, _Large)
            del one
    assert len(made) == 1
    assert _comes_true(lambda: made[0]() is None)
    with lent.lent():
        assert len(made) == 2


def test_nothing_is_let_go_of_while_somebody_has_it() -> None:
    lent = Lent(_Large, rest=0.01)
    with lent.lent() as one:
        kept = weakref.ref(one)
        del one
        time.sleep(0.1)
        gc.collect()
        assert kept() is not None
    assert _comes_true(lambda: kept() is None)


def test_a_text_says_the_same_after_the_model_was_let_go_of() -> None:
    said = "He reads my messages and always knows where I am."
    before = meaning.read(said).whole
    rest = meaning._model.rest
    assert before
    try:
        meaning._model.rest = 0.0
        assert meaning._model._let_go()
        after = meaning.read(said).whole
    finally:
        meaning._model.rest = rest
    assert after
    assert after.themes == before.themes
    assert (after.vector == before.vector).all()
