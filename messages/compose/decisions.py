"""Decisions (审批结果) to the unit, and requests (请示) that wait for the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from messages.compose.asks import by_due, once
from messages.compose.brief import brief
from messages.compose.buttons import choice, pick_rows
from messages.compose.item import UNIT_CHARS, Item, item_of
from messages.compose.speaking import Rows, fitted, spoken
from messages.compose.values import Addressee, Ask
from messages.speech import Speech, Verb
from messages.words import clean
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.standing import State

_MOST_ITEMS = 6
_MOST_BUTTON_ITEMS = 4
_REASON_CHARS = 120


@dataclass(frozen=True, slots=True)
class Decided:
    """An item with what the office decided on it, `what` being the kind of the fact, or ""."""

    item: Item
    what: str
    reason: str


def compose_decisions(asks: Sequence[Ask], to: Addressee, now: datetime) -> Speech:
    """What the office decided: the item, the decision, its reason, what follows. Not empty."""
    ordered = by_due(once(asks))
    if to.notice_only:
        return brief([ask.case for ask in ordered], to)

    def view(count: int) -> dict[str, Any]:
        return {
            "unit": clean(to.post.unit, UNIT_CHARS),
            "total": len(ordered),
            "shown": [_decided(ask, to.lang, now) for ask in ordered[:count]],
            "rest": len(ordered[count:]),
        }

    return spoken(fitted("decisions", to, _MOST_ITEMS, view), to, _decision_rows(ordered, to.lang))


def _decided(ask: Ask, lang: str, now: datetime) -> Decided:
    standing = ask.case.standing
    what = standing.decided
    if what is None and standing.state in (State.ACCEPTED, State.EXCUSED, State.CLOSED):
        what = FactKind(standing.state.value)
    offline = ask.case.assignment.offline
    reason = "" if offline else clean(standing.decision_reason, _REASON_CHARS)
    return Decided(item_of(ask, lang, now), what.value if what else "", reason)


def _decision_rows(asks: Sequence[Ask], lang: str) -> Rows:
    """A button for each item that the unit has to take up again."""
    again = (FactKind.RETURNED, FactKind.EXTENSION_REFUSED, FactKind.WAITING_OVER)
    cases = [a.case for a in asks if a.case.standing.decided in again]
    return pick_rows([case for case in cases if not case.assignment.offline], lang)


def compose_requests(asks: Sequence[Ask], to: Addressee, now: datetime) -> Speech:
    """What units ask of the office: extensions with reason and date, questions. Not empty.

    An extension is granted or refused by a button; a question is answered from the item.
    """
    ordered = by_due(once(asks))
    if to.notice_only:
        return brief([ask.case for ask in ordered], to)

    def view(count: int) -> dict[str, Any]:
        return {
            "total": len(ordered),
            "shown": [_requested(ask, to.lang, now) for ask in ordered[:count]],
            "rest": len(ordered[count:]),
        }

    return spoken(fitted("requests", to, _MOST_ITEMS, view), to, _request_rows(ordered, to.lang))


def _requested(ask: Ask, lang: str, now: datetime) -> Decided:
    reasons = [f.data.get("reason") for f in ask.case.facts if f.kind is FactKind.EXTENSION_ASKED]
    offline = ask.case.assignment.offline
    reason = "" if offline or not reasons else clean(str(reasons[-1] or ""), _REASON_CHARS)
    return Decided(item_of(ask, lang, now), "", reason)


def _request_rows(asks: Sequence[Ask], lang: str) -> Rows:
    """Grant and refuse for a single request; up to four items get such a row with their number."""
    wanting = [ask.case for ask in asks if ask.case.standing.extension_asked_until is not None]
    if len(asks) == 1 and wanting:
        return (_grant_row(wanting[0], lang),)
    return pick_rows([ask.case for ask in asks], lang)


def _grant_row(case: Case, lang: str) -> tuple[Any, ...]:
    about = case.assignment.id
    return (choice(Verb.GRANT, lang, about), choice(Verb.REFUSE, lang, about))
