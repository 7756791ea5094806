"""Slips go up only when approved; events are put on record once, on a day that can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from messages.dialogue import Show, Sight, converse
from messages.dialogue.event import Pressed, Said
from messages.dialogue.office_days import past_day
from messages.speech import Action, Verb
from tests.dialogue.desks import CLERK, OFFICE, Chat, case
from workflows.case import Case
from workflows.happening import Cause
from workflows.ladder import Ladder, Rung, RungKind, Slip
from workflows.roster import Role
from workflows.span import Span, SpanUnit


def _rung(name: str, *, approve: bool) -> Rung:
    after = Span(5, SpanUnit.WORKING_DAY)
    return Rung(name, RungKind.ESCALATION, after, (Role.LEADER,), slip=Slip.RED, approve=approve)


LADDER = Ladder("督办", (_rung("报办公室", approve=False), _rung("报领导", approve=True)))


def with_ladder() -> Case:
    item = case("3", "湿地保护修复")
    return replace(item, assignment=replace(item.assignment, ladder=LADDER))


def test_a_slip_is_approved_once_and_kept_under_the_plans_key() -> None:
    item = with_ladder()
    chat = Chat([item], post=CLERK)
    chat.taps(Verb.APPROVE, item, "1")
    chat.taps(Verb.DROP, item, "1")
    assert chat.kinds == ["slip_approved"]
    assert chat.data == {"rung": "报领导 0", "slip": "red"}
    assert chat.case(item).standing.slips_approved == ("报领导 0",)


@pytest.mark.parametrize("number", ["0", "2", "", "x", "-1", "１"])
def test_what_needs_no_approval_or_is_no_rung_is_not_approved(number: str) -> None:
    item = with_ladder()
    chat = Chat([item], post=CLERK)
    assert chat.taps(Verb.APPROVE, item, number).toast
    assert not chat.kinds


def test_a_slip_is_dropped_in_words_with_its_reason() -> None:
    item = with_ladder()
    chat = Chat([item], post=CLERK)
    chat.says("不发，已约定", reply_about=(item.assignment.id,), reply_rungs=("slip 报领导",))
    assert chat.data == {"rung": "报领导 0", "reason": "已约定"}


def test_the_director_answers_an_overdue_request_as_the_clerk_would() -> None:
    item = with_ladder()
    chat = Chat([item], post=CLERK)
    rungs = ("overdue slip 报领导",)
    chat.says("同意", reply_about=(item.assignment.id,), reply_rungs=rungs)
    assert chat.kinds == ["slip_approved"]


EVENT = case("", "规划批准", date(2024, 9, 1), task="规划批准", unit=OFFICE)
EVENT = replace(EVENT, assignment=replace(EVENT.assignment, is_event=True))


def told(chat: Chat, event: Any, causes: tuple[Cause, ...] = ()) -> Any:
    """Decide with these events before it."""
    desk = replace(chat.desk(), causes={EVENT.assignment.id: causes})
    return converse(event, desk)


def test_a_tap_records_the_day_and_shows_what_has_moved() -> None:
    chat = Chat([EVENT], post=CLERK)
    decision = chat.taps(Verb.HAPPENED, EVENT, "2024-09-01", message="r1")
    assert chat.kinds == ["event"]
    assert chat.data == {"on": "2024-09-01"}
    assert any(isinstance(a, Show) and a.what is Sight.EVENT for a in decision.answers)
    chat.taps(Verb.HAPPENED, EVENT, "2024-08-30")
    assert chat.kinds == ["event"], "once"


@pytest.mark.parametrize(
    ("on", "causes", "why"),
    [
        ("2024-09-03", (), "还没有到"),
        ("2024-06-30", (), "早于方案开始"),
        ("2024-09-01", (Cause("评审通过", None),), "须先有“评审通过”"),
        ("2024-09-01", (Cause("评审通过", date(2024, 9, 2)),), "须先有“评审通过”"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(
    on: str, causes: tuple[Cause, ...], why: str
) -> None:
    chat = Chat([EVENT], post=CLERK)
    press = Pressed(Action(Verb.HAPPENED, EVENT.assignment.id, on), "r1")
    decision = told(chat, press, causes)
    assert not decision.records
    assert why in decision.answers[0].speech.html


def test_after_its_cause_an_event_is_recorded() -> None:
    chat = Chat([EVENT], post=CLERK)
    press = Pressed(Action(Verb.HAPPENED, EVENT.assignment.id, "2024-09-01"), "r1")
    assert told(chat, press, (Cause("评审通过", date(2024, 9, 1)),)).records


def test_the_day_is_asked_for_and_typed() -> None:
    chat = Chat([EVENT], post=CLERK)
    chat.taps(Verb.HAPPENED, EVENT)
    assert [choice.text for choice in chat.choices()] == ["今天", "昨天", "取消"]
    chat.says("大概吧")
    assert not chat.kinds
    chat.says("8月30日")
    assert chat.data == {"on": "2024-08-30"}


@pytest.mark.parametrize(
    ("words", "on"),
    [("已发生", "2024-09-02"), ("昨天批准了", "2024-09-01"), ("8月30日市政府批准", "2024-08-30")],
)
def test_words_in_reply_record_the_day(words: str, on: str) -> None:
    chat = Chat([EVENT], post=CLERK)
    chat.does(Said(words, "m1", (EVENT.assignment.id,), reply_rungs=("event",)))
    assert chat.data == {"on": on}


def test_not_yet_is_asked_again_in_five_working_days() -> None:
    chat = Chat([EVENT], post=CLERK)
    chat.taps(Verb.HAPPENED, EVENT, "no")
    assert chat.kinds == ["snoozed"]
    assert chat.data["until"] == "2024-09-09"
    assert chat.case(EVENT).standing.state == "planned" or not chat.case(EVENT).standing.on_time


TODAY = date(2024, 9, 2)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("今天", TODAY),
        ("昨天上午", TODAY - timedelta(days=1)),
        ("8月3日", date(2024, 8, 3)),
        ("12月31日", date(2024, 12, 31)),
        ("2021-08-03", date(2021, 8, 3)),
        ("2021年8月3日", date(2021, 8, 3)),
        ("2月30日", None),
        ("不知道", None),
    ],
)
def test_days_gone_by_are_read(words: str, day: date | None) -> None:
    assert past_day(words, TODAY) == day


def test_at_new_year_the_last_december_is_meant() -> None:
    assert past_day("12月30日", date(2025, 1, 6)) == date(2024, 12, 30)
