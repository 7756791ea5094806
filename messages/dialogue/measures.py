"""Measures (计量): a figure in a sentence, its unit, and whether it is the indicator's unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from messages.understand.folding import fold
from workflows.assignment import Assignment

_FIGURE = re.compile(
    r"^\s*(?P<name>.{0,24}?)"
    r"(?P<link>(?:应该?[为是]|应当[为是]|改[为成]|更正为|实为|达到|[为是达约:=\s]|大约|现在)*)"
    r"(?P<value>[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?)\s*"
    r"(?P<unit>(?:[^\d\s,。;!?:、+\-][^\d\s,。;!?:、]{0,13}[23]?)?)"
    r"(?:左右)?\s*[。.!]?\s*$"
)
_BRACKETS = re.compile(r"[()（）\[\]〔〕\s]")
_SAME_NOUN = 0.6
_LEADS = re.compile(r"^(?:本[月期季年]度?|目前|现在|当前|累计|第?\d+[项.、:)]|[,;、])+")

_MEASURES: dict[str, tuple[str, float]] = {
    "%": ("share", 1),
    "个百分点": ("share", 1),
    "百分点": ("share", 1),
    "percent": ("share", 1),
    "‰": ("share", 0.1),
    "ug/m3": ("air", 1),
    "ug": ("air", 1),
    "微克": ("air", 1),
    "微克/立方米": ("air", 1),
    "微克/m3": ("air", 1),
    "ug/立方米": ("air", 1),
    "mg/m3": ("air", 1000),
    "毫克/立方米": ("air", 1000),
    "mg/l": ("water", 1),
    "毫克/升": ("water", 1),
    "元": ("money", 1),
    "万元": ("money", 1e4),
    "亿元": ("money", 1e8),
    "kg": ("mass", 1),
    "千克": ("mass", 1),
    "公斤": ("mass", 1),
    "t": ("mass", 1e3),
    "吨": ("mass", 1e3),
    "万吨": ("mass", 1e7),
    "吨标准煤": ("coal", 1),
    "吨标煤": ("coal", 1),
    "万吨标准煤": ("coal", 1e4),
    "m2": ("area", 1),
    "平方米": ("area", 1),
    "万平方米": ("area", 1e4),
    "亩": ("area", 2000 / 3),
    "万亩": ("area", 2e7 / 3),
    "ha": ("area", 1e4),
    "公顷": ("area", 1e4),
    "万公顷": ("area", 1e8),
    "km2": ("area", 1e6),
    "平方公里": ("area", 1e6),
    "平方千米": ("area", 1e6),
    "m": ("length", 1),
    "米": ("length", 1),
    "km": ("length", 1e3),
    "公里": ("length", 1e3),
    "千米": ("length", 1e3),
    "m3": ("volume", 1),
    "立方米": ("volume", 1),
    "方": ("volume", 1),
    "万立方米": ("volume", 1e4),
    "亿立方米": ("volume", 1e8),
    "kwh": ("energy", 1),
    "千瓦时": ("energy", 1),
    "度": ("energy", 1),
    "万千瓦时": ("energy", 1e4),
    "亿千瓦时": ("energy", 1e8),
    "db": ("sound", 1),
    "分贝": ("sound", 1),
    "人": ("people", 1),
    "万人": ("people", 1e4),
    "户": ("homes", 1),
    "万户": ("homes", 1e4),
    "辆": ("cars", 1),
    "万辆": ("cars", 1e4),
    **{word: (word, 1) for word in "个家件起处次条台座份项篇天分株棵套场宗支批例所"},
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written: the name before it, the number, the unit; "" where not written."""

    name: str
    value: float
    unit: str


def figure_in(text: str) -> Figure | None:
    """The figure that a text states, where it states that and nothing else."""
    folded = fold(text).strip()
    found = _FIGURE.match(folded)
    if found is None:
        return None
    name = _LEADS.sub("", found["name"].strip())
    return Figure(name, float(found["value"].replace(",", "")), found["unit"])


def is_measure(unit: str) -> bool:
    """True for a unit of measure that is known; a word such as 日 or 号 is none."""
    return _folded(unit) in _MEASURES


def in_unit(value: float, said: str, wanted: str) -> float | None:
    """The value in the unit wanted, or None where the unit said measures something else.

    A unit not said is the one wanted; where none is wanted any will do.
    """
    mine, theirs = _folded(said), _folded(wanted)
    if not mine or not theirs or mine == theirs:
        return value
    here, there = _MEASURES.get(mine), _MEASURES.get(theirs)
    if here is None or there is None or here[0] != there[0]:
        return None
    return float(f"{value * here[1] / there[1]:.10g}")


def speaks_of(name: str, assignment: Assignment) -> bool:
    """True where the name before a figure is this indicator's: its code, its name, part of it."""
    said = _BRACKETS.sub("", fold(name)).lower()
    title = _BRACKETS.sub("", fold(assignment.title)).lower()
    if said and said in (fold(assignment.task).lower(), assignment.no.lower()):
        return True
    if len(said) < 2:
        return False
    if said in title or title in said:
        return True
    pairs = {said[i : i + 2] for i in range(len(said) - 1)}
    return len(said) >= 3 and sum(pair in title for pair in pairs) / len(pairs) >= _SAME_NOUN


def _folded(unit: str) -> str:
    return _BRACKETS.sub("", fold(unit)).lower().replace("每", "/").replace("㎡", "m2")
