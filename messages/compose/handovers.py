"""Handovers (工作移交): the link for a successor, and what he takes over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from messages.compose.asks import by_due
from messages.compose.brief import brief
from messages.compose.buttons import pick_rows
from messages.compose.item import UNIT_CHARS, Item, item_of
from messages.compose.speaking import Rows, fitted, spoken
from messages.compose.values import Addressee, Ask
from messages.speech import Choice, Speech
from messages.words import clean, date_words, due_words, tongue

_MOST_ITEMS = 8
_LINK_CHARS = 500


def compose_handover(link: str, expires_at: datetime, to: Addressee, now: datetime) -> Speech:
    """The one-time link that the holder passes on; he himself keeps everything until it is used."""
    address = clean(link, _LINK_CHARS)
    view = {
        "post": clean(to.post.title, UNIT_CHARS),
        "expires": due_words(expires_at, now, to.lang),
        "link": address,
    }
    label = "Link for the successor" if tongue(to.lang) == "en" else "接手链接"
    web = address.startswith(("https://", "http://"))
    rows: Rows = ((Choice(label, url=address),),) if web else ()
    return spoken(to.templates.render("handover", to.lang, view), to, rows)


def compose_taken_over(asks: Sequence[Ask], to: Addressee, now: datetime) -> Speech:
    """The brief for a successor (交接清单): open items, promises, evidence, what waits."""
    ordered = by_due(asks)
    if to.notice_only and ordered:
        return brief([ask.case for ask in ordered], to)

    def view(count: int) -> dict[str, Any]:
        return {
            "post": clean(to.post.title, UNIT_CHARS),
            "unit": clean(to.post.unit, UNIT_CHARS),
            "total": len(ordered),
            "shown": [_taken(ask, item_of(ask, to.lang, now), to, now) for ask in ordered[:count]],
            "rest": len(ordered[count:]),
        }

    rows = pick_rows([ask.case for ask in ordered], to.lang)
    return spoken(fitted("taken_over", to, _MOST_ITEMS, view), to, rows)


def _taken(ask: Ask, item: Item, to: Addressee, now: datetime) -> dict[str, Any]:
    standing = ask.case.standing
    promised = standing.promised_until
    return {
        "item": item,
        "promised": date_words(promised, now, to.lang) if promised else "",
        "evidence": standing.evidence,
        "waiting": clean(standing.waiting_for, UNIT_CHARS),
    }
