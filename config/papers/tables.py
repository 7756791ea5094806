"""Tables (表格) that lost their rows when they were turned into text are put together again.

Three forms are known: a cell a line with a tab before it and an empty line between rows; a cell a
line below a header; and rows run together, blanks between cells. What does not fit stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from config.papers.gathering import CELL_BREAK
from config.papers.marks import is_marked
from config.papers.paper import Line
from config.papers.table_runs import run_together

HEADING: Final = re.compile(
    r"序号|编号|领域|类别|类型|分类|目标类[型别]|指标(?:名称|内容|类型|属性|项)?|名称|属性|性质|(?:计量)?单位|"
    r"(?:主要|重点|工作|具体)?(?:任务|内容|措施|目标|要求|举措|事项|项目)(?:名称|内容|清单|分解)?|建设(?:内容|地点|年限|规模|性质)|"
    r"(?:责任|牵头|配合|参与|承办|协办|主办|实施|主管)(?:单位|部门|处室|科室|领导|人)(?:及责任人)?|"
    r"(?:完成|整改|办理|实施)?(?:时限|时间|期限|进度)(?:要求|安排|节点)?|阶段|备注|投资(?:估算)?(?:[(（]万元[)）])?|"
    r"(?:\d{4}年?)?(?:现状|目标|基准|标准|指标|考核|基期)值?|\d{4}年?(?:底|末)?|达标情况|年度目标"
)
_LEAST_CELLS: Final = 3
_LEAST_ROWS: Final = 2
_MOST_COLUMNS: Final = 20
_LONGEST_ROW: Final = 60
_LONG_LINE: Final = 8


def rebuilt(lines: Sequence[Line]) -> list[Line]:
    """The same lines, rows that had come apart being one line with cells each."""
    made: list[Line] = []
    place = 0
    while place < len(lines):
        found = None
        if not lines[place].cells and lines[place].text.strip():
            found = _tabbed(lines, place) or _stacked(lines, place) or run_together(lines, place)
        if found is None:
            made.append(lines[place])
            place += 1
        else:
            rows, place = found
            made += rows
    return made


def row_of(cells: Sequence[str], number: int, page: int | None = None) -> Line:
    """A table row."""
    return Line(number, " | ".join(cells), cells=tuple(cells), page=page)


Found = tuple[list[Line], int]
"""Rows, and the place behind the last line that they came from."""


def _tabbed(lines: Sequence[Line], place: int) -> Found | None:
    """Cells that begin with a tab, rows parted by empty lines; a line without a tab goes on."""
    if not lines[place].text.startswith("\t"):
        return None
    rows: list[Line] = []
    at = place
    while at < len(lines) and lines[at].text.startswith("\t"):
        cells, after = _tabbed_row(lines, at, len(rows[0].cells) if rows else 0)
        if len(cells) < _LEAST_CELLS or (rows and len(cells) != len(rows[0].cells)):
            break
        rows.append(row_of(cells, lines[at].number, lines[at].page))
        at = after + (after < len(lines) and not lines[after].text)
    return (rows, at) if len(rows) >= _LEAST_ROWS else None


def _tabbed_row(lines: Sequence[Line], place: int, count: int) -> tuple[list[str], int]:
    """The cells of a row, and the place behind it. Empty lines may stand inside a cell as long as
    there are fewer than `count` cells.
    """
    cells: list[str] = []
    at = place
    while at < min(place + _LONGEST_ROW, len(lines)) and not lines[at].cells:
        text = lines[at].text
        if not text and len(cells) >= count:
            break
        if text.startswith("\t"):
            cells.append(text.strip())
        elif text:
            cells[-1] += CELL_BREAK + text.strip()
        at += 1
    return cells, at


def is_header(cells: Sequence[str]) -> bool:
    """True for the row of a table's column titles."""
    titles = ["".join(cell.replace(CELL_BREAK, "").split()) for cell in cells]
    known = sum(len(title) <= 16 and HEADING.fullmatch(title) is not None for title in titles)
    return known >= 2 and known * 2 >= len(titles)


def _stacked(lines: Sequence[Line], place: int) -> Found | None:
    """A header a word a line, one word of which is 序号, then as many lines for each row."""
    header = _header(lines, place)
    if header is None:
        return None
    titles, places = header
    count = len(titles)
    key = next(n for n, title in enumerate(titles) if title in ("序号", "编号"))
    texts = _texts_below(lines, places[-1] + 1)
    read: list[tuple[list[str], Line]] = []
    at, number = 0, 1
    while True:
        start = _row_start(texts, at, key, number)
        if start is None:
            break
        after = _row_start(texts, start + key + 1, key, number + 1)
        end = after if after is not None else start + count
        cells = [text for _, text in texts[start:end]]
        if not cells or len(cells) > count + 8:
            break
        first = lines[texts[start][0]]
        read.append((cells, first))
        at, number = end, number + 1
    regular = [cells for cells, _ in read if len(cells) == count]
    if len(regular) < max(_LEAST_ROWS, len(read) * 0.6):
        return None
    ends = [{cell[-1:] for cell in column} for column in zip(*regular, strict=True)]
    rows = [row_of(titles, lines[place].number, lines[place].page)]
    rows += [
        row_of(_fitted(cells, count, key, ends), line.number, line.page) for cells, line in read
    ]
    last = min(at, len(texts)) - 1
    return rows, texts[last][0] + 1


def _header(lines: Sequence[Line], place: int) -> tuple[list[str], list[int]] | None:
    titles: list[str] = []
    places: list[int] = []
    for at in range(place, min(place + 3 * _MOST_COLUMNS, len(lines))):
        text = "".join(lines[at].text.split())
        if not text:
            continue
        if lines[at].cells or len(text) > 16 or not HEADING.fullmatch(text):
            break
        titles.append(text)
        places.append(at)
    if len(titles) < _LEAST_CELLS or not {"序号", "编号"} & set(titles):
        return None
    return titles, places


def _texts_below(lines: Sequence[Line], place: int) -> list[tuple[int, str]]:
    """Lines with text below a header, up to what cannot be in a table."""
    texts: list[tuple[int, str]] = []
    for at in range(place, min(place + 20_000, len(lines))):
        text = lines[at].text.strip()
        if lines[at].cells or len(text) > 600:
            break
        if text:
            texts.append((at, text))
    return texts


def _row_start(texts: list[tuple[int, str]], at: int, key: int, number: int) -> int | None:
    """Where the row of that number starts: its number stands `key` cells further, or at once."""
    for offset in range(_LONGEST_ROW):
        where = at + offset
        if where >= len(texts):
            return None
        text = texts[where][1]
        if text in (str(number), f"{number}.", f"{number}、", f"{number}．"):
            return max(where - key, at)
        if offset and is_marked(text) and text[:1] in "第一二三四五六七八九十":
            return None
    return None


def _fitted(cells: list[str], count: int, key: int, ends: Sequence[set[str]]) -> list[str]:
    """As many cells as the header has: merged first ones empty, a cell of several lines whole.

    `ends` are the last characters met in each column; they tell which column goes on.
    """
    if len(cells) < count:
        missing = count - len(cells)
        lead = min(missing, key) if key else 0
        return [""] * lead + cells + [""] * (missing - lead)
    extra = len(cells) - count
    if not extra:
        return cells
    ways = [_with_whole(cells, column, extra) for column in range(key + 1, count)]
    best = max(ways, key=lambda way: _likeness(way, ends), default=None)
    return cells[:count] if best is None else [_whole(parts) for parts in best]


def _with_whole(cells: list[str], column: int, extra: int) -> list[list[str]]:
    """The lines of each cell where the one in `column` takes all that are too many."""
    before = [[cell] for cell in cells[:column]]
    after = [[cell] for cell in cells[column + extra + 1 :]]
    return [*before, cells[column : column + extra + 1], *after]


def _likeness(way: list[list[str]], ends: Sequence[set[str]]) -> int:
    return sum(part[-1:] in known for parts, known in zip(way, ends, strict=True) for part in parts)


def _whole(parts: list[str]) -> str:
    text = parts[0]
    for before, part in pairwise(parts):
        text += (CELL_BREAK if len(before) < _LONG_LINE else "") + part
    return text
