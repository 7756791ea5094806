"""programmes/*.yaml: a whole work programme (工作方案)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from config.fields import ListOf, Name, Text
from config.nodes import Node
from config.records import Fields, Key, Record, Section
from config.report import FileReport
from config.sections.book import UnitBook
from config.sections.calendar import DATE
from config.sections.consequences import check_circles
from config.sections.due import Between, Due, named_of, settled
from config.sections.duties import DUTY, build_duty
from config.sections.indicators import INDICATOR, build_indicator
from config.sections.ladders import LADDERS, SPAN, build_ladders, check_posts
from config.sections.office_rules import DIGEST, LIGHTS, build_digest, build_lights
from config.sections.settings import HOURS, TIME, build_hours
from config.sections.stages import EVENT, build_event
from config.sections.surroundings import (
    FLAG,
    QUESTION,
    ROLL,
    UNIT_LIST,
    Surroundings,
    confirm,
    find_ladder,
    outside,
)
from config.sections.tasks import TASK, build_task
from workflows.calendar import WorkCalendar
from workflows.office import OfficeHours
from workflows.programme import FixedDue, Indicator, Milestone, Phase, Programme
from workflows.roll import Roll
from workflows.roster import Unit
from workflows.span import Span, SpanUnit

DEFAULTS: Final = Section(
    "defaults",
    (
        Key("due", Due(), "时限", "of tasks", default="none"),
        Key("cutoff", TIME, "截止时刻", "of tasks and duties", default="17:30"),
        Key("roll", ROLL, "遇休息日", "of tasks and duties", default="next for tasks, previous "
            "for duties"),
        Key("ladder", Name("ladder"), "催办升级规则", "of tasks and duties", default="none"),
        Key("review", FLAG, "需审核", "of tasks and duties", default="false"),
        Key("co_before", SPAN, "配合单位提前", "of tasks", default="the same day"),
        Key("acknowledge_within", SPAN, "签收期限", "of tasks", default="no limit"),
    ),
)  # fmt: skip

PHASE: Final = Section(
    "phase",
    (
        Key("no", Name(), "序号", "number as printed", required=True),
        Key("title", Text(), "阶段名称", "title as printed", required=True),
        Key("from", DATE, "起", "first day", required=True),
        Key("to", DATE, "止", "last day", required=True),
        QUESTION,
    ),
)

MILESTONE: Final = Section(
    "milestone",
    (
        Key("no", Name(), "序号", "number", required=True),
        Key("title", Text(), "节点名称", "what is reached", required=True),
        Key("due", Due(), "时限", "a date, a phase's end, open, or after an event", required=True),
        Key("units", UNIT_LIST, "责任单位", "units or {group: NAME}", default="[]"),
        Key("roll", ROLL, "遇休息日", "next, previous, next+1 or none", default="none"),
        Key("wish", FLAG, "力争", "a 力争 goal: it is shown and never chased", default="false"),
        QUESTION,
    ),
)

PROGRAMME_CODE: Final = Text("programme code", re.compile("[a-z0-9][a-z0-9-]{0,39}"), "code-unfit")

PROGRAMME: Final = Section(
    "programme",
    (
        Key("programme", PROGRAMME_CODE, "方案代码", "lower-case letters, digits, hyphen; unique "
            "in the home", required=True),
        Key("title", Text(), "方案名称", "title of the document", required=True),
        Key("short", Text(), "简称", "short title", default='""'),
        Key("document_no", Text(), "文号", "number of the document", default='""'),
        Key("issuer", Text(), "印发机关", "who issued it", default='""'),
        Key("issued_on", DATE, "印发日期", "day of issue", default="none"),
        Key("starts_on", DATE, "开始", "when assignments open", required=True),
        Key("ends_on", DATE, "结束", "last day", required=True),
        Key("office", Name("office"), "领导小组办公室", "the office that runs it", required=True),
        Key("hours", Record(HOURS), "工作时间", "instead of the home's", default="the home's"),
        Key("defaults", Record(DEFAULTS), "默认值", "for tasks and duties that do not say "
            "otherwise", default="none"),
        Key("phases", ListOf(Record(PHASE), empty=True), "阶段", "phases", default="[]"),
        Key("ladders", LADDERS, "催办升级规则", "name: list of steps", default="none"),
        Key("tasks", ListOf(Record(TASK), empty=True), "任务", "done once", default="[]"),
        Key("duties", ListOf(Record(DUTY), empty=True), "例行报送", "recurring", default="[]"),
        Key("milestones", ListOf(Record(MILESTONE), empty=True), "节点", "milestones",
            default="[]"),
        Key("indicators", ListOf(Record(INDICATOR), empty=True), "指标", "indicators apart from "
            "tasks", default="[]"),
        Key("events", ListOf(Record(EVENT), empty=True), "来事", "what will happen, that due dates "
            "count from and the office records", default="[]"),
        Key("lights", Record(LIGHTS), "灯", "when a light turns", default="the customary ones"),
        Key("patience", SPAN, "办理时限", "how long the office may leave a request before its "
            "director hears of it", default="3 working-days"),
        Key("dates_note", Text(), "时限可调整", "the passage that lets superiors move every date",
            default='""'),
        Key("digests", ListOf(Record(DIGEST), empty=True), "周报", "weekly digests", default="[]"),
        QUESTION,
    ),
)  # fmt: skip


def build_programme(
    fields: Fields, file: FileReport, home: tuple[UnitBook, WorkCalendar, OfficeHours]
) -> Programme | None:
    """A programme, checked against the home's units, calendar and hours. None where its own
    head is wrong; whatever is wrong is in `file`.
    """
    book, calendar, hours = home
    around = _surroundings(fields, file, book, calendar)
    confirm(fields, around)
    phases = tuple(_phase(entry, around) for entry in fields.get("phases", []))
    events = tuple(build_event(entry, around) for entry in fields.get("events", []))
    around.named = named_of(fields, phases)
    _settle_default_due(around)
    office = _office(fields, book, file)
    check_posts(fields.get("ladders", []), office, file)
    _check_numbers(fields, file)
    tasks = tuple(build_task(task, around) for task in fields.get("tasks", []))
    duties = tuple(build_duty(duty, around) for duty in fields.get("duties", []))
    milestones = tuple(_milestone(entry, around) for entry in fields.get("milestones", []))
    indicators = _indicators(fields, around)
    check_circles([task for task in tasks if task], fields.get("tasks", []), file)
    digests = tuple(build_digest(entry, office, file) for entry in fields.get("digests", []))
    own_hours = build_hours(fields, file, hours)
    lights = build_lights(fields.get("lights"), file)
    for year, (node, count) in sorted(around.provisional.items()):
        file.note("provisional-year", node, year=str(year), count=str(count))
    if around.starts_on is None or around.ends_on is None or office is None:
        return None
    get = fields.get
    return Programme(
        code=get("programme", ""),
        title=get("title", ""),
        office=office.name,
        starts_on=around.starts_on,
        ends_on=around.ends_on,
        document_no=get("document_no", ""),
        issuer=get("issuer", ""),
        issued_on=get("issued_on"),
        short=get("short", ""),
        hours=own_hours,
        phases=tuple(phase for phase in phases if phase),
        tasks=tuple(task for task in tasks if task),
        duties=tuple(duty for duty in duties if duty),
        milestones=tuple(milestone for milestone in milestones if milestone),
        indicators=indicators,
        digests=tuple(digest for digest in digests if digest),
        unassigned=tuple(around.unassigned),
        events=tuple(event for event in events if event),
        lights=lights,
        patience=get("patience", Span(3, SpanUnit.WORKING_DAY)),
        dates_note=get("dates_note", ""),
    )


def _settle_default_due(around: Surroundings) -> None:
    """Works out the due date under `defaults` once, so that what is wrong in it is said once."""
    defaults = around.defaults
    written = defaults.get("due")
    rule = settled(written, around.named, around.file)
    if isinstance(rule, FixedDue) and around.outside(rule.on):
        outside(defaults.at("due"), rule.on, around)
        return
    around.default_due = rule
    if isinstance(written, Between):
        around.default_start = written.opens_on
        if around.outside(written.opens_on):
            outside(written.start, written.opens_on, around)
            around.default_due = around.default_start = None


def _surroundings(
    fields: Fields, file: FileReport, book: UnitBook, calendar: WorkCalendar
) -> Surroundings:
    start, end = fields.get("starts_on"), fields.get("ends_on")
    if start is not None and end is not None and end < start:
        words = {"start": start.isoformat(), "end": end.isoformat()}
        file.error("end-before-start", fields.at("ends_on"), **words)
        start = end = None
    ladders = build_ladders(fields.get("ladders", []), file)
    sound = not fields.bad("ladders") and "ladders" not in fields.unknown
    defaults = fields.get("defaults", Fields(fields.node))
    around = Surroundings(file, book, calendar, start, end, defaults, ladders, sound)
    if defaults.get("ladder") is not None:
        find_ladder(defaults.get("ladder"), around)
    return around


def _office(fields: Fields, book: UnitBook, file: FileReport) -> Unit | None:
    name = fields.get("office")
    return book.find(name, file, office=True) if name is not None else None


def _check_numbers(fields: Fields, file: FileReport) -> None:
    """Codes are unique among tasks and duties together, printed numbers within a section."""
    work: list[Fields] = [*fields.get("tasks", []), *fields.get("duties", [])]
    work += [entry for entry in _all_indicators(fields) if "code" in entry.values]
    _once(((entry.get("code", "").casefold(), entry.at("code")) for entry in work), "code", file)
    events = [
        (e.get("name").text, e.get("name")) for e in fields.get("events", []) if e.get("name")
    ]
    _once(events, "event", file)
    codes = {entry.get("code") for entry in work}
    for name, node in events:
        if name in codes:
            file.error("event-code-taken", node, word=name)
    for key in ("tasks", "duties", "phases", "milestones"):
        numbers = [(_number(entry), entry.at("no")) for entry in fields.get(key, [])]
        _once(numbers, "no", file)


def _all_indicators(fields: Fields) -> Iterable[Fields]:
    for task in fields.get("tasks", []):
        yield from task.get("indicators", ())
    yield from fields.get("indicators", [])


def _number(entry: Fields) -> str:
    no = entry.get("no")
    return f"{no.text}\0{entry.get('section', '')}" if no is not None else ""


def _once(words: Iterable[tuple[str, Node]], key: str, file: FileReport) -> None:
    first: dict[str, Node] = {}
    for word, node in words:
        if not word:
            continue
        earlier = first.setdefault(word, node)
        if earlier is not node:
            shown = getattr(node, "text", word)
            file.error(f"duplicate-{key}", node, also=file.place(earlier), word=shown)


def _phase(fields: Fields, around: Surroundings) -> Phase | None:
    confirm(fields, around)
    start, end, no = fields.get("from"), fields.get("to"), fields.get("no")
    if start is None or end is None or no is None:
        return None
    if end < start:
        words = {"start": start.isoformat(), "end": end.isoformat()}
        around.file.error("end-before-start", fields.at("to"), **words)
        return None
    return Phase(no.text, fields.get("title", ""), start, end)


def _milestone(fields: Fields, around: Surroundings) -> Milestone | None:
    confirm(fields, around)
    due = settled(fields.get("due"), around.named, around.file)
    no = fields.get("no")
    units = around.book.expand(fields.get("units", []), around.file)
    if isinstance(due, FixedDue) and not around.check_day(due.on, fields.at("due")):
        return None
    if due is None or no is None:
        return None
    names = tuple(unit.name for unit in units)
    get = fields.get
    roll, wish = get("roll", Roll.NONE), get("wish", False)
    return Milestone(no.text, get("title", ""), due, names, roll, wish)


def _indicators(fields: Fields, around: Surroundings) -> tuple[Indicator, ...]:
    """The indicators of the tasks, then those that stand by themselves."""
    codes = {entry.get("code") for entry in fields.get("tasks", [])}
    for entry in fields.get("indicators", []):
        task = entry.get("task")
        if task is not None and task.text not in codes and None not in codes:
            around.file.error("unknown-task", task, near=codes, word=task.text)
        made = build_indicator(entry, around, "", task.text if task else "")
        if made is not None:
            around.indicators.append(made)
    return tuple(around.indicators)
