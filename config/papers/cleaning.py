"""Cleaning (清理) a paper: what the page, the word processor or the scan added is taken out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from config.papers.furniture import contents, page_numbers, running_headers
from config.papers.gathering import CELL_BREAK
from config.papers.joining import joined
from config.papers.junk import is_address, tight, without_junk
from config.papers.marks import HAN, NUMBERED
from config.papers.paper import Line, Paper
from config.papers.tables import is_header, rebuilt

_PAIRS: Final = re.compile(f"(?:[{HAN}]{{2}} ){{1,20}}[{HAN}]{{1,2}}")

_WATERMARK: Final = re.compile(r"由?\s?(?:扫描全能王|CamScanner)[^。]{0,16}", re.IGNORECASE)
"""What an app prints under each page that it scans."""
_BLANKS: Final = re.compile(r"[ \t\xa0\u2002-\u200a\u3000]{1,200}")
_APART: Final = re.compile(f"(?<![{HAN}])([{HAN}]) ([{HAN}])(?![{HAN}])")
_PERSON_POST: Final = re.compile(
    f"(?:^|[ ：:])[{HAN}·]{{2,9}} [{HAN}、（）]{{0,30}}"
    "(?:书记|[市区县镇乡局部厅处科院校行队站所会秘]长|秘书长|主任|委员|主席|经理|负责人|[一-龥]员|常委)"
    "(?=[ 、，（]|$)"
)
_LONGEST_LIST: Final = 400


def clean(paper: Paper) -> Paper:
    """The paper without page furniture and junk, tables as rows, paragraphs whole, none empty.

    Every line keeps the number of the (first) line it came from. Wrong words, doubled sentences
    and conflicting numbers stay as they are. A cleaned paper comes back as it is.
    """
    if paper.cleaned:
        return paper
    lines = [_without_junk(line) for line in paper.lines]
    lines = [line for line in lines if not is_address(line.text) and not _is_watermark(line)]
    lines = rebuilt(lines)
    numbers = page_numbers(lines)
    dropped = contents(lines) | numbers | running_headers(lines, numbers)
    lines = [line for place, line in enumerate(lines) if place not in dropped]
    whole = (_tight(line) for line in joined(lines))
    return replace(paper, lines=tuple(line for line in whole if line.text), cleaned=True)


def _is_watermark(line: Line) -> bool:
    return len(line.text) < 40 and _WATERMARK.fullmatch(line.text.strip()) is not None


def _without_junk(line: Line) -> Line:
    if line.cells:
        return line_of_cells(line, tuple(without_junk(cell).strip() for cell in line.cells))
    text = without_junk(line.text)
    return line if text == line.text else replace(line, text=text)


def _tight(line: Line) -> Line:
    if line.cells:
        whole = is_header(line.cells)
        return line_of_cells(line, tuple(_tight_cell(cell, whole) for cell in line.cells))
    text = _listed(line.text) or tight(line.text)
    return line if text == line.text else replace(line, text=text)


def _listed(text: str) -> str:
    """A line of a name list (名单) with the blanks between names and posts as one each; else ""."""
    if len(text) > _LONGEST_LIST or "。" in text or _BLANKS.search(text) is None:
        return ""
    spaced = _BLANKS.sub(" ", text).strip()
    if NUMBERED.match(spaced) or " " not in spaced:
        return ""
    spaced = _APART.sub(r"\1\2", spaced)
    return spaced if _PERSON_POST.search(spaced) else ""


def _tight_cell(cell: str, whole: bool) -> str:
    """A cell without the blanks beside Chinese characters. Its line breaks ( / ) stay, except in
    column titles and in words set two characters a line (生态 / 制度).
    """
    if CELL_BREAK not in cell:
        return tight(cell)
    parts = [tight(part) for part in cell.replace(f"{CELL_BREAK}/", "/").split(CELL_BREAK)]
    broken = whole or _PAIRS.fullmatch(" ".join(parts))
    return ("" if broken else CELL_BREAK).join(parts)


def line_of_cells(line: Line, cells: tuple[str, ...]) -> Line:
    """The same row with other cells."""
    if cells == line.cells:
        return line
    return replace(line, text=" | ".join(cells) if any(cells) else "", cells=cells)
