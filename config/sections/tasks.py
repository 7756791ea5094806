"""Tasks (任务), done once, and the keys that tasks and duties share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

from config.fields import Choice, ListOf, Name, Parsed, Text
from config.nodes import Node
from config.records import Fields, Key, Record, Section
from config.report import FileReport
from config.sections.book import UnitBook, UnitItem
from config.sections.calendar import DATE
from config.sections.due import Due
from config.sections.indicators import TASK_INDICATOR, build_indicator
from config.sections.ladders import read_count
from config.sections.settings import TIME
from config.words import FLAGS, ROLLS
from workflows.calendar import WorkCalendar
from workflows.programme import (
    AssignmentRole,
    DueRule,
    FixedDue,
    Indicator,
    Ladder,
    Needs,
    Responsible,
    Roll,
    Task,
)
from workflows.roster import Unit

CODE: Final = Text("code", re.compile(r"[A-Za-z0-9\u3400-\u9fff-]{1,40}"), "code-unfit")
FLAG: Final = Choice("flag", FLAGS)
ROLL: Final = Choice("roll", ROLLS)
UNIT_LIST: Final = ListOf(UnitItem(), empty=True)
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
    Key("needs_confirmation", Text(), "待确认", "an open question for the office; `check` shows "
        "it as a note", default='""'),
)  # fmt: skip

TASK: Final = Section(
    "task",
    (
        *COMMON_KEYS,
        Key("lead", UNIT_LIST, "牵头单位", "instead of units, where the document says so"),
        Key("co", UNIT_LIST, "配合单位", "goes with lead"),
        Key("due", Due(), "时限", "a date, open, or after an event", default="defaults.due"),
        Key("roll", ROLL, "遇休息日", "next, previous, next+1 or none", default="defaults.roll, "
            "else next"),
        Key("opens", DATE, "交办日", "the day it is issued", default="starts_on"),
        Key("wish", FLAG, "力争", "a 力争 goal: it warns and never escalates", default="false"),
        Key("indicators", ListOf(Record(TASK_INDICATOR)), "指标", "what is measured"),
    ),
)  # fmt: skip


@dataclass(slots=True)
class Surroundings:
    """What tasks and duties of one programme are checked against. `ladders` maps to None those
    that are declared and wrong. `provisional` collects, per year without an official calendar,
    the first place that is due in it and how many are.
    """

    file: FileReport
    book: UnitBook
    calendar: WorkCalendar
    starts_on: date | None
    ends_on: date | None
    defaults: Fields
    ladders: Mapping[str, Ladder | None]
    ladders_sound: bool
    indicators: list[Indicator] = field(default_factory=list)
    unassigned: list[tuple[str, str]] = field(default_factory=list)
    provisional: dict[int, tuple[Node, int]] = field(default_factory=dict)

    def outside(self, day: date) -> bool:
        """True where the programme does not run on `day`."""
        early = self.starts_on is not None and day < self.starts_on
        return early or (self.ends_on is not None and day > self.ends_on)

    def mark_provisional(self, day: date, node: Node) -> None:
        """Remembers that something is due in a year without an official calendar."""
        if not self.calendar.is_official(day):
            first, count = self.provisional.get(day.year, (node, 0))
            self.provisional[day.year] = (first, count + 1)


def build_task(fields: Fields, around: Surroundings) -> Task | None:
    """A task; None where it is assigned to nobody or something about it is wrong."""
    responsible = _responsible(fields, around)
    ladder = pick_ladder(fields, around)
    due, opens_on = _due(fields, around), fields.get("opens")
    no, code = fields.get("no"), fields.get("code", "")
    for entry in fields.get("indicators", ()):
        made = build_indicator(entry, around.file, no.text if no else "", code)
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
            _unassigned(fields, around)
    for unit in co:
        if unit in lead:
            around.file.error("lead-and-co", fields.at("co"), word=unit.name)
    pairs = [(lead, AssignmentRole.LEAD), (co, AssignmentRole.CO)]
    return tuple(Responsible(unit.name, role) for units, role in pairs for unit in units)


def units_of(fields: Fields, around: Surroundings) -> list[Unit]:
    """The units under `units`; where none are written the work is noted as unassigned."""
    items = fields.get("units", [])
    if not items and not fields.bad("units") and "units" not in fields.unknown:
        node = fields.at("units")
        if not getattr(node, "items", None):
            _unassigned(fields, around)
    return around.book.expand(items, around.file)


def _unassigned(fields: Fields, around: Surroundings) -> None:
    no, title = fields.get("no"), fields.get("title", "")
    around.unassigned.append((no.text if no else "", title))
    around.file.note("unassigned", fields.at("no"), title=title)


def pick_ladder(fields: Fields, around: Surroundings) -> Ladder | None:
    """The ladder named here or in `defaults`; reports a name that is unknown or missing."""
    name = fields.get("ladder")
    if name is None:
        if "ladder" in fields.nodes or "ladder" in fields.unknown:
            return None
        name = around.defaults.get("ladder")
        if name is None:
            if not around.defaults.bad("ladder") and "ladder" not in around.defaults.unknown:
                around.file.error("ladder-missing", fields.at("code"))
            return None
        return around.ladders.get(name.text)
    return find_ladder(name, around)


def find_ladder(name: Node, around: Surroundings) -> Ladder | None:
    """The ladder that a name node means; None after reporting that there is none."""
    text = getattr(name, "text", "")
    if text not in around.ladders and around.ladders_sound:
        around.file.error("unknown-ladder", name, near=around.ladders, word=text)
    return around.ladders.get(text)


def _due(fields: Fields, around: Surroundings) -> DueRule | None:
    rule: DueRule | None = fields.get("due")
    opens_on, file = fields.get("opens"), around.file
    own = "due" in fields.nodes or "due" in fields.unknown
    if rule is None and not own:
        rule = around.defaults.get("due")
        if rule is None and not around.defaults.bad("due") and "due" not in around.defaults.unknown:
            file.error("due-missing", fields.at("code"))
    if isinstance(rule, FixedDue):
        if own and around.outside(rule.on):
            outside(fields.at("due"), rule.on, around)
            return None
        if opens_on is not None and rule.on < opens_on:
            words = {"opens": opens_on.isoformat(), "due": rule.on.isoformat()}
            file.error("due-before-open", fields.at("due" if own else "opens"), **words)
        around.mark_provisional(rule.on, fields.at("due"))
    if opens_on is not None and around.outside(opens_on):
        outside(fields.at("opens"), opens_on, around)
    return rule


def outside(node: Node, day: date, around: Surroundings) -> None:
    """Reports a day on which the programme does not run."""
    start, end = around.starts_on, around.ends_on
    around.file.error(
        "outside-programme",
        node,
        word=day.isoformat(),
        start=start.isoformat() if start else "?",
        end=end.isoformat() if end else "?",
    )


def cutoff_of(fields: Fields, around: Surroundings) -> time:
    """The clock time on the due day: written here, in `defaults`, or 17:30."""
    return fields.get("cutoff", around.defaults.get("cutoff", time(17, 30)))


def needs_of(fields: Fields) -> Needs:
    """What counts as done."""
    written: Fields | None = fields.get("needs")
    if written is None:
        return Needs()
    get = written.get
    return Needs(get("text", 0), get("files", 0), get("number", False), get("note", ""))


def confirm(fields: Fields, around: Surroundings) -> None:
    """Notes an open question for the office (待确认)."""
    question = fields.get("needs_confirmation")
    if question:
        around.file.note("needs-confirmation", fields.at("needs_confirmation"), question=question)
