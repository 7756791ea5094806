"""Words for days, deadlines and closed sets."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

import pytest

from bot.store import InviteResult
from messages import words
from messages.words import (
    before_words,
    day_words,
    due_words,
    explain_deadline,
    left_words,
    needs_words,
    percent_words,
    say,
    span_words,
)
from tests.messages import samples as s
from workflows.calendar import at_office
from workflows.deadline import Timing, resolve
from workflows.ladder import Slip
from workflows.ledger import FactKind, ReportKind
from workflows.notice import NoticeKind
from workflows.programme import AssignmentRole, DayKind, DayRule, Every, Needs
from workflows.recurrence import rule_words
from workflows.roll import Roll
from workflows.roster import Role
from workflows.span import Span, SpanUnit
from workflows.standing import Light, State


def explained(day: date, roll: Roll, lang: str = "zh", rule: str = "每季度最后一日") -> str:
    return explain_deadline(resolve(day, rule, Timing(roll, time(17, 30)), s.CALENDAR), lang)


def test_a_deadline_brought_forward_says_rule_holiday_roll_and_cut_off() -> None:
    assert explained(date(2023, 9, 30), Roll.PREVIOUS) == (
        "按规则“每季度最后一日”为2023年9月30日（周六，中秋节、国庆节假期），提前至9月28日（周四）17:30"
    )
    assert explained(date(2023, 9, 30), Roll.PREVIOUS, "en") == (
        "by the rule “every quarter, last day” Sat 30 Sep 2023"
        " (Mid-Autumn Festival and National Day holiday), brought forward to Thu 28 Sep 17:30"
    )


@pytest.mark.parametrize(
    ("day", "roll", "end"),
    [
        (
            date(2023, 9, 30),
            Roll.NEXT,
            "为2023年9月30日（周六，中秋节、国庆节假期），顺延至10月7日（周六）17:30",
        ),
        (
            date(2023, 9, 30),
            Roll.NEXT_PLUS_1,
            "为2023年9月30日（周六，中秋节、国庆节假期），顺延至节后第二个工作日10月8日（周日）17:30",
        ),
        (date(2023, 9, 23), Roll.NEXT, "为2023年9月23日（周六），顺延至9月25日（周一）17:30"),
        (date(2023, 9, 23), Roll.NONE, "为2023年9月23日（周六），按期9月23日（周六）17:30"),
        (date(2023, 9, 25), Roll.NEXT, "为2023年9月25日（周一）17:30"),
    ],
)
def test_every_roll_is_explained(day: date, roll: Roll, end: str) -> None:
    assert explained(day, roll) == f"按规则“每季度最后一日”{end}"


def test_a_year_without_a_published_calendar_is_called_provisional() -> None:
    assert "2027年放假安排尚未公布" in explained(date(2027, 9, 30), Roll.NEXT)
    assert "provisional" in explained(date(2027, 9, 30), Roll.NEXT, "en")


def test_a_move_into_another_year_names_both_years() -> None:
    text = explained(date(2023, 12, 31), Roll.NEXT)
    assert "2023年12月31日" in text
    assert "2024年1月1日" in text


def test_the_year_is_said_only_where_it_is_another_one() -> None:
    assert day_words(date(2023, 9, 28), s.NOW, "zh") == "9月28日（周四）"
    assert day_words(date(2024, 1, 4), s.NOW, "zh") == "2024年1月4日（周四）"
    assert day_words(date(2024, 1, 4), s.NOW, "en") == "Thu 4 Jan 2024"


def test_today_is_called_today_and_keeps_its_date() -> None:
    due = at_office(date(2023, 9, 26), time(17, 30))
    assert before_words(due, s.NOW, "zh") == "今天（9月26日）17:30前"
    assert due_words(due, s.NOW, "en") == "today (26 Sep) 17:30"


def test_times_are_office_times_whatever_zone_the_instant_has() -> None:
    due = datetime.fromisoformat("2023-09-28T09:30:00+00:00")
    assert due_words(due, s.NOW, "zh") == "9月28日（周四）17:30"


def test_what_is_left_is_counted_in_working_days() -> None:
    assert [left_words(n, "zh") for n in (3, 0, -2)] == ["还有3个工作日", "", "逾期2个工作日"]
    assert [left_words(n, "en") for n in (1, 0, -2)] == [
        "1 working day left",
        "",
        "2 working days overdue",
    ]
    assert span_words(Span(1, SpanUnit.WORKING_DAY), "en") == "1 working day"


def test_what_counts_as_done_is_listed() -> None:
    assert (
        needs_words(Needs(80, 2, True, "盖章"), "zh")
        == "文字说明不少于80字、佐证材料2件、填报数值；盖章"
    )
    assert needs_words(Needs(), "zh") == ""


@pytest.mark.parametrize(
    ("percent", "text"), [(None, ""), (0, "0%"), (45, "45%"), (99.5, "99.5%"), (120, "120%")]
)
def test_a_percentage_has_no_idle_zeros(percent: float | None, text: str) -> None:
    assert percent_words(percent) == text


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("light_words", Light),
        ("state_words", State),
        ("role_words", Role),
        ("part_words", AssignmentRole),
        ("slip_words", Slip),
        ("kind_words", NoticeKind),
        ("fact_words", FactKind),
        ("report_words", ReportKind),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en", "fr"])
def test_every_member_has_a_word_in_every_language(
    name: str, members: type[StrEnum], lang: str
) -> None:
    spoken = [getattr(words, name)(member, lang) for member in members]
    assert all(spoken)
    assert len(set(spoken)) == len(spoken)


def test_lights_differ_by_shape_as_well() -> None:
    assert len({words.light_mark(light) for light in Light}) == len(Light)


@pytest.mark.parametrize("every", Every)
@pytest.mark.parametrize("rule", [DayRule(kind, n, 6) for kind in DayKind for n in (1, 5)])
def test_every_rule_of_the_calendar_is_explained_in_english(every: Every, rule: DayRule) -> None:
    text = explained(date(2023, 9, 25), Roll.NEXT, "en", rule_words(every, rule))
    assert text.isascii() or not any("\u4e00" <= char <= "\u9fff" for char in text), text


@pytest.mark.parametrize("outcome", sorted(set(InviteResult) - {InviteResult.BOUND}))
def test_every_refused_invite_has_its_sentence(outcome: InviteResult) -> None:
    assert say(f"invite_{outcome.value}", "zh") != say(f"invite_{outcome.value}", "en")
