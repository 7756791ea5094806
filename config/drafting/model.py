"""What a draft (草案) holds: everything the document says, each with the line it came from.

Nothing in a draft is invented: what the document leaves open stays empty, and what it says
unclearly becomes a `Doubt`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.programme import Attribute, DayRule, DueRule, Every, Op


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person has to settle: the line, the words in question, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One numbered item, heading, paragraph or table row of the cleaned document.

    `no` is the printed number without its trailing mark ("一", "（一）", "1", "（1）", "①", "")
    with brackets in full width; `level` counts from 1 for the outermost numbering and is 0 for a
    paragraph without a number; `parent` is the index, in the same tuple, of the passage it stands
    under (None at the top). `title` is the heading or first sentence without number, label and
    closing mark; `text` is all of it without the number. `cells` as in `config.papers.Line`.
    """

    line: int
    no: str
    level: int
    title: str
    text: str
    parent: int | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueReading:
    """A deadline as read: `rule` is the resolved rule (None where nothing certain follows).

    `text` is the document's own words for it, exactly as printed. `wish` marks 力争. `why` says
    what is doubtful, "" where nothing is.
    """

    rule: DueRule | None
    text: str
    wish: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class DraftUnit:
    """A unit (责任单位) or named group of units (各县（市、区）…), with every spelling met."""

    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()  # for a group whose members the document lists
    is_group: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class DraftPhase:
    no: str
    title: str
    start_on: date | None
    end_on: date | None
    line: int


@dataclass(frozen=True, slots=True)
class DraftTask:
    """A task (任务): `lead` and `co` in printed order; `units` is both, lead first."""

    no: str
    title: str
    text: str
    section: str
    lead: tuple[str, ...]
    co: tuple[str, ...]
    due: DueReading | None
    line: int
    needs_confirmation: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """Lead units, then co units, as printed."""
        return self.lead + self.co


@dataclass(frozen=True, slots=True)
class DraftDuty:
    """A recurring duty (例行报送). `day` is None where the document names a period only."""

    title: str
    every: Every
    day: DayRule | None
    due_text: str
    units: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class DraftMilestone:
    """A dated step (节点); `relative_to` names the event it follows, "" where it has a date."""

    no: str
    title: str
    due: DueReading
    relative_to: str
    units: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class DraftTarget:
    year: int | None
    op: Op
    value: float | str | None


@dataclass(frozen=True, slots=True)
class DraftIndicator:
    """An indicator (指标) as its table or sentence prints it; `unit` is the unit of measure."""

    no: str
    sub: str
    name: str
    unit: str
    baseline_value: float | str | None
    baseline_year: int | None
    targets: tuple[DraftTarget, ...]
    attribute: Attribute | None
    line: int


@dataclass(frozen=True, slots=True)
class DraftReview:
    """A stage of review (征求意见, 专家论证, 审议, 报批, 备案, 印发) and who decides it."""

    title: str
    decider: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything read from one document. `office` is the leading group's office, as printed."""

    title: str
    document_no: str
    issuer: str
    issued_on: date | None
    office: str = ""
    units: tuple[DraftUnit, ...] = ()
    phases: tuple[DraftPhase, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
    duties: tuple[DraftDuty, ...] = ()
    milestones: tuple[DraftMilestone, ...] = ()
    indicators: tuple[DraftIndicator, ...] = ()
    reviews: tuple[DraftReview, ...] = ()
    supervision: tuple[Passage, ...] = ()  # 督查通报问责 clauses
    doubts: tuple[Doubt, ...] = ()
