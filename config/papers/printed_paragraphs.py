"""Printed lines of all pages made into paragraphs, without what only belongs to the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from config.papers.furniture import is_page_number
from config.papers.gathering import Gathering
from config.papers.marks import ends_sentence, is_marked, is_open
from config.papers.paper import Line
from config.papers.printed import Printed

_HEAD, _FOOT = 0.12, 0.88
_LEAST_PAGES: Final = 3
_REPEAT_SHARE: Final = 0.3
_DIGITS: Final = re.compile(r"\d{1,6}")
_LONE: Final = re.compile(r"[IVXivxⅠ-Ⅻ]{1,6}|\d{1,4}")
_INDENT: Final = 1.2
_ROOM: Final = 1.6
_SIZES: Final = 1.0
_LINE_GAP: Final = 1.9
_WIDE_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float
    pitch: float


def paragraphs(pages: Sequence[Sequence[Printed]]) -> list[Line]:
    """The paragraphs and table rows of a paper, each with the page on which it begins."""
    kept = _without_furniture(pages)
    margins = _margins(kept)
    gathered = Gathering()
    pieces: list[str] = []
    began, last, last_page = 0, None, 0

    def close() -> None:
        if pieces:
            gathered.paragraph("".join(pieces), page=began)
            pieces.clear()

    for number, page in enumerate(kept, 1):
        for line in page:
            if line.cells:
                close()
                last = None
                gathered.row(line.cells, page=number)
                continue
            runs_on = last is not None and _runs_on(last, line, margins, last_page == number)
            if not runs_on:
                close()
                began = number
            pieces.append(_spaced(pieces, line.text) if runs_on else line.text)
            last, last_page = line, number
    close()
    return gathered.lines


def _spaced(pieces: list[str], text: str) -> str:
    """A word of letters does not run into the next one."""
    before, after = pieces[-1][-1:], text[:1]
    apart = before.isascii() and after.isascii() and before.isalnum() and after.isalpha()
    return f" {text}" if apart else text


def _without_furniture(pages: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """Pages without page numbers, and without what comes back at their heads and feet."""
    seen: Counter[str] = Counter()
    edges = [_at_edges(page) for page in pages]
    for edge in edges:
        seen.update({_key(line) for line in edge})
    often = max(2, len(pages) * _REPEAT_SHARE)
    repeated = {key for key, count in seen.items() if count >= often}
    repeated = repeated if len(pages) >= _LEAST_PAGES else set()
    kept: list[list[Printed]] = []
    for page, edge in zip(pages, edges, strict=True):
        dropped = [line for line in edge if _is_number(line) or _key(line) in repeated]
        kept.append([line for line in page if not any(line is other for other in dropped)])
    return kept


def _at_edges(page: Sequence[Printed]) -> list[Printed]:
    """The two outermost lines at the head and at the foot, none of them running text."""
    outer = [*page[:2], *page[max(len(page) - 2, 2) :]]
    return [
        line
        for line in outer
        if not line.cells
        and not _HEAD < line.place < _FOOT
        and line.text.strip()[-1:] not in "，。；"
    ]


def _is_number(line: Printed) -> bool:
    return is_page_number(line.text) or _is_lone(line)


def _is_lone(line: Printed) -> bool:
    return _LONE.fullmatch(line.text.strip()) is not None


def _key(line: Printed) -> str:
    return _DIGITS.sub("#", "".join(line.text.split()))


def _margins(pages: Sequence[Sequence[Printed]]) -> _Margins:
    lines = [line for page in pages for line in page if not line.cells]
    if not lines:
        return _Margins(0.0, 0.0, 0.0)
    widest = max(line.x1 - line.x0 for line in lines)
    wide = [line for line in lines if line.x1 - line.x0 >= widest * _WIDE_SHARE]
    left = Counter(round(line.x0 / 2) * 2 for line in wide).most_common(1)[0][0]
    rights = sorted(line.x1 for line in wide)
    pitches = Counter(
        round(below.top - above.top)
        for page in pages
        for above, below in pairwise(page)
        if not above.cells and not below.cells and below.top > above.top
    )
    pitch = pitches.most_common(1)[0][0] if pitches else 0
    return _Margins(min(left, wide[0].x0) if len(wide) < 3 else left, rights[-1], pitch)


def _runs_on(last: Printed, line: Printed, margins: _Margins, same_page: bool) -> bool:
    """True where a line belongs to the paragraph of the one above it."""
    size = max(last.size, line.size, 1.0)
    text = line.text.lstrip()
    if is_marked(text) and not is_open(last.text):
        return False
    if abs(last.size - line.size) > _SIZES:
        return False
    if same_page and margins.pitch and line.top - last.top > margins.pitch * _LINE_GAP:
        return False
    if line.x0 > margins.left + _INDENT * size:
        return False
    full = last.x1 > margins.right - _ROOM * size
    return full or (is_open(last.text) and not ends_sentence(last.text))
