"""Review chains (审核环节) of a task, and the events (来事) that due dates count from."""

from __future__ import annotations

from datetime import date
from typing import Final

from config.fields import Choice, ListOf, Name, Text
from config.nodes import Scalar
from config.records import Fields, Key, Record, Section
from config.report import FileReport
from config.sections.calendar import DATE
from config.sections.due import Due, Named, settled
from config.words import STAGE_KINDS
from workflows.programme import Event, FixedDue
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
    ),
)  # fmt: skip


def build_stages(entries: list[Fields], named: Named, file: FileReport) -> tuple[Stage, ...]:
    """The stages of a task in order; reports names used twice and events there are not."""
    made: list[Stage] = []
    names: dict[str, Scalar] = {}
    for fields in entries:
        stage = _stage(fields, named, file)
        name = fields.get("name")
        if name is None or stage is None:
            continue
        earlier = names.setdefault(name.text, name)
        if earlier is not name:
            file.error("duplicate-stage", name, also=file.place(earlier), word=name.text)
        made.append(stage)
    _check_order(entries, made, file)
    return tuple(made)


def _check_order(entries: list[Fields], made: list[Stage], file: FileReport) -> None:
    """A later stage is not due before an earlier one."""
    last: date | None = None
    for fields, stage in zip(entries, made, strict=False):
        if stage.due_on is None:
            continue
        if last is not None and stage.due_on < last:
            due, before = stage.due_on.isoformat(), last.isoformat()
            file.error("stage-out-of-order", fields.at("due"), due=due, before=before)
        last = stage.due_on


def _stage(fields: Fields, named: Named, file: FileReport) -> Stage | None:
    name, kind, event = fields.get("name"), fields.get("kind"), fields.get("event")
    due, _ = settled(fields.get("due"), named, file)
    if due is not None and not isinstance(due, FixedDue):
        file.error("stage-without-day", fields.at("due"))
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


def build_event(fields: Fields) -> Event | None:
    """An event; None where its name is missing."""
    name = fields.get("name")
    if name is None:
        return None
    return Event(name.text, fields.get("expected"), fields.get("recorded_by", ""))
