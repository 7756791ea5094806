"""Spells (联络不畅期) in which a unit cannot be reached, and when the office hears of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workflows.assignment import Assignment
from workflows.calendar import WorkCalendar, office_day
from workflows.fold import after, stand
from workflows.hours import send_instant
from workflows.ledger import Fact
from workflows.office import OfficeHours
from workflows.span import Span, SpanUnit

_QUIET = Span(5, SpanUnit.WORKING_DAY)
"""A line that fails, works and fails again is one trouble: the office hears of it once a week."""


@dataclass(frozen=True, slots=True)
class Spell:
    """From the first failure to the next proof of delivery; `until` None: it lasts."""

    since: datetime
    until: datetime | None


def spells(assignment: Assignment, facts: Iterable[Fact]) -> tuple[Spell, ...]:
    """Every spell in the facts, in order of time."""
    found: list[Spell] = []
    standing = stand(assignment, ())
    for fact in facts:
        before, standing = standing.unreachable_since, after(standing, fact)
        if before is not None and standing.unreachable_since is None:
            found.append(Spell(before, fact.at))
    if standing.unreachable_since is not None:
        found.append(Spell(standing.unreachable_since, None))
    return tuple(found)


def told_at(spells: Iterable[Spell], hours: OfficeHours, calendar: WorkCalendar) -> datetime | None:
    """When the office hears of the spell that lasts, None where none does.

    At once; but within five working days of hearing of one, only after they are over.
    """
    last: datetime | None = None
    for spell in spells:
        at = spell.since
        if last is not None:
            quiet_until = calendar.next_working_day(calendar.shift(office_day(last), _QUIET))
            at = max(at, send_instant(quiet_until, hours))
        if spell.until is None:
            return at
        if spell.until > at:
            last = at
    return None
