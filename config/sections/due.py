"""When things are due (时限): a date, an open end, or a span after an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from config.dates import Refused, half_width, read_date
from config.fields import BAD, JsonSchema, Parsed, Text, text_of
from config.nodes import Mapping, Node
from config.records import Fields, Key, Section, read_fields
from config.report import FileReport
from config.sections.ladders import SPAN
from config.words import OPEN_WORDS
from workflows.programme import AfterEvent, DueRule, FixedDue, OpenDue


def read_due_text(text: str) -> DueRule:
    """A date, or a word that says there is no end (open, 长期坚持)."""
    plain = half_width(text)
    if plain in OPEN_WORDS:
        return OpenDue("" if plain == "open" else plain)
    try:
        return FixedDue(read_date(text))
    except Refused as refused:
        code = "due-unreadable" if refused.code == "date-unreadable" else refused.code
        raise Refused(code, **refused.params) from None


DUE: Final = Section(
    "due",
    (
        Key("on", Parsed("due", read_due_text), "日期", "a date, or open"),
        Key("after", Text("event"), "事件", "an event that somebody records (规划批准)"),
        Key("within", SPAN, "之后", "how long after the event"),
        Key("text", Text(), "原文", "the document's own words", default='""'),
    ),
)


@dataclass(frozen=True, slots=True)
class Due:
    """2024-09-30, open, {after: EVENT, within: SPAN}, or {on: DATE, text: WORDS}."""

    label: str = "due"

    def read(self, node: Node, file: FileReport) -> Any:
        if not isinstance(node, Mapping):
            return self._text(node, file)
        fields = read_fields(node, DUE, file)
        if ("on" in fields.nodes) == ("after" in fields.nodes):
            meant = {"on", "after"} & fields.nodes.keys()
            if meant or not fields.unknown:
                file.error("due-unclear", node)
            return BAD
        return _fixed(fields) if "on" in fields.nodes else _after(fields, file)

    def _text(self, node: Node, file: FileReport) -> Any:
        if text_of(node, file, self.label) is None:
            return BAD
        return Parsed(self.label, read_due_text).read(node, file)

    def schema(self) -> JsonSchema:
        return {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/due"}]}


def _fixed(fields: Fields) -> Any:
    rule, text = fields.get("on", BAD), fields.get("text", "")
    if isinstance(rule, FixedDue):
        return FixedDue(rule.on, text)
    return OpenDue(text or rule.text) if isinstance(rule, OpenDue) else BAD


def _after(fields: Fields, file: FileReport) -> Any:
    if "within" not in fields.nodes and "within" not in fields.unknown:
        file.error(
            "missing-key", fields.node, key="within", meaning_zh="之后", meaning_en="how long after"
        )
    event, within = fields.get("after"), fields.get("within")
    if event is None or within is None:
        return BAD
    return AfterEvent(event, within, fields.get("text", ""))
