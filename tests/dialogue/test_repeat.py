"""The same as last period: one tap reports what was reported, and says where it came from."""

from __future__ import annotations

from datetime import date
from typing import Any

from messages.speech import Verb
from tests.dialogue.desks import MONDAY, PM, Chat, case, photo, reading, with_facts
from workflows.case import Case
from workflows.ledger import Fact, FactKind
from workflows.programme import Needs

assert PM.assignment.indicator is not None
BEFORE = reading("气-01", PM.assignment.indicator, 2)


def duty(quarter: int, **more: Any) -> Case:
    return case(
        "巡查",
        "报送巡查情况",
        date(2024, quarter * 3, 30),
        task="巡查",
        occurrence=f"2024Q{quarter}",
        occurrence_words=f"2024年第{quarter}季度",
        **more,
    )


def reported(of: Case, **data: Any) -> Case:
    """The earlier occurrence, opened earlier, with a report under R-0900."""
    from_before = of.assignment.opens_on.replace(month=4)
    about = type(of.assignment)(
        **{
            name: getattr(of.assignment, name)
            for name in of.assignment.__slots__
            if name != "opens_on"
        },
        opens_on=from_before,
    )
    fact = Fact(FactKind.REPORTED, MONDAY, "x", {"receipt": "R-0900", **data})
    return with_facts(about, (*of.facts, fact), MONDAY)


def test_one_tap_reports_last_periods_figure() -> None:
    chat = Chat([PM], earlier=(reported(BEFORE, intent="done", value=30.5, unit="μg/m3"),))
    chat.taps(Verb.SAME, PM)
    assert (chat.kinds, chat.data["value"]) == (["reported:done"], 30.5)
    assert chat.data["same_as"] == "R-0900"
    assert "与上期一致（上期回执 R-0900）" in chat.text
    chat.taps(Verb.SAME, PM)
    assert chat.kinds == ["reported:done"], "a second tap changes nothing"


def test_words_say_the_same() -> None:
    chat = Chat([PM], earlier=(reported(BEFORE, intent="done", value=30.5, unit="μg/m3"),))
    chat.says("与上期一致")
    assert chat.data["value"] == 30.5


def test_text_is_given_again_and_files_are_asked_for() -> None:
    now = duty(3, needs=Needs(files=1, note="巡查记录"))
    old = reported(duty(2), intent="done", text="巡查12次，未发现问题", evidence=[{"sha256": "a"}])
    chat = Chat([now], earlier=(old,))
    chat.taps(Verb.SAME, now)
    assert chat.kinds == []
    assert "巡查记录" in chat.text
    chat.hands(photo())
    assert chat.kinds == ["reported:done"]
    assert chat.data["text"] == "巡查12次，未发现问题"
    assert chat.data["same_as"] == "R-0900"
    assert [item["sha256"] for item in chat.data["evidence"]] == ["sha-现场"]


def test_nil_is_nil_again() -> None:
    now = duty(3, nil_allowed=True)
    chat = Chat([now], earlier=(reported(duty(2, nil_allowed=True), intent="nil"),))
    chat.says("同上期")
    assert chat.kinds == ["reported:nil"]


def test_nothing_before_is_said_plainly() -> None:
    chat = Chat([PM])
    chat.taps(Verb.SAME, PM)
    assert chat.kinds == []
    assert "没有上期反馈可以照用" in chat.text
