"""duban plan and apply: everything is seen before it is in force, and comes into force once.

Figures are those of Honggutan; what only other programmes have is looked at in theirs.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Desk, Ended

WHOLE = ("plan", "--json", "--programme", "honggutan", "--from", "2023-06-20", "--to", "2026-12-31")
LIFE = ("--from", "2020-09-01", "--to", "2021-12-31")
SCHEME = ("plan", "--json", "--programme", "nanchang-scheme", *LIFE)
VALUES = ("plan", "--json", "--programme", "qingyunpu-plan", "--from", "2023-01-01", "--to",
          "2030-12-31")  # fmt: skip


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
    assert len(plan["changes"]) == len(plan["assignments"]) == 348
    assert plan["notice_changes"] == {"added": len(plan["notices"]), "removed": 0}


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
    changes = first.json["changes"]
    assert {change["what"] for change in changes} == {"added"}
    mine = [change for change in changes if change["assignment"].startswith("honggutan/")]
    assert len(mine) == 348
    again, after = applied.run_all(("apply", "--json"), ("plan", "--json"))
    assert again.code == 0
    assert again.json == {"changes": []}
    assert after.code == 0, "nothing is pending in any programme"
    assert after.json["changes"] == []
    assert after.json["notice_changes"] == {"added": 0, "removed": 0}


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
    moved = seen.json["notice_changes"]
    assert moved["added"] == moved["removed"] > 39
    for_people = applied.run("plan", "--programme", "honggutan", *home)
    assert "时限" in for_people.out
    assert "2024-12-27 17:30" in for_people.out
    assert "待生效变更 39 项" in for_people.out


def test_a_programme_taken_out_of_the_home_is_seen_before_it_ends(
    applied: Desk, written: Path
) -> None:
    (written / "programmes" / "ganzhou-scheme.yaml").unlink()
    home = ("--home", str(written))
    seen = applied.run("plan", "--json", *home)
    assert seen.code == 1
    changes = seen.json["changes"]
    assert {c["what"] for c in changes} == {"removed"}
    assert {c["assignment"].split("/")[0] for c in changes} == {"ganzhou-scheme"}
    assert len(changes) == 14
    assert applied.run("apply", "--json", *home).json["changes"] == changes
    assert applied.run("plan", "--json", *home).code == 0


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """The plans of two more programmes over their lives: with events, and with readings."""
    desk = Desk(tmp_path_factory.mktemp("others") / "data")
    scheme, values = desk.run_all(SCHEME, VALUES)
    return scheme.json, values.json


def test_the_record_of_an_event_is_no_assignment(
    others: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    plan = others[0]
    assert plan["events"] == [
        {
            "programme": "nanchang-scheme",
            "name": "规划批准",
            "expected_on": "2021-07-31",
            "recorded_by": "综合处：市政府批准市级规划后登记批准日期",
        }
    ]
    assert len(plan["assignments"]) == 36
    assert "规划批准" not in {row["task"] for row in plan["assignments"]}
    about = {notice["about"].split("/")[1] for notice in plan["notices"]}
    assert "规划批准" not in about


def test_what_waits_for_an_event_has_no_date_and_a_provisional_explanation(
    others: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    waiting = [row for row in others[0]["assignments"] if row["due_at"] is None]
    assert {row["task"] for row in waiting} == {"主-05"}
    assert {row["why"] for row in waiting} == {
        "规划批准（预计2021-07-31）后一个月内，暂按2021-08-31"
    }
    (milestone,) = [m for m in others[0]["milestones"] if m["relative_to"]]
    assert (milestone["no"], milestone["relative_to"]) == ("（三）3-2", "规划批准")
    assert milestone["due_on"] is None


def test_stages_of_review_are_listed_once_a_task(
    others: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    stages = others[0]["stages"]
    assert len(stages) == 14 + 5 + 4 + 1
    approval = next(stage for stage in stages if stage["name"] == "市政府批准")
    assert approval == {
        "programme": "nanchang-scheme",
        "task": "主-04",
        "name": "市政府批准",
        "kind": "approval",
        "decider": "市政府",
        "document": "规划送审稿",
        "due_at": "2021-07-30T17:30:00+08:00",
    }


def test_readings_are_assignments_with_their_period(
    others: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    readings = [row for row in others[1]["assignments"] if row["task"].startswith("指-")]
    assert len(readings) == 176
    assert {row["occurrence"] for row in readings} == {str(year) for year in range(2023, 2031)}
    assert {row["unit"] for row in readings} == {"青云谱区生态环境局"}


def test_problems_are_those_of_the_programme_asked_for(
    others: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    for plan, file in zip(others, ("nanchang-scheme.yaml", "qingyunpu-plan.yaml"), strict=True):
        assert plan["problems"]
        assert {Path(problem["file"]).name for problem in plan["problems"]} == {file}
        code = file.removesuffix(".yaml")
        assert {row["programme"] for row in plan["assignments"]} == {code}
        assert {c["assignment"].split("/")[0] for c in plan["changes"]} == {code}
        assert plan["notice_changes"] == {"added": len(plan["notices"]), "removed": 0}


def test_a_person_sees_events_stages_and_milestones_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "data")
    words = ("plan", "--programme", "nanchang-scheme", *LIFE)
    chinese, english = desk.run_all(words, (*words, "--lang", "en"))
    for part in ("交办事项", "节点", "来事", "审核环节", "暂按2021-08-31", "规划批准之后"):
        assert part in chinese.out
    for part in ("Assignments", "Milestones", "Events", "Stages of review", "after 规划批准"):
        assert part in english.out
    assert "provisionally 2021-08-31" in " ".join(english.out.split())
