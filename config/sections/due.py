"""When things are due (时限): a date, a phase's end, a range, an open end, or after an event."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Names
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from config.dates import Refused, half_width, read_date
from config.day_words import read_last_day, without_by
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
    """Work from one day on: it opens then, and is due on the last day, or never where it is open.

    `start` is where the first day is written.
    """

    opens_on: date
    due: FixedDue | OpenDue
    start: Node


def read_due_text(text: str) -> DueRule:
    """A date, the last day of words such as 2024年6月底, or a word that says there is no end.

    Words are kept as the document's own.
    """
    plain = half_width(text)
    if plain in OPEN_WORDS:
        return OpenDue("" if plain == "open" else plain)
    worded = read_last_day(plain)
    if worded is not None:
        return FixedDue(worded, plain)
    day = without_by(plain)
    try:
        return FixedDue(read_date(day), "" if day == plain else plain)
    except Refused as refused:
        code = "due-unreadable" if refused.code == "date-unreadable" else refused.code
        raise Refused(code, **{**refused.params, "word": text}) from None


_DUE_TEXT: Final = Parsed("due", read_due_text)
_START: Final = Parsed("date", read_date)

DUE: Final = Section(
    "due",
    (
        Key("on", _DUE_TEXT, "日期", "a date, 2024年6月底, or open"),
        Key("phase", Name("phase"), "阶段", "the printed number of a phase: due at its end"),
        Key("from", _START, "起", "the day it opens; goes with `to`"),
        Key("to", _DUE_TEXT, "止", "the day it is due, or open; goes with `from`"),
        Key("after", Name("event"), "事件", "an event that somebody records (规划批准)"),
        Key("within", SPAN, "之后", "how long after the event"),
        Key("text", Text(), "原文", "the document's own words", default='""'),
    ),
)

_KINDS = {"on": (), "phase": (), "from": ("to",), "after": ("within",)}
"""Each kind of due date by its key, with the keys that go with it."""


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
        if not kinds:
            if not fields.unknown:
                file.error("due-unclear", node)
            return BAD
        own = {kinds[0], "text", *_KINDS[kinds[0]]}
        others = [key for key in fields.nodes if key not in own]
        if others:
            file.error("due-unclear", fields.nodes[others[0]][0])
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
    if start is None or end is None:
        return BAD
    text = fields.get("text", "") or end.text
    if isinstance(end, OpenDue):
        return Between(start, OpenDue(text), fields.at("from"))
    if end.on < start:
        file.error("end-before-start", fields.at("to"), start=f"{start}", end=f"{end.on}")
        return BAD
    return Between(start, FixedDue(end.on, text), fields.at("from"))


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
    """What due dates of a programme may refer to; None where that could not be read, so that
    nobody is blamed for naming it. A phase whose days are wrong is known and None.
    """

    phases: Names[str, Phase | None] | None = None
    events: Names[str, Scalar] | None = None


def named_of(fields: Fields, phases: Iterable[Phase | None]) -> Named:
    """The phases and events that due dates may name."""
    nos = [entry.get("no") for entry in fields.get("phases", [])]
    names = [entry.get("name") for entry in fields.get("events", [])]
    by_no = {no.text: phase for no, phase in zip(nos, phases, strict=True) if no is not None}
    by_name = {name.text: name for name in names if name is not None}
    return Named(
        by_no if _whole(fields, "phases", nos) else None,
        by_name if _whole(fields, "events", names) else None,
    )


def _whole(fields: Fields, key: str, names: list[Node | None]) -> bool:
    """True where every entry of a list could be read and has a name, or nothing is written."""
    if key not in fields.nodes:
        return key not in fields.unknown
    written = len(getattr(fields.at(key), "items", ()))
    return not fields.bad(key) and len(names) == written and None not in names


def settled(due: AnyDue | None, named: Named, file: FileReport) -> DueRule | None:
    """The rule that a due date comes to; None after reporting a phase or event there is not."""
    match due:
        case PhaseEnd(no=no, text=text):
            return _end_of(no, text, named, file)
        case Event(name=name, rule=rule):
            if named.events is not None and name.text not in named.events:
                file.error("unknown-event", name, near=named.events, word=name.text)
                return None
            return rule
        case Between(due=inner):
            return inner
        case _:
            return due


def _end_of(no: Scalar, text: str, named: Named, file: FileReport) -> FixedDue | None:
    if named.phases is None:
        return None
    if no.text not in named.phases:
        file.error("unknown-phase", no, near=named.phases, word=no.text)
        return None
    phase = named.phases[no.text]
    return FixedDue(phase.end_on, text or f"{phase.title}结束") if phase else None
