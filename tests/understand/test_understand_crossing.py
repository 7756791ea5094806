"""Thousands of combined replies mean what their parts mean."""

import pytest

from tests.understand.crossing import FAMILIES
from tests.understand.learning import TABLE, labelled, learn
from tests.understand.score import is_false_done, tallied

EVERY = 7  # the tests take one in seven, ``python -m tests.understand.score`` takes all


@pytest.mark.parametrize("family", FAMILIES)
def test_a_combination_means_what_its_parts_mean(family: str) -> None:
    tally = tallied(family, list(FAMILIES[family]())[::EVERY])
    assert tally.false_done == 0
    assert tally.exact["all"] == tally.replies


def test_the_same_combinations_come_every_time() -> None:
    for rows in FAMILIES.values():
        assert list(rows()) == list(rows())


def test_false_done_is_counted_by_what_would_be_recorded() -> None:
    done = {"intent": "done", "ask": False, "items": []}
    asked = {**done, "ask": True}
    assert is_false_done({"intent": "progress"}, done)
    assert not is_false_done({"intent": "progress"}, asked)
    assert not is_false_done({"intent": ["done", "progress"]}, done)


def test_the_shipped_table_is_the_one_the_labelled_replies_give() -> None:
    assert TABLE.read_text("utf-8") == learn(labelled())
