"""An assignment (交办事项): one task, or one occurrence of a duty, owed by one unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from workflows.ladder import Ladder
from workflows.programme import AssignmentRole, Indicator, Needs
from workflows.roll import Roll
from workflows.span import Span
from workflows.stage import StageKind


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due instant with its derivation, so that every date can be explained (时限依据).

    `nominal_on` is the day the rule names; `due_on` the day after rolling; `due_at` that day at
    the cut-off. `rest` is why the nominal day is a rest day ("国庆节", "周六"), "" where it is
    not one. `provisional` marks days of a year whose official calendar is not published yet.
    """

    due_at: datetime
    due_on: date
    nominal_on: date
    roll: Roll
    cutoff_time: time
    rule: str  # the day rule in words: "每季度最后一日", "文件规定的日期"
    rest: str = ""
    provisional: bool = False

    @property
    def rolled_from(self) -> date | None:
        """The nominal day where rolling moved it, else None."""
        return self.nominal_on if self.nominal_on != self.due_on else None


@dataclass(frozen=True, slots=True)
class StageTerms:
    """A stage of review (审核环节) with its due instant; None where no day is named."""

    name: str
    kind: StageKind
    decider: str = ""
    document: str = ""
    due_at: datetime | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a unit owes. `id` is stable: "<programme>/<task>/<occurrence or ->/<unit>".

    `due` is None for an open end or an event that has not happened yet. `ladder` is the one the
    case began with. `office` is the full name of the office that reviews and is told.
    `first_due_at` is the due instant it was issued with, where an edit has moved it since.
    `after` names the event that it waits for. `indicator` is what a reading (指标值) is of.
    `request_of` is the id of the assignment whose unit waits for this one (协办请求).
    `material` is what one report serves for, however many programmes ask for it (同一材料).
    `is_event` marks the record of an event, which owes nothing and asks the office alone.
    """

    id: str
    programme: str
    task: str
    no: str
    title: str
    unit: str
    role: AssignmentRole
    opens_on: date
    due: Deadline | None
    ladder: Ladder
    office: str
    occurrence: str | None = None
    occurrence_words: str = ""  # "2024年第三季度", "" for what is done once
    needs: Needs = Needs()
    nil_allowed: bool = False
    wish: bool = False
    offline: bool = False
    text: str = ""
    first_due_at: datetime | None = None
    review: bool = False
    stages: tuple[StageTerms, ...] = ()
    after: str = ""
    leader: str = ""
    support: tuple[str, ...] = ()
    acknowledge_within: Span | None = None
    indicator: Indicator | None = None
    request_of: str = ""
    is_event: bool = False
    material: str = ""


def assignment_id(programme: str, task: str, occurrence: str | None, unit: str) -> str:
    """The stable id of an assignment; the parts never contain "/"."""
    return f"{programme}/{task}/{occurrence or '-'}/{unit}"
