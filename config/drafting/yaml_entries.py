"""The entries of a draft programme as YAML lines: tasks, duties, milestones, indicators, phases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from config.dates import DAY_KINDS, SHORTEST_WORKING_DAYS
from config.drafting.model import (
    DraftDuty,
    DraftIndicator,
    DraftMilestone,
    DraftPhase,
    DraftTarget,
    DraftTask,
    DueReading,
)
from config.drafting.settled import Numbers, Settled
from config.drafting.yaml_words import (
    comment,
    day_of,
    flat,
    mapped,
    name_of,
    number_of,
    quoted,
    rule_of,
    span_of,
)
from workflows.programme import AfterEvent, DayKind, DayRule, Every, FixedDue, Op

Lines = Iterator[str]
_WORDLESS: Final = (Op.NO_DECREASE, Op.SUPERIOR_TARGET)
_MAX_TITLE: Final = 200


def _source(line: int) -> str:
    return f"  # 原文第{line}行" if line else ""


def _unit_list(units: Iterable[str], settled: Settled) -> str:
    names = settled.written(units)
    shown = [
        mapped([("group", quoted(name))]) if settled.members(name) else quoted(name)
        for name in names
    ]
    return "[" + ", ".join(shown) + "]"


def phase_lines(phases: Iterable[DraftPhase]) -> Lines:
    """Phases with both days; what lacks one is written as a comment to complete."""
    numbers = Numbers()
    for phase in phases:
        title = quoted(flat(phase.title, _MAX_TITLE) or "阶段")
        no = numbers.unique(phase.no, "", phase.line)
        start, end = phase.start_on, phase.end_on
        if start is not None and end is not None and start <= end:
            pairs = [("no", quoted(no)), ("title", title), ("from", day_of(start))]
            yield f"  - {mapped([*pairs, ('to', day_of(end))])}{_source(phase.line)}"
        else:
            known = f"{start or '？'} 至 {end or '？'}"
            yield comment(f"待补：{no} {phase.title}（{known}，原文第{phase.line}行）", "  ")


def due_pair(due: DueReading | None, settled: Settled) -> tuple[str, str]:
    """A deadline as YAML, and what about it is open ("" if nothing)."""
    if due is None:
        return "open", "原文没有写时限，暂按长期"
    text = flat(due.text, _MAX_TITLE)
    words = [("text", quoted(text))] if text else []
    match due.rule:
        case FixedDue(on=on) if settled.starts_on <= on <= settled.ends_on:
            return (mapped([("on", day_of(on)), *words]) if words else day_of(on)), due.why
        case AfterEvent(event=event, after=after):
            pairs = [("after", quoted(name_of(event))), ("within", span_of(after)), *words]
            return mapped(pairs), due.why
        case None:
            why = due.why or "日期读不准"
            return mapped([("on", "open"), *words]), f"时限“{text}”{why}，暂按长期"
        case _:
            return mapped([("on", "open"), *words]), due.why


def task_lines(tasks: Iterable[DraftTask], settled: Settled) -> Lines:
    """Tasks in the document's order, under their section headings."""
    numbers, section = Numbers(), None
    for turn, task in enumerate(tasks, 1):
        if task.section != section:
            section = task.section
            yield ""
            yield comment(f"———— {flat(section, 60) or '（没有章节标题）'} ————", "  ")
        where = flat(task.section, _MAX_TITLE)
        no = numbers.unique(task.no, where, task.line)
        due, open_point = due_pair(task.due, settled)
        title = flat(task.title, _MAX_TITLE) or "（无标题）"
        yield f"  - no: {quoted(no)}{_source(task.line)}"
        yield f"    code: 任-{turn:02d}"
        if where:
            yield f"    section: {quoted(where)}"
        yield f"    title: {quoted(title)}"
        text = flat(task.text)
        if text and text != title:
            yield f"    text: {quoted(text)}"
        yield from _responsible(task, settled)
        yield f"    due: {due}"
        if task.due is not None and task.due.wish:
            yield "    wish: true"
        renumbered = f"序号“{task.no}”重复" if task.no and no != name_of(task.no) else ""
        nobody = "" if task.units else "原文没有写责任单位"
        yield from _confirm([task.needs_confirmation, nobody, open_point, renumbered])


def _responsible(task: DraftTask, settled: Settled) -> Lines:
    lead = settled.written(task.lead)
    co = settled.apart(task.co, lead)
    if not lead and not co:
        return
    if not lead:
        lead, co = co[:1], co[1:]
    yield f"    lead: {_unit_list(lead, settled)}"
    if co:
        yield f"    co: {_unit_list(co, settled)}"


def _confirm(points: Iterable[str], indent: str = "    ") -> Lines:
    whole = "；".join(dict.fromkeys(flat(point, 400).rstrip("。；") for point in points if point))
    if whole:
        yield f"{indent}needs_confirmation: {quoted(whole + '。')}"


def duty_lines(duties: Iterable[DraftDuty], settled: Settled) -> Lines:
    """Duties; a day that does not fit its period is left to the language's default."""
    for turn, duty in enumerate(duties, 1):
        day = duty.day
        fits = day is not None and _fits(day, duty.every)
        yield f"  - no: 报送{turn}{_source(duty.line)}"
        yield f"    code: 报-{turn:02d}"
        yield f"    title: {quoted(flat(duty.title, _MAX_TITLE) or '报送')}"
        if duty.due_text:
            yield comment(f"原文：{duty.due_text}", "    ")
        yield f"    every: {duty.every.value}"
        if day is not None and fits:
            yield f'    on: "{rule_of(day)}"'
        if duty.units:
            yield f"    units: {_unit_list(duty.units, settled)}"
        yield from _confirm([
            "" if fits else "原文没有写报送日期，暂按每期最后一日",
            "" if duty.units else "原文没有写报送单位",
        ])  # fmt: skip


def _fits(day: DayRule, every: Every) -> bool:
    if day.kind not in DAY_KINDS[every]:
        return False
    if day.kind is DayKind.WORKING_DAY:
        return 0 < abs(day.n) <= SHORTEST_WORKING_DAYS[every]
    return day.kind is not DayKind.DAY or 1 <= day.n <= 31


def milestone_lines(milestones: Iterable[DraftMilestone], settled: Settled) -> Lines:
    """Milestones; what is open about one stands above it as a comment."""
    numbers = Numbers()
    for milestone in milestones:
        due, open_point = due_pair(milestone.due, settled)
        if milestone.relative_to and milestone.due.rule is None:
            open_point = open_point or f"随“{milestone.relative_to}”而定"
        if open_point:
            yield comment(f"待确认：{open_point}", "  ")
        pairs = [
            ("no", quoted(numbers.unique(milestone.no, "", milestone.line))),
            ("title", quoted(flat(milestone.title, _MAX_TITLE) or "节点")),
            ("due", due),
        ]
        if milestone.units:
            pairs.append(("units", _unit_list(milestone.units, settled)))
        if milestone.due.wish:
            pairs.append(("wish", "true"))
        yield f"  - {mapped(pairs)}{_source(milestone.line)}"


def indicator_lines(indicators: Iterable[DraftIndicator], settled: Settled) -> Lines:
    """Indicators; a target without a year is put under the programme's last one and said so."""
    for indicator in indicators:
        points: list[str] = []
        no = name_of(indicator.no) if flat(indicator.no) else f"第{indicator.line}行"
        yield f"  - no: {quoted(no)}{_source(indicator.line)}"
        if flat(indicator.sub):
            yield f"    sub: {quoted(name_of(indicator.sub))}"
        yield f"    name: {quoted(flat(indicator.name, _MAX_TITLE) or '（无名称）')}"
        if flat(indicator.unit):
            yield f"    unit: {quoted(flat(indicator.unit, 40))}"
        if indicator.attribute is not None:
            yield f"    attribute: {indicator.attribute.value}"
        if indicator.baseline_value is not None and indicator.baseline_year is None:
            points.append(f"现状值“{indicator.baseline_value}”没有写年份")
        elif indicator.baseline_value is not None and flat(str(indicator.baseline_value)):
            value = _value(indicator.baseline_value)
            pairs = [("value", value), ("year", str(indicator.baseline_year))]
            yield f"    baseline: {mapped(pairs)}"
        yield "    targets:"
        yield from _targets(indicator.targets, settled, points)
        yield from _confirm(points)


def _targets(targets: Iterable[DraftTarget], settled: Settled, points: list[str]) -> Lines:
    years: dict[int, DraftTarget] = {}
    undated: list[DraftTarget] = []
    for target in targets:
        if target.year is None or not 1900 <= target.year <= 2200:
            undated.append(target)
        elif years.setdefault(target.year, target) is not target:
            points.append(f"{target.year}年的目标印了两次，只取第一个")
    if undated:
        points.append("目标没有写年份，暂列在方案最后一年")
        if years.setdefault(settled.ends_on.year, undated[0]) is not undated[0]:
            points.append(f"没有写年份的目标“{undated[0].value}”未列入")
    for year in sorted(years):
        yield f"      {year}: {mapped(_target_pairs(years[year]))}"
    if not years:
        points.append("原文没有目标值")
        pairs = [("op", Op.TEXT.value), ("value", "待确认")]
        yield f"      {settled.ends_on.year}: {mapped(pairs)}"


def _target_pairs(target: DraftTarget) -> list[tuple[str, str]]:
    op, value = target.op, target.value
    if op in _WORDLESS:
        return [("op", op.value)]
    if value is None or (isinstance(value, str) and not flat(value)):
        return [("op", Op.TEXT.value), ("value", "待确认")]
    if op is not Op.TEXT and isinstance(value, str):
        return [("op", Op.TEXT.value), ("value", quoted(flat(value, _MAX_TITLE)))]
    return [("op", op.value), ("value", _value(value))]


def _value(value: float | str) -> str:
    return quoted(flat(value, _MAX_TITLE)) if isinstance(value, str) else number_of(value)


def event_lines(dues: Iterable[DueReading | None]) -> Lines:
    """The events that deadlines count from, each once."""
    events = [due.rule.event for due in dues if due and isinstance(due.rule, AfterEvent)]
    for event in dict.fromkeys(name_of(event) for event in events):
        yield f"  - {mapped([('name', quoted(event))])}"
