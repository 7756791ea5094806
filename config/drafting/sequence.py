"""Numbers out of order (序号): repeated or missing under one heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from config.drafting.model import Doubt, Passage
from config.drafting.numbering import read_mark

_CLOSED: Final = {"": "、", "（": "", "第": "，"}


def number_doubts(passages: Sequence[Passage]) -> Iterator[Doubt]:
    """A doubt for each number that is repeated or left out among the items of one heading."""
    last: dict[tuple[int | None, str], int] = {}
    ends: dict[str, int] = {}
    for passage in passages:
        if not passage.no or passage.cells:
            continue
        found = value_of(passage.no)
        if found is None:
            continue
        scheme, value = found
        key = (passage.parent, scheme)
        before = last.get(key)
        if before is None and value > 1 and ends.get(scheme) == value - 1:
            before = value - 1  # numbered on from the heading before
        if before is not None and value == before:
            yield Doubt(passage.line, passage.no, "序号与上一项重复，照原文保留")
        elif before is not None and value > before + 1:
            yield Doubt(passage.line, passage.no, "序号不连续，缺前一项，照原文保留")
        last[key] = ends[scheme] = value


def value_of(no: str) -> tuple[str, int] | None:
    """The kind and value of a printed number, None where it has none."""
    tail = "" if re.search(r"[）章节条编篇①-⑳]$", no) or no.startswith(("专栏", "附")) else "、"
    mark = read_mark(no + ("，" if no.startswith("第") and tail else tail))
    return (mark.scheme, mark.value) if mark is not None and mark.value else None
