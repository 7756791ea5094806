"""Editing the YAML of a running programme: what changes, what keeps going."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.applying import apply_home
from config.home import Home
from tests.stories.town import Town, at, town
from workflows.fold import stand
from workflows.programme import FixedDue
from workflows.standing import State

TASK = "honggutan/文-28/-/区城管执法局"


def edited(home: Home, **changes: object) -> Home:
    """The home with task 文-28 changed."""
    programme = home.programmes[0]
    tasks = tuple(
        replace(task, **changes) if task.code == "文-28" else task for task in programme.tasks
    )
    return replace(home, programmes=(replace(programme, tasks=tasks),))


async def apply(here: Town, home: Home) -> list[str]:
    changes = await apply_home(here.store, home, here.clock.now())
    return [change.what for change in changes]


async def test_a_new_date_and_a_new_title_at_once_are_one_move_of_one_case(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        await here.pass_to(at("2023-08-21", "12:00"))
        home = edited(
            here.shell.ground.home, title="建设公园绿地", due=FixedDue(date(2024, 11, 29))
        )
        assert await apply(here, home) == ["due", "title"]
        row = await here.store.case(TASK)
        assert row is not None
        assert row.assignment.title == "建设公园绿地"
        assert row.standing.due_at == at("2024-11-29", "17:30")
        assert [fact.kind.value for fact in row.facts].count("due_moved") == 1
        assert await apply(here, home) == [], "applying again changes nothing"
        assert await here.store.verify(stand) == []


async def test_a_task_that_leaves_the_programme_is_excused_on_the_record(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        await here.pass_to(at("2023-08-21", "12:00"))
        assert await apply(here, edited(here.shell.ground.home, responsible=())) == ["removed"]
        row = await here.store.case(TASK)
        assert row is not None
        assert row.standing.state is State.EXCUSED


async def test_a_running_case_keeps_the_ladder_it_began_with(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        home = here.shell.ground.home
        before = (await here.store.cases([TASK]))[0].assignment.ladder
        other = home.programmes[0].duties[0].ladder
        assert await apply(here, edited(home, ladder=other)) == ["terms"]
        assert (await here.store.cases([TASK]))[0].assignment.ladder == before
