"""Editing a programme with events (来事) and requests (协办请求): what moves, what stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.changes import happened, in_force, wanted
from config.home import Home
from tests.stories.edits import Office, edited, office, shipped, with_programme
from tests.stories.town import at
from workflows.fold import stand
from workflows.ledger import Fact, FactKind
from workflows.programme import AfterEvent, AssignmentRole
from workflows.span import Span, SpanUnit
from workflows.standing import State

STUDY = "nanchang-scheme/研-01/-/大气处"
COUNTY = "nanchang-scheme/主-05/-/进贤县生态环境局"
EVENT = "nanchang-scheme/规划批准/-/南昌市生态环境局规划编制工作领导小组办公室"
OFFICE_POST = "南昌市生态环境局规划编制工作领导小组办公室/clerk"


def nanchang() -> Home:
    return shipped("nanchang-scheme")


async def test_an_event_has_a_case_that_edits_move_and_never_excuse(tmp_path: Path) -> None:
    home = nanchang()
    programme = home.programmes[0]
    async with office(tmp_path, home) as here:
        assert (await here.row(EVENT)).standing.due_at == at("2021-08-02", "09:00")
        assert await here.apply(edited(home, "研-01", title="别的")) == [f"title {STUDY}"]
        later = replace(programme.events[0], expected_on=date(2021, 9, 30))
        moved = with_programme(home, replace(programme, events=(later,)))
        assert f"due {EVENT}" in await here.apply(moved)
        row = await here.row(EVENT)
        assert row.standing.due_at == at("2021-09-30", "09:00")
        assert row.standing.state is State.PLANNED
        assert await here.apply(moved) == []


async def approved(here: Office, home: Home, on: date) -> None:
    """The approval is on record, and the dates that count from it have moved."""
    here.now = at(on.isoformat(), "15:00")
    await here.record(
        home, EVENT, Fact(FactKind.EVENT, here.now, OFFICE_POST, {"on": on.isoformat()})
    )
    rows = await in_force(here.store, home)
    for asked in wanted(home, happened(rows.values())):
        if asked.after and asked.due:
            due_at = asked.due.due_at.isoformat()
            data = {"due_at": due_at, "reason": "规划批准", "event": "规划批准"}
            await here.record(home, asked.id, Fact(FactKind.DUE_MOVED, here.now, "duban", data))


async def test_what_counts_from_a_recorded_event_keeps_its_date(tmp_path: Path) -> None:
    home = nanchang()
    programme = home.programmes[0]
    async with office(tmp_path, home) as here:
        assert (await here.row(COUNTY)).standing.due_at is None
        await approved(here, home, date(2021, 7, 16))
        assert await here.apply(home) == []
        assert (await here.row(COUNTY)).standing.due_at == at("2021-08-16", "17:30")
        later = replace(programme.events[0], expected_on=date(2021, 9, 30))
        moved = with_programme(home, replace(programme, events=(later,)))
        assert await here.apply(moved) == [], "what has happened is expected no more"
        assert (await here.row(EVENT)).standing.happened_on == date(2021, 7, 16)


async def test_an_edit_of_the_span_moves_what_counts_from_a_recorded_event(
    tmp_path: Path,
) -> None:
    home = nanchang()
    async with office(tmp_path, home) as here:
        await approved(here, home, date(2021, 7, 16))
        slower = AfterEvent("规划批准", Span(2, SpanUnit.MONTH))
        changed = edited(home, "主-05", due=slower)
        assert len(await here.changes(changed)) == 6
        row = await here.row(COUNTY)
        assert row.standing.due_at == at("2021-09-16", "17:30")
        assert row.standing.original_due_at == at("2021-08-16", "17:30")
        assert await here.apply(changed) == []
        assert await here.store.verify(stand) == []


async def test_a_task_that_comes_after_its_event_has_a_date_at_once(tmp_path: Path) -> None:
    home = nanchang()
    without = edited(home, "主-05", responsible=())
    async with office(tmp_path, without) as here:
        await approved(here, without, date(2021, 7, 16))
        assert len(await here.changes(home)) == 6
        assert (await here.row(COUNTY)).standing.due_at == at("2021-08-16", "17:30")
        assert await here.apply(home) == []


async def asked_of_another(here: Office, of: str) -> str:
    """A request that a unit made of another one, as the running service adds it."""
    original = (await here.row(of)).assignment
    request = replace(
        original,
        id="nanchang-scheme/研-01-求1/-/水处",
        task="研-01-求1",
        unit="水处",
        role=AssignmentRole.CO,
        request_of=original.id,
        stages=(),
    )
    await here.store.write(lambda writer: here.store.add_assignments(writer, [request], {}))
    return (await here.row(request.id)).assignment.id


async def test_a_request_stays_while_what_it_was_made_for_is_asked(tmp_path: Path) -> None:
    async with office(tmp_path, nanchang()) as here:
        request = await asked_of_another(here, STUDY)
        assert await here.apply(nanchang()) == []
        gone = edited(nanchang(), "研-01", responsible=())
        assert await here.apply(gone) == [f"removed {STUDY}", f"removed {request}"]
        assert await here.apply(gone) == []
