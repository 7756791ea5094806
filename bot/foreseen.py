"""Foreseen notices (预计通知): what is sent if nobody answers, and how an edit changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.changes import Change, moved
from bot.store import CaseRow
from config.home import Home
from workflows.assignment import Assignment
from workflows.calendar import at_office, office_day
from workflows.case import Case
from workflows.fold import stand
from workflows.notice import Notice
from workflows.office import OfficeHours
from workflows.plan import Terms, planned
from workflows.standing import FINISHED, Light, Standing


@dataclass(frozen=True, slots=True)
class Window:
    """The days looked at, both included."""

    start_on: date
    end_on: date

    def holds(self, day: date) -> bool:
        return self.start_on <= day <= self.end_on


class Foreseer:
    """Foresees the notices of assignments by the hours of their programmes."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._hours = {programme.code: programme.hours for programme in home.programmes}

    def notices(self, assignment: Assignment, standing: Standing | None = None) -> Iterator[Notice]:
        """Every notice of an assignment's life if everything arrives and nobody answers."""
        standing = standing or stand(assignment, ())
        if standing.state in FINISHED:
            return
        opening = at_office(assignment.opens_on, time(9, 0))
        reached = replace(standing, reached_at=standing.reached_at or opening)
        case = Case(assignment, (), reached, Light.GREEN)
        yield from planned(case, self._terms(assignment.programme, opening))

    def _terms(self, programme: str, now: datetime) -> Terms:
        hours: OfficeHours = self._hours.get(programme, self._home.settings.hours)
        return Terms(now, self._home.calendar, hours)


@dataclass(frozen=True, slots=True)
class Edited:
    """Everything an edit would change: the cases in force, what is asked, the differences."""

    rows: Mapping[str, CaseRow]
    asked: Iterable[Assignment]
    changes: Iterable[Change]


def notice_changes(
    foreseer: Foreseer, edited: Edited, window: Window, now: datetime
) -> dict[str, int]:
    """How many notices of the window an edit adds and removes; one that moves counts as both."""
    by_id = {found.id: found for found in edited.asked}
    before: set[tuple[object, ...]] = set()
    after: set[tuple[object, ...]] = set()
    for code in {change.assignment for change in edited.changes if change.what != "terms"}:
        row, asked = edited.rows.get(code), by_id.get(code)
        if row is not None:
            before |= _seen(foreseer.notices(row.assignment, row.standing), window)
        if row is not None and asked is not None:
            kept, facts = moved(row, asked, now)
            standing = stand(kept, (*row.facts, *facts))
            after |= _seen(foreseer.notices(kept, standing), window)
        elif asked is not None:
            after |= _seen(foreseer.notices(asked), window)
    return {"added": len(after - before), "removed": len(before - after)}


def _seen(notices: Iterable[Notice], window: Window) -> set[tuple[object, ...]]:
    """What tells notices apart, whatever revision of the due date they belong to."""
    return {
        (notice.about, notice.kind, notice.rung, notice.repeat, notice.to, notice.at)
        for notice in notices
        if window.holds(office_day(notice.at))
    }
