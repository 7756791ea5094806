"""Nesting (层次): which numbered item stands under which, as this document nests its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from config.drafting.printed_numbers import ARABIC, Mark, Scheme

_USUAL: Final = {scheme: place for place, scheme in enumerate(Scheme)}
_BARRIERS: Final = frozenset({Scheme.BOX, Scheme.TABLE})


@dataclass(slots=True)
class _Open:
    scheme: Scheme
    value: int
    index: int


@dataclass(slots=True)
class Nesting:
    """The items that are open at a place of the document.

    `order` is the order in which this document's schemes nest, learnt as they are met; how they
    usually nest only decides between two that have not been met together.
    """

    _open: list[_Open] = field(default_factory=list)
    _order: list[Scheme] = field(default_factory=list)
    _nested: set[tuple[Scheme, Scheme]] = field(default_factory=set)

    @property
    def parent(self) -> int | None:
        """The index of the innermost open item."""
        return self._open[-1].index if self._open else None

    @property
    def depth(self) -> int:
        """How many items are open."""
        return len(self._open)

    def enter(self, mark: Mark, index: int) -> tuple[int, int | None]:
        """Level (from 1) and parent of a numbered item that becomes passage `index`."""
        self._close_for(mark)
        parent = self.parent
        if self._open:
            self._nested.add((self._open[-1].scheme, mark.scheme))
        self._open.append(_Open(mark.scheme, mark.value, index))
        return len(self._open), parent

    def leave_table(self) -> None:
        """The rows under a table's caption are over."""
        if self._open and self._open[-1].scheme is Scheme.TABLE:
            self._open.pop()

    def restart(self) -> None:
        """A new paper (附件, the plan behind its notice) begins: nothing is open."""
        self._open.clear()
        self._order.clear()
        self._nested.clear()

    def _close_for(self, mark: Mark) -> None:
        wall = self._wall(mark)
        twin = self._twin(mark, wall)
        if twin is None:
            twin = self._mixed(mark, wall)
        if twin is not None:
            del self._open[twin:]
            return
        rank = self._rank(mark.scheme)
        while len(self._open) > wall and self._rank(self._open[-1].scheme) >= rank:
            self._open.pop()

    def _wall(self, mark: Mark) -> int:
        """How many of the open items a number cannot close: those outside a box it stands in."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].scheme not in _BARRIERS:
                continue
            outer = next(
                (one for one in reversed(self._open[:place]) if one.scheme is mark.scheme), None
            )
            goes_on = outer is not None and mark.value == outer.value + 1
            inner = any(one.scheme is mark.scheme for one in self._open[place + 1 :])
            if mark.scheme in _BARRIERS or (goes_on and not inner) or self._outside(mark.scheme):
                return 0
            return place + 1
        return 0

    def _outside(self, scheme: Scheme) -> bool:
        return _USUAL[scheme] < _USUAL[Scheme.BOX] and any(
            one.scheme is scheme for one in self._open
        )

    def _twin(self, mark: Mark, wall: int) -> int | None:
        for place in range(len(self._open) - 1, wall - 1, -1):
            if self._open[place].scheme is mark.scheme:
                return place
        return None

    def _mixed(self, mark: Mark, wall: int) -> int | None:
        """The last item of a run whose number this one continues in another scheme."""
        if mark.value < 2 or mark.scheme not in ARABIC:
            return None
        for place in range(len(self._open) - 1, wall - 1, -1):
            one = self._open[place]
            if one.scheme in ARABIC and one.value == mark.value - 1:
                known = {(one.scheme, mark.scheme), (mark.scheme, one.scheme)} & self._nested
                return None if known else place
        return None

    def _rank(self, scheme: Scheme) -> int:
        if scheme not in self._order:
            self._order.insert(self._place_of(scheme), scheme)
        return self._order.index(scheme)

    def _place_of(self, scheme: Scheme) -> int:
        """Behind the scheme it is first met under, and behind those that usually stand outside."""
        place = 0
        if self._open:
            inner = self._open[-1].scheme
            if _USUAL[inner] < _USUAL[scheme] or scheme not in self._usual_outer(inner):
                place = self._rank(inner) + 1
        while place < len(self._order) and _USUAL[self._order[place]] < _USUAL[scheme]:
            place += 1
        return place

    def _usual_outer(self, inner: Scheme) -> set[Scheme]:
        """Chapters and the like never stand inside an item."""
        heads = (Scheme.ANNEX, Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE)
        return {one for one in heads if _USUAL[one] < _USUAL[inner]}
