"""An item that asks for a figure: done and the figure in one sentence are one report."""

from __future__ import annotations

import pytest

from messages.dialogue import Said
from tests.dialogue.desks import AIR, Chat


def test_done_with_the_figure_that_was_asked_for_is_done_and_keeps_it() -> None:
    chat = Chat([AIR])
    decision = chat.does(Said("制-7 已完成，比例92.3%", "m1"))
    assert [record.data["intent"] for record in decision.records] == ["done"]
    assert decision.records[0].data["value"] == 92.3


@pytest.mark.parametrize(
    "words", ["未完成，比例22%", "优良天数比例22%", "基本完成，比例22%", "没有已完成，比例22%"]
)
def test_a_figure_without_a_plain_done_is_never_done(words: str) -> None:
    decision = Chat([AIR]).does(Said(words, "m1"))
    assert all(record.data.get("intent") != "done" for record in decision.records)
