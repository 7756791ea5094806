"""What stands printed on a page of a PDF: lines of text and table rows, top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from pdfplumber.page import Page

from config.papers.gathering import CELL_BREAK
from config.papers.limits import MAX_COLUMNS

_LEAST_RULES: Final = 4
_MOST_RULES: Final = 4_000
_MOST_CHARS: Final = 30_000
_GAP: Final = 0.3
_WIDE_GAP: Final = 1.5
_SAME_PLACE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line or table row. Measures are in points from the page's top left corner;
    `place` is how far down the page it stands, from 0 to 1; `size` is the type size.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    place: float
    cells: tuple[str, ...] = ()


def printed_lines(page: Page) -> list[Printed]:
    """The lines and table rows of a page in reading order; slanted watermarks are left out."""
    chars = [char for char in page.chars[:_MOST_CHARS] if char["upright"] and char["text"].strip()]
    printed: list[Printed] = []
    for table in _tables(page):
        box = table.bbox
        inside = [char for char in chars if _is_in(char, box)]
        chars = [char for char in chars if not _is_in(char, box)]
        printed += _rows(table, inside, page)
    for line in _grouped(chars):
        printed.append(_printed(line, page))
    return sorted(printed, key=lambda one: one.top)


def _tables(page: Page) -> list[Any]:
    """Ruled tables of at least two columns and two rows."""
    rules = len(page.lines) + len(page.rects) + len(page.curves)
    if not _LEAST_RULES <= rules <= _MOST_RULES:
        return []
    return [
        table
        for table in page.find_tables()
        if len(table.rows) > 1 and any(len(_filled(row.cells)) > 1 for row in table.rows)
    ]


def _filled(cells: Iterable[Any]) -> list[Any]:
    return [cell for cell in cells if cell is not None]


def _is_in(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _rows(table: Any, chars: list[dict[str, Any]], page: Page) -> Iterable[Printed]:
    height = float(page.height) or 1.0
    for row in table.rows:
        here = [char for char in chars if _is_in(char, row.bbox)]
        cells = tuple(
            "" if cell is None else _cell_text(cell, chars) for cell in row.cells[:MAX_COLUMNS]
        )
        x0, top, x1, bottom = row.bbox
        size = max((char["size"] for char in here), default=0.0)
        yield Printed(" | ".join(cells), x0, x1, top, bottom, size, top / height, cells)


def _cell_text(cell: tuple[float, float, float, float], chars: list[dict[str, Any]]) -> str:
    """The text of a cell: a line that fills the cell runs on, a shorter one ends there."""
    lines = _grouped([char for char in chars if _is_in(char, cell)])
    text = ""
    for number, line in enumerate(lines):
        text += _text(line)
        if number < len(lines) - 1:
            room = cell[2] - line[-1]["x1"] - max(line[0]["x0"] - cell[0], 0)
            text += "" if room < 1.5 * line[-1]["size"] else CELL_BREAK
    return text


def _grouped(chars: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Characters as lines, each from left to right; one printed twice for weight counts once."""
    lines: list[list[dict[str, Any]]] = []
    bottom = top = 0.0
    for char in sorted(chars, key=lambda one: (one["top"] + one["bottom"]) / 2):
        middle = (char["top"] + char["bottom"]) / 2
        if lines and top <= middle <= bottom and char["top"] < bottom:
            lines[-1].append(char)
        else:
            lines.append([char])
            top, bottom = char["top"], char["bottom"]
    return [_once(sorted(line, key=lambda one: one["x0"])) for line in lines]


def _once(line: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for char in line:
        near = kept[-1] if kept else None
        if near is None or near["text"] != char["text"] or not _is_same_place(near, char):
            kept.append(char)
    return kept


def _is_same_place(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return abs(one["x0"] - other["x0"]) < _SAME_PLACE * other["size"]


def _text(line: list[dict[str, Any]]) -> str:
    parts = [line[0]["text"]]
    for before, char in pairwise(line):
        gap = (char["x0"] - before["x1"]) / (char["size"] or 1.0)
        parts.append("  " if gap > _WIDE_GAP else " " if gap > _GAP else "")
        parts.append(char["text"])
    return "".join(parts)


def _printed(line: list[dict[str, Any]], page: Page) -> Printed:
    sizes = sorted(char["size"] for char in line)
    top, bottom = min(c["top"] for c in line), max(c["bottom"] for c in line)
    return Printed(
        text=_text(line),
        x0=line[0]["x0"],
        x1=line[-1]["x1"],
        top=top,
        bottom=bottom,
        size=sizes[len(sizes) // 2],
        place=top / (float(page.height) or 1.0),
    )
