"""duban rehearse: the whole programme on a virtual clock."""

from __future__ import annotations

import gc
import logging
import os
import sys
from datetime import date, datetime
from typing import Annotated, Any

from cyclopts import Parameter
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.cli.problems import HomePath, Lang, Refused, language, print_json, reading_of, usable_home
from bot.logs import set_up_logs
from bot.looping import run as run_loop
from bot.rehearsal.people import SCENARIOS
from bot.rehearsal.report import Report
from bot.rehearsal.run import Casting
from bot.rehearsal.run import rehearse as run_rehearsal
from config.home import Home


def rehearse(
    *,
    from_: Annotated[date | None, Parameter(name="--from")] = None,
    to: date | None = None,
    scenario: str = "usual",
    seed: int = 1,
    json: bool = False,
    home: HomePath = None,
    lang: Lang = None,
) -> int:
    """Run every programme of the home with simulated liaisons; nothing is sent (演练).

    The same seed gives the same report, byte for byte.

    Parameters
    ----------
    scenario: usual, punctual, late, silent or leaving
    json: one JSON document with every message
    """
    reading = reading_of(home, os.environ.get("DUBAN_HOME"))
    usable = usable_home(reading, lang)
    if scenario not in SCENARIOS:
        raise Refused(f"no scenario is called {scenario}; there are: {', '.join(SCENARIOS)}")
    if not usable.programmes:
        raise Refused("the home has no programme to rehearse")
    start = from_ or min(programme.starts_on for programme in usable.programmes)
    end = to or max(programme.ends_on for programme in usable.programmes)
    if end < start:
        raise Refused(f"--to {end} is before --from {start}")
    set_up_logs(logging.ERROR)  # a simulated person who blocks the bot is no news
    gc.set_threshold(200_000)  # much is made and little thrown away: look for cycles rarely
    report = run_loop(_run(usable, Casting(start, end, scenario, seed), quiet=json))
    if json:
        print_json(report.as_json())
    else:
        _show(report, language(reading, lang))
    return 1 if report.collisions or report.on_rest_days else 0


async def _run(home: Home, casting: Casting, *, quiet: bool) -> Report:
    if quiet or not sys.stderr.isatty():
        return await run_rehearsal(home, casting)
    days = (casting.end_on - casting.start_on).days + 1
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("演练", total=days)

        def show(now: datetime) -> None:
            progress.update(bar, completed=(now.date() - casting.start_on).days)

        return await run_rehearsal(home, casting, show)


def _show(report: Report, lang: str) -> None:
    console = Console()
    zh = lang == "zh"
    console.print(f"{report.start_on} → {report.end_on}  seed {report.seed}  {report.scenario}")
    console.print("  ".join(f"{kind} {n}" for kind, n in report.totals.items()))
    _table(
        console,
        "每人主动消息（最多的十人）" if zh else "Unasked messages per person (top ten)",
        sorted(report.per_person_week, key=lambda row: -row["messages"])[:10],
    )
    _table(console, "一人一天多条" if zh else "Collisions", report.collisions)
    _table(console, "时限遇休息日" if zh else "Deadlines on rest days", report.rest_days)
    _table(console, "无法送达" if zh else "Cannot be reached", report.unreachable)


def _table(console: Console, title: str, rows: Any) -> None:
    if not rows:
        console.print(f"{title}: 0")
        return
    table = Table(title=title, title_justify="left")
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    console.print(table)
