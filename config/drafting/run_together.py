"""Items run together (连排) in one paragraph: 1.…；2.…, taken apart where their numbers count on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from config.drafting.printed_numbers import Mark, Scheme, mark_of, unfolded

_SIGNS: Final = re.compile(
    r"(?<=[。；;：:！？!?）)】”])[ \t\u3000]{0,4}"
    r"(?=[(（]?[ ]?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[０-９]{1,3})[ ]{0,2}[、.．)）]|[①-⑳]|第[一二三四五六七八九十]{1,3}[条章节])"
)
_LISTS: Final = frozenset({Scheme.DIGIT_BRACKET, Scheme.DIGIT_HALF, Scheme.CIRCLED})
"""Schemes that also count the parts of one sentence; those stay together."""
_WINDOW: Final = 48


@dataclass(frozen=True, slots=True)
class _Sign:
    at: int
    mark: Mark
    before: str  # the sign of punctuation before the number


def parted(text: str) -> list[str]:
    """`text` as the items it holds, in order; a paragraph that is one item comes back alone.

    A number counts as the next item's only behind the end of a sentence, and only where it is one
    more than the last of the same kind.
    """
    own = mark_of(unfolded(text))
    signs = _signs(text)
    if not signs:
        return [text]
    cuts = _cuts(own, signs)
    edges = [0, *cuts, len(text)]
    return [text[a:b].strip() for a, b in pairwise(edges) if text[a:b].strip()]


def _signs(text: str) -> list[_Sign]:
    found = []
    for place in _SIGNS.finditer(text):
        at = place.end()
        mark = mark_of(text[at : at + _WINDOW])
        if mark is not None:
            found.append(_Sign(at, mark, text[place.start() - 1]))
    return found


def _cuts(own: Mark | None, signs: list[_Sign]) -> list[int]:
    """Places where items begin, besides the first."""
    cuts: list[int] = []
    last: dict[Scheme, int] = {} if own is None else {own.scheme: own.value}
    outer = own.scheme if own is not None else None
    for place, sign in enumerate(signs):
        scheme, value = sign.mark.scheme, sign.mark.value
        if last.get(scheme) == value - 1 and value > 1:
            last[scheme] = value
            cuts.append(sign.at)
        elif value == 1 and _begins(outer, sign, signs[place + 1 :]):
            last[scheme] = 1
            cuts.append(sign.at)
    return cuts


def _begins(outer: Scheme | None, first: _Sign, rest: list[_Sign]) -> bool:
    """True where 1 begins a run of items: not a list inside a sentence of the item around it."""
    scheme = first.mark.scheme
    if scheme is outer or (scheme in _LISTS and outer is None):
        return False
    second = next((sign for sign in rest[:40] if sign.mark.scheme is scheme), None)
    if second is None or second.mark.value != 2:
        return False
    if outer is None:
        return True
    return first.before in "。！？）)】" and second.before in "。！？）)】"
