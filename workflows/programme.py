"""A work programme (工作方案) as the core sees it: checked, resolved and immutable.

Every name in here is resolved: units are full names, ladders are values. `config` builds these
from YAML; nothing in `workflows` reads a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from workflows.ladder import Ladder
from workflows.office import DigestRule, Lights, OfficeHours
from workflows.roll import Roll
from workflows.span import Span, SpanUnit
from workflows.stage import Stage


class Every(StrEnum):
    """The period of a duty (例行报送周期)."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


class DayKind(StrEnum):
    LAST_DAY = "last-day"  # the period's last calendar day
    DAY = "day"  # day n of the period's last month (25日)
    WEEKDAY = "weekday"  # weekday n of the week, Monday = 1 (weekly duties)
    WORKING_DAY = "working-day"  # n-th working day of the period; negative counts from its end
    DATE = "date"  # month and day in each year (yearly duties)


@dataclass(frozen=True, slots=True)
class DayRule:
    """Which day of a period is the due day, before any roll. `month` is used by DATE alone."""

    kind: DayKind
    n: int = 0
    month: int = 0


@dataclass(frozen=True, slots=True)
class FixedDue:
    """Due on one day, named by the document. `text` is the document's own words or ""."""

    on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class AfterEvent:
    """Due a span after an event that someone records (批准后一个月内)."""

    event: str
    after: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class OpenDue:
    """No end is given (长期坚持)."""

    text: str = ""


DueRule = FixedDue | AfterEvent | OpenDue


class AssignmentRole(StrEnum):
    LEAD = "lead"  # 牵头
    CO = "co"  # 配合


@dataclass(frozen=True, slots=True)
class Responsible:
    """A unit's part in a task, in the order the document prints it."""

    unit: str
    role: AssignmentRole


@dataclass(frozen=True, slots=True)
class Needs:
    """What counts as done (办结要求). Zero means not asked for."""

    text_chars: int = 0
    files: int = 0
    number: bool = False
    note: str = ""


class Op(StrEnum):
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    EQ = "eq"
    NO_DECREASE = "no_decrease"  # 不降低
    SUPERIOR_TARGET = "superior_target"  # 完成上级下达的目标
    TEXT = "text"


class Attribute(StrEnum):
    BINDING = "binding"  # 约束性
    EXPECTED = "expected"  # 预期性
    REFERENCE = "reference"  # 参考性


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a year: `value` is a number, words for TEXT, or None where none applies."""

    year: int
    op: Op
    value: float | str | None


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """Who reports an indicator's value (指标值), and how often, from `first` to `last`.

    Each of `units` owes one reading a period.
    """

    every: Every
    units: tuple[str, ...]
    day: DayRule
    first: date
    last: date
    ladder: Ladder
    roll: Roll = Roll.NEXT
    cutoff_time: time = time(17, 30)
    opens_before: Span = field(default=Span(10, SpanUnit.WORKING_DAY))


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator (指标). `task` is the code of the task that carries it, or "".

    `code` is stable and typed in chat; "" where no readings are asked for. `cumulative` marks a
    figure that never falls within a year (累计值). `standard` is what a higher standard asks for,
    and `met` whether the document says it is met, both as printed.
    """

    no: str
    name: str
    unit: str  # unit of measure (计量单位), "" where it has none
    targets: tuple[Target, ...]
    sub: str = ""
    attribute: Attribute | None = None
    baseline_value: float | str | None = None
    baseline_year: int | None = None
    task: str = ""
    code: str = ""
    readings: ReadingRule | None = None
    cumulative: bool = False
    standard: str = ""
    met: bool | None = None
    needs_confirmation: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    no: str
    title: str
    start_on: date
    end_on: date


@dataclass(frozen=True, slots=True)
class Milestone:
    no: str
    title: str
    due: DueRule
    units: tuple[str, ...] = ()
    roll: Roll = Roll.NONE
    wish: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that will happen and that the office records (来事): 市政府批准, 规划印发.

    Due dates may count from it. `expected_on` is when the document expects it, so that dates can
    be shown provisionally and the office can be asked; `recorded_by` says in words who knows.
    """

    name: str
    expected_on: date | None = None
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A task (任务), done once. `code` is stable and typed in chat; `no` is as printed.

    `wish` marks a 力争 goal: it warns and never escalates. `offline` marks 涉密/线下 matters:
    messages then carry neither title nor content. `open_on` None means: when the programme opens.
    `review` means that the office accepts or returns what is reported done. `stages` are the
    steps of review that follow the report. Co units owe their part `co_before` the lead's date.
    `support` are units that give technical support and owe nothing; `leader` is the leader in
    charge (牵头领导) as printed. `acknowledge_within` is how long 签收 may take before the office
    hears of it. What names the same `material` (同一材料) is handed in once for all of it.
    """

    code: str
    no: str
    title: str
    responsible: tuple[Responsible, ...]
    due: DueRule
    ladder: Ladder
    roll: Roll = Roll.NEXT
    cutoff_time: time = time(17, 30)
    open_on: date | None = None
    section: str = ""
    needs: Needs = Needs()
    nil_allowed: bool = False
    wish: bool = False
    offline: bool = False
    text: str = ""  # what the document asks, in short; shown on request
    needs_confirmation: str = ""
    review: bool = False
    stages: tuple[Stage, ...] = ()
    co_before: Span | None = None
    leader: str = ""
    support: tuple[str, ...] = ()
    acknowledge_within: Span | None = None
    material: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty (例行报送), owed by each of `units` once per period from `first` to `last`.

    `first` and `last` are any day inside the first and last period. `opens_before` is how long
    before the due day an occurrence opens and is announced (early warning).
    """

    code: str
    no: str
    title: str
    units: tuple[str, ...]
    every: Every
    day: DayRule
    first: date
    last: date
    ladder: Ladder
    roll: Roll = Roll.PREVIOUS
    cutoff_time: time = time(17, 30)
    opens_before: Span = field(default=Span(1, SpanUnit.MONTH))
    section: str = ""
    needs: Needs = Needs()
    nil_allowed: bool = False
    offline: bool = False
    text: str = ""
    needs_confirmation: str = ""
    review: bool = False
    material: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """A whole programme. `office` is the full name of the office that runs it.

    `dates_note` quotes the passage that lets superiors move every date (按上级部署调整), "" where
    there is none. `patience` is how long the office may leave a request undecided before its
    director hears of it.
    """

    code: str
    title: str
    office: str
    starts_on: date
    ends_on: date
    document_no: str = ""
    issuer: str = ""
    issued_on: date | None = None
    short: str = ""
    hours: OfficeHours = OfficeHours()
    phases: tuple[Phase, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    digests: tuple[DigestRule, ...] = ()
    unassigned: tuple[tuple[str, str], ...] = ()  # (no, title)
    events: tuple[Event, ...] = ()
    lights: Lights = Lights()
    patience: Span = Span(3, SpanUnit.WORKING_DAY)
    dates_note: str = ""
