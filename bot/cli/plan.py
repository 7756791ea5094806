"""duban plan: what would be in force, every message of a window, and what apply would change."""

from __future__ import annotations

import asyncio
import os
from datetime import date, timedelta
from typing import Annotated, Any

from cyclopts import Parameter

from bot.changes import happened, in_force, pending, wanted
from bot.cli.planned import show_plan
from bot.cli.problems import (
    HomePath,
    Lang,
    Refused,
    language,
    print_json,
    reading_of,
    usable_home,
)
from bot.clock import WallClock
from bot.foreseen import Edited, Foreseer, Window, notice_changes
from bot.planning import Glance, change_json, plan_document
from bot.settings import read_environment
from bot.store import CaseRow, Store
from config.home import Home
from config.problems import as_json

_DEFAULT_WINDOW = timedelta(days=92)


def plan(
    *,
    programme: str | None = None,
    from_: Annotated[date | None, Parameter(name="--from")] = None,
    to: date | None = None,
    json: bool = False,
    home: HomePath = None,
    lang: Lang = None,
) -> int:
    """Show assignments, notices and changes of a window before anything is sent (预览).

    The window is the next quarter unless --from and --to say otherwise. Exit code 1 where
    `duban apply` would change something; a running case keeps its ladder, so a changed ladder
    is shown ("terms") and is no reason to apply.

    Parameters
    ----------
    programme: only this programme, by its code
    json: one JSON document
    """
    reading = reading_of(home, os.environ.get("DUBAN_HOME"))
    usable = usable_home(reading, lang)
    words = language(reading, lang)
    chosen = [p for p in usable.programmes if programme in (None, p.code)]
    if not chosen:
        known = ", ".join(p.code for p in usable.programmes)
        raise Refused(f"no programme is called {programme}; there are: {known}")
    window = _window(from_, to)
    rows = _rows(usable)
    glance = Glance(usable, chosen, window, happened(rows.values()))
    document = plan_document(glance, words)
    document |= _differences(glance, rows, programme)
    noted = reading.problems if programme is None else reading.concerning(programme)
    document["problems"] = [as_json(problem, words) for problem in noted]
    if json:
        print_json(document)
    else:
        show_plan(document, words)
    return 1 if any(change["what"] != "terms" for change in document["changes"]) else 0


def _window(start: date | None, end: date | None) -> Window:
    start = start or WallClock().now().date()
    end = end or start + _DEFAULT_WINDOW
    if end < start:
        raise Refused(f"--to {end} is before --from {start}")
    return Window(start, end)


def _rows(home: Home) -> dict[str, CaseRow]:
    """What is in force, by assignment; nothing where there is no store yet."""
    environment = read_environment(os.environ, home.path)
    url = environment.database_url
    if url.startswith("sqlite") and not os.path.exists(url.removeprefix("sqlite://")):
        return {}
    return asyncio.run(_read_rows(url, home))


async def _read_rows(url: str, home: Home) -> dict[str, CaseRow]:
    async with await Store.open(url) as store:  # nothing is written, so no key is needed
        return await in_force(store, home)


def _differences(glance: Glance, rows: dict[str, CaseRow], programme: str | None) -> dict[str, Any]:
    """What apply would change, and how many notices of the window come and go with it."""
    asked = wanted(glance.home, glance.happened)
    mine = f"{programme}/" if programme else ""
    changes = [c for c in pending(rows.values(), asked) if c.assignment.startswith(mine)]
    edited = Edited(rows, asked, changes)
    now = WallClock().now()
    return {
        "changes": [change_json(change) for change in changes],
        "notice_changes": notice_changes(Foreseer(glance.home), edited, glance.window, now),
    }
