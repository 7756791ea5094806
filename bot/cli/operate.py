"""duban apply, invite and digest: they need the store and also work beside a running service."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from bot.access import call_command, command_shell, open_store
from bot.cli.problems import HomePath, Lang, Refused, language, print_json, reading_of, usable_home
from bot.commands import CommandRefused, apply_now
from bot.settings import read_environment
from config.home import Home


def apply(*, home: HomePath = None, json: bool = False, lang: Lang = None) -> int:
    """Put the programmes of the home into force (生效). Shows what changed.

    A running service takes the new programmes at once.
    """
    reading = reading_of(home, os.environ.get("DUBAN_HOME"))
    usable = usable_home(reading, lang)
    changes = asyncio.run(_apply(usable))
    if json:
        print_json({"changes": changes})
        return 0
    zh = language(reading, lang) == "zh"
    counted = Counter(change["what"] for change in changes)
    listed = ", ".join(f"{what} {n}" for what, n in sorted(counted.items()))
    nothing = "已是最新，无变更。" if zh else "Nothing to change."
    print(f"{'已生效' if zh else 'Applied'}: {listed}" if changes else nothing)
    return 0


async def _apply(home: Home) -> list[dict[str, str]]:
    environment = read_environment(os.environ, home.path)
    store, secret = await open_store(environment, os.environ)
    try:
        return await apply_now(await command_shell(environment, home, store, secret), home)
    finally:
        await store.close()


def invite(
    unit: str,
    *,
    post: str = "liaison",
    holder: Annotated[str, Parameter(help="A or B (A岗 or B岗)")] = "A",
    json: bool = False,
    home: HomePath = None,
    lang: Lang = None,
) -> int:
    """Make a one-time invite that binds whoever brings it to a post (邀请绑定).

    Parameters
    ----------
    unit: full name, short name or alias of a unit or office
    post: liaison, head, clerk, director, leader, admin or auditor
    """
    seat = {"unit": unit, "role": post, "holder": holder}
    return _hand_out("invite", seat, json, (home, lang))


def handover(
    unit: str,
    *,
    post: str = "liaison",
    holder: Annotated[str, Parameter(help="A or B (A岗 or B岗)")] = "A",
    json: bool = False,
    home: HomePath = None,
    lang: Lang = None,
) -> int:
    """Make a one-time link by which a successor takes over a post (工作移交).

    Whoever opens it takes the holder's place on every channel: the old buttons die at once, the
    old account is told, the successor gets a list of what is open.

    Parameters
    ----------
    unit: full name, short name or alias of a unit or office
    post: liaison, head, clerk, director, leader, admin or auditor
    """
    seat = {"unit": unit, "role": post, "holder": holder}
    return _hand_out("handover", seat, json, (home, lang))


def _hand_out(
    name: str, seat: dict[str, str], json: bool, where: tuple[Path | None, str | None]
) -> int:
    """Ask for a one-time link and print it."""
    if seat["holder"] not in ("A", "B"):
        raise Refused(f"--holder is A or B, not {seat['holder']}")
    made = call(*where, name, seat)
    if json:
        print_json(made)
    else:
        print(f"{made['post']}\n{made['link']}\n/start {made['code']}\n→ {made['expires_at']}")
    return 0


def digest(
    *,
    week: str | None = None,
    programme: str | None = None,
    out: Path | None = None,
    json: bool = False,
    home: HomePath = None,
    lang: Lang = None,
) -> int:
    """Print the weekly digest (周报) as of now, or of an ISO week such as 2024-W37.

    Parameters
    ----------
    out: also write it into this folder as a text file
    """
    made = call(home, lang, "digest", {"programme": programme, "week": week})
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{made['programme']}-{made['at'][:10]}.txt").write_text(made["text"] + "\n")
    if json:
        print_json(made)
    else:
        print(made["text"])
    return 0


def event(
    programme: str,
    event: str,
    *,
    on: str = "",
    correct: bool = False,
    json: bool = False,
    home: HomePath = None,
    lang: Lang = None,
) -> int:
    """Put an event (来事) on record; every due date that counts from it moves at once.

    Parameters
    ----------
    programme: the programme's code
    event: the event's name, as in the programme's `events`
    on: the day on which it happened, such as 2026-07-31; today where it is left out
    correct: put right a day that was recorded before, and move the due dates again
    """
    arguments = {"programme": programme, "event": event, "on": on, "correct": correct}
    made = call(home, lang, "event", arguments)
    if json:
        print_json(made)
        return 0
    zh = language(reading_of(home, os.environ.get("DUBAN_HOME")), lang) == "zh"
    head = ("已更正" if correct else "已登记") if zh else ("Corrected" if correct else "On record")
    print(f"{head}: {made['event']} {made['on']}")
    for moved in made["moved"]:
        print(f"  {moved['assignment']} → {(moved['due_at'] or '-')[:16]}")
    if not made["moved"]:
        print("没有按它起算的时限。" if zh else "No due date counts from it.")
    return 0


def file(programme: str, *, json: bool = False, home: HomePath = None, lang: Lang = None) -> int:
    """File (归档) everything that is closed in a programme that has ended."""
    made = call(home, lang, "file", {"programme": programme})
    if json:
        print_json(made)
        return 0
    zh = language(reading_of(home, os.environ.get("DUBAN_HOME")), lang) == "zh"
    if zh:
        left = f"，还有{made['left']}项没有销号" if made["left"] else ""
        print(f"已归档{made['filed']}项{left}。")
    else:
        left = f", {made['left']} not closed yet" if made["left"] else ""
        print(f"Filed {made['filed']}{left}.")
    return 0


def call(home: Path | None, lang: str | None, name: str, arguments: dict[str, Any]) -> Any:
    usable = usable_home(reading_of(home, os.environ.get("DUBAN_HOME")), lang)
    environment = read_environment(os.environ, usable.path)
    try:
        return asyncio.run(call_command(environment, usable, name, arguments))
    except CommandRefused as refusal:
        raise Refused(str(refusal)) from refusal
