"""What `duban plan` shows: everything that programmes ask for in a window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bot.changes import Change, Happened, asked_of
from bot.explaining import Explainer
from bot.foreseen import Foreseer, Window
from config.home import Home
from workflows.assignment import Assignment
from workflows.burden import bills
from workflows.calendar import office_day
from workflows.expand import milestone_day
from workflows.notice import Notice
from workflows.programme import AfterEvent, Event, Indicator, Programme

__all__ = ["Glance", "Window", "change_json", "plan_document"]


@dataclass(frozen=True, slots=True)
class Glance:
    """What is looked at: some programmes of a home in a window, and the events on record."""

    home: Home
    programmes: Sequence[Programme]
    window: Window
    happened: Happened = field(default_factory=dict)


def plan_document(glance: Glance, lang: str) -> dict[str, Any]:
    """The plan as the JSON document that other scripts read; `changes`, `problems` come later.

    The records of events (来事) owe nothing: they are events here, not assignments.
    """
    home, programmes = glance.home, glance.programmes
    asked = [tuple(asked_of(each, home.calendar, glance.happened)) for each in programmes]
    shown = [[each for each in every if _is_shown(each, glance.window)] for every in asked]
    notices = _notices(glance, shown)
    explainers = [Explainer(programme, home.calendar, lang) for programme in programmes]
    return {
        "assignments": [
            _assignment(each, explainer)
            for every, explainer in zip(shown, explainers, strict=True)
            for each in every
        ],
        "notices": [_notice(notice) for notice in notices],
        "milestones": [m for programme in programmes for m in _milestones(home, programme)],
        "indicators": [_indicator(p, indicator) for p in programmes for indicator in p.indicators],
        "unassigned": [
            {"programme": programme.code, "no": no, "title": title}
            for programme in programmes
            for no, title in programme.unassigned
        ],
        "events": [_event(p, event) for p in programmes for event in p.events],
        "stages": [stage for every in asked for stage in _stages(every)],
        "bills": [asdict(bill) for bill in bills(notices, _recurring(programmes))],
    }


def _recurring(programmes: Sequence[Programme]) -> frozenset[tuple[str, str]]:
    """What recurs, as (programme, code): duties and readings."""
    duties = {(each.code, duty.code) for each in programmes for duty in each.duties}
    readings = {(each.code, i.code) for each in programmes for i in each.indicators if i.readings}
    return frozenset(duties | readings)


def change_json(change: Change) -> dict[str, str]:
    """A change as it stands in the plan document."""
    return {
        "what": change.what,
        "assignment": change.assignment,
        "before": change.before,
        "after": change.after,
    }


def _is_shown(assignment: Assignment, window: Window) -> bool:
    """True where the assignment is owed, and open on some day of the window."""
    ends = assignment.due.due_on if assignment.due else window.end_on
    touches = assignment.opens_on <= window.end_on and ends >= window.start_on
    return touches and not assignment.is_event


def _assignment(assignment: Assignment, explainer: Explainer) -> dict[str, Any]:
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
        "why": explainer.why(assignment),
    }


def _notices(glance: Glance, shown: Iterable[Iterable[Assignment]]) -> list[Notice]:
    """Every notice of the window, in the order of time."""
    foreseer = Foreseer(glance.home)
    found = [
        notice
        for every in shown
        for each in every
        for notice in foreseer.notices(each)
        if glance.window.holds(office_day(notice.at))
    ]
    return sorted(found, key=lambda notice: (notice.at, notice.about, notice.to))


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "at": notice.at.isoformat(),
        "kind": notice.kind.value,
        "rung": notice.rung,
        "to": notice.to,
        "about": notice.about,
    }


def _milestones(home: Home, programme: Programme) -> Iterator[dict[str, Any]]:
    for milestone in programme.milestones:
        day = milestone_day(milestone, home.calendar)
        relative = milestone.due.event if isinstance(milestone.due, AfterEvent) else None
        yield {
            "programme": programme.code,
            "no": milestone.no,
            "title": milestone.title,
            "due_on": _iso(day),
            "relative_to": relative,
            "units": list(milestone.units),
        }


def _event(programme: Programme, event: Event) -> dict[str, Any]:
    return {
        "programme": programme.code,
        "name": event.name,
        "expected_on": _iso(event.expected_on),
        "recorded_by": event.recorded_by,
    }


def _stages(asked: Iterable[Assignment]) -> Iterator[dict[str, Any]]:
    """The stages of review of every task, once each: units that share a lead share them."""
    seen: set[str] = set()
    for assignment in asked:
        if not assignment.stages or assignment.task in seen:
            continue
        seen.add(assignment.task)
        for stage in assignment.stages:
            yield {
                "programme": assignment.programme,
                "task": assignment.task,
                "name": stage.name,
                "kind": stage.kind.value,
                "decider": stage.decider,
                "document": stage.document,
                "due_at": stage.due_at.isoformat() if stage.due_at else None,
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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
