"""duban plan: what would be in force, every message of a window, and what apply would change."""

from __future__ import annotations

import asyncio
import os
from datetime import date, timedelta
from typing import Annotated, Any

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from bot.access import call_command
from bot.applying import compare, wanted
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
from bot.planning import Window, change_json, plan_document
from bot.settings import read_environment
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
    document = plan_document(usable, chosen, _window(from_, to), words)
    document["changes"] = _changes(usable, programme)
    document["problems"] = [as_json(problem, words) for problem in reading.problems]
    if json:
        print_json(document)
    else:
        _show(document, words)
    return 1 if any(change["what"] != "terms" for change in document["changes"]) else 0


def _window(start: date | None, end: date | None) -> Window:
    start = start or WallClock().now().date()
    end = end or start + _DEFAULT_WINDOW
    if end < start:
        raise Refused(f"--to {end} is before --from {start}")
    return Window(start, end)


def _changes(home: Home, programme: str | None) -> list[dict[str, str]]:
    """Against the store where there is one; without one, everything would be new."""
    environment = read_environment(os.environ, home.path)
    url = environment.database_url
    if url.startswith("sqlite") and not os.path.exists(url.removeprefix("sqlite://")):
        changes = [change_json(change) for change in compare((), wanted(home))]
    else:
        changes = asyncio.run(call_command(environment, home, "changes", {}))
    mine = f"{programme}/"
    return [c for c in changes if programme is None or c["assignment"].startswith(mine)]


def _show(document: dict[str, Any], lang: str) -> None:
    console = Console()
    zh = lang == "zh"
    table = Table(title="交办事项" if zh else "Assignments", title_justify="left")
    for heading in ("编号", "事项", "责任单位", "期次", "时限") if zh else (
        "code", "title", "unit", "occurrence", "due",
    ):  # fmt: skip
        table.add_column(heading, overflow="fold")
    for row in document["assignments"]:
        due = (row["due_at"] or "—")[:16].replace("T", " ")
        table.add_row(row["task"], row["title"], row["unit"], row["occurrence"] or "", due)
    console.print(table)
    kinds: dict[str, int] = {}
    for notice in document["notices"]:
        kinds[notice["kind"]] = kinds.get(notice["kind"], 0) + 1
    counted = "、".join(f"{kind} {n}" for kind, n in sorted(kinds.items()))
    console.print(
        f"通知合计 {len(document['notices'])} 条（无人反馈时）：{counted}"
        if zh
        else f"{len(document['notices'])} notices if nobody answers: {counted}"
    )
    console.print(
        f"待生效变更 {len(document['changes'])} 项。"
        if zh
        else f"{len(document['changes'])} changes pending."
    )
