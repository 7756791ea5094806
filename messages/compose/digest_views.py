"""Parts of the digest (周报各段) as views: lines, readings, waits, milestones, requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from messages.compose.item import UNIT_CHARS, name_of, reached_words, said_words, short_code
from messages.words import (
    before_words,
    clean,
    date_words,
    day_words,
    left_words,
    light_mark,
    op_mark,
    span_words,
    state_words,
    tongue,
)
from workflows.calendar import office_day
from workflows.digest import Line
from workflows.digest_ahead import Ahead
from workflows.digest_readings import ReadingLine, Readings, is_reported, reading_light
from workflows.digest_waits import PendingLine, StageCount, Talk, WaitLine
from workflows.pending import PendingKind
from workflows.programme import Op, Target
from workflows.span import Span, SpanUnit
from workflows.standing import FINISHED, Standing

NAME_CHARS, REASON_CHARS = 24, 40
_MEASURE_CHARS, _TARGET_CHARS = 16, 30
_AIMS = {
    "zh": {Op.NO_DECREASE: "不降低", Op.SUPERIOR_TARGET: "以上级下达为准"},
    "en": {Op.NO_DECREASE: "no decrease", Op.SUPERIOR_TARGET: "as assigned by the superior"},
}


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One assignment as a digest line. `was` is the mark of a week ago where it differs."""

    code: str
    unit: str
    title: str
    mark: str
    was: str
    state: str
    percent: str
    late: str
    by: str
    reason: str
    said: str
    until: str
    question: str


def digest_line(line: Line, lang: str, now: datetime) -> DigestLine:
    """The view of one line. A reading that is in shows its figure, judged by its arithmetic."""
    standing, assignment = line.standing, line.assignment
    is_in = is_reported(line) and standing.state in FINISHED and not assignment.offline
    light = reading_light(line) if is_in else line.light
    was = None if is_in else line.light_before
    shown = not assignment.offline
    until, due_at = standing.extension_asked_until, standing.due_at
    return DigestLine(
        code=short_code(assignment),
        unit=clean(assignment.unit, UNIT_CHARS),
        title=name_of(assignment, lang, NAME_CHARS),
        mark=light_mark(light),
        was=light_mark(was) if was is not None and was is not light else "",
        state=(is_in and _figure(line)) or state_words(standing.state, lang),
        percent=reached_words(standing),
        late=left_words(-line.overdue_days, lang) if line.overdue_days else "",
        by=before_words(due_at, now, lang) if due_at else "",
        reason=clean(standing.blocked_reason, REASON_CHARS) if shown else "",
        said=clean(said_words(assignment, standing), REASON_CHARS),
        until=day_words(until, now, lang) if until else "",
        question=clean(standing.question, REASON_CHARS) if shown else "",
    )


@dataclass(frozen=True, slots=True)
class ReadingView:
    """PM2.5浓度 31微克/立方米，目标≤28（2025），差3｜▲. `period` only of an earlier period."""

    name: str
    unit: str
    said: str
    period: str
    aim: str
    year: str
    met: bool
    short: str
    mark: str


def reading_view(one: ReadingLine, lang: str, *, with_unit: bool) -> ReadingView:
    """The view of one reading; `with_unit` where several units report the same indicator."""
    assignment, target = one.line.assignment, one.target
    return ReadingView(
        name=clean(assignment.title, NAME_CHARS),
        unit=clean(assignment.unit, UNIT_CHARS) if with_unit else "",
        said=_figure(one.line),
        period=clean(assignment.occurrence_words, NAME_CHARS) if one.is_old else "",
        aim=_aim(target, lang) if target else "",
        year=str(target.year) if target else "",
        met=one.met is True,
        short=_number(one.short) if one.met is False and one.short else "",
        mark=light_mark(one.light),
    )


def reading_views(readings: Readings, lang: str, count: int) -> list[ReadingView]:
    """The readings to show, the worst first."""
    units: dict[str, set[str]] = {}
    for one in readings.shown:
        units.setdefault(one.line.assignment.task, set()).add(one.line.assignment.unit)
    return [
        reading_view(one, lang, with_unit=len(units[one.line.assignment.task]) > 1)
        for one in readings.shown[:count]
    ]


def light_counts(readings: Readings) -> str:
    """■1 ▲2 ●9: how many last readings stand at each light."""
    return " ".join(f"{light_mark(light)}{count}" for light, count in readings.lights)


def _figure(line: Line) -> str:
    """31微克/立方米, or the words where words are asked for."""
    standing = line.standing
    if standing.value is None:
        return clean(standing.last_words, REASON_CHARS)
    return f"{_number(standing.value)}{_measure(line, standing)}"


def _measure(line: Line, standing: Standing) -> str:
    indicator = line.assignment.indicator
    return clean(standing.value_unit or (indicator.unit if indicator else ""), _MEASURE_CHARS)


def _aim(target: Target, lang: str) -> str:
    named = _AIMS[tongue(lang)].get(target.op)
    if named:
        return named
    if isinstance(target.value, int | float):
        return f"{op_mark(target.op)}{_number(target.value)}"
    return clean(str(target.value or ""), _TARGET_CHARS)


def _number(value: float) -> str:
    return f"{value:.6g}" if abs(value) < 1e6 else f"{value:.0f}"


@dataclass(frozen=True, slots=True)
class WaitView:
    """〔水-03〕县水利局等县财政局，9月18日起；`held` is the other unit's delay."""

    code: str
    unit: str
    waits_for: str
    since: str
    until: str
    held: str


def wait_view(one: WaitLine, lang: str, now: datetime) -> WaitView:
    """Who waits for whom, since when, and how late the other unit is."""
    until = one.line.standing.waiting_until
    return WaitView(
        code=short_code(one.line.assignment),
        unit=clean(one.line.assignment.unit, UNIT_CHARS),
        waits_for=clean(one.unit, UNIT_CHARS),
        since=date_words(office_day(one.since), now, lang),
        until=date_words(until, now, lang) if until else "",
        held=_working_days(one.held_days, lang),
    )


@dataclass(frozen=True, slots=True)
class StageView:
    """专家论证（县专家组）2项."""

    stage: str
    decider: str
    count: int


def stage_view(one: StageCount) -> StageView:
    """A stage of review with its decider and how many items stand there."""
    return StageView(clean(one.stage, NAME_CHARS), clean(one.decider, NAME_CHARS), one.count)


@dataclass(frozen=True, slots=True)
class PendingView:
    """What waits for the office. `waited` is "" where it came today.

    `more` letters beside this one wait for approval too: they are told in one line.
    """

    kind: str
    line: DigestLine
    waited: str
    expected: str
    more: int


def pending_views(found: Sequence[PendingLine], lang: str, now: datetime) -> list[PendingView]:
    """The longest wait first; all letters that wait for approval stand where the oldest does."""
    slips = [one for one in found if one.kind is PendingKind.SLIP]
    shown = [one for one in found if one.kind is not PendingKind.SLIP or one is slips[0]]
    more = len(slips) - 1
    return [pending_view(one, lang, now, more if slips and one is slips[0] else 0) for one in shown]


def pending_view(one: PendingLine, lang: str, now: datetime, more: int) -> PendingView:
    """What is asked of the office, of whom, and for how long it has waited."""
    due_at = one.line.standing.due_at
    is_event = one.kind is PendingKind.EVENT
    return PendingView(
        kind=one.kind.value,
        line=digest_line(one.line, lang, now),
        waited=_working_days(one.days, lang),
        expected=date_words(office_day(due_at), now, lang) if is_event and due_at else "",
        more=more,
    )


@dataclass(frozen=True, slots=True)
class AheadView:
    """A milestone or event on its day; `units` is "" where nobody or too many are named."""

    title: str
    on: str
    units: str
    wish: bool
    event: bool


def ahead_views(
    found: Sequence[Ahead], lang: str, now: datetime, *, passed: bool
) -> list[AheadView]:
    """Those to come, or those passed without a record."""
    return [ahead_view(one, lang, now) for one in found if (one.days < 0) is passed]


def ahead_view(one: Ahead, lang: str, now: datetime) -> AheadView:
    """The view of one milestone or event; what has passed stands in brackets, without weekday."""
    words = date_words if one.days < 0 else day_words
    return AheadView(
        title=clean(one.title, REASON_CHARS),
        on=words(one.on, now, lang),
        units=clean(one.units[0], UNIT_CHARS) if len(one.units) == 1 else "",
        wish=one.is_wish,
        event=one.is_event,
    )


def _working_days(n: int, lang: str) -> str:
    return span_words(Span(n, SpanUnit.WORKING_DAY), lang) if n else ""


@dataclass(frozen=True, slots=True)
class TalkView:
    """县水利局（2张黄单）."""

    unit: str
    yellow: int
    red: int


def talk_view(one: Talk) -> TalkView:
    """A unit with its slips."""
    return TalkView(clean(one.unit, UNIT_CHARS), one.yellow, one.red)
