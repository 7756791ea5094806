"""Several numbered items in one paragraph (一是…；二是…, 1.… 2.…) are cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from config.drafting.numbering import Mark, read_mark

_BREAK: Final = re.compile(
    r"(?:[。；;！!？?）)】〕}：:]\s{0,3}|\s{1,4}|(?<=[一-龥]))(?=第[一二三四五六七八九十]|[（(]?[一二三四五六七八九十\d０-９]|[①-⑳⑴-⒇㈠-㈩])"
)
_HARD: Final = "。！!？?）)】〕}"


def pieces_of(text: str) -> Iterator[str]:
    """The items and sentences of a paragraph that stand for themselves, none empty."""
    for piece in _cut(text):
        for part in _RUN_ON.split(piece):
            if part.strip():
                yield part.strip()


def _cut(text: str) -> Iterator[str]:
    cuts = _cuts(text)
    start = 0
    for cut in cuts:
        yield text[start:cut].strip()
        start = cut
    yield text[start:].strip()


_FIELD: Final = re.compile(r"[一-龥]{0,4}(?:措施|内容|目标|要求|标准|表现|举措|步骤)\s?[：:]")
"""A field of an item: what it counts (整改措施：①…②…) belongs to the item as a whole."""
_OWN_LABEL: Final = re.compile(r"(?:责任|牵头|承办|主办)[一-龥]{0,4}[：:]|牵头|负责[）)]")


def _cuts(text: str) -> list[int]:
    """Where a further item begins inside the paragraph."""
    if _FIELD.match(text) and _OWN_LABEL.search(text) is None:
        return []
    lead = read_mark(text)
    found: list[tuple[int, str, Mark]] = []
    for place in _BREAK.finditer(text):
        mark = read_mark(text, place.end())
        if mark is None or mark.weak or mark.parts or mark.end >= len(text):
            continue
        before = text[: place.end()].rstrip()[-1:]
        found.append((place.end(), before, mark))
    if not found:
        return []
    return list(_accepted(text, lead, found))


_RUN_ON: Final = re.compile(
    r"(?<=[）)】])(?=(?:请?各[一-龥（）]{1,20}?(?:于|要|应|每|在|须)|以上|上述|请各))|(?<=[位局委办会府门])(?=请各)"
)
"""Where a new sentence follows a label that no mark closes."""


def _accepted(text: str, lead: Mark | None, found: list[tuple[int, str, Mark]]) -> Iterator[int]:
    counts: dict[str, int] = {lead.scheme: lead.value} if lead else {}
    later: dict[str, set[int]] = {}
    for _, before, mark in found:
        if before in _HARD:
            later.setdefault(mark.scheme, set()).add(mark.value)
    for at, before, mark in found:
        first = mark.value == 1 and 2 in later.get(mark.scheme, ())
        follows = counts.get(mark.scheme) == mark.value - 1 and mark.value > 1
        hard = before in _HARD
        glued = (
            lead is not None
            and mark.scheme == lead.scheme == "（一）"
            and follows
            and len(text) - mark.end >= 10
            and text[mark.end] not in "项款条目种类、，。）"
        )
        runs_in = lead is not None and mark.scheme == "（一）" and at - lead.end <= 30
        if (follows and hard) or glued or (first and (hard or before in "：:" or runs_in)):
            counts[mark.scheme] = mark.value
            yield at
