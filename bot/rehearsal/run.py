"""Run a rehearsal from the first day to the last and report what it showed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from bot.applying import wanted
from bot.rehearsal import report
from bot.rehearsal.people import SCENARIOS, People
from bot.rehearsal.stage import Stage
from config.home import Home
from workflows.calendar import at_office

Progress = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Casting:
    """What is rehearsed: the days, how people behave, and the seed that fixes their choices."""

    start_on: date
    end_on: date
    scenario: str = "usual"
    seed: int = 1


async def rehearse(home: Home, casting: Casting, progress: Progress | None = None) -> report.Report:
    """The whole programme through the real engine. The same seed gives the same report."""
    people = People(home, SCENARIOS[casting.scenario], casting.seed)
    with tempfile.TemporaryDirectory(prefix="duban-rehearsal-") as folder:
        stage = Stage(home, people, casting.start_on)
        await stage.open(Path(folder))
        try:
            await _live(stage, at_office(casting.end_on, time(23, 59)), progress)
            return await _report(stage, casting)
        finally:
            await stage.close()


async def _live(stage: Stage, end: datetime, progress: Progress | None) -> None:
    await stage.driver.settle()
    while await stage.driver.step(end):
        if progress is not None:
            progress(stage.clock.now())


async def _report(stage: Stage, casting: Casting) -> report.Report:
    entries = [report.entry(sighting) for sighting in stage.sightings]
    unreachable = await stage.store.unreachable_notices()
    return report.Report(
        start_on=casting.start_on,
        end_on=casting.end_on,
        seed=casting.seed,
        scenario=casting.scenario,
        entries=entries,
        totals=report.totals(entries),
        per_person_week=report.per_person_week(entries),
        collisions=report.collisions(entries),
        rest_days=report.rest_days(wanted(stage.home), stage.home.calendar),
        unreachable=unreachable,
        on_rest_days=report.on_rest_days(stage.sightings, stage.home.calendar),
    )
