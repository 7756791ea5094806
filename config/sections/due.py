"""When things are due (时限): a date, a phase's end, a range, an open end, or after an event."""

from __future__ import annotations

from collections.abc import Mapping as Names
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from config.dates import Refused, half_width, read_date
from config.day_words import read_last_day
from config.fields import BAD, JsonSchema, Name, Parsed, Text, text_of
from config.nodes import Mapping, Node, Scalar
from config.records import Fields, Key, Section, read_fields
from config.report import FileReport
from config.sections.ladders import SPAN
from config.words import OPEN_WORDS
from workflows.programme import AfterEvent, DueRule, FixedDue, OpenDue, Phase


@dataclass(frozen=True, slots=True)
class PhaseEnd:
    """Due at the end of a phase, named by its printed number; resolved once phases are read."""

    no: Scalar
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event due date before its name is known to exist."""

    name: Scalar
    rule: AfterEvent


@dataclass(frozen=True, slots=True)
class Between:
    """Work from one day to another: it opens on the first and is due on the last."""

    opens_on: date
    due: FixedDue


def read_due_text(text: str) -> DueRule:
    """A date, the last day of words such as 2024年6月底, or a word that says there is no end."""
    plain = half_width(text)
    if plain in OPEN_WORDS:
        return OpenDue("" if plain == "open" else plain)
    worded = read_last_day(plain)
    if worded is not None:
        return FixedDue(worded, plain)
    try:
        return FixedDue(read_date(text))
    except Refused as refused:
        code = "due-unreadable" if refused.code == "date-unreadable" else refused.code
        raise Refused(code, **refused.params) from None


_DUE_TEXT: Final = Parsed("due", read_due_text)
_START: Final = Parsed("date", read_date)

DUE: Final = Section(
    "due",
    (
        Key("on", _DUE_TEXT, "日期", "a date, 2024年6月底, or open"),
        Key("phase", Name("phase"), "阶段", "the printed number of a phase: due at its end"),
        Key("from", _START, "起", "the day it opens; goes with `to`"),
        Key("to", _DUE_TEXT, "止", "the day it is due; goes with `from`"),
        Key("after", Name("event"), "事件", "an event that somebody records (规划批准)"),
        Key("within", SPAN, "之后", "how long after the event"),
        Key("text", Text(), "原文", "the document's own words", default='""'),
    ),
)

_KINDS = ("on", "phase", "from", "after")


@dataclass(frozen=True, slots=True)
class Due:
    """2024-09-30, 2024年6月底, open, {after: EVENT, within: SPAN}, {phase: NO}, {from:, to:} …"""

    label: str = "due"

    def read(self, node: Node, file: FileReport) -> Any:
        if not isinstance(node, Mapping):
            if text_of(node, file, self.label) is None:
                return BAD
            return _DUE_TEXT.read(node, file)
        fields = read_fields(node, DUE, file)
        kinds = [kind for kind in _KINDS if kind in fields.nodes]
        if len(kinds) != 1:
            meant = set(_KINDS) & fields.nodes.keys()
            if meant or not fields.unknown:
                file.error("due-unclear", node)
            return BAD
        return _READERS[kinds[0]](fields, file)

    def schema(self) -> JsonSchema:
        return {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/due"}]}


def _fixed(fields: Fields, file: FileReport) -> Any:
    del file
    rule, text = fields.get("on", BAD), fields.get("text", "")
    if isinstance(rule, FixedDue):
        return FixedDue(rule.on, text or rule.text)
    return OpenDue(text or rule.text) if isinstance(rule, OpenDue) else BAD


def _phase(fields: Fields, file: FileReport) -> Any:
    del file
    no = fields.get("phase")
    return PhaseEnd(no, fields.get("text", "")) if no is not None else BAD


def _between(fields: Fields, file: FileReport) -> Any:
    if not _goes_with(fields, file, ("to", "止", "the last day")):
        return BAD
    start, end = fields.get("from"), fields.get("to")
    if start is None or not isinstance(end, FixedDue):
        return BAD
    if end.on < start:
        file.error("end-before-start", fields.at("to"), start=f"{start}", end=f"{end.on}")
        return BAD
    return Between(start, FixedDue(end.on, fields.get("text", "") or end.text))


def _after(fields: Fields, file: FileReport) -> Any:
    if not _goes_with(fields, file, ("within", "之后", "how long after")):
        return BAD
    event, within = fields.get("after"), fields.get("within")
    if event is None or within is None:
        return BAD
    return Event(event, AfterEvent(event.text, within, fields.get("text", "")))


def _goes_with(fields: Fields, file: FileReport, other: tuple[str, str, str]) -> bool:
    key, zh, en = other
    if key in fields.nodes:
        return True
    if key not in fields.unknown:
        file.error("missing-key", fields.node, key=key, meaning_zh=zh, meaning_en=en)
    return False


_READERS = {"on": _fixed, "phase": _phase, "from": _between, "after": _after}

AnyDue = DueRule | PhaseEnd | Event | Between


@dataclass(frozen=True, slots=True)
class Named:
    """What due dates of a programme may refer to. None: could not be read, so not complained of."""

    phases: Names[str, Phase | None]
    events: Names[str, Scalar] | None


def settled(
    due: AnyDue | None, named: Named, file: FileReport
) -> tuple[DueRule | None, date | None]:
    """The rule that a due date comes to, and the day it opens where it says so.

    Reports a phase or an event that there is not.
    """
    match due:
        case PhaseEnd(no=no, text=text):
            if no.text not in named.phases:
                file.error("unknown-phase", no, near=named.phases, word=no.text)
            phase = named.phases.get(no.text)
            words = text or (f"{phase.title}结束" if phase else "")
            return (FixedDue(phase.end_on, words), None) if phase else (None, None)
        case Event(name=name, rule=rule):
            if named.events is not None and name.text not in named.events:
                file.error("unknown-event", name, near=named.events, word=name.text)
                return None, None
            return rule, None
        case Between(opens_on=opens_on, due=fixed):
            return fixed, opens_on
        case _:
            return due, None
