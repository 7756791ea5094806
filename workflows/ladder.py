"""Ladders (催办升级规则): the steps of reminding, nagging and escalating, named once and reused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workflows.roster import Role
from workflows.span import Span


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
    approve: bool = False  # a person approves before it goes up (报送前须经批准)


@dataclass(frozen=True, slots=True)
class Ladder:
    """A named reminder and escalation ladder (催办升级规则), in the order of time."""

    name: str
    rungs: tuple[Rung, ...]
