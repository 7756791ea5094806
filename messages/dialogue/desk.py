"""The desk (案头): what is known at the moment something happens, loaded by the shell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from messages.dialogue.draft import Draft
from workflows.calendar import WorkCalendar
from workflows.case import Case
from workflows.happening import Cause
from workflows.ledger import Fact, FactKind
from workflows.roster import Post, Role, Unit

_OFFICE_ROLES = frozenset({Role.CLERK, Role.DIRECTOR, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Desk:
    """`cases`: the unit's open cases by due date; `recent`: its recently finished ones.

    `asked`: the assignments of the last message sent to this chat, newest first.
    `office_requests`: for office posts, the cases that wait for the office's word.
    `units`: units and offices of the same programmes, which may be waited for. `waited_by`: by
    the id of a request to this unit, the units that wait for it, the nearest first. `earlier`:
    earlier occurrences of what recurs, those reported on. `ends`: each programme's last day.
    `office_cases`: further cases of the office, those that the event speaks of; `named` are the
    ids that its words name. `causes`: by the id of an event, the events that must come first.
    """

    post: Post
    lang: str
    now: datetime
    calendar: WorkCalendar
    cases: tuple[Case, ...] = ()
    recent: tuple[Case, ...] = ()
    asked: tuple[str, ...] = ()
    draft: Draft | None = None
    office_requests: tuple[Case, ...] = ()
    units: tuple[Unit, ...] = ()
    waited_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    earlier: tuple[Case, ...] = ()
    ends: Mapping[str, date] = field(default_factory=dict)
    office_cases: tuple[Case, ...] = ()
    named: tuple[str, ...] = ()
    causes: Mapping[str, tuple[Cause, ...]] = field(default_factory=dict)

    @property
    def is_office(self) -> bool:
        """True for a post of an office that reviews."""
        return self.post.role in _OFFICE_ROLES

    def own(self) -> tuple[Case, ...]:
        """Every case of the unit on the desk, open ones first."""
        return (*self.cases, *self.recent)

    def open_case(self, assignment: str | None) -> Case | None:
        """The unit's open case with this assignment id, or None."""
        return _find(self.cases, assignment)

    def own_case(self, assignment: str | None) -> Case | None:
        """The unit's case with this id, open or recently finished, or None."""
        return _find(self.own(), assignment)

    def request(self, assignment: str | None) -> Case | None:
        """The case that waits for this office, or None. Other offices' cases are never found."""
        found = _find(self.office_requests, assignment)
        if found is None or not self.is_office:
            return None
        return found if found.assignment.office == self.post.unit else None

    def of_office(self, assignment: str | None) -> Case | None:
        """The case of this office, whether it waits or not, or None."""
        waiting = self.request(assignment)
        if waiting is not None or not self.is_office:
            return waiting
        found = _find(self.office_cases, assignment)
        return found if found and found.assignment.office == self.post.unit else None

    def with_draft(self, draft: Draft | None) -> Desk:
        """The same desk with another draft."""
        return replace(self, draft=draft)

    def live_draft(self) -> Draft | None:
        """The draft, where it still counts at `now`."""
        draft = self.draft
        return draft if draft is not None and draft.holds_at(self.now) else None


def _find(cases: tuple[Case, ...], assignment: str | None) -> Case | None:
    return next((case for case in cases if case.assignment.id == assignment), None)


RECEIPTED = frozenset(
    {
        FactKind.REPORTED,
        FactKind.CORRECTED,
        FactKind.EVIDENCE_ADDED,
        FactKind.EXTENSION_ASKED,
    }
)
"""The facts that carry a receipt number."""


def receipted(desk: Desk) -> Iterator[tuple[Case, Fact]]:
    """Every fact with a receipt on the unit's cases, newest first."""
    found = [
        (case, fact)
        for case in desk.own()
        for fact in case.facts
        if fact.kind in RECEIPTED and fact.data.get("receipt")
    ]
    yield from sorted(found, key=lambda pair: pair[1].at, reverse=True)


def by_receipt(desk: Desk, receipt: str) -> tuple[Case, Fact] | None:
    """The unit's case and the first fact recorded under this receipt number, or None."""
    found = [pair for pair in receipted(desk) if pair[1].data["receipt"] == receipt]
    return found[-1] if receipt and found else None


def last_report(case: Case) -> Fact | None:
    """The report in force, or None."""
    receipt = case.standing.receipt
    if receipt is None:
        return None
    kinds = (FactKind.REPORTED, FactKind.CORRECTED)
    return next(
        (f for f in reversed(case.facts) if f.kind in kinds and f.data.get("receipt") == receipt),
        None,
    )


def last_period(case: Case, desk: Desk) -> Case | None:
    """The occurrence before this one of the same duty or indicator, where it has a report."""
    mine = case.assignment
    if mine.occurrence is None or mine.request_of:
        return None
    same = (mine.programme, mine.task, mine.unit)
    found = [
        other
        for other in desk.earlier
        if (other.assignment.programme, other.assignment.task, other.assignment.unit) == same
        and other.assignment.opens_on < mine.opens_on
        and last_report(other) is not None
    ]
    return max(found, key=lambda other: other.assignment.opens_on, default=None)
