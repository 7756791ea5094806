"""Which entry of a draft answers which entry of a label: by title, printed number and line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

Entry = Mapping[str, Any]

SAME: Final = 0.5
"""Two titles are of one entry from this similarity on."""
_SHORTEST_PART: Final = 3
_MARKS: Final = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A text by which spellings are compared: half width, no spaces, no punctuation."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def similarity(one: str, other: str) -> float:
    """1.0 where one title holds the other, else the share of pairs of characters in common."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return 0.0
    if a == b or (min(len(a), len(b)) >= _SHORTEST_PART and (a in b or b in a)):
        return 1.0
    first = {a[at : at + 2] for at in range(len(a) - 1)}
    second = {b[at : at + 2] for at in range(len(b) - 1)}
    return 2 * len(first & second) / max(len(first) + len(second), 1)


def holds(one: str, other: str) -> bool:
    """True where one text is part of the other."""
    a, b = plain(one), plain(other)
    return bool(a) and bool(b) and (a in b or b in a)


def _title(entry: Entry) -> str:
    return str(entry.get("title") or entry.get("name") or "")


def likeness(label: Entry, entry: Entry, by_line: bool) -> float:
    """How well an entry answers a label; 0.0 where it does not.

    Equal numbers and (where lines can be compared) near lines tell equal titles apart; together
    they also stand for a title that was cut in another place.
    """
    alike = similarity(_title(label), _title(entry))
    numbered = bool(label.get("no")) and plain(label["no"]) == plain(entry.get("no", ""))
    near = by_line and abs((label.get("line") or 0) - (entry.get("line") or 0)) <= 1
    if alike < SAME and not (numbered and near):
        return 0.0
    return alike + 0.5 * numbered + 0.5 * near


def pair(labels: Sequence[Entry], entries: Sequence[Entry], by_line: bool) -> dict[int, int]:
    """The best answers: index of a label → index of the entry, each used once at most."""
    found = [
        (likeness(label, entry, by_line), -at, -where)
        for at, label in enumerate(labels)
        for where, entry in enumerate(entries)
    ]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for score, at, where in sorted(found, reverse=True):
        if score > 0 and -at not in pairs and -where not in used:
            pairs[-at] = -where
            used.add(-where)
    return pairs
