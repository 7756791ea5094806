"""duban plan and apply: everything is seen before it is in force, and comes into force once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Desk, Ended

WHOLE = ("plan", "--json", "--programme", "honggutan", "--from", "2023-06-20", "--to", "2026-12-31")


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """The shipped programme from its first day to its last, before anything is in force."""
    return Desk(tmp_path_factory.mktemp("plan") / "data").run(*WHOLE)


@pytest.fixture(scope="module")
def plan(planned: Ended) -> dict[str, Any]:
    return planned.json


def test_changes_are_pending_before_the_first_apply(planned: Ended, plan: dict[str, Any]) -> None:
    assert planned.code == 1
    assert planned.err == ""
    assert {change["what"] for change in plan["changes"]} == {"added"}
    assert len(plan["changes"]) == len(plan["assignments"])


def test_the_plan_lists_every_task_and_every_quarter(plan: dict[str, Any]) -> None:
    once = [row for row in plan["assignments"] if row["occurrence"] is None]
    quarters = Counter(row["occurrence"] for row in plan["assignments"] if row["occurrence"])
    assert len(once) == 40, "30 tasks, each once for every unit it names"
    assert len({row["task"] for row in once}) == 30
    assert sum(quarters.values()) == 308
    assert len(quarters) == 14
    assert set(quarters.values()) == {22}
    assert {row["role"] for row in once} == {"lead", "co"}


def test_every_deadline_explains_itself(plan: dict[str, Any]) -> None:
    for row in plan["assignments"]:
        due = datetime.fromisoformat(row["due_at"])
        assert due.utcoffset() is not None
        assert f"{due.month}月{due.day}日" in row["why"], row
    once = {row["due_at"] for row in plan["assignments"] if row["occurrence"] is None}
    assert once == {"2024-09-30T17:30:00+08:00", "2024-12-31T17:30:00+08:00"}


def test_a_quarter_that_ends_in_the_holidays_is_due_before_them(plan: dict[str, Any]) -> None:
    autumn = [row for row in plan["assignments"] if row["occurrence"] == "2023Q3"]
    assert {row["rolled_from"] for row in autumn} == {"2023-09-30"}
    assert {row["due_at"] for row in autumn} == {"2023-09-28T17:30:00+08:00"}
    assert all("国庆" in row["why"] and "提前" in row["why"] for row in autumn)


def test_notices_milestones_and_indicators_are_part_of_the_plan(plan: dict[str, Any]) -> None:
    kinds = Counter(notice["kind"] for notice in plan["notices"])
    assert kinds["issue"] == 348, "each assignment is issued once"
    known = {
        f"honggutan/{row['task']}/{row['occurrence'] or '-'}/{row['unit']}"
        for row in plan["assignments"]
    }
    assert {notice["about"] for notice in plan["notices"]} <= known
    assert plan["milestones"][0]["due_on"] == "2024-09-30"
    assert len(plan["milestones"]) == 4
    assert len(plan["indicators"]) == 27
    allowed = {"ge", "gt", "le", "lt", "eq", "no_decrease", "superior_target", "text"}
    for indicator in plan["indicators"]:
        assert {target["op"] for target in indicator["targets"].values()} <= allowed
    assert plan["unassigned"] == []


def test_apply_puts_everything_into_force_once(
    applied_once: tuple[Path, Ended], applied: Desk
) -> None:
    first = applied_once[1]
    assert first.code == 0
    assert Counter(change["what"] for change in first.json["changes"]) == {"added": 348}
    again, after = applied.run_all(("apply", "--json"), WHOLE)
    assert again.code == 0
    assert again.json == {"changes": []}
    assert after.code == 0, "nothing is pending"
    assert after.json["changes"] == []


def test_a_changed_deadline_is_seen_before_it_is_in_force(applied: Desk, written: Path) -> None:
    file = written / "programmes" / "honggutan.yaml"
    text = file.read_text()
    assert "2024-12-31      # 决定1" in text
    file.write_text(text.replace("2024-12-31      # 决定1", "2024-12-27      # 决定1", 1))
    home = ("--home", str(written))
    seen = applied.run(*WHOLE, *home)
    assert seen.code == 1
    changed = seen.json["changes"]
    assert len(changed) == 39, "all but the one with a deadline of its own"
    assert all(
        c["before"].startswith("2024-12-31") and c["after"].startswith("2024-12-27")
        for c in changed
    )
