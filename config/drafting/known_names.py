"""Names known from lists (已知人名), found again wherever the paper prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from config.drafting.glued_names import POST


class KnownNames:
    """The names that the lists of a paper print, for finding them elsewhere in it."""

    def __init__(self, names: set[str]) -> None:
        self._names = frozenset(names)
        firsts = "".join(sorted({re.escape(name[0]) for name in names}))
        self._first = re.compile(f"[{firsts}]") if firsts else None
        self._lengths = sorted({len(name) for name in names}, reverse=True)

    def without(self, text: str) -> str:
        """The text without the names; one of two characters only between marks or posts."""
        places = list(self._places(text)) if self._first is not None else []
        if not places:
            return text
        out, at = [], 0
        for start, end in places:
            out.append(text[at:start])
            at = end
        out.append(text[at:])
        return re.sub(r"[（(][、，,；;\s]{0,3}[）)]", "", "".join(out))

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        end = 0
        for found in self._first.finditer(text) if self._first is not None else ():
            at = found.start()
            for length in self._lengths if at >= end else ():
                if text[at : at + length] in self._names and _stands_alone(text, at, at + length):
                    end = at + length
                    yield at, end
                    break


_BEHIND_SHORT: Final = re.compile(
    r"[^一-龥]|$|同志|任|担任|兼|为|负责|牵头|带队|主持|等|和|[省市县区局]|副"
)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if end - start > 2:
        return True
    before = text[max(0, start - 4) : start]
    free = not before or not "\u4e00" <= before[-1] <= "\u9fff"
    posted = free or before[-1] in "由和与及局委办部" or re.search(rf"(?:{POST})$", before)
    return bool(posted) and _BEHIND_SHORT.match(text, end) is not None
