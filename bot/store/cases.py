"""Programmes, assignments and the facts about them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.store.codec import (
    assignment_text,
    case_of,
    fact_of,
    from_json,
    standing_text,
    to_json,
)
from bot.store.connected import Connected, marks
from bot.store.fields import from_micros_or_none, to_micros, to_micros_or_none
from bot.store.models import Programme
from bot.store.rows import Append, CaseRow, ProgrammeRow, Stale
from bot.store.sqlite import Row
from bot.store.writer import Writer
from workflows.assignment import Assignment
from workflows.chain import START, Link, canonical, head_hash, link_hash
from workflows.fold import stand
from workflows.ledger import Fact
from workflows.standing import FINISHED, Light, Standing

CASE_COLUMNS = "id, code, body, standing, light, state, wake_at, facts_count, last_hash, waits"
_PAGE = 1000
_MANY = 10_000  # parameters in one statement

_INSERT_ASSIGNMENT = (
    "INSERT INTO assignment (code, programme, task, unit, occurrence, body, opens_on, state,"
    " percent, light, due_at, wake_at, standing, facts_count, last_hash, head_hash, closed,"
    " office, waits) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,0,'',?,?,?,?) ON CONFLICT (code) DO NOTHING"
)
_INSERT_FACT = (
    'INSERT INTO fact (assignment_id, seq, kind, at, "by", data, prev_hash, hash)'
    " VALUES (?,?,?,?,?,?,?,?)"
)
_UPDATE_STANDING = (
    "UPDATE assignment SET state=?, percent=?, light=?, due_at=?, wake_at=?, standing=?, closed=?,"
    " waits=?, facts_count=?, last_hash=?, head_hash=? WHERE id=? AND facts_count=? AND last_hash=?"
)


_REMEMBERED = 4096
"""Chains whose facts are kept in memory, so that a digest does not read them all again."""


class Cases(Connected):
    """Programmes, assignments and facts."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._chains_seen: dict[int, tuple[str, tuple[Fact, ...]]] = {}

    async def save_programme(
        self, w: Writer, code: str, version: int, body: Mapping[str, Any], at: datetime
    ) -> None:
        """Keep a version of a programme. The same version again replaces its body."""
        await w.change(
            "INSERT INTO programme (code, version, body, applied_at) VALUES (?,?,?,?)"
            " ON CONFLICT (code, version) DO UPDATE SET body=excluded.body,"
            " applied_at=excluded.applied_at",
            (code, version, to_json(body), to_micros(at)),
        )

    async def programmes(self) -> list[ProgrammeRow]:
        """The latest version of every programme, by code."""
        async with self._models() as connection:
            found = await Programme.all().using_db(connection).order_by("code", "version")
        latest = {row.code: row for row in found}
        return [
            ProgrammeRow(row.code, row.version, from_json(row.body), row.applied_at)
            for row in latest.values()
        ]

    async def add_assignments(
        self,
        w: Writer,
        assignments: Sequence[Assignment],
        wake_at: Mapping[str, datetime | None],
    ) -> int:
        """Add what is new; what is there already stays as it is. Returns how many were new."""
        batches = [self._new_assignment(each, wake_at.get(each.id)) for each in assignments]
        return await w.change_many(_INSERT_ASSIGNMENT, batches)

    def _new_assignment(self, assignment: Assignment, wake_at: datetime | None) -> tuple[Any, ...]:
        standing = stand(assignment, ())
        return (
            assignment.id,
            assignment.programme,
            assignment.task,
            assignment.unit,
            assignment.occurrence,
            assignment_text(assignment),
            assignment.opens_on.isoformat(),
            standing.state.value,
            standing.percent,
            Light.GREY.value,
            to_micros_or_none(standing.due_at),
            to_micros_or_none(wake_at),
            standing_text(standing),
            head_hash(self._chain_key, assignment.id, 0, START),
            standing.state in FINISHED,
            assignment.office,
            False,
        )

    async def update_assignment(
        self, w: Writer, assignment: Assignment, standing: Standing, wake_at: datetime | None
    ) -> bool:
        """Replace what an assignment says (an edit of the YAML). False where it is not there."""
        changed = await w.change(
            "UPDATE assignment SET body=?, opens_on=?, state=?, due_at=?, standing=?, wake_at=?,"
            " office=? WHERE code=?",
            (
                assignment_text(assignment),
                assignment.opens_on.isoformat(),
                standing.state.value,
                to_micros_or_none(standing.due_at),
                standing_text(standing),
                to_micros_or_none(wake_at),
                assignment.office,
                assignment.id,
            ),
        )
        return changed > 0

    # reading

    async def case(self, assignment_id: str) -> CaseRow | None:
        found = await self.cases([assignment_id])
        return found[0] if found else None

    async def cases(self, ids: Sequence[str]) -> list[CaseRow]:
        """The cases with these assignment ids, in the order asked for; unknown ids are left out."""
        rows: list[Row] = []
        for start in range(0, len(ids), _MANY):
            part = ids[start : start + _MANY]
            rows += await self._fetch(
                f"SELECT {CASE_COLUMNS} FROM assignment WHERE code IN ({marks(len(part))})", part
            )
        found = {row["code"]: row for row in rows}
        return await self._with_facts([found[each] for each in ids if each in found])

    async def case_by_pk(self, pk: int) -> CaseRow | None:
        """The case with this row key."""
        rows = await self._fetch(f"SELECT {CASE_COLUMNS} FROM assignment WHERE id=?", (pk,))
        found = await self._with_facts(rows)
        return found[0] if found else None

    async def cases_of_unit(self, unit: str, *, unfinished: bool) -> list[CaseRow]:
        """A unit's cases, earliest due first, open ends last."""
        rows = await self._fetch(
            f"SELECT {CASE_COLUMNS} FROM assignment WHERE unit=?"
            + (" AND closed=?" if unfinished else "")
            + " ORDER BY due_at IS NULL, due_at, id",
            (unit, False) if unfinished else (unit,),
        )
        return await self._with_facts(rows)

    async def cases_of_programme(
        self, programme: str, *, opened: bool = False
    ) -> AsyncIterator[CaseRow]:
        """Every case of a programme, read page by page in the order of row keys.

        `opened` leaves out those that are only planned so far.
        """
        only = " AND state<>'planned'" if opened else ""
        last = 0
        while True:
            rows = await self._fetch(
                f"SELECT {CASE_COLUMNS} FROM assignment WHERE programme=? AND id>?{only}"
                " ORDER BY id LIMIT ?",
                (programme, last, _PAGE),
            )
            for row in await self._with_facts(rows):
                yield row
            if len(rows) < _PAGE:
                return
            last = rows[-1]["id"]

    async def assignment_ids(self, programme: str) -> set[str]:
        """The ids of a programme's assignments (what apply compares with)."""
        rows = await self._fetch("SELECT code FROM assignment WHERE programme=?", (programme,))
        return {row["code"] for row in rows}

    async def has_facts(self) -> bool:
        """True where anything has ever happened here."""
        return await self._fetch_one("SELECT id FROM fact LIMIT 1") is not None

    async def due_cases(self, now: datetime, limit: int) -> list[CaseRow]:
        """Cases whose wake time has come, the longest waiting first."""
        rows = await self._fetch(
            f"SELECT {CASE_COLUMNS} FROM assignment WHERE wake_at<=? ORDER BY wake_at, id LIMIT ?",
            (to_micros(now), limit),
        )
        return await self._with_facts(rows)

    async def next_wake_at(self) -> datetime | None:
        """When the next case wakes."""
        row = await self._fetch_one(
            "SELECT wake_at FROM assignment WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1"
        )
        return from_micros_or_none(row["wake_at"]) if row else None

    async def _with_facts(self, rows: Sequence[Row]) -> list[CaseRow]:
        """Rows with their facts. Facts never change: a chain's last hash says which they are."""
        known = [self._facts_of(row) for row in rows]
        missing = [row for row, facts in zip(rows, known, strict=True) if facts is None]
        fetched = await self._fetch_facts([row["id"] for row in missing])
        for row in missing:
            facts = fetched.get(row["id"], ())
            if len(facts) == row["facts_count"]:
                self._remember(row, tuple(facts))
        return [
            case_of(row, facts if facts is not None else fetched.get(row["id"], ()))
            for row, facts in zip(rows, known, strict=True)
        ]

    def _facts_of(self, row: Row) -> tuple[Fact, ...] | None:
        if not row["facts_count"]:
            return ()
        last_hash, facts = self._chains_seen.get(row["id"], ("", ()))
        return facts if last_hash and last_hash == row["last_hash"] else None

    def _remember(self, row: Row, facts: tuple[Fact, ...]) -> None:
        if len(self._chains_seen) >= _REMEMBERED:
            self._chains_seen.clear()
        self._chains_seen[row["id"]] = (row["last_hash"], facts)

    async def _fetch_facts(self, wanted: Sequence[int]) -> dict[int, list[Fact]]:
        facts: dict[int, list[Fact]] = {}
        for start in range(0, len(wanted), _MANY):
            part = wanted[start : start + _MANY]
            found = await self._fetch(
                'SELECT assignment_id, kind, at, "by", data FROM fact'
                f" WHERE assignment_id IN ({marks(len(part))}) ORDER BY assignment_id, seq",
                part,
            )
            for fact in found:
                facts.setdefault(fact["assignment_id"], []).append(fact_of(fact))
        return facts

    # writing

    async def append_facts(
        self,
        w: Writer,
        row: CaseRow,
        facts: Sequence[Fact],
        standing: Standing,
        light: Light,
        wake_at: datetime | None,
    ) -> None:
        """Append to the chain and write the standing that follows, or nothing of either.

        Raises Stale where the case has changed since `row` was loaded.
        """
        await self.append_many(w, [Append(row, facts, standing, light, wake_at)])

    async def append_many(self, w: Writer, appends: Sequence[Append]) -> None:
        """As `append_facts`, for many cases at once, each of them named once.

        Raises Stale where any of the cases has changed since it was loaded.
        """
        updates: list[tuple[Any, ...]] = []
        links: list[tuple[Any, ...]] = []
        for append in appends:
            update, chained = self._chained(append)
            updates.append(update)
            links += chained
        if await w.change_many(_UPDATE_STANDING, updates) != len(updates):
            raise Stale(", ".join(append.row.assignment.id for append in appends[:3]))
        await w.change_many(_INSERT_FACT, links)

    def _chained(self, append: Append) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
        """The values of the case's update, and of its new links."""
        row, facts = append.row, append.facts
        known, last = len(row.facts), row.last_hash
        links: list[tuple[Any, ...]] = []
        for seq, fact in enumerate(facts, known + 1):
            data = canonical(dict(fact.data))
            link = Link(row.assignment.id, seq, fact.kind.value, fact.at, fact.by, data)
            hashed = link_hash(self._chain_key, last, link)
            at = to_micros(fact.at)
            links.append((row.pk, seq, fact.kind.value, at, fact.by, data, last, hashed))
            last = hashed
        count = known + len(facts)
        head = head_hash(self._chain_key, row.assignment.id, count, last)
        standing = _standing_values(append.standing, append.light, append.wake_at)
        waits = row.waits if append.waits is None else append.waits
        return (*standing, waits, count, last, head, row.pk, known, row.last_hash), links

    async def touch_cases(
        self, w: Writer, changes: Sequence[tuple[int, Light, datetime | None]]
    ) -> None:
        """Set light and wake time of cases to which nothing happened: (row key, light, wake)."""
        await w.change_many(
            "UPDATE assignment SET light=?, wake_at=? WHERE id=?",
            [(light.value, to_micros_or_none(wake_at), pk) for pk, light, wake_at in changes],
        )


def _standing_values(standing: Standing, light: Light, wake_at: datetime | None) -> tuple[Any, ...]:
    return (
        standing.state.value,
        standing.percent,
        light.value,
        to_micros_or_none(standing.due_at),
        to_micros_or_none(wake_at),
        standing_text(standing),
        standing.state in FINISHED,
    )
