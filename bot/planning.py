"""What `duban plan` shows: assignments, notices, milestones, indicators and changes of a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.applying import Change
from config.home import Home
from messages.words import explain_deadline
from workflows.assignment import Assignment
from workflows.calendar import at_office, office_day
from workflows.case import Case
from workflows.expand import assignments, milestone_day
from workflows.fold import stand
from workflows.ledger import Fact, FactKind
from workflows.notice import Notice
from workflows.plan import MACHINE, Terms, planned
from workflows.programme import AfterEvent, Indicator, Programme
from workflows.standing import Light


@dataclass(frozen=True, slots=True)
class Window:
    """The days looked at, both included."""

    start_on: date
    end_on: date

    def holds(self, day: date) -> bool:
        return self.start_on <= day <= self.end_on


def plan_document(
    home: Home, programmes: Sequence[Programme], window: Window, lang: str
) -> dict[str, Any]:
    """The plan as the JSON document that other scripts read; `changes`, `problems` come later."""
    found = [
        assignment
        for programme in programmes
        for assignment in assignments(programme, home.calendar)
        if _touches(assignment, window)
    ]
    return {
        "assignments": [_assignment(assignment, lang) for assignment in found],
        "notices": [
            _notice(notice)
            for notice in sorted(_notices(home, found), key=lambda n: (n.at, n.about, n.to))
            if window.holds(office_day(notice.at))
        ],
        "milestones": [m for programme in programmes for m in _milestones(home, programme)],
        "indicators": [
            _indicator(programme, indicator)
            for programme in programmes
            for indicator in programme.indicators
        ],
        "unassigned": [
            {"programme": programme.code, "no": no, "title": title}
            for programme in programmes
            for no, title in programme.unassigned
        ],
    }


def change_json(change: Change) -> dict[str, str]:
    """A change as it stands in the plan document."""
    return {
        "what": change.what,
        "assignment": change.assignment,
        "before": change.before,
        "after": change.after,
    }


def _touches(assignment: Assignment, window: Window) -> bool:
    """True where the assignment is open on some day of the window."""
    ends = assignment.due.due_on if assignment.due else window.end_on
    return assignment.opens_on <= window.end_on and ends >= window.start_on


def _assignment(assignment: Assignment, lang: str) -> dict[str, Any]:
    due = assignment.due
    return {
        "programme": assignment.programme,
        "task": assignment.task,
        "no": assignment.no,
        "title": assignment.title,
        "unit": assignment.unit,
        "role": assignment.role.value,
        "occurrence": assignment.occurrence,
        "opens_on": assignment.opens_on.isoformat(),
        "due_at": due.due_at.isoformat() if due else None,
        "rolled_from": due.rolled_from.isoformat() if due and due.rolled_from else None,
        "why": explain_deadline(due, lang) if due else "",
    }


def _notices(home: Home, found: Iterable[Assignment]) -> Iterable[Notice]:
    """Every notice if nobody answers and everything arrives."""
    hours = {programme.code: programme.hours for programme in home.programmes}
    for assignment in found:
        terms = Terms(_opening(assignment), home.calendar, hours[assignment.programme])
        yield from planned(_reached_case(assignment), terms)


def _opening(assignment: Assignment) -> datetime:
    return at_office(assignment.opens_on, time(9, 0))


def _reached_case(assignment: Assignment) -> Case:
    at = _opening(assignment)
    facts = (Fact(FactKind.ISSUED, at, MACHINE), Fact(FactKind.DELIVERED, at, MACHINE))
    return Case(assignment, facts, stand(assignment, facts), Light.GREEN)


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "at": notice.at.isoformat(),
        "kind": notice.kind.value,
        "rung": notice.rung,
        "to": notice.to,
        "about": notice.about,
    }


def _milestones(home: Home, programme: Programme) -> Iterable[dict[str, Any]]:
    for milestone in programme.milestones:
        day = milestone_day(milestone, home.calendar)
        relative = milestone.due.event if isinstance(milestone.due, AfterEvent) else None
        yield {
            "programme": programme.code,
            "no": milestone.no,
            "title": milestone.title,
            "due_on": day.isoformat() if day else None,
            "relative_to": relative,
            "units": list(milestone.units),
        }


def _indicator(programme: Programme, indicator: Indicator) -> dict[str, Any]:
    known = indicator.baseline_value is not None or indicator.baseline_year is not None
    baseline = {"value": indicator.baseline_value, "year": indicator.baseline_year}
    return {
        "programme": programme.code,
        "no": indicator.no,
        "sub": indicator.sub or None,
        "name": indicator.name,
        "unit": indicator.unit,
        "attribute": indicator.attribute.value if indicator.attribute else None,
        "baseline": baseline if known else None,
        "targets": {
            str(target.year): {"op": target.op.value, "value": target.value}
            for target in indicator.targets
        },
    }
