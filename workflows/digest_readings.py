"""Readings in the digest (周报·指标): which figures are behind, by arithmetic, and who reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflows.digest_line import LIGHT_ORDER, Line
from workflows.programme import Indicator, Op, Target
from workflows.readings import (
    baseline,
    light_of_reading,
    list_key,
    reading_on,
    takes_text,
    target_of,
)
from workflows.standing import FINISHED, Light, State

READING_LINES = 5
_BAD = (Light.RED, Light.YELLOW)


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """The last reading of an indicator by a unit. `light` is by the pace line, not by the date.

    `met` says whether the target is met, None where that is no matter of arithmetic; `short` is
    how far the figure is from it, in the indicator's unit. `is_old` marks a reading of an earlier
    period than the one now asked for.
    """

    line: Line
    light: Light
    target: Target | None
    met: bool | None
    short: float
    is_old: bool


@dataclass(frozen=True, slots=True)
class Readings:
    """Of the readings now asked for (`owed`), one an indicator and unit, `reported` came in.

    `shown` are the lines worth reading: red, yellow, then what came in the week; at most five.
    `lights` counts the last readings by light, worst first, `total` is how many those are.
    """

    reported: int = 0
    owed: int = 0
    shown: tuple[ReadingLine, ...] = ()
    total: int = 0
    lights: tuple[tuple[Light, int], ...] = ()


def tally_readings(lines: Iterable[Line], week_ago: datetime) -> Readings:
    """The readings among the lines, as of the instant of the lines."""
    rounds = _rounds(lines)
    asked = [rows[-1] for rows in rounds if rows[-1].standing.state is not State.EXCUSED]
    last = _last_of(rounds)
    shown = [one for one in last if one.light in _BAD or _is_new(one.line, week_ago)]
    lights = Counter(one.light for one in last)
    return Readings(
        reported=sum(is_reported(line) for line in asked),
        owed=len(asked),
        shown=tuple(shown[:READING_LINES]),
        total=len(last),
        lights=tuple((light, lights[light]) for light in LIGHT_ORDER if lights[light]),
    )


def last_readings(lines: Iterable[Line]) -> tuple[ReadingLine, ...]:
    """The last reading of each indicator and unit: red, yellow, then the rest, and in each of
    them binding before expected before reference (约束性、预期性、参考性).
    """
    return tuple(_last_of(_rounds(lines)))


def is_reported(line: Line) -> bool:
    """True where the line is a reading that is in: a figure, or words where words are asked."""
    standing, indicator = line.standing, line.assignment.indicator
    if indicator is None or standing.reported_at is None or standing.state is State.RETURNED:
        return False
    has_words = takes_text(indicator) and bool(standing.last_words)
    return standing.value is not None or (has_words and standing.state in FINISHED)


def reading_light(line: Line) -> Light:
    """The light of a reading that is in: its arithmetic. GREY for words."""
    indicator, value = line.assignment.indicator, line.standing.value
    if indicator is None or value is None:
        return Light.GREY
    return light_of_reading(indicator, value, reading_on(line.assignment))


def _rounds(lines: Iterable[Line]) -> list[list[Line]]:
    """The readings of each indicator and unit, in order of time; none of them empty."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.assignment.indicator is not None:
            found.setdefault((line.assignment.task, line.assignment.unit), []).append(line)
    for rows in found.values():
        rows.sort(key=lambda line: reading_on(line.assignment))
    return list(found.values())


def _last_of(rounds: Sequence[Sequence[Line]]) -> list[ReadingLine]:
    found: list[ReadingLine] = []
    for rows in rounds:
        last = next((line for line in reversed(rows) if is_reported(line)), None)
        if last is not None:
            found.append(_reading_line(last, is_old=last is not rows[-1]))
    return sorted(found, key=_worst_first)


def _reading_line(line: Line, *, is_old: bool) -> ReadingLine:
    indicator = line.assignment.indicator
    assert indicator is not None, "only readings have a reading line"
    target = target_of(indicator, reading_on(line.assignment))
    gap = _gap(indicator, target, line.standing.value)
    return ReadingLine(
        line=line,
        light=reading_light(line),
        target=target,
        met=None if gap is None else gap[0],
        short=gap[1] if gap else 0.0,
        is_old=is_old,
    )


def _gap(
    indicator: Indicator, target: Target | None, value: float | None
) -> tuple[bool, float] | None:
    """Whether the target is met, and by how much it is missed; None where words decide."""
    if target is None or value is None:
        return None
    start = baseline(indicator)
    if target.op is Op.NO_DECREASE:
        return (value >= start.value, max(start.value - value, 0.0)) if start else None
    if target.op in (Op.TEXT, Op.SUPERIOR_TARGET) or not isinstance(target.value, int | float):
        return None
    aim = float(target.value)
    match target.op:
        case Op.GE | Op.GT:
            return (value > aim or (value == aim and target.op is Op.GE), max(aim - value, 0.0))
        case Op.LE | Op.LT:
            return (value < aim or (value == aim and target.op is Op.LE), max(value - aim, 0.0))
        case _:
            return (value == aim, abs(value - aim))


def _is_new(line: Line, week_ago: datetime) -> bool:
    reported_at = line.standing.reported_at
    return reported_at is not None and reported_at > week_ago


def _worst_first(one: ReadingLine) -> tuple[int, tuple[int, str, str], str]:
    indicator = one.line.assignment.indicator
    assert indicator is not None, "only readings have a reading line"
    order = LIGHT_ORDER[one.light]
    return (order, list_key(indicator), one.line.assignment.unit)
