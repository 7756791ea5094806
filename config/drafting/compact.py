"""Compact text (紧排): a passage without blanks and in one kind of digit, with the way back.

Papers print "2024 年 6 月" as well as "２０２４年６月"; reading is done on the compact form and the
document's own words are cut from the original.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TWINS = {ord("０") + n: str(n) for n in range(10)}
_TWINS |= {ord(dash): "-" for dash in "—–－~～─―−〜‐‑"}
_TWINS |= {ord(half): full for half, full in zip("();:", "（）；：", strict=True)}
_TWINS |= {
    ord("∶"): "：",
    ord("．"): ".",
    ord("％"): "%",
    ord("＞"): ">",
    ord("＜"): "<",
    ord("﹥"): ">",
}
_TWINS |= {ord("﹤"): "<", ord("／"): "/", ord("＝"): "=", ord("⩾"): "≥", ord("⩽"): "≤"}
_TWINS |= {ord("≧"): "≥", ord("≦"): "≤"}
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")  # but not within 1,200
_BLANK = re.compile(r"\s")
_SCANNED_DASH = re.compile(r"(?<=[月日年号])一(?=\d{1,2}[月日号])")  # 5月一10月 in a scan


@dataclass(frozen=True, slots=True)
class Compact:
    """`text` is what is read; `at[i]` is where its character i stands in `original`."""

    original: str
    text: str
    at: tuple[int, ...] | range

    def printed(self, start: int, end: int) -> str:
        """The original words of compact positions start to end (end not included)."""
        if start >= end:
            return ""
        return self.original[self.at[start] : self.at[end - 1] + 1]


def compact(text: str) -> Compact:
    """`text` without blanks, its digits, dashes and brackets in one width."""
    twin = _SCANNED_DASH.sub("-", _COMMA.sub("，", text.translate(_TWINS)))
    if _BLANK.search(twin) is None:
        return Compact(text, twin, range(len(text)))
    kept = [(n, char) for n, char in enumerate(twin) if not char.isspace()]
    return Compact(text, "".join(char for _, char in kept), tuple(n for n, _ in kept))


_DIGITS = {char: n for n, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "○": 0, "O": 0, "两": 2}


def number(word: str) -> int:
    """A small whole number in digits or Chinese numerals: 12, 十二, 二十, 三十一, 二〇二四.

    0 for what is no numeral (十十).
    """
    if word.isascii() and word.isdigit():
        return int(word)
    if word.count("十") > 1 or (len(word) > 3 and "十" in word):
        return 0
    if "十" not in word:
        return int("".join(str(_DIGITS[char]) for char in word))
    tens, _, ones = word.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
