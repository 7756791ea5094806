"""Indicator tables (指标表) whose rows ran together: 约束性 or 预期性 ends each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from config.papers.marks import HAN
from config.papers.paper import Line

_KINDS: Final = re.compile(r"约束性?|预期性?|参考性?|指导性?|引导性?|鼓励性?")
_COLUMNS: Final = re.compile(
    r"(?P<kind>(?:指标)?(?:属性|性质)|指标类型)|(?P<no>序号|编号)|(?P<group>(?:目标|指标)?(?:类[型别]|分类)|领域)|"
    r"(?P<name>(?:主要|具体)?指标(?:名称|内容)?)|(?P<unit>(?:计量)?单位)|"
    r"(?P<base>\d{4}年?(?:现状|基准|基期|实际|完成)值?|现状值|基期值)|"
    r"(?P<target>\d{4}年?(?:目标|指标|规划)?值?|目标值)"
)
_HEADER_LINES: Final = 30
_LONGEST_HEADER: Final = 120
_VALUE: Final = re.compile(
    r"(?:--?|—{1,2}|－|/)|[≥≤<>＞＜=]?-?\d{1,9}(?:\.\d{1,6})?[%％‰]?(?:[（(]\d{4}年?[)）])?"
)
_NOTE: Final = re.compile(r"[（(][^（）()]{1,20}[)）]")
_MEASURE: Final = re.compile(
    r"[%％‰℃]|[^\s]{0,8}/[^\s]{0,8}|[a-zμµ]{1,4}[23³²]?(?:/[a-z0-9³]{1,4})?"
)
_PAIR: Final = re.compile(f"[{HAN}]{{1,2}}")
_GLUED: Final = re.compile(rf"(?P<text>.{{0,40}}[{HAN}])(?P<no>\d{{1,3}})")
_MOST_WORDS: Final = 40
_LEAST_ROWS: Final = 3


@dataclass(slots=True)
class _Row:
    number: int
    page: int | None
    no: str = ""
    group: str = ""
    name: str = ""
    unit: str = ""
    base: str = ""
    targets: list[str] = field(default_factory=list)
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    place: int


def run_together(lines: Sequence[Line], place: int) -> tuple[list[Line], int] | None:
    """The rows of the table whose header starts at `place`, and the place behind them.

    None where no such table starts there, or where its rows cannot be told for certain.
    """
    header = _header(lines, place)
    if header is None:
        return None
    columns, titles, at = header
    counts = columns.count("target")
    rows: list[_Row] = []
    words: list[_Word] = []
    end = at
    while at < len(lines) and len(words) <= _MOST_WORDS and not lines[at].cells:
        for word in lines[at].text.split():
            words += _parted(word, at, _next_no(rows))
            if _KINDS.fullmatch(word):
                row = _row(words, rows, counts, lines)
                if row is None:
                    return None
                rows.append(row)
                words, end = [], at + 1
        at += 1
    if len(rows) < _LEAST_ROWS or not all(row.no for row in rows[:2]):
        return None
    first = lines[place]
    made = [Line(first.number, " | ".join(titles), cells=titles, page=first.page)]
    return made + [_line(row, columns) for row in rows], end


def _header(lines: Sequence[Line], place: int) -> tuple[list[str], tuple[str, ...], int] | None:
    """The columns of a header, its titles, and the place below it."""
    start = "".join(lines[place].text.split())
    if not start.startswith(("序", "编号", "领域", "类", "目标", "指标")) or len(start) > 80:
        return None
    text = ""
    for at in range(place, min(place + _HEADER_LINES, len(lines))):
        if lines[at].cells:
            return None
        text += "".join(lines[at].text.split())
        if len(text) > _LONGEST_HEADER:
            return None
        if text.endswith(("属性", "性质")):
            columns, titles = _columns(text)
            good = {"no", "name", "target", "kind"} <= set(columns) and columns[-1] == "kind"
            in_order = good and columns.index("no") == 0 and columns.count("base") <= 1
            return (columns, titles, at + 1) if in_order else None
    return None


def _columns(text: str) -> tuple[list[str], tuple[str, ...]]:
    columns: list[str] = []
    titles: list[str] = []
    at = 0
    while at < len(text):
        found = _COLUMNS.match(text, at)
        if found is None:
            return [], ()
        columns.append(found.lastgroup or "")
        titles.append(found.group())
        at = found.end()
    return columns, tuple(titles)


def _next_no(rows: list[_Row]) -> int:
    return max((int(row.no) for row in rows if row.no), default=0) + 1


def _parted(word: str, place: int, number: int) -> list[_Word]:
    """达指标17 is the end of one row and the number of the next."""
    glued = _GLUED.fullmatch(word)
    if glued is not None and int(glued["no"]) == number and number > 1:
        return [_Word(glued["text"], place), _Word(glued["no"], place)]
    return [_Word(word, place)]


def _row(words: list[_Word], rows: list[_Row], targets: int, lines: Sequence[Line]) -> _Row | None:
    number = str(_next_no(rows))
    at = next((n for n, word in enumerate(words) if word.text == number), None)
    texts = [word.text for word in words]
    if at is not None:
        _complete(rows, texts[:at])
        texts = texts[at + 1 :]
    first = lines[words[at or 0].place]
    row = _Row(first.number, first.page, no=number if at is not None else "", kind=texts[-1])
    return row if _fill(row, texts[:-1], targets) else None


def _complete(rows: list[_Row], texts: list[str]) -> None:
    """What stands before a number is left over from the row above: of its group, or its target."""
    if not rows:
        return
    for text in texts:
        if _PAIR.fullmatch(text) and rows[-1].group:
            rows[-1].group += text
        elif rows[-1].targets and rows[-1].targets[-1]:
            rows[-1].targets[-1] += text


def _fill(row: _Row, texts: list[str], targets: int) -> bool:
    """Share the words of a row out to its cells. False where they do not fit."""
    value = next((n for n, text in enumerate(texts) if n and _VALUE.fullmatch(text)), None)
    if value is None:
        return False
    unit = next((n for n in range(1, value) if _MEASURE.fullmatch(texts[n])), value)
    row.unit = "".join(texts[unit:value])
    row.group, row.name = _group_and_name(texts[:unit])
    row.base, rest = texts[value], texts[value + 1 :]
    if rest and _NOTE.fullmatch(rest[0]):
        row.base, rest = row.base + rest[0], rest[1:]
    if targets == 1:
        row.targets = ["".join(rest)]
    elif len(rest) == targets:
        row.targets = rest
    else:
        return not rest
    return bool(row.name)


def _group_and_name(texts: list[str]) -> tuple[str, str]:
    """The group (环境 质量 改善) is printed two characters a line, the name is longer."""
    pairs = 0
    while pairs < len(texts) - 1 and _PAIR.fullmatch(texts[pairs]):
        pairs += 1
    while pairs and texts[pairs][:1].isascii():
        pairs -= 1
    return "".join(texts[:pairs]), _spelt(texts[pairs:])


def _spelt(texts: list[str]) -> str:
    return "".join(texts)


def _line(row: _Row, columns: list[str]) -> Line:
    targets = iter(row.targets)
    cells = tuple(
        next(targets, "") if column == "target" else str(getattr(row, column)) for column in columns
    )
    return Line(row.number, " | ".join(cells), cells=cells, page=row.page)
