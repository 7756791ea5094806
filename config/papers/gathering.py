"""Lines as a reader gathers them: numbered on, within the limits, tables as rows of cells."""

from __future__ import annotations

from collections.abc import Sequence

from config.papers.limits import MAX_CHARS, MAX_COLUMNS, MAX_LINES
from config.papers.paper import Line
from config.papers.refusal import Fault, PaperRefused

CELL_BREAK = " / "
"""Marks a line break inside a cell."""


class Gathering:
    """The lines of one paper. Raises PaperRefused as soon as there are too many."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._chars = 0

    def paragraph(self, text: str, page: int | None = None, number: int | None = None) -> None:
        """Add a paragraph; its number is the next unless one is given."""
        self._add(Line(number or len(self.lines) + 1, text, page=page))

    def row(self, cells: Sequence[str], page: int | None = None, number: int | None = None) -> None:
        """Add a table row; rows of nothing are left out."""
        kept = tuple(cells[:MAX_COLUMNS])
        if any(kept):
            text = " | ".join(kept)
            self._add(Line(number or len(self.lines) + 1, text, cells=kept, page=page))

    def _add(self, line: Line) -> None:
        self.lines.append(line)
        self._chars += len(line.text)
        if len(self.lines) > MAX_LINES:
            raise PaperRefused(Fault.TOO_LARGE, f"> {MAX_LINES:,} 段 paragraphs")
        if self._chars > MAX_CHARS:
            raise PaperRefused(Fault.TOO_LARGE, f"> {MAX_CHARS:,} 字 characters")
