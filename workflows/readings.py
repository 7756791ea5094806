"""Readings (指标值): is a figure believable, and is it on the way to its target? By arithmetic.

The pace line (序时线) runs straight from the end of the baseline year to the end of the target's
year, by way of the targets between. Cumulative figures (累计值) grow through each year towards
that year's point on the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.assignment import Assignment
from workflows.programme import Attribute, Indicator, Op, Target
from workflows.standing import Light

_YELLOW_SHARE = 0.10
"""Up to a tenth behind the pace line is yellow, more is red."""
_LEAST_JUMP = 0.5
"""Where no target says how far a figure may go, half of the last one is a jump."""
_SLACK = 1e-9
_RISING, _FALLING = frozenset({Op.GE, Op.GT}), frozenset({Op.LE, Op.LT})


class DoubtKind(StrEnum):
    """Why a figure is asked about once before it is recorded."""

    SCALE = "scale"  # off by 100, 1,000 or 10,000: a unit mixed up
    FALLS = "falls"  # a cumulative figure that is smaller than before
    JUMPS = "jumps"  # further from the last one than the whole way to the target
    SHARE = "share"  # a percentage below 0 or above 100


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier figure: a reading, or the baseline (`is_baseline`) of its year's end."""

    value: float
    on: date
    is_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about a figure, measured `against` an earlier one; `factor` for SCALE, else 0."""

    kind: DoubtKind
    against: Past | None = None
    factor: int = 0


def doubt_of(indicator: Indicator, value: float, last: Past | None, on: date) -> Doubt | None:
    """What is odd about `value` for the day `on`, or None. `last` is the reading before it."""
    against = last or baseline(indicator)
    if against is not None and (factor := _scale(value, against.value)):
        return Doubt(DoubtKind.SCALE, against, factor)
    if indicator.unit.strip() in ("%", "％") and not 0 <= value <= 100:
        return Doubt(DoubtKind.SHARE, against)
    if last is not None and _falls(indicator, value, last, on):
        return Doubt(DoubtKind.FALLS, last)
    if against is not None and not indicator.cumulative and _jumps(indicator, value, against):
        return Doubt(DoubtKind.JUMPS, against)
    return None


def baseline(indicator: Indicator) -> Past | None:
    """The baseline (基准值) as an earlier figure, or None where it is no number of a year."""
    value, year = indicator.baseline_value, indicator.baseline_year
    if isinstance(value, str) or value is None or year is None:
        return None
    return Past(value, _end_of(year), is_baseline=True)


def pace(indicator: Indicator, on: date) -> float | None:
    """The point of the pace line on a day; None where there is no line.

    A baseline that already meets the target asks for the target alone.
    """
    if any(target.op is Op.NO_DECREASE for target in _current(indicator, on)):
        start = baseline(indicator)
        return start.value if start else None
    target = _target(indicator, on)
    if target is None:
        return None
    aim, end = _number(target), _end_of(target.year)
    start = _start(indicator, on)
    if indicator.cumulative:
        at_year_end = _between(start, Past(aim, end), _end_of(on.year))
        return at_year_end * on.timetuple().tm_yday / _end_of(on.year).timetuple().tm_yday
    if start is not None and _meets(target, start.value, start.value):
        return aim
    return _between(start, Past(aim, end), on)


def light_of_reading(indicator: Indicator, value: float, on: date) -> Light:
    """Green on the pace line or beyond it, yellow up to a tenth behind, red beyond that.

    GREY where nothing can be measured: words, targets of a superior, no target.
    """
    wanted = pace(indicator, on)
    if wanted is None:
        return Light.GREY
    behind = _behind(indicator, value, wanted, on)
    if behind <= _SLACK:
        return Light.GREEN
    scale = abs(wanted) or abs(value)
    return Light.YELLOW if behind <= scale * _YELLOW_SHARE + _SLACK else Light.RED


def takes_text(indicator: Indicator) -> bool:
    """True where every target is words (基本消除): the reading is a sentence, not a figure."""
    ops = {target.op for target in indicator.targets}
    return bool(ops) and ops <= {Op.TEXT} and not isinstance(indicator.baseline_value, float | int)


def reading_on(assignment: Assignment) -> date:
    """The day that a reading speaks of: the one its rule names, before any roll."""
    return assignment.due.nominal_on if assignment.due else assignment.opens_on


def list_key(indicator: Indicator) -> tuple[int, str, str]:
    """Where an indicator stands in every list: binding before expected, then as printed."""
    order = (Attribute.BINDING, Attribute.EXPECTED, Attribute.REFERENCE)
    rank = order.index(indicator.attribute) if indicator.attribute in order else len(order)
    return rank, f"{indicator.no:0>6}", indicator.sub


def target_of(indicator: Indicator, on: date) -> Target | None:
    """The target that counts on a day: the nearest to come, else the last one, of any kind."""
    coming = _current(indicator, on)
    ordered = sorted(indicator.targets, key=lambda target: target.year)
    return coming[0] if coming else (ordered[-1] if ordered else None)


def _current(indicator: Indicator, on: date) -> list[Target]:
    ordered = sorted(indicator.targets, key=lambda target: target.year)
    return [target for target in ordered if target.year >= on.year]


def _numeric(indicator: Indicator) -> list[Target]:
    ordered = sorted(indicator.targets, key=lambda target: target.year)
    return [t for t in ordered if isinstance(t.value, int | float) and t.op is not Op.TEXT]


def _target(indicator: Indicator, on: date) -> Target | None:
    numeric = _numeric(indicator)
    coming = [target for target in numeric if target.year >= on.year]
    return coming[0] if coming else (numeric[-1] if numeric else None)


def _number(target: Target) -> float:
    assert isinstance(target.value, int | float), "only numeric targets are paced"
    return float(target.value)


def _start(indicator: Indicator, on: date) -> Past | None:
    """Where the line to the coming target begins: the target before it, else the baseline."""
    passed = [target for target in _numeric(indicator) if target.year < on.year]
    numeric = _numeric(indicator)
    if passed and passed[-1] is not numeric[-1]:
        return Past(_number(passed[-1]), _end_of(passed[-1].year))
    return baseline(indicator)


def _between(start: Past | None, end: Past, on: date) -> float:
    """The line's value on a day; without a start the end's value holds throughout."""
    if start is None or on >= end.on or start.on >= end.on:
        return end.value
    share = max((on - start.on).days, 0) / (end.on - start.on).days
    return start.value + (end.value - start.value) * share


def _meets(target: Target, value: float, start: float) -> bool:
    aim = _number(target)
    match target.op:
        case Op.GE | Op.GT:
            return value >= aim
        case Op.LE | Op.LT:
            return value <= aim
        case _:
            return value == aim == start


def _behind(indicator: Indicator, value: float, wanted: float, on: date) -> float:
    """How far `value` is on the wrong side of the line; zero or less is on or beyond it."""
    target = _target(indicator, on)
    if target is None or target.op in _RISING:
        return wanted - value  # also 不降低: the line is the baseline
    if target.op in _FALLING:
        return value - wanted
    start = baseline(indicator)
    if start is None or start.value == _number(target):
        return abs(value - wanted)
    return wanted - value if start.value < _number(target) else value - wanted


def _scale(value: float, against: float) -> int:
    """10000, 1000 or 100 where the figures differ by about that factor, else 0."""
    if value * against <= 0:
        return 0
    ratio = max(value / against, against / value)
    for factor in (10_000, 1_000, 100):
        if factor / 2 <= ratio <= factor * 2:
            return factor
    return 0


def _falls(indicator: Indicator, value: float, last: Past, on: date) -> bool:
    return indicator.cumulative and last.on.year == on.year and value < last.value


def _jumps(indicator: Indicator, value: float, against: Past) -> bool:
    """Further from the earlier figure than the whole way to the target, and than half of it."""
    change = abs(value - against.value)
    start, numeric = baseline(indicator), _numeric(indicator)
    way = abs(_number(numeric[-1]) - start.value) if start and numeric else 0.0
    return change > max(way, abs(against.value) * _LEAST_JUMP) + _SLACK


def _end_of(year: int) -> date:
    return date(year, 12, 31)
