"""Years named (年份): for every passage the last year printed before it in its chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from config.drafting.compact import compact
from config.drafting.model import Passage

_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)年")


def years_named(passages: Sequence[Passage]) -> tuple[int | None, ...]:
    """For each passage the last year at or before it under the same outermost heading, or None."""
    return tuple(_walk(passages))


def _walk(passages: Sequence[Passage]) -> Iterator[int | None]:
    year: int | None = None
    for passage in passages:
        found = _YEAR.findall(compact(passage.text).text)
        if passage.level == 1:
            year = None
        year = int(found[-1]) if found else year
        yield year
