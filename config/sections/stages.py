"""Review chains (审核环节) of a task, and the events (来事) that due dates count from."""

from __future__ import annotations

from datetime import date
from typing import Final

from config.fields import Choice, ListOf, Name, Text
from config.nodes import Scalar
from config.records import Fields, Key, Record, Section
from config.sections.calendar import DATE
from config.sections.due import Due, settled
from config.sections.surroundings import QUESTION, Surroundings, confirm
from config.words import STAGE_KINDS
from workflows.programme import DueRule, Event, FixedDue
from workflows.stage import Stage

STAGE: Final = Section(
    "stage",
    (
        Key("name", Name(), "环节名称", "unique in its task", required=True),
        Key("kind", Choice("stage kind", STAGE_KINDS), "种类", "opinions, expert-review, "
            "deliberation, approval, filing or publication", required=True),
        Key("decider", Text(), "由谁决定", "who decides, in words", default='""'),
        Key("document", Text(), "文件", "which document passes through it", default='""'),
        Key("due", Due(), "时限", "a date or the end of a phase", default="none"),
        Key("event", Name("event"), "引起的事件", "the event that its passing brings about",
            default='""'),
    ),
)  # fmt: skip

STAGES: Final = ListOf(Record(STAGE))

EVENT: Final = Section(
    "event",
    (
        Key("name", Name(), "事件名称", "what will happen (规划批准)", required=True),
        Key("expected", DATE, "预计日期", "when the document expects it; the office is asked then",
            default="none"),
        Key("recorded_by", Text(), "由谁登记", "who knows of it, in words", default='""'),
        QUESTION,
    ),
)  # fmt: skip


def build_stages(
    entries: list[Fields], due: DueRule | None, around: Surroundings
) -> tuple[Stage, ...]:
    """The stages of a task in order; reports names used twice, events there are not, and days
    that are out of order or end before the work itself is due.
    """
    made: list[Stage] = []
    names: dict[str, Scalar] = {}
    last: tuple[date, Fields] | None = None
    for fields in entries:
        stage = _stage(fields, around)
        name = fields.get("name")
        if name is None or stage is None:
            continue
        earlier = names.setdefault(name.text, name)
        if earlier is not name:
            also = around.file.place(earlier)
            around.file.error("duplicate-stage", name, also=also, word=name.text)
        if stage.due_on is not None:
            _check_order(fields, stage.due_on, last[0] if last else None, around)
            last = stage.due_on, fields
        made.append(stage)
    if isinstance(due, FixedDue) and last is not None:
        _check_order(last[1], last[0], due.on, around)
    return tuple(made)


def _check_order(fields: Fields, day: date, before: date | None, around: Surroundings) -> None:
    if before is not None and day < before:
        words = {"due": day.isoformat(), "before": before.isoformat()}
        around.file.refuse("stage-out-of-order", fields.at("due"), words)


def _stage(fields: Fields, around: Surroundings) -> Stage | None:
    name, kind, event = fields.get("name"), fields.get("kind"), fields.get("event")
    named, file = around.named, around.file
    due = settled(fields.get("due"), named, file)
    if due is not None and not isinstance(due, FixedDue):
        file.error("stage-without-day", fields.at("due"))
        return None
    if due is not None and not around.check_day(due.on, fields.at("due")):
        return None
    if event is not None and named.events is not None and event.text not in named.events:
        file.error("unknown-event", event, near=named.events, word=event.text)
    if name is None or kind is None:
        return None
    return Stage(
        name=name.text,
        kind=kind,
        decider=fields.get("decider", ""),
        document=fields.get("document", ""),
        due_on=due.on if due else None,
        event=event.text if event else "",
    )


def build_event(fields: Fields, around: Surroundings) -> Event | None:
    """An event; None where its name is missing."""
    name, expected_on = fields.get("name"), fields.get("expected")
    confirm(fields, around)
    if expected_on is not None:
        around.check_day(expected_on, fields.at("expected"))
    if name is None:
        return None
    return Event(name.text, expected_on, fields.get("recorded_by", ""))
