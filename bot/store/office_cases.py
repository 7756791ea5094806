"""What an office asks of the store: what waits for its word, and its cases by state or task."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.cases import CASE_COLUMNS, Cases
from bot.store.connected import marks
from bot.store.rows import CaseRow
from bot.store.writer import Writer
from workflows.standing import State


class OfficeCases(Cases):
    """Cases as an office looks at them."""

    async def cases_awaiting(self, office: str) -> list[CaseRow]:
        """The cases of an office about which it owes a word, in the order of row keys."""
        rows = await self._fetch(
            f"SELECT {CASE_COLUMNS} FROM assignment WHERE office=? AND waits=? ORDER BY id",
            (office, True),
        )
        return await self._with_facts(rows)

    async def cases_in_state(self, office: str, state: State, most: int) -> list[CaseRow]:
        """The cases of an office in one state, earliest due first, `most` of them."""
        rows = await self._fetch(
            f"SELECT {CASE_COLUMNS} FROM assignment WHERE office=? AND state=?"
            " ORDER BY due_at IS NULL, due_at, id LIMIT ?",
            (office, state.value, most),
        )
        return await self._with_facts(rows)

    async def cases_of_tasks(self, programme: str, tasks: Sequence[str]) -> list[CaseRow]:
        """The cases of some tasks, duties or events of a programme, in the order of row keys."""
        rows = await self._fetch(
            f"SELECT {CASE_COLUMNS} FROM assignment WHERE programme=?"
            f" AND task IN ({marks(len(tasks))}) ORDER BY id",
            (programme, *tasks),
        )
        return await self._with_facts(rows)

    async def mark_waits(self, w: Writer, changes: Sequence[tuple[int, bool]]) -> None:
        """Say of cases to which nothing happened whether the office owes a word: (row key, so)."""
        await w.change_many(
            "UPDATE assignment SET waits=? WHERE id=?", [(waits, pk) for pk, waits in changes]
        )
