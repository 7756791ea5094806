"""Cases beside a case: earlier occurrences of a unit's duties, and the parts of a task."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.cases import CASE_COLUMNS, Cases
from bot.store.connected import marks
from bot.store.rows import CaseRow
from workflows.programme import AssignmentRole


class Neighbours(Cases):
    """Cases as they stand beside another one."""

    async def occurrences_of(
        self, programme: str, unit: str, tasks: Sequence[str]
    ) -> list[CaseRow]:
        """Every occurrence that one unit owes of these duties or indicators, the earliest first."""
        rows = await self._fetch(
            f"SELECT {CASE_COLUMNS} FROM assignment WHERE unit=? AND programme=?"
            f" AND task IN ({marks(len(tasks))}) AND occurrence IS NOT NULL"
            " ORDER BY opens_on, id",
            (unit, programme, *tasks),
        )
        return await self._with_facts(rows)

    async def co_parts_of(self, programme: str, task: str) -> list[CaseRow]:
        """What the co units (配合单位) owe of a task done once, in the order of row keys."""
        rows = await self._fetch(
            f"SELECT {CASE_COLUMNS} FROM assignment WHERE programme=? AND task=?"
            " AND occurrence IS NULL ORDER BY id",
            (programme, task),
        )
        parts = await self._with_facts(rows)
        return [row for row in parts if row.assignment.role is AssignmentRole.CO]
