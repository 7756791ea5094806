"""Ladders as they are read: the kinds of steps, their order, and who approves a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.written_homes import SMALL, TASK, read_small, with_more
from workflows.ladder import RungKind, Slip
from workflows.span import Span, SpanUnit


@pytest.mark.parametrize(
    ("rung", "approve"),
    [
        ("to: [head, leader], slip: red", True),
        ("to: [head, leader], slip: red, approve: false", False),
        ("to: [leader]", False),
        ("to: [head], slip: red", False),
        ("to: [head], approve: 是", True),
    ],
)
def test_a_slip_to_the_leader_is_approved_unless_it_says_otherwise(
    tmp_path: Path, rung: str, approve: bool
) -> None:
    units = SMALL["units.yaml"].replace("director: 主任", "director: 主任, leader: 组长")
    ladder = f"    - {{name: 升, after: 1 day, {rung}}}\n"
    reading = read_small(tmp_path, {**with_more(ladder + TASK % "nil: no"), "units.yaml": units})
    assert reading.home is not None, reading.problems
    rungs = reading.home.programmes[0].tasks[0].ladder.rungs
    assert [found.approve for found in rungs if found.name == "升"] == [approve]


def test_steps_know_their_kind_and_stand_in_order_of_time(tmp_path: Path) -> None:
    ladder = """\
  倒序:
    - {name: 升级, after: 5 working-days, to: [liaison, head], slip: 黄}
    - {name: 催办, after: 1个工作日, to: [联络员], every: 2 days, times: 3}
    - {name: 当日, before: 0 days, to: [liaison]}
    - {name: 早, before: 1个月, to: [head]}
"""
    task = TASK % "ladder: 倒序"
    reading = read_small(tmp_path, with_more(ladder + task))
    assert reading.home is not None, reading.problems
    rungs = reading.home.programmes[0].tasks[0].ladder.rungs
    assert [(rung.name, rung.kind) for rung in rungs] == [
        ("早", RungKind.REMINDER),
        ("当日", RungKind.REMINDER),
        ("催办", RungKind.NAG),
        ("升级", RungKind.ESCALATION),
    ]
    assert (rungs[2].every, rungs[2].times) == (Span(2, SpanUnit.DAY), 3)
    assert rungs[3].slip is Slip.YELLOW
