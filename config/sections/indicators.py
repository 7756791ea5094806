"""Indicators (指标): what is measured, from which baseline, against which targets."""

from __future__ import annotations

import re
from typing import Any, Final

from config.dates import half_width
from config.fields import BAD, Choice, Name, Text
from config.nodes import Node
from config.records import Entry, Fields, Key, Record, Section, Table
from config.report import FileReport
from config.sections.calendar import YEAR
from config.sections.readings import READINGS, build_readings
from config.sections.surroundings import CODE, FLAG, QUESTION, Surroundings, confirm
from config.words import ATTRIBUTES, OPS
from workflows.programme import Indicator, Op, ReadingRule, Target

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,9})?")
_LIKE_A_TARGET = re.compile(r"\s*(≥|≤|>=|<=|>|<|=|不低于|不高于)?\s*([+-]?[\d.]+)\s*([%％]?)\s*")
_WORDLESS = (Op.NO_DECREASE, Op.SUPERIOR_TARGET)

OP: Final = Choice("op", OPS)
VALUE: Final = Text("value")

BASELINE: Final = Section(
    "baseline",
    (
        Key("value", VALUE, "基期值", "number or words", required=True),
        Key("year", YEAR, "基期年", "the year of the baseline", required=True),
    ),
)

TARGET: Final = Section(
    "target",
    (
        Key("op", OP, "比较", "ge gt le lt eq no_decrease superior_target text", required=True),
        Key("value", VALUE, "目标值", "a number; words for text; nothing for the others"),
    ),
)

_KEYS = (
    Key("sub", Name(), "分项", "which part of one printed indicator", default='""'),
    Key("name", Text(), "指标名称", "name as printed", required=True),
    Key("unit", Text("measure", empty=True), "计量单位", "unit of measure", default='""'),
    Key(
        "code",
        CODE,
        "代码",
        "stable, typed in chat; needed where readings are asked for",
        default='""',
    ),
    Key("attribute", Choice("attribute", ATTRIBUTES), "属性", "binding, expected or reference"),
    Key("baseline", Record(BASELINE), "基期", "the value to start from"),
    Key("op", OP, "比较", "how the reading compares with the value (one year's target)"),
    Key("value", VALUE, "目标值", "a number; words for text; nothing for the others"),
    Key("year", YEAR, "目标年", "the year of the one target"),
    Key(
        "targets",
        Table(YEAR, Record(TARGET), label="targets"),
        "分年目标",
        "year: {op, value}; instead of op, value and year",
    ),
)

_KEYS += (
    Key("readings", Record(READINGS), "报送", "who reports the value, and how often",
        default="none"),
    Key("cumulative", FLAG, "累计值", "a figure that never falls within a year", default="false"),
    Key("standard", Text(), "标准值", "what a higher standard asks for, as printed", default='""'),
    Key("met", FLAG, "是否达标", "whether the document says it is met", default="not said"),
    QUESTION,
)  # fmt: skip

TASK_INDICATOR: Final = Section(
    "task-indicator",
    (Key("no", Name(), "指标序号", "number as printed", default="the task's no"), *_KEYS),
)

INDICATOR: Final = Section(
    "indicator",
    (
        Key("no", Name(), "指标序号", "number as printed", required=True),
        Key("task", Name("code"), "任务代码", "code of the task that carries it", default='""'),
        *_KEYS,
    ),
)


def build_indicator(fields: Fields, around: Surroundings, no: str, task: str) -> Indicator | None:
    """An indicator; `no` and `task` are those of the task under which it stands, or ""."""
    file = around.file
    confirm(fields, around)
    readings = _readings(fields, around)
    targets = _targets(fields, file)
    name, number = fields.get("name"), fields.get("no")
    if name is None or not targets:
        return None
    baseline: Fields | None = fields.get("baseline")
    sub = fields.get("sub")
    return Indicator(
        no=number.text if number else no,
        name=name,
        unit=fields.get("unit", ""),
        targets=targets,
        sub=sub.text if sub else "",
        attribute=fields.get("attribute"),
        baseline_value=_number_or_words(baseline.get("value")) if baseline else None,
        baseline_year=baseline.get("year") if baseline else None,
        task=task,
        code=fields.get("code", ""),
        readings=readings,
        cumulative=fields.get("cumulative", False),
        standard=fields.get("standard", ""),
        met=fields.get("met"),
        needs_confirmation=fields.get("needs_confirmation", ""),
    )


def _readings(fields: Fields, around: Surroundings) -> ReadingRule | None:
    written: Fields | None = fields.get("readings")
    if written is None:
        return None
    if "code" not in fields.nodes and "code" not in fields.unknown:
        around.file.error("readings-without-code", written.node)
    return build_readings(written, around)


def _targets(fields: Fields, file: FileReport) -> tuple[Target, ...]:
    single = [key for key in ("op", "value", "year") if key in fields.nodes]
    if "targets" in fields.nodes:
        if single:
            file.error("target-twice", fields.at(single[0]), key=single[0])
        made = [_yearly(entry, file) for entry in fields.get("targets", [])]
        return tuple(sorted((t for t in made if t is not None), key=lambda target: target.year))
    if "op" not in fields.nodes:
        if "op" not in fields.unknown and "targets" not in fields.unknown:
            file.error("target-missing", fields.node)
        return ()
    if "year" not in fields.nodes and "year" not in fields.unknown:
        file.error("missing-key", fields.node, key="year", meaning_zh="目标年", meaning_en="year")
    target = _target(fields, fields.get("year"), file)
    return (target,) if target else ()


def _yearly(entry: Entry, file: FileReport) -> Target | None:
    return None if entry.value is BAD else _target(entry.value, entry.key, file)


def _target(fields: Fields, year: int | None, file: FileReport) -> Target | None:
    op = fields.get("op")
    if op is None or fields.bad("value"):
        return None
    value = _value(fields, op, file)
    return None if value is BAD or year is None else Target(year, op, value)


def _value(fields: Fields, op: Op, file: FileReport) -> Any:
    written, node = fields.get("value"), fields.at("value")
    if op in _WORDLESS:
        if written is None:
            return None
        file.error("value-not-wanted", node, op=op.value)
        return BAD
    if written is None:
        if "value" not in fields.unknown:
            file.error("value-missing", fields.at("op"), op=op.value)
        return BAD
    if op is Op.TEXT:
        return written
    number = _number_or_words(written)
    if isinstance(number, float):
        return number
    _not_a_number(written, node, file)
    return BAD


def _not_a_number(written: str, node: Node, file: FileReport) -> None:
    like = _LIKE_A_TARGET.fullmatch(written)
    params = {"word": written, "expected": "number"}
    params |= {"suggestion": like.group(2)} if like else {}
    code = "number-with-sign" if like else "number-unreadable"
    file.refuse(code, node, params)


def _number_or_words(text: str | None) -> float | str | None:
    if text is None:
        return None
    plain = half_width(text)
    return float(plain) if _NUMBER.fullmatch(plain) else text
