"""Tasks (任务), done once, and the keys that tasks and duties share."""

from __future__ import annotations

from datetime import date
from typing import Final

from config.fields import ListOf, Name, Parsed, Text
from config.nodes import Node
from config.records import Fields, Key, Record, Section
from config.sections.calendar import DATE
from config.sections.due import AnyDue, Between, Due, settled
from config.sections.indicators import TASK_INDICATOR, build_indicator
from config.sections.ladders import SPAN, read_count
from config.sections.settings import TIME
from config.sections.stages import STAGES, build_stages
from config.sections.surroundings import (
    CODE,
    FLAG,
    QUESTION,
    ROLL,
    UNIT_LIST,
    Surroundings,
    confirm,
    cutoff_of,
    outside,
    pick_ladder,
    unassigned,
    units_of,
)
from workflows.programme import (
    AssignmentRole,
    DueRule,
    FixedDue,
    Needs,
    Responsible,
    Task,
)
from workflows.roll import Roll

_COUNT = Parsed("count", read_count)

NEEDS: Final = Section(
    "needs",
    (
        Key("text", _COUNT, "文字字数", "at least so many characters of text", default="0"),
        Key("files", _COUNT, "附件个数", "at least so many files", default="0"),
        Key("number", FLAG, "要数值", "a reading of the indicator", default="false"),
        Key("note", Text(), "说明", "what is asked for, in words", default='""'),
    ),
)

COMMON_KEYS: Final = (
    Key("no", Name(), "序号", "number as the document prints it", required=True),
    Key("code", CODE, "代码", "stable, typed in chat; unique in the programme", required=True),
    Key("title", Text(), "标题", "short, as chat shows it", required=True),
    Key("section", Text(), "章节", "heading under which it stands", default='""'),
    Key("text", Text(), "内容", "what the document asks, in short", default='""'),
    Key("units", UNIT_LIST, "责任单位", "units or {group: NAME}, in printed order; of a task the "
        "first leads and the rest assist", default="unassigned"),
    Key("cutoff", TIME, "截止时刻", "clock time on the due day", default="defaults.cutoff"),
    Key("ladder", Name("ladder"), "催办升级规则", "name of a ladder", default="defaults.ladder"),
    Key("needs", Record(NEEDS), "办结要求", "what counts as done", default="none"),
    Key("nil", FLAG, "可零报告", "a nil report (零报告) counts", default="false"),
    Key("offline", FLAG, "线下办理", "messages carry neither title nor content", default="false"),
    Key("review", FLAG, "需审核", "the office accepts or returns what is reported done",
        default="defaults.review, else false"),
    Key("material", Name(), "同一材料", "name of a material: whatever names it, in any programme, "
        "is handed in once for all", default="none"),
    QUESTION,
)  # fmt: skip

TASK: Final = Section(
    "task",
    (
        *COMMON_KEYS,
        Key("lead", UNIT_LIST, "牵头单位", "instead of units, where the document says so"),
        Key("co", UNIT_LIST, "配合单位", "goes with lead"),
        Key("due", Due(), "时限", "a date, a phase's end, a range, open, or after "
            "an event", default="defaults.due"),
        Key("roll", ROLL, "遇休息日", "next, previous, next+1 or none", default="defaults.roll, "
            "else next"),
        Key("opens", DATE, "交办日", "the day it is issued", default="starts_on"),
        Key("co_before", SPAN, "配合单位提前", "co units owe their part so long before the lead",
            default="defaults.co_before, else the same day"),
        Key("stages", STAGES, "审核环节", "what follows the report, in order", default="none"),
        Key("leader", Text(), "牵头领导", "the leader in charge, as printed", default='""'),
        Key("support", UNIT_LIST, "技术支撑单位", "units that support and owe nothing",
            default="[]"),
        Key("acknowledge_within", SPAN, "签收期限", "how long 签收 may take before the office "
            "hears", default="defaults.acknowledge_within, else no limit"),
        Key("wish", FLAG, "力争", "a 力争 goal: it warns and never escalates", default="false"),
        Key("indicators", ListOf(Record(TASK_INDICATOR)), "指标", "what is measured"),
    ),
)  # fmt: skip


def build_task(fields: Fields, around: Surroundings) -> Task | None:
    """A task; None where it is assigned to nobody or something about it is wrong."""
    responsible = _responsible(fields, around)
    ladder = pick_ladder(fields, around)
    due, opens_on = _due(fields, around)
    stages = build_stages(fields.get("stages", []), due, around)
    support = around.book.expand(fields.get("support", ()), around.file)
    no, code = fields.get("no"), fields.get("code", "")
    for entry in fields.get("indicators", ()):
        made = build_indicator(entry, around, no.text if no else "", code)
        if made is not None:
            around.indicators.append(made)
    confirm(fields, around)
    if no is None or due is None or ladder is None or not responsible:
        return None
    get = fields.get
    return Task(
        code=code,
        no=no.text,
        title=get("title", ""),
        responsible=responsible,
        due=due,
        ladder=ladder,
        roll=get("roll", around.defaults.get("roll", Roll.NEXT)),
        cutoff_time=cutoff_of(fields, around),
        open_on=opens_on,
        section=get("section", ""),
        needs=needs_of(fields),
        nil_allowed=get("nil", False),
        wish=get("wish", False),
        offline=get("offline", False),
        text=get("text", ""),
        needs_confirmation=get("needs_confirmation", ""),
        review=get("review", around.defaults.get("review", False)),
        stages=stages,
        co_before=get("co_before", around.defaults.get("co_before")),
        leader=get("leader", ""),
        support=tuple(unit.name for unit in support),
        material=material_of(fields),
        acknowledge_within=get("acknowledge_within", around.defaults.get("acknowledge_within")),
    )


def _responsible(fields: Fields, around: Surroundings) -> tuple[Responsible, ...]:
    if "lead" not in fields.nodes and "co" not in fields.nodes:
        units = units_of(fields, around)
        roles = [AssignmentRole.LEAD] + [AssignmentRole.CO] * (len(units) - 1)
        return tuple(Responsible(u.name, r) for u, r in zip(units, roles, strict=False))
    if "units" in fields.nodes:
        key = "lead" if "lead" in fields.nodes else "co"
        around.file.error(
            "units-and-lead", fields.at(key), also=around.file.place(fields.at("units"))
        )
        return ()
    lead = around.book.expand(fields.get("lead", ()), around.file)
    co = around.book.expand(fields.get("co", ()), around.file)
    if not lead and not fields.bad("lead"):
        if "lead" not in fields.nodes and "lead" not in fields.unknown:
            around.file.error("co-without-lead", fields.at("co"))
        elif not fields.get("lead"):
            unassigned(fields, around)
    for unit in co:
        if unit in lead:
            around.file.error("lead-and-co", fields.at("co"), word=unit.name)
    pairs = [(lead, AssignmentRole.LEAD), (co, AssignmentRole.CO)]
    return tuple(Responsible(unit.name, role) for units, role in pairs for unit in units)


def _due(fields: Fields, around: Surroundings) -> tuple[DueRule | None, date | None]:
    """When it is due, and the day it opens where one is written."""
    own = "due" in fields.nodes or "due" in fields.unknown
    start: tuple[date | None, Node] = None, fields.node
    if not own:
        _check_default(fields, around)
        rule, start = around.default_due, (around.default_start, fields.node)
    else:
        written: AnyDue | None = fields.get("due")
        rule = settled(written, around.named, around.file)
        if isinstance(written, Between):
            start = written.opens_on, written.start
    opens_on, at = _opens(fields, start, own, around)
    if isinstance(rule, FixedDue):
        rule = _fixed(fields, rule, (opens_on, at), around)
    if opens_on is not None and around.outside(opens_on):
        outside(at, opens_on, around)
    return rule, opens_on


def _check_default(fields: Fields, around: Surroundings) -> None:
    defaults = around.defaults
    if "due" not in defaults.nodes and "due" not in defaults.unknown:
        around.file.error("due-missing", fields.at("code"))


def _opens(
    fields: Fields, start: tuple[date | None, Node], own: bool, around: Surroundings
) -> tuple[date | None, Node]:
    """The day it opens and where that is written: under `opens`, else where its range begins."""
    opens_on = fields.get("opens")
    if "opens" not in fields.nodes:
        return start
    if own and start[0] is not None:
        place = around.file.place(start[1])
        around.file.error("opens-twice", fields.at("opens"), also=place)
    return opens_on, fields.at("opens")


def _fixed(
    fields: Fields, rule: FixedDue, opens: tuple[date | None, Node], around: Surroundings
) -> FixedDue | None:
    """The rule; None after reporting that its day lies outside or before it opens."""
    opens_on, at = opens
    own = "due" in fields.nodes
    if own and around.outside(rule.on):
        outside(fields.at("due"), rule.on, around)
        return None
    around.mark_provisional(rule.on, fields.at("due"))
    if opens_on is not None and rule.on < opens_on:
        words = {"opens": opens_on.isoformat(), "due": rule.on.isoformat()}
        around.file.refuse("due-before-open", fields.at("due") if own else at, words)
        return None
    _check_co(fields, rule, opens_on, around)
    return rule


def _check_co(fields: Fields, rule: FixedDue, opens_on: date | None, around: Surroundings) -> None:
    """Reports co units that would owe their part before the task opens."""
    span = fields.get("co_before")
    start = opens_on or around.starts_on
    if span is None or start is None:
        return
    early = around.calendar.shift(rule.on, span, back=True)
    if early < start:
        words = {"opens": start.isoformat(), "due": early.isoformat()}
        around.file.refuse("co-before-open", fields.at("co_before"), words)


def material_of(fields: Fields) -> str:
    """The name of the material that is handed in once for all who ask for it, or ""."""
    name = fields.get("material")
    return name.text if name is not None else ""


def needs_of(fields: Fields) -> Needs:
    """What counts as done."""
    written: Fields | None = fields.get("needs")
    if written is None:
        return Needs()
    get = written.get
    return Needs(get("text", 0), get("files", 0), get("number", False), get("note", ""))
