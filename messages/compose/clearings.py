"""Clearings (销单): the end of the matter, told once to everyone who got a slip about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from messages.compose.asks import by_due, once
from messages.compose.brief import brief
from messages.compose.item import item_of
from messages.compose.speaking import fitted, spoken
from messages.compose.values import Addressee, Ask
from messages.speech import Speech
from messages.words import clean, instant_words, slip_words
from workflows.ladder import Slip
from workflows.ledger import FactKind

_MOST_ITEMS = 8
_NUMBER_CHARS = 40


def compose_cleared(asks: Sequence[Ask], to: Addressee, now: datetime) -> Speech:
    """Which slips are settled, and since when: nothing is asked. `asks` is not empty."""
    ordered = by_due(once(asks))
    if to.notice_only:
        return brief([ask.case for ask in ordered], to)

    def view(count: int) -> dict[str, Any]:
        return {
            "total": len(ordered),
            "shown": [
                {
                    "item": item_of(ask, to.lang, now),
                    "on": _finished(ask, to.lang, now),
                    **_letter(ask, to),
                }
                for ask in ordered[:count]
            ],
            "rest": len(ordered[count:]),
        }

    return spoken(fitted("cleared", to, _MOST_ITEMS, view), to)


def _letter(ask: Ask, to: Addressee) -> dict[str, str]:
    """The last slip that this very reader got about it, with its number where it had one."""
    facts = [f for f in ask.case.facts if f.kind is FactKind.ESCALATED and f.data.get("slip")]
    mine = [fact for fact in facts if fact.data.get("to") == to.post.id] or facts
    if not mine:
        return {"slip": "", "number": ""}
    rung = str(mine[-1].data["rung"])
    approved = [f.data for f in ask.case.facts if f.kind is FactKind.SLIP_APPROVED]
    numbers = [d.get("receipt") for d in approved if str(d["rung"]).rpartition(" ")[0] == rung]
    return {
        "slip": slip_words(Slip(mine[-1].data["slip"]), to.lang),
        "number": clean(str(numbers[-1] or ""), _NUMBER_CHARS) if numbers else "",
    }


def _finished(ask: Ask, lang: str, now: datetime) -> str:
    at = ask.case.standing.finished_at
    return instant_words(at, now, lang) if at else ""
