"""Extensions (延期): the days worth offering, the reason inside a sentence, what is acceptable."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from messages.dialogue.desk import Desk
from workflows.calendar import month_end, office_day
from workflows.case import Case

_FURTHEST = timedelta(days=366)
_OFFERED = 4
_FRIDAY = 4
_BECAUSE = re.compile(
    r"(?:原因是?|理由是?|因为|由于|主要是|因)[:：，,\s]*(?P<why>.+?)"
    r"(?=[，,。；;]?\s*(?:故|所以|现|特|拟|需要?|想|请求?|申请|希望|能否|能不能|可否)*(?:申请|请求)?"
    r"(?:延期|延至|延到|缓|推迟|宽限|顺延)|[。；;\n]|$)"
)
_CLAUSES = re.compile(r"[，,。；;！!？?\n]+|(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff])")
_ASKING = re.compile(
    r"延期|延长|延至|延到|缓到|缓至|缓一|缓几|推迟|宽限|顺延|改到|改为|放宽|再给|晚几天|晚点"
    r"|\b(?:extend|extension|postpone|delay|until|till|by)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"^(?:好的?|可以吗?|行吗?|谢谢|请批准|望批准|请领导批准|妥否请批示|[\W_]*)$")


class Refusal(StrEnum):
    """Why a day cannot be asked for."""

    OPEN_END = "open_end"  # there is no due date to extend
    NOT_LATER = "not_later"  # the day is not after the due day
    PAST = "past"  # the day is over
    TOO_FAR = "too_far"  # more than a year
    AFTER_END = "after_end"  # past the programme's last day


def refusal(case: Case, until: date, desk: Desk) -> Refusal | None:
    """Why `until` cannot be asked for, or None where it can."""
    due_at, today = case.standing.due_at, office_day(desk.now)
    if due_at is None:
        return Refusal.OPEN_END
    if until < today:
        return Refusal.PAST
    if until <= office_day(due_at):
        return Refusal.NOT_LATER
    end = desk.ends.get(case.assignment.programme)
    if end is not None and until > max(end, office_day(due_at)):
        return Refusal.AFTER_END
    return Refusal.TOO_FAR if until - today > _FURTHEST else None


def is_late(case: Case, desk: Desk) -> bool:
    """True where the request comes after the due instant (逾期后申请)."""
    return case.standing.due_at is not None and desk.now > case.standing.due_at


def offered_days(case: Case, desk: Desk) -> tuple[date, ...]:
    """Days worth a button: next Friday, the month's end, 5 and 10 working days on.

    Only working days that can be asked for, in order, at most four.
    """
    due_at = case.standing.due_at
    if due_at is None:
        return ()
    calendar, today = desk.calendar, office_day(desk.now)
    start = max(today, office_day(due_at))
    friday = today + timedelta(days=_FRIDAY - today.weekday() + 7)
    days = {
        calendar.previous_working_day(friday),
        calendar.previous_working_day(month_end(today)),
        calendar.add_working_days(start, 5),
        calendar.add_working_days(start, 10),
    }
    return tuple(sorted(day for day in days if refusal(case, day, desk) is None))[:_OFFERED]


def reason_in(text: str, names_a_day: Callable[[str], bool]) -> str:
    """The reason given inside a request, or "" where there is none.

    `names_a_day` tells whether a clause names a day; such clauses and the asking itself are not
    the reason.
    """
    because = _BECAUSE.search(text)
    if because:
        return because["why"].strip(" ，,。；;")
    clauses = (clause.strip() for clause in _CLAUSES.split(text))
    said = [
        clause
        for clause in clauses
        if not _ASKING.search(clause) and not _EMPTY.match(clause) and not names_a_day(clause)
    ]
    return "，".join(said)
