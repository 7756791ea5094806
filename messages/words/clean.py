"""Cleaning: text that people or files wrote, made harmless to show. Escaping comes later."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"
_ISOLATE, _POP = "\u2068", "\u2069"
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters without a glyph: they would let a title look empty."""
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_MOST_MARKS = 3
"""Combining marks allowed in a row; longer piles climb over neighbouring lines."""
_LOOKAHEAD = 8
"""How many characters are looked at per character that may be shown."""


def clean(text: str, limit: int) -> str:
    """One line of at most `limit` (>= 3) characters, cut with … where it was longer.

    Removes control, zero-width, bidi and private-use characters, piles of combining marks and
    half surrogates; runs of white space become one space. A text with right-to-left letters is
    isolated, so that it cannot turn what stands around it.
    """
    window = text[: limit * _LOOKAHEAD]
    line = " ".join(_kept(window, limit + 1).split())
    turns = any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in line)
    room = limit - 2 if turns else limit
    if len(line) > room or len(window) < len(text):
        line = line[: max(room - 1, 0)].rstrip() + ELLIPSIS
    return f"{_ISOLATE}{line}{_POP}" if turns else line


def _kept(text: str, most: int) -> str:
    """What of the text may be shown, up to `most` visible characters."""
    out: list[str] = []
    marks = shown = 0
    for char in text:
        if shown == most:
            break
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if char.isspace() or char in _BLANKS:
            out.append(" ")
        elif category not in _DROPPED and marks <= _MOST_MARKS and not _is_no_character(char):
            out.append(char)
            shown += 1
    return "".join(out)


def _is_no_character(char: str) -> bool:
    code = ord(char)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
