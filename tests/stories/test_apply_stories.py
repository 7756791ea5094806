"""Editing the YAML of a running programme: what changes, what keeps going."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.changes import in_force, pending, wanted
from bot.foreseen import Edited, Foreseer, Window, notice_changes
from config.home import Home
from tests.stories.edits import START, Office, edited, office, shipped, with_programme
from tests.stories.town import Town, at, town
from workflows.assignment import Assignment
from workflows.calendar import office_day
from workflows.fold import stand
from workflows.ledger import Fact, FactKind
from workflows.programme import FixedDue
from workflows.standing import State

TASK = "honggutan/文-28/-/区城管执法局"
STUDY = "nanchang-scheme/研-01/-/大气处"
COUNTY = "nanchang-scheme/主-05/-/进贤县生态环境局"
OFFICE_POST = "南昌市生态环境局规划编制工作领导小组办公室/clerk"
BY = "大气处/liaison"


def nanchang() -> Home:
    return shipped("nanchang-scheme")


def kinds(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.kind.value for fact in facts]


async def apply(here: Town, home: Home) -> list[str]:
    return await Office(here.store, here.clock.now()).apply(home)


async def running(here: Town) -> Home:
    await here.pass_to(at("2023-08-21", "12:00"))
    return here.shell.ground.home


async def test_a_new_date_and_a_new_title_at_once_are_one_move_of_one_case(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), shipped("honggutan")) as here:
        home = edited(
            await running(here), "文-28", title="建设公园绿地", due=FixedDue(date(2024, 11, 29))
        )
        assert await apply(here, home) == [f"due {TASK}", f"title {TASK}"]
        row = await here.store.case(TASK)
        assert row is not None
        assert row.assignment.title == "建设公园绿地"
        assert row.standing.due_at == at("2024-11-29", "17:30")
        assert kinds(row.facts).count("due_moved") == 1
        assert await apply(here, home) == [], "applying again changes nothing"
        assert await here.store.verify(stand) == []


async def test_a_running_case_keeps_the_ladder_it_began_with(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), shipped("honggutan")) as here:
        home = here.shell.ground.home
        before = (await here.store.cases([TASK]))[0].assignment.ladder
        other = home.programmes[0].duties[0].ladder
        assert await apply(here, edited(home, "文-28", ladder=other)) == [f"terms {TASK}"]
        assert (await here.store.cases([TASK]))[0].assignment.ladder == before


async def test_the_first_date_is_kept_however_often_an_edit_moves_it(tmp_path: Path) -> None:
    home = nanchang()
    first = at("2020-12-31", "17:30")
    async with office(tmp_path, home) as here:
        for day in (date(2021, 1, 15), date(2021, 2, 26)):
            moved = edited(home, "研-01", due=FixedDue(day))
            assert await here.apply(moved) == [f"due {STUDY}"]
            row = await here.row(STUDY)
            assert office_day(row.standing.due_at or first) == day
            assert row.standing.original_due_at == first
            assert row.assignment.first_due_at == first
        titled = edited(moved, "研-01", title="另一个标题")
        assert await here.apply(titled) == [f"title {STUDY}"]
        row = await here.row(STUDY)
        assert row.standing.original_due_at == first, "an edit of the title moves nothing"
        assert await here.apply(titled) == []
        assert await here.store.verify(stand) == []


async def test_a_moved_date_says_why_in_words_that_stay(tmp_path: Path) -> None:
    async with office(tmp_path, nanchang()) as here:
        await here.apply(edited(nanchang(), "研-01", due=FixedDue(date(2021, 1, 15))))
        (fact,) = (await here.row(STUDY)).facts
        assert fact.data["cause"] == "programme-edited"
        assert fact.data["reason"] == "工作方案已修改"


async def test_an_edit_of_other_terms_reaches_the_running_case(tmp_path: Path) -> None:
    async with office(tmp_path, nanchang()) as here:
        home = edited(nanchang(), "研-01", offline=True, review=True, open_on=date(2020, 10, 9))
        (change,) = await here.changes(home)
        assert (change.what, change.after) == ("details", "opens_on, offline, review")
        row = await here.row(STUDY)
        assert (row.assignment.offline, row.standing.reviewed) == (True, True)
        assert await here.apply(home) == []
        assert await here.store.verify(stand) == []


async def test_what_is_finished_takes_no_new_terms_and_is_never_removed(tmp_path: Path) -> None:
    home = nanchang()
    async with office(tmp_path, home) as here:
        done = Fact(FactKind.REPORTED, START, BY, {"receipt": "1", "intent": "done"})
        closed = Fact(FactKind.CLOSED, START, OFFICE_POST)
        await here.record(home, STUDY, Fact(FactKind.ISSUED, START, "duban"), done, closed)
        assert await here.apply(edited(home, "研-01", review=True)) == []
        assert await here.apply(edited(home, "研-01", responsible=())) == []
        assert (await here.row(STUDY)).standing.state is State.CLOSED


async def test_a_task_that_leaves_the_programme_is_excused_once_and_on_the_record(
    tmp_path: Path,
) -> None:
    async with office(tmp_path, nanchang()) as here:
        home = edited(nanchang(), "研-01", responsible=())
        assert await here.apply(home) == [f"removed {STUDY}"]
        row = await here.row(STUDY)
        assert row.standing.state is State.EXCUSED
        assert row.facts[-1].data["cause"] == "task-removed"
        assert await here.apply(home) == [], "nothing is pending any more"
        assert await here.store.verify(stand) == []


async def test_a_unit_hears_that_an_item_has_left_and_only_of_what_it_knew(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), shipped("honggutan")) as here:
        person = here.server.user(first_name="联络员")
        await here.enrol(person, "区城管执法局")
        home = await running(here)
        programme = home.programmes[0]
        before = len(person.inbox)
        tasks = tuple(task for task in programme.tasks if task.code != "文-28")
        gone = with_programme(home, replace(programme, tasks=tasks, duties=()))
        changes = await apply(here, gone)
        assert f"removed {TASK}" in changes
        await here.pass_to(at("2023-08-21", "16:00"))
        said = [message.text for message in person.inbox[before:]]
        assert len(said) == 1
        assert "文-28" in said[0]
        assert "工作方案修改后不再包含本事项" in said[0]
        assert "动态" not in said[0], "the quarters to come were never announced"


async def test_a_programme_that_leaves_the_home_is_shown_and_its_open_cases_excused(
    tmp_path: Path,
) -> None:
    both = shipped("nanchang-scheme", "ganzhou-scheme")
    async with office(tmp_path, both) as here:
        done = Fact(FactKind.REPORTED, START, BY, {"receipt": "1", "intent": "done"})
        await here.record(both, STUDY, Fact(FactKind.ISSUED, START, "duban"), done)
        await here.record(both, STUDY, Fact(FactKind.CLOSED, START, OFFICE_POST))
        rest = shipped("ganzhou-scheme")
        changes = await here.changes(rest)
        assert {change.what for change in changes} == {"removed"}
        assert {change.assignment.split("/")[0] for change in changes} == {"nanchang-scheme"}
        assert len(changes) == 36, "36 parts and an event, without the one that is finished"
        row = await here.row(COUNTY)
        assert row.standing.state is State.EXCUSED
        assert row.facts[-1].data["cause"] == "programme-removed"
        assert (await here.row(STUDY)).standing.state is State.CLOSED
        assert await here.apply(rest) == []
        assert await here.store.verify(stand) == []


async def test_a_unit_hears_that_its_programme_has_ended(tmp_path: Path) -> None:
    home = shipped("honggutan", "ganzhou-scheme")
    async with town(tmp_path, at("2023-08-20", "10:00"), home) as here:
        person = here.server.user(first_name="联络员")
        await here.enrol(person, "区城管执法局")
        await running(here)
        before = len(person.inbox)
        await apply(here, shipped("ganzhou-scheme"))
        await here.pass_to(at("2023-08-22", "16:00"))
        assert any("已停止执行" in message.text for message in person.inbox[before:])


@pytest.mark.parametrize(("days", "expected"), [(0, 0), (14, 11)])
async def test_one_edit_of_the_default_moves_everything_that_hangs_on_it(
    tmp_path: Path, days: int, expected: int
) -> None:
    home = nanchang()
    programme = home.programmes[0]
    by = timedelta(days=days)
    studies = tuple(
        replace(task, due=FixedDue(date(2020, 12, 31) + by, "2020年12月底前"))
        if task.code in STUDIES
        else task
        for task in programme.tasks
    )
    moved = with_programme(home, replace(programme, tasks=studies))
    async with office(tmp_path, home) as here:
        rows = await in_force(here.store, moved)
        asked = wanted(moved)
        changes = pending(rows.values(), asked)
        assert [change.what for change in changes] == ["due"] * expected
        window = Window(date(2020, 9, 1), date(2021, 12, 31))
        edit = Edited(rows, asked, changes)
        counted = notice_changes(Foreseer(moved), edit, window, here.now)
        each = 7  # two reminders, a nag and escalations to four posts; the issue stays
        assert counted == {"added": expected * each, "removed": expected * each}
        assert (await here.row(STUDY)).facts == (), "nothing is done by looking"


STUDIES = frozenset(f"研-{n:02d}" for n in range(1, 12))


async def test_notices_that_come_and_go_are_counted_apart(tmp_path: Path) -> None:
    home = nanchang()
    one = edited(home, "研-01", responsible=())
    async with office(tmp_path, one) as here:
        await here.apply(one)
        rows = await in_force(here.store, home)
        asked: tuple[Assignment, ...] = wanted(home)
        edit = Edited(rows, asked, pending(rows.values(), asked))
        window = Window(date(2020, 9, 1), date(2021, 12, 31))
        counted = notice_changes(Foreseer(home), edit, window, here.now)
        assert counted == {"added": 8, "removed": 0}
        nowhere = Window(date(2019, 1, 1), date(2019, 12, 31))
        assert notice_changes(Foreseer(home), edit, nowhere, here.now) == {
            "added": 0,
            "removed": 0,
        }
