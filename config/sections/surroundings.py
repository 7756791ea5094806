"""What the parts of one programme are checked against, and what they share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

from config.fields import Choice, ListOf, Text
from config.nodes import Node
from config.records import Fields, Key
from config.report import FileReport
from config.sections.book import UnitBook, UnitItem
from config.sections.due import Named
from config.words import FLAGS, ROLLS
from workflows.calendar import WorkCalendar
from workflows.ladder import Ladder
from workflows.programme import DueRule, Indicator
from workflows.roster import Unit

CODE: Final = Text("code", re.compile(r"[A-Za-z0-9\u3400-\u9fff-]{1,40}"), "code-unfit")
FLAG: Final = Choice("flag", FLAGS)
ROLL: Final = Choice("roll", ROLLS)
UNIT_LIST: Final = ListOf(UnitItem(), empty=True)
QUESTION: Final = Key(
    "needs_confirmation",
    Text(),
    "待确认",
    "an open question for the office; `check` shows it as a note",
    default='""',
)


@dataclass(slots=True)
class Surroundings:
    """What tasks and duties of one programme are checked against. `ladders` maps to None those
    that are declared and wrong. `provisional` collects, per year without an official calendar,
    the first place that is due in it and how many are. `default_due` is the rule of `defaults`,
    and `default_start` the day on which it opens, where it says one.
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
    named: Named = Named()
    default_due: DueRule | None = None
    default_start: date | None = None

    def outside(self, day: date) -> bool:
        """True where the programme does not run on `day`."""
        early = self.starts_on is not None and day < self.starts_on
        return early or (self.ends_on is not None and day > self.ends_on)

    def check_day(self, day: date, node: Node) -> bool:
        """True for a day of the programme; False after reporting that it is outside."""
        if self.outside(day):
            outside(node, day, self)
            return False
        self.mark_provisional(day, node)
        return True

    def mark_provisional(self, day: date, node: Node) -> None:
        """Remembers that something is due in a year without an official calendar."""
        if not self.calendar.is_official(day):
            first, count = self.provisional.get(day.year, (node, 0))
            self.provisional[day.year] = (first, count + 1)


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


def units_of(fields: Fields, around: Surroundings) -> list[Unit]:
    """The units under `units`; where none are written the work is noted as unassigned."""
    items = fields.get("units", [])
    if not items and not fields.bad("units") and "units" not in fields.unknown:
        node = fields.at("units")
        if not getattr(node, "items", None):
            unassigned(fields, around)
    return around.book.expand(items, around.file)


def unassigned(fields: Fields, around: Surroundings) -> None:
    """Keeps work that names no unit apart, and notes it."""
    no, title = fields.get("no"), fields.get("title", "")
    around.unassigned.append((no.text if no else "", title))
    around.file.note("unassigned", fields.at("no"), title=title)


def confirm(fields: Fields, around: Surroundings) -> None:
    """Notes an open question for the office (待确认)."""
    question = fields.get("needs_confirmation")
    if question:
        around.file.note("needs-confirmation", fields.at("needs_confirmation"), question=question)
