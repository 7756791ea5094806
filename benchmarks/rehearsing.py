"""The shipped programme lived through from its first day to the end of 2026."""

from __future__ import annotations

from datetime import date

from benchmarks.figures import Figure, Size, Watch, median_of, rate, span
from bot.rehearsal.run import Casting, rehearse
from config.home import default_home, read_home

GOAL = 20_000
_START = date(2023, 6, 20)


async def run(size: Size) -> list[Figure]:
    home = read_home(default_home()).home
    assert home is not None
    end = date(2023, 12, 31) if size.quick else date(2026, 12, 31)
    notices = 0

    async def measure() -> float:
        nonlocal notices
        watch = Watch()
        report = await rehearse(home, Casting(_START, end))
        notices = sum(len(entry["about"]) for entry in report.entries)
        return watch.seconds

    seconds = await median_of(measure)
    speed = notices / seconds
    return [
        Figure(f"rehearsal {_START} … {end}", span(seconds)),
        Figure("notices rehearsed", rate(speed), "", None, f"≥ {GOAL:,}/s", speed >= GOAL),
    ]
