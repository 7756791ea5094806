"""Apply (生效): what the YAML says becomes assignments; changes are shown first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from bot.store import CaseRow, Store, Writer
from config.home import Home
from workflows.assignment import Assignment
from workflows.case import Case
from workflows.expand import assignments
from workflows.fold import stand
from workflows.ledger import Fact, FactKind
from workflows.light import Look, light_of
from workflows.office import OfficeHours
from workflows.plan import MACHINE, Terms, plan
from workflows.programme import Programme
from workflows.standing import FINISHED, Light


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the YAML and what is in force.

    `what` is added, removed, due, title or terms; `before` and `after` are words for people.
    A running case keeps the ladder it began with, so a changed ladder shows as "terms".
    """

    what: str
    assignment: str
    before: str = ""
    after: str = ""


def wanted(home: Home) -> tuple[Assignment, ...]:
    """Every assignment of every programme of the home."""
    return tuple(
        found for programme in home.programmes for found in assignments(programme, home.calendar)
    )


def compare(in_force: Iterable[Assignment], asked: Iterable[Assignment]) -> tuple[Change, ...]:
    """What applying `asked` would change, in the order of the YAML, removals last."""
    old = {found.id: found for found in in_force if not found.request_of}  # units made those
    changes: list[Change] = []
    seen: set[str] = set()
    for assignment in asked:
        seen.add(assignment.id)
        before = old.get(assignment.id)
        if before is None:
            changes.append(Change("added", assignment.id, after=_due(assignment)))
            continue
        if _due(before) != _due(assignment):
            changes.append(Change("due", assignment.id, _due(before), _due(assignment)))
        if before.title != assignment.title:
            changes.append(Change("title", assignment.id, before.title, assignment.title))
        if before.ladder != assignment.ladder:
            ladders = before.ladder.name, assignment.ladder.name
            changes.append(Change("terms", assignment.id, *ladders))
    changes += [Change("removed", code, _due(old[code])) for code in old if code not in seen]
    return tuple(changes)


def _due(assignment: Assignment) -> str:
    return assignment.due.due_at.isoformat() if assignment.due else "-"


async def apply_home(store: Store, home: Home, now: datetime) -> tuple[Change, ...]:
    """Bring the store into line with the home. Returns what changed.

    Before the first apply nothing is in force. Moves of a due date are recorded as facts of the
    case; removed assignments that are not finished are excused, on the record.
    """
    asked = wanted(home)
    rows = {
        row.assignment.id: row
        for programme in home.programmes
        async for row in store.cases_of_programme(programme.code)
    }
    known = {row.code: row for row in await store.programmes()}
    changes = compare((row.assignment for row in rows.values()), asked)

    async def write(writer: Writer) -> None:
        fresh = [found for found in asked if found.id not in rows]
        first = {found.id: _first_wake(found, home, now) for found in fresh}
        await store.add_assignments(writer, fresh, first)
        by_id = {found.id: found for found in asked}
        for code in dict.fromkeys(c.assignment for c in changes if c.what in ("due", "title")):
            await _move(store, writer, rows[code], by_id[code], home, now)
        for change in changes:
            if change.what == "removed":
                await _excuse(store, writer, rows[change.assignment], home, now)
        for programme in home.programmes:
            old = known.get(programme.code)
            print_ = fingerprint(programme)
            if old is None or old.body.get("fingerprint") != print_:
                body = {"title": programme.title, "fingerprint": print_}
                version = old.version + 1 if old else 1
                await store.save_programme(writer, programme.code, version, body, now)

    await store.write(write)
    return changes


def fingerprint(programme: Programme) -> str:
    """A short fingerprint of everything a programme says."""
    return sha256(repr(programme).encode()).hexdigest()[:16]


def _hours(home: Home, programme: str) -> OfficeHours:
    found = next((p for p in home.programmes if p.code == programme), None)
    return found.hours if found else home.settings.hours


def _terms(home: Home, assignment: Assignment, now: datetime) -> Terms:
    return Terms(now, home.calendar, _hours(home, assignment.programme))


def _first_wake(assignment: Assignment, home: Home, now: datetime) -> datetime | None:
    """When the case must first be looked at: now, where something is already due."""
    standing = stand(assignment, ())
    case = Case(assignment, (), standing, Light.GREY)
    planned = plan(case, _terms(home, assignment, now))
    return now if planned.notices or planned.facts else planned.wake_at


async def _move(
    store: Store, writer: Writer, row: CaseRow, asked: Assignment, home: Home, now: datetime
) -> None:
    """The case takes its new date and title and keeps its ladder."""
    kept = replace(asked, ladder=row.assignment.ladder)
    facts: Sequence[Fact] = ()
    if asked.due and _due(asked) != _due(row.assignment):
        data = {"due_at": asked.due.due_at.isoformat(), "reason": "programme edited"}
        facts = (Fact(FactKind.DUE_MOVED, now, MACHINE, data),)
    standing = stand(kept, (*row.facts, *facts))
    light = light_of(kept, standing, Look(now, home.calendar))
    await store.update_assignment(writer, kept, standing, now)
    if facts:
        await store.append_facts(writer, row, facts, standing, light, now)


async def _excuse(store: Store, writer: Writer, row: CaseRow, home: Home, now: datetime) -> None:
    if row.standing.state in FINISHED:
        return
    fact = Fact(FactKind.EXCUSED, now, MACHINE, {"reason": "no longer in the programme"})
    standing = stand(row.assignment, (*row.facts, fact))
    light = light_of(row.assignment, standing, Look(now, home.calendar))
    await store.append_facts(writer, row, [fact], standing, light, None)
