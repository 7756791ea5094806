"""Apply (生效): what the YAML says becomes assignments; changes are shown first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.changes import (
    PROGRAMME_GONE,
    TASK_GONE,
    Change,
    happened,
    in_force,
    moved,
    pending,
    wanted,
)
from bot.engine import Rules
from bot.store import CaseRow, ProgrammeRow, Store, Writer
from config.home import Home
from workflows.assignment import Assignment
from workflows.case import Case
from workflows.fold import stand
from workflows.ledger import Fact, FactKind
from workflows.light import light_of
from workflows.plan import MACHINE, plan
from workflows.programme import Programme
from workflows.standing import Light, State

_MOVES = frozenset({"due", "title", "details"})


@dataclass(frozen=True, slots=True)
class _Edit:
    """What one apply works with: the rules of the home as it is now, and the instant."""

    store: Store
    home: Home
    rules: Rules
    now: datetime


async def apply_home(store: Store, home: Home, now: datetime) -> tuple[Change, ...]:
    """Bring the store into line with the home. Returns what changed.

    Before the first apply nothing is in force. Moves of a due date are recorded as facts of the
    case; removed assignments that are not finished are excused, on the record, and so are those
    of a programme that has left the home.
    """
    rows = await in_force(store, home)
    asked = wanted(home, happened(rows.values()))
    changes = pending(rows.values(), asked)
    known = {row.code: row for row in await store.programmes()}
    programmes = {programme.code: programme for programme in home.programmes}
    edit = _Edit(store, home, Rules(programmes, home.calendar, home.settings.hours), now)

    async def write(writer: Writer) -> None:
        await _add(writer, [found for found in asked if found.id not in rows], edit)
        by_id = {found.id: found for found in asked}
        for code in dict.fromkeys(c.assignment for c in changes if c.what in _MOVES):
            await _move(writer, rows[code], by_id[code], edit)
        for change in changes:
            if change.what == "removed":
                await _excuse(writer, rows[change.assignment], edit)
        await _save_programmes(writer, known, edit)

    await store.write(write)
    return changes


def fingerprint(programme: Programme) -> str:
    """A short fingerprint of everything a programme says."""
    return sha256(repr(programme).encode()).hexdigest()[:16]


async def _save_programmes(writer: Writer, known: Mapping[str, ProgrammeRow], edit: _Edit) -> None:
    """Keeps a new version of every programme that says something new."""
    for programme in edit.home.programmes:
        old = known.get(programme.code)
        print_ = fingerprint(programme)
        if old is None or old.body.get("fingerprint") != print_:
            body = {"title": programme.title, "fingerprint": print_}
            version = old.version + 1 if old else 1
            await edit.store.save_programme(writer, programme.code, version, body, edit.now)


async def _add(writer: Writer, fresh: Sequence[Assignment], edit: _Edit) -> None:
    first = {found.id: _first_wake(found, edit) for found in fresh}
    await edit.store.add_assignments(writer, fresh, first)


def _first_wake(assignment: Assignment, edit: _Edit) -> datetime | None:
    """When the case must first be looked at: now, where something is already due."""
    case = Case(assignment, (), stand(assignment, ()), Light.GREY)
    planned = plan(case, edit.rules.terms(assignment.programme, edit.now))
    return edit.now if planned.notices or planned.facts else planned.wake_at


async def _move(writer: Writer, row: CaseRow, asked: Assignment, edit: _Edit) -> None:
    """The case takes its new date, title and details, keeps its ladder, and is looked at anew."""
    kept, facts = moved(row, asked, edit.now)
    standing = stand(kept, (*row.facts, *facts))
    light = light_of(kept, standing, edit.rules.look(edit.now))
    await edit.store.update_assignment(writer, kept, standing, edit.now)
    await edit.store.append_facts(writer, row, facts, standing, light, edit.now)


async def _excuse(writer: Writer, row: CaseRow, edit: _Edit) -> None:
    """Nothing is owed any more. The unit is told, where it was ever told of the item."""
    gone = row.assignment.programme not in edit.rules.programmes
    fact = Fact(FactKind.EXCUSED, edit.now, MACHINE, PROGRAMME_GONE if gone else TASK_GONE)
    standing = stand(row.assignment, (*row.facts, fact))
    light = light_of(row.assignment, standing, edit.rules.look(edit.now))
    wake_at = None if row.standing.state is State.PLANNED else edit.now
    await edit.store.append_facts(writer, row, [fact], standing, light, wake_at)
