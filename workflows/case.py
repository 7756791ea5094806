"""A case (事项档案): an assignment, the facts about it and the standing they add up to."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.assignment import Assignment
from workflows.ledger import Fact
from workflows.standing import Light, Standing


@dataclass(frozen=True, slots=True)
class Case:
    """`facts` are in order. `light` is as of the instant the case was looked at."""

    assignment: Assignment
    facts: tuple[Fact, ...]
    standing: Standing
    light: Light
