"""Indicator tables (指标表): rows under a header in any wording, merged cells and sub rows too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from config.drafting.context import DueContext
from config.drafting.figures import Figure, contradiction, read_attribute, read_figure
from config.drafting.indicator_columns import Columns, merged_header, read_columns
from config.drafting.model import Doubt, DraftIndicator, DraftTarget, Passage
from workflows.programme import Attribute

_BREAK = re.compile(r"\s/\s|\n")
_SUB = re.compile(r"^[（(]?(?P<no>\d{1,2}|[a-z一二三四五六七八九十①-⑩])[）)、.．]\s*(?P<name>.+)")
_MAIN_NO = re.compile(r"\d{1,3}(?:[.\-]\d{1,2})?|[一二三四五六七八九十]{1,3}|[①-⑳]|[IVX]{1,4}")
_SUB_NO = re.compile(r"[（(]\d{1,2}[）)]|[（(][a-z一二三四五六七八九十][）)]|[a-z][)）]")
_GROUP_NO = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.]?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PERCENT_NAME = re.compile(r"[（(][%％][）)]")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]
    columns: Columns

    def cell(self, place: int | None) -> str:
        """The cell in a column, "" where there is none."""
        return self.cells[place].strip() if place is not None and place < len(self.cells) else ""


def table_indicators(
    passages: tuple[Passage, ...], context: DueContext
) -> tuple[list[DraftIndicator], list[Doubt]]:
    """The indicators of every indicator table, and what is doubtful in it."""
    found: list[DraftIndicator] = []
    doubts: list[Doubt] = []
    for rows in _tables(passages, context):
        read, unclear = _table(rows, context)
        found += read
        doubts += unclear
    return found, doubts


def _tables(passages: tuple[Passage, ...], context: DueContext) -> Iterator[list[_Row]]:
    """The rows of each table, header lines apart; a header repeated on the next page is one."""
    columns: Columns | None = None
    header: tuple[str, ...] = ()
    rows: list[_Row] = []
    skip = -1
    for index, passage in enumerate(passages):
        if index == skip:
            continue
        if not passage.cells:
            if columns is not None and rows and len(passage.text) > 30:
                yield rows
                columns, rows = None, []
            continue
        read, two = _header(passages, index, context)
        if read is not None:
            skip = index + 1 if two else -1
            if passage.cells != header and rows:
                yield rows
                rows = []
            columns, header = read, passage.cells
        elif columns is not None:
            rows.append(_Row(passage.line, _fitted(passage.cells, columns), columns))
    if rows:
        yield rows


def _header(
    passages: tuple[Passage, ...], index: int, context: DueContext
) -> tuple[Columns | None, bool]:
    """The columns if the row is a header, and whether the next row belongs to it."""
    cells = passages[index].cells
    if read_attribute(cells[-1]) and "属性" not in cells[-1]:
        return None, False
    if index + 1 < len(passages) and passages[index + 1].cells:
        joined = merged_header(cells, passages[index + 1].cells)
        if joined is not None and (read := read_columns(joined, context)) is not None:
            return read, True
    return read_columns(cells, context), False


def _fitted(cells: tuple[str, ...], columns: Columns) -> tuple[str, ...]:
    """A row whose merged first cells were left out, moved into place."""
    short = columns.width - len(cells)
    if short <= 0:
        return cells
    if columns.no is not None and columns.no > 0 and _MAIN_NO.fullmatch(cells[0]):
        return ("",) * min(short, columns.no) + cells
    if short == 1 and columns.no == 0 and not _MAIN_NO.fullmatch(cells[0]):
        return ("", *cells)
    return cells


def _table(rows: list[_Row], context: DueContext) -> tuple[list[DraftIndicator], list[Doubt]]:
    found: list[DraftIndicator] = []
    doubts: list[Doubt] = []
    above: list[Figure] = []
    attribute: Attribute | None = None
    no = ""
    for row in rows:
        name = _name(row)
        if not name or _is_group(row):
            continue
        own = row.cell(row.columns.no)
        no = own if _MAIN_NO.fullmatch(own) else no
        figures = [read_figure(row.cell(place), name) for place, _ in row.columns.targets]
        if _all_empty(row) and above:
            figures = above
            doubts.append(Doubt(row.line, name, "目标值是空格，按与上一行合并"))
        above = figures
        attribute = read_attribute(row.cell(row.columns.attribute)) or (
            attribute if not row.cell(row.columns.attribute) else None
        )
        seed = DraftIndicator(no, _sub(own), name, "", None, None, (), attribute, row.line)
        for indicator, whys in _indicators(row, seed, figures, context):
            found.append(indicator)
            doubts += [Doubt(row.line, indicator.name, why) for why in whys]
    lettered = _lettered(found)
    return lettered, doubts + _repeated(rows, lettered)


def _is_group(row: _Row) -> bool:
    """True for a row that only heads those under it: a name, at most with a Chinese numeral."""
    told = [cell for cell in row.cells if cell.strip()]
    numbered = _GROUP_NO.fullmatch(row.cell(row.columns.no)) is not None
    return len(told) < 2 or (len(told) == 2 and numbered)


def _sub(own: str) -> str:
    return own.replace("(", "（").replace(")", "）") if _SUB_NO.fullmatch(own) else ""


def _all_empty(row: _Row) -> bool:
    return all(not row.cell(place) for place, _ in row.columns.targets)


def _name(row: _Row) -> str:
    parts = [row.cell(place) for place in row.columns.name]
    return next((part for part in reversed(parts) if part), "")


def _indicators(
    row: _Row, seed: DraftIndicator, figures: list[Figure], context: DueContext
) -> Iterator[tuple[DraftIndicator, list[str]]]:
    """One indicator, or one for each sub line that its cell lists with as many values."""
    lines = [line.strip() for line in _BREAK.split(seed.name) if line.strip()]
    numbered = [line for line in lines if _SUB.match(line)]
    cells = [_BREAK.split(row.cell(place)) for place, _ in row.columns.targets]
    parted = numbered if len(numbered) >= 2 else lines[1:] if len(lines) > 2 else []
    if parted and (numbered or any(len(cell) == len(parted) for cell in cells)):
        for n, line in enumerate(parted):
            sub, name = _numbered(line, n)
            shared = replace(row, cells=tuple(_nth(cell, n, len(parted)) for cell in row.cells))
            base = replace(seed, sub=sub, name=name if numbered else f"{lines[0]} / {name}")
            values = [read_figure(shared.cell(place), name) for place, _ in row.columns.targets]
            yield _complete(shared, base, values if not _all_empty(row) else figures, context)
        return
    name = lines[0] if len(lines) > 2 else " / ".join(lines)
    yield _complete(row, replace(seed, name=name), figures, context)


def _nth(cell: str, n: int, count: int) -> str:
    """The n-th line of a cell that has as many lines as there are sub rows, else all of it."""
    lines = _BREAK.split(cell)
    return lines[n] if len(lines) == count else cell


def _numbered(line: str, n: int) -> tuple[str, str]:
    if found := _SUB.match(line):
        return f"（{found['no']}）", found["name"].strip()
    return _LETTERS[n % 26], line


def _complete(
    row: _Row, seed: DraftIndicator, figures: list[Figure], context: DueContext
) -> tuple[DraftIndicator, list[str]]:
    unit = row.cell(row.columns.unit)
    unit = "" if re.fullmatch(r"[-—/\\－–]*", unit) else " ".join(unit.split())
    targets, whys = [], []
    for (_, year), figure in zip(row.columns.targets, figures, strict=True):
        if figure.op is not None:
            targets.append(DraftTarget(year or _last_year(context), figure.op, figure.value))
            unit = unit or figure.unit
            whys.append(figure.why)
    value, base_year, base_why = _baseline(row)
    whys += [base_why]
    whys += [contradiction(value, figure, seed.name) for figure in figures if not figure.blank]
    if _PERCENT_NAME.search(seed.name) and unit in {"%", "％"}:
        whys.append("指标名称和单位栏都印了百分号")
    if not targets:
        whys.append("没有目标值")
    indicator = replace(
        seed, unit=unit, baseline_value=value, baseline_year=base_year, targets=tuple(targets)
    )
    return indicator, [why for why in dict.fromkeys(whys) if why]


def _last_year(context: DueContext) -> int | None:
    return context.programme_end.year if context.programme_end else context.year


def _baseline(row: _Row) -> tuple[float | str | None, int | None, str]:
    """Value and year of the latest baseline column that prints one, and what is doubtful."""
    for place, year in reversed(row.columns.baselines):
        figure = read_figure(row.cell(place), "")
        if figure.blank:
            continue
        why = ""
        if figure.year and year and figure.year != year:
            why = f"现状值是{figure.year}年的，表头是{year}年"
        elif figure.note and not figure.year:
            why = f"现状值注明“{figure.note}”"
        value = figure.value if figure.value is not None else row.cell(place)
        return value, figure.year or year, why
    return None, None, ""


def _lettered(found: list[DraftIndicator]) -> list[DraftIndicator]:
    """Rows that share one number because its cell is merged become a, b, c … of it."""
    lettered: list[DraftIndicator] = []
    runs: list[list[DraftIndicator]] = []
    for indicator in found:
        together = runs and runs[-1][0].no == indicator.no and indicator.no
        if together and indicator.name != runs[-1][0].name:
            runs[-1].append(indicator)
        else:
            runs.append([indicator])
    for run in runs:
        unnumbered = len(run) > 1 and all(not indicator.sub for indicator in run)
        for n, indicator in enumerate(run):
            lettered.append(replace(indicator, sub=_LETTERS[n % 26]) if unnumbered else indicator)
    return lettered


def _repeated(rows: list[_Row], found: list[DraftIndicator]) -> list[Doubt]:
    """Numbers that the table prints twice."""
    seen: dict[str, int] = {}
    doubts = []
    for row in rows:
        own = row.cell(row.columns.no)
        if not _MAIN_NO.fullmatch(own):
            continue
        if own in seen and seen[own] != row.line and any(i.line == row.line for i in found):
            doubts.append(Doubt(row.line, own, f"序号{own}在表中用了两次"))
        seen.setdefault(own, row.line)
    return doubts
