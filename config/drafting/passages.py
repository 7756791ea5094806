"""The outline (章节层次) of a paper: numbered items at any depth, paragraphs, table rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from config.drafting.headings import LONGEST_TITLE, SIGNED, title_of, with_headings
from config.drafting.model import Passage
from config.drafting.names import is_body
from config.drafting.numbering import Mark, read_mark, row_number
from config.drafting.pieces import pieces_of
from config.papers.cleaning import clean
from config.papers.marks import DAY
from config.papers.paper import Line, Paper

_TOP: Final = {"编": 0, "篇": 0, "部分": 0, "章": 1, "节": 2, "条": 3}
_FARTHEST: Final = 3
"""How many numbers may be missing in a row before a number is no number."""
_ATTACHED_LIST: Final = re.compile(r"附件\s?[:：]\s{0,4}\S")


def outline(paper: Paper) -> tuple[Passage, ...]:
    """The passages of a paper in reading order, each with the passage that it stands under."""
    lines = clean(paper).lines
    builder = _Outline(decimal=_counts_in_decimals(lines))
    for line in lines:
        builder.add(line)
    passages = builder.passages
    if not any(passage.no and not passage.cells for passage in passages):
        return with_headings(passages)
    return tuple(passages)


def _is_signature(text: str) -> bool:
    signed = SIGNED.fullmatch(text) if len(text) < 48 else None
    return signed is not None and is_body(signed["who"])


def _counts_in_decimals(lines: tuple[Line, ...]) -> bool:
    """True where items are numbered 1 / 1.1 / 1.1.1."""
    firsts = {
        mark.parts[:2]
        for line in lines
        if not line.cells and (mark := read_mark(line.text)) and len(mark.parts) >= 2
    }
    return (1, 1) in firsts


@dataclass(slots=True)
class _Open:
    """An item that is not closed yet."""

    scheme: str
    value: int
    index: int
    aside: _Open | None = None  # what a box (专栏) interrupted


@dataclass(slots=True)
class _Outline:
    decimal: bool
    passages: list[Passage] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    ranks: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    listing: bool = False  # inside a list of attachments

    def add(self, line: Line) -> None:
        """Read one line."""
        if line.cells:
            self._row(line)
            return
        text = line.text.strip()
        if self.listing and (DAY.fullmatch(text) or read_mark(text) is None):
            self.listing = False
        if self.listing:
            self._paragraph(line.number, text)
            return
        for piece in pieces_of(text):
            self._piece(line.number, piece)

    def _row(self, line: Line) -> None:
        no = row_number(line.cells[0]) if len(line.cells) > 1 else ""
        if not no and len(line.cells) > 2 and not read_mark(line.cells[0]):
            no = row_number(line.cells[1])
        parent = self.stack[-1].index if self.stack else None
        level = len(self.stack) + 1 if no else 0
        text = line.text
        title = max(line.cells, key=len)[:LONGEST_TITLE]
        self.passages.append(Passage(line.number, no, level, title, text, parent, line.cells))

    def _piece(self, number: int, text: str) -> None:
        mark = read_mark(text)
        if mark is None or not self._counts(mark, text):
            self._paragraph(number, text)
            return
        if mark.scheme == "附件" and _ATTACHED_LIST.match(text):
            self.listing = True
            self._paragraph(number, text)
            return
        body = text[mark.end :].strip()
        if not body and mark.scheme not in {"附件", "章", "节"}:
            self._paragraph(number, text)
            return
        level, parent = self._place(mark)
        index = len(self.passages)
        self.passages.append(Passage(number, mark.no, level, title_of(body), body, parent))
        self.stack[-1].index = index

    def _paragraph(self, number: int, text: str) -> None:
        parent = self.stack[-1].index if self.stack else None
        if self.stack and (DAY.fullmatch(text) or _is_signature(text)):
            parent = None
        self.passages.append(Passage(number, "", 0, title_of(text), text, parent))

    # which marks count

    def _counts(self, mark: Mark, text: str) -> bool:
        """True where the mark numbers an item: its value goes on from those before it."""
        if mark.scheme == "附件":
            return len(text) <= 50 and not text.endswith(("。", "；"))
        if mark.scheme == "专栏":
            return (len(text) <= 50 and (mark.value > 0 or text.endswith("专栏"))) or len(text) < 30
        if mark.parts:
            return self._counts_decimal(mark)
        last = self.last.get(mark.scheme, 0)
        opened = next((o.value for o in self.stack if o.scheme == mark.scheme), 0)
        goes_on = any(0 < mark.value - value <= 1 for value in (last, opened))
        if mark.weak:
            return goes_on and (self.decimal or mark.scheme == "一、")
        near = mark.value == 1 or any(
            0 <= mark.value - value <= _FARTHEST for value in (last, opened)
        )
        known = mark.scheme in self.last
        return near or (not known and mark.value <= 30) or 0 < mark.value <= max(last, opened)

    def _counts_decimal(self, mark: Mark) -> bool:
        if not self.decimal:
            # 1.5万亩: a figure; 2.1 under 2. is an item
            opened = next((o.value for o in self.stack if o.scheme == "1."), 0)
            return opened == mark.parts[0] and mark.value <= self.last.get(mark.scheme, 0) + 2
        if not mark.weak:
            return True
        above = self.last.get("1.", 0)
        return abs(mark.parts[0] - above) <= 1 or not above

    # where a mark stands

    def _place(self, mark: Mark) -> tuple[int, int | None]:
        """Open the item; its level and the index of the one above."""
        self._close_for(mark)
        parent = self.stack[-1].index if self.stack else None
        self.ranks.setdefault(mark.scheme, len(self.stack))
        self.stack.append(_Open(mark.scheme, mark.value, -1))
        if mark.scheme == "专栏" and self._aside is not None:
            self.stack[-1].aside = self._aside
        self.last[mark.scheme] = mark.value
        return len(self.stack), parent

    _aside: _Open | None = None

    def _close_for(self, mark: Mark) -> None:
        self._aside = None
        if mark.scheme in {"附件", "编", "篇", "部分"}:
            self._pop_to(0)
            self.last.clear()
            self.ranks = {}
            return
        if mark.scheme == "专栏":
            self._close_for_box()
            return
        if self._leaves_box(mark):
            return
        if mark.scheme in {"章", "节", "条"}:
            self._pop_while(
                lambda o: _TOP.get(o.scheme, 9) >= _TOP[mark.scheme] and o.scheme != "附件"
            )
            return
        if mark.parts:
            self._close_for_decimal(mark)
            return
        place = next((n for n, o in enumerate(self.stack) if o.scheme == mark.scheme), None)
        if place is not None:
            self._pop_to(place)
            return
        sibling = self._sibling(mark)
        if sibling is not None:
            scheme = self.stack[sibling].scheme
            self._pop_to(sibling)
            self.ranks.setdefault(mark.scheme, self.ranks.get(scheme, sibling))
            return
        rank = self.ranks.get(mark.scheme)
        if rank is not None:
            self._pop_while(
                lambda o: self.ranks.get(o.scheme, -1) > rank and o.scheme not in {"附件", "专栏"}
            )

    def _sibling(self, mark: Mark) -> int | None:
        """The open item that a differently printed number goes on from (2. then （3）)."""
        if mark.value <= 1 or self.last.get(mark.scheme, 0) == mark.value - 1:
            return None
        for place in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[place]
            if opened.value == mark.value - 1 and opened.scheme not in {"章", "节", "附件", "专栏"}:
                return place
        return None

    def _close_for_decimal(self, mark: Mark) -> None:
        above = f"1.1/{len(mark.parts) - 1}" if len(mark.parts) > 2 else "1."
        place = next((n for n, o in enumerate(self.stack) if o.scheme == mark.scheme), None)
        if place is not None:
            self._pop_to(place)
            return
        place = next((n for n, o in enumerate(self.stack) if o.scheme == above), None)
        if place is not None:
            self._pop_to(place + 1)

    def _close_for_box(self) -> None:
        """A box stands beside the items it follows, not under the last of them."""
        place = next((n for n, o in enumerate(self.stack) if o.scheme == "专栏"), None)
        if place is not None:
            self._aside = self.stack[place].aside
            self._pop_to(place)
        elif len(self.stack) > 1:
            self._aside = self.stack[-1]
            self._pop_to(len(self.stack) - 1)

    def _leaves_box(self, mark: Mark) -> bool:
        """True where the number goes on from the item that a box interrupted."""
        place = next((n for n, o in enumerate(self.stack) if o.scheme == "专栏"), None)
        if place is None:
            return False
        aside = self.stack[place].aside
        inside = next((o.value for o in self.stack[place:] if o.scheme == mark.scheme), 0)
        if aside is None or aside.scheme != mark.scheme or mark.value != aside.value + 1:
            return False
        if inside and mark.value == inside + 1:
            return False
        self._pop_to(place)
        return True

    def _pop_to(self, length: int) -> None:
        del self.stack[length:]

    def _pop_while(self, test: Callable[[_Open], bool]) -> None:
        while self.stack and test(self.stack[-1]):
            self.stack.pop()
