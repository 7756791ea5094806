"""Sharing (一份材料多处使用): what several programmes ask for is handed in once.

A report on something that names a material is a report on everything of the same unit that names
it and is open for about the same time, under the same receipt.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.engine import Engine
from bot.store import CaseRow, Writer
from workflows.ledger import Fact, FactKind, ReportKind
from workflows.standing import FINISHED, State

_SAME_TIME = timedelta(days=31)
_SERVES = frozenset({ReportKind.DONE, ReportKind.NIL})
"""Half-finished work is not handed in anywhere."""


class Sharing:
    """Follows reports; methods run inside the caller's transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def follow(
        self, writer: Writer, rows: Mapping[str, CaseRow], row: CaseRow, fact: Fact
    ) -> list[CaseRow]:
        """Record the report on what else it serves for. Returns those cases after it."""
        if fact.kind is not FactKind.REPORTED or fact.data.get("intent") not in _SERVES:
            return []
        served: list[CaseRow] = []
        for other in [each for each in rows.values() if serves(row, each)]:
            data = {**fact.data, "same_material": row.assignment.id}
            shared = Fact(FactKind.REPORTED, fact.at, fact.by, data)
            served.append(await self._engine.record(writer, other, [shared], fact.at))
        return served


def serves(row: CaseRow, other: CaseRow) -> bool:
    """True where a report on `row` is one on `other` too."""
    mine, theirs = row.assignment, other.assignment
    if not mine.material or mine.material != theirs.material or mine.id == theirs.id:
        return False
    if mine.unit != theirs.unit or theirs.offline or other.standing.state is State.PLANNED:
        return False
    due, their_due = row.standing.due_at, other.standing.due_at
    apart = abs(due - their_due) if due and their_due else timedelta(0)
    return other.standing.state not in FINISHED and apart <= _SAME_TIME
