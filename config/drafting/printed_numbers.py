"""Printed numbers (序号) at the start of a paragraph: 第一章, 一、, （一）, 1., （1）, ①, 2.1.3, 专栏1."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from config.drafting.compact import number


class Scheme(StrEnum):
    """A way of numbering; listed as they usually nest, the outermost first."""

    ANNEX = "annex"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    HAN = "han"
    HAN_BRACKET = "han_bracket"
    BOX = "box"
    TABLE = "table"
    ORDINAL = "ordinal"
    TOPIC = "topic"
    DIGIT = "digit"
    DOTTED_TWO = "dotted_two"
    DOTTED_THREE = "dotted_three"
    DOTTED_FOUR = "dotted_four"
    DIGIT_BRACKET = "digit_bracket"
    DIGIT_HALF = "digit_half"
    CIRCLED = "circled"


ARABIC: Final = frozenset(
    {Scheme.DIGIT, Scheme.DIGIT_BRACKET, Scheme.DIGIT_HALF, Scheme.CIRCLED, Scheme.HAN_BRACKET}
)
"""Schemes that a careless hand mixes within one run: 1、 2． (3) 4）."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number: `no` is what is printed without trailing mark, `end` where its text starts."""

    scheme: Scheme
    value: int
    no: str
    end: int


_HAN: Final = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九〇零]{1,3})"
_GAP: Final = r"[ \t\u3000]{0,4}"
_MEASURE: Final = "万亿千百十个元吨亩公里米平立方倍年月日时分秒度%％‰℃－—~～至-"
_PATTERNS: Final = (
    (Scheme.PART, rf"第{_GAP}(?P<v>{_HAN}|\d{{1,2}}){_GAP}(?:部分|编|篇|板块)"),
    (Scheme.CHAPTER, rf"第{_GAP}(?P<v>{_HAN}|\d{{1,2}}){_GAP}章"),
    (Scheme.SECTION, rf"第{_GAP}(?P<v>{_HAN}|\d{{1,2}}){_GAP}节"),
    (Scheme.ARTICLE, rf"第{_GAP}(?P<v>{_HAN}|\d{{1,3}}){_GAP}条(?!例|线|件|款|规定|第)"),
    (Scheme.ORDINAL, r"(?P<n>第(?P<v>[一二三四五六七八九十]{1,3}))[，、：:,]"),
    (Scheme.TOPIC, rf"(?P<n>(?:问题|任务|措施|行动|工程|事项|项目|整改任务|反馈问题){_GAP}(?P<v>{_HAN}|\d{{1,3}}))(?:[：:、.．]|$)"),
    (Scheme.BOX, rf"(?P<n>专栏{_GAP}(?P<v>{_HAN}|\d{{1,3}})(?:[-－—.]\d{{1,3}})?)[：:、.．]?"),
    (Scheme.TABLE, rf"(?P<n>(?:附表|表){_GAP}(?P<v>{_HAN}|\d{{1,3}})(?:[-－—.]\d{{1,3}})?)[：:、.．]?"),
    (Scheme.HAN_BRACKET, rf"[(（]{_GAP}(?P<v>{_HAN}){_GAP}[)）][、.．]?"),
    (Scheme.HAN, rf"(?P<n>(?P<v>{_HAN}))(?:{_GAP}[、.．](?![一二三四五六七八九十][、年级期类批号])|[，,:：](?=\S)|[ \t\u3000]{{1,4}}(?=[\u4e00-\u9fff]))"),
    (Scheme.HAN, rf"(?P<n>(?P<v>{_HAN}))[)）]"),
    (Scheme.DIGIT_BRACKET, rf"[(（]{_GAP}(?P<v>\d{{1,3}}){_GAP}[)）][、.．]?"),
    (Scheme.DOTTED_FOUR, rf"(?P<n>\d{{1,2}}(?:[.．]\d{{1,2}}){{2}}[.．](?P<v>\d{{1,2}}))(?:[、.．]|{_GAP})(?![\d{_MEASURE}])"),
    (Scheme.DOTTED_THREE, rf"(?P<n>\d{{1,2}}[.．]\d{{1,2}}[.．](?P<v>\d{{1,2}}))(?:[、.．]|{_GAP})(?![\d.{_MEASURE}])"),
    (Scheme.DOTTED_TWO, rf"(?P<n>\d{{1,2}}[.．](?P<v>\d{{1,2}}))(?:[、.．]|{_GAP})(?![\d.{_MEASURE}])"),
    (Scheme.DIGIT, rf"(?P<n>(?P<v>\d{{1,3}})){_GAP}[、.．](?![\d])"),
    (Scheme.DIGIT_HALF, r"(?P<n>(?P<v>\d{1,3}))[)）]"),
    (Scheme.DIGIT, rf"(?P<n>(?P<v>\d{{1,2}}))[ \t\u3000]{{1,4}}(?=[\u4e00-\u9fff“《])(?![{_MEASURE}])"),
    (Scheme.CIRCLED, r"(?P<n>[①-⑳㉑-㉟❶-❿➀-➉])[、.．]?"),
)  # fmt: skip
_MARKS: Final = tuple(
    (scheme, re.compile(_GAP + pattern + r"[ \t\u3000]{0,4}")) for scheme, pattern in _PATTERNS
)
_FIRST: Final = re.compile(r"[ \t\u3000]{0,4}[第一二三四五六七八九十百〇零(（\d问任措行工事项整反专附表①-⑳㉑-㉟❶-❿➀-➉]")
_LIGATURES: Final = re.compile("[㈠-㈩⑴-⒇⒈-⒛]")
_DIGITS: Final = {ord("０") + n: str(n) for n in range(10)}
_HEAD: Final = 40
_NO_HEADING: Final = re.compile(r"[，。；]")


def unfolded(text: str) -> str:
    """`text` with a number that is one character at its start (㈠ ⑴ ⒈) written out."""
    if text and _LIGATURES.match(text):
        return unicodedata.normalize("NFKC", text[0]) + text[1:]
    return text


def mark_of(text: str) -> Mark | None:
    """The printed number at the start of `text` (as `unfolded` gives it), None where there is none.

    Numbers that are part of a sentence (2025年, 1.5万亩, 30%, 第一季度) are none.
    """
    if _FIRST.match(text) is None:
        return None
    head = text[:_HEAD].translate(_DIGITS)
    for scheme, pattern in _MARKS:
        found = pattern.match(head)
        if found is None:
            continue
        value = _circled(found["n"]) if scheme is Scheme.CIRCLED else number(found["v"])
        if not value or not _stands_alone(scheme, text, found.end()):
            return None
        return Mark(scheme, value, _label(scheme, found), found.end())
    return None


def _circled(sign: str) -> int:
    for start, first in ((0x2460, 1), (0x3251, 21), (0x2776, 1), (0x2780, 1)):
        if start <= ord(sign) < start + 20:
            return ord(sign) - start + first
    return 0


def _label(scheme: Scheme, found: re.Match[str]) -> str:
    if scheme in {Scheme.HAN_BRACKET, Scheme.DIGIT_BRACKET}:
        return f"（{found['v']}）"
    if "n" in found.groupdict() and found["n"]:
        return "".join(found["n"].split()).replace("．", ".")
    return "".join(found.group().split())


def _stands_alone(scheme: Scheme, text: str, end: int) -> bool:
    """False where the number belongs to the sentence: 表1所示…, 专栏1明确的…, 任务1见附件."""
    if scheme in {Scheme.TABLE, Scheme.BOX}:
        rest = text[end:].strip()
        return len(rest) <= 60 and _NO_HEADING.search(rest) is None
    if scheme in {Scheme.PART, Scheme.CHAPTER, Scheme.SECTION}:
        rest = text[end : end + 1]
        return rest not in {"的", "所", "和", "、", "规", "至", "中", "第"}
    return True
