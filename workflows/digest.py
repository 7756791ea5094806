"""The digest (周报): figures over a programme's cases, changes first, every figure traceable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflows.assignment import Assignment
from workflows.standing import Light, Standing


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment as a digest line. `overdue_days` counts working days, 0 where not overdue.

    `light_before` is the light a week ago, None where the assignment had not opened.
    """

    assignment: Assignment
    standing: Standing
    light: Light
    light_before: Light | None
    overdue_days: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts over opened assignments. `reports` counts reports received in the week."""

    total: int = 0
    finished: int = 0
    in_progress: int = 0
    overdue: int = 0
    blocked: int = 0
    silent: int = 0
    reports: int = 0
    nil: int = 0
    on_time: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """The figures of one week. Lists are in the order they are to be read: worst first.

    `changes`: lines whose state or light changed, or that reported, in the week. `red` has at
    most five lines, `red_total` says how many there are. `silent` are units that owe something
    open, were reached, and have not said a word about it since it opened, with the number of
    items. `unreachable` are units with an unreachable post. `due_soon` falls due in seven days.
    `seal` is the ledger seal ("2024-09-13 · 12,345 facts · 9f2c…"), "" where none exists yet.
    """

    programme: str
    programme_title: str
    week_start_on: date
    week_end_on: date
    number: int  # 第×期: which digest of the programme this is
    at: datetime
    now: Counts
    before: Counts
    changes: tuple[Line, ...]
    red: tuple[Line, ...]
    red_total: int
    silent: tuple[tuple[str, int], ...]
    unreachable: tuple[str, ...]
    due_soon: tuple[Line, ...]
    requests: tuple[Line, ...]  # extensions and questions that wait for the office
    seal: str = ""
