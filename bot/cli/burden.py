"""duban burden: what programmes ask of people, so that it can be made less (减负账本)."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from bot.cli.operate import call
from bot.cli.problems import HomePath, Lang, language, print_json, reading_of


def burden(
    *, week: str | None = None, json: bool = False, home: HomePath = None, lang: Lang = None
) -> int:
    """Messages, asks and answers per person in the last seven days (减负账本).

    Nothing here says how fast anybody answered: it counts what was asked of people.

    Parameters
    ----------
    week: an ISO week such as 2024-W37 instead of the last seven days
    """
    made = call(home, lang, "burden", {"week": week})
    if json:
        print_json(made)
        return 0
    zh = language(reading_of(home, None), lang) == "zh"
    _show(made, zh)
    return 0


def _show(made: dict[str, Any], zh: bool) -> None:
    days = f"{made['start_on']} — {made['end_on']}"
    each = made["messages_each"]
    if zh:
        print(
            f"减负账本 {days}：{made['people']}人收到{made['messages']}条主动消息"
            f"（人均{each}条）、{made['asks']}次要求，答复{made['answers']}次。"
        )
    else:
        print(
            f"Burden {days}: {made['people']} people got {made['messages']} unasked messages"
            f" ({each} each) with {made['asks']} asks, and answered {made['answers']} times."
        )
    if not made["heaviest"]:
        return
    heads = ("岗位", "消息", "要求", "答复") if zh else ("post", "messages", "asks", "answers")
    table = Table(*heads)
    for load in made["heaviest"]:
        row = ("、".join(load["posts"]), load["messages"], load["asks"], load["answers"])
        table.add_row(*map(str, row))
    Console().print(table)
