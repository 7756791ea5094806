"""A work programme (工作方案) as the core sees it: checked, resolved and immutable.

Every name in here is resolved: units are full names, ladders are values. `config` builds these
from YAML; nothing in `workflows` reads a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from workflows.roster import Role


class SpanUnit(StrEnum):
    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of calendar time such as 3 working days (3个工作日). `n` is zero or positive."""

    n: int
    unit: SpanUnit


class Roll(StrEnum):
    """Where a due day goes that falls on a rest day (遇休息日)."""

    NEXT = "next"  # 顺延至下一工作日
    PREVIOUS = "previous"  # 提前至上一工作日
    NEXT_PLUS_1 = "next+1"  # 顺延至节后第二个工作日
    NONE = "none"  # 不调整


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


class RungKind(StrEnum):
    REMINDER = "reminder"  # 提醒: before the due day, to the liaison
    NAG = "nag"  # 催办: after it, same person
    ESCALATION = "escalation"  # 升级: after it, someone else


class Slip(StrEnum):
    """The level of the letter (督办单), a scale apart from the light of the work."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: `offset` before (reminder) or after (nag, escalation) the due day.

    `name` is unique within its ladder and part of every notice key. `every` and `times` repeat
    the step (times >= 1; every is None where times is 1).
    """

    name: str
    kind: RungKind
    offset: Span
    to: tuple[Role, ...]
    every: Span | None = None
    times: int = 1
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """A named reminder and escalation ladder (催办升级规则), in the order of time."""

    name: str
    rungs: tuple[Rung, ...]


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
class Indicator:
    """An indicator (指标). `task` is the code of the task that carries it, or ""."""

    no: str
    name: str
    unit: str  # unit of measure (计量单位), "" where it has none
    targets: tuple[Target, ...]
    sub: str = ""
    attribute: Attribute | None = None
    baseline_value: float | str | None = None
    baseline_year: int | None = None
    task: str = ""


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


@dataclass(frozen=True, slots=True)
class Task:
    """A task (任务), done once. `code` is stable and typed in chat; `no` is as printed.

    `wish` marks a 力争 goal: it warns and never escalates. `offline` marks 涉密/线下 matters:
    messages then carry neither title nor content. `open_on` None means: when the programme opens.
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


@dataclass(frozen=True, slots=True)
class DigestRule:
    """When the digest (周报) goes out and to which posts of the office. Monday = 1."""

    name: str
    weekday: int
    at_time: time
    to: tuple[Role, ...]
    roll: Roll = Roll.PREVIOUS


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When people may be written to (工作时间), and when the daily message goes out.

    No unasked message leaves outside start–noon and afternoon–end on working days.
    """

    send_time: time = time(9, 0)
    start_time: time = time(8, 30)
    noon_time: time = time(12, 0)
    afternoon_time: time = time(14, 0)
    end_time: time = time(17, 30)


@dataclass(frozen=True, slots=True)
class Programme:
    """A whole programme. `office` is the full name of the office that runs it."""

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
