"""Decisions (审批结果): the office's word, to the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from messages.compose.asks import by_due, once
from messages.compose.brief import brief
from messages.compose.buttons import choice, pick_rows
from messages.compose.item import UNIT_CHARS, Item, item_of
from messages.compose.speaking import Rows, fitted, spoken
from messages.compose.values import Addressee, Ask
from messages.speech import Choice, Speech, Verb
from messages.words import clean, percent_words, report_words
from workflows.case import Case
from workflows.ledger import FactKind, ReportKind
from workflows.standing import State

_MOST_ITEMS = 6
_REASON_CHARS, _ANSWER_CHARS, _WORDS_CHARS = 120, 600, 200
_RECEIPT_CHARS = 24


@dataclass(frozen=True, slots=True)
class Decided:
    """An item with what the office decided on it, `what` being the kind of the fact, or "".

    `question` is what was answered; `entered` what the office put on record for the unit, with
    its `words` and `receipt`; `stage` the stage of review that sent the work back.
    """

    item: Item
    what: str
    reason: str
    question: str = ""
    entered: str = ""
    words: str = ""
    receipt: str = ""
    stage: str = ""


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
    shown = not ask.case.assignment.offline
    room = _ANSWER_CHARS if what is FactKind.ANSWERED else _REASON_CHARS
    reason = clean(standing.decision_reason, room) if shown else ""
    decided = Decided(item_of(ask, lang, now), what.value if what else "", reason)
    return replace(decided, **_more(ask.case, what, lang)) if shown and what else decided


def _more(case: Case, what: FactKind, lang: str) -> dict[str, str]:
    """What only some decisions have to say."""
    last = next((fact.data for fact in reversed(case.facts) if fact.kind is what), {})
    if what is FactKind.ANSWERED:
        asked = [fact for fact in case.facts if fact.kind is FactKind.QUESTION]
        words = str(asked[-1].data.get("text") or "") if asked else ""
        return {"question": clean(words, _REASON_CHARS)}
    if what is FactKind.STAGE:
        return {"stage": clean(str(last.get("stage") or ""), _REASON_CHARS)}
    if what not in (FactKind.REPORTED, FactKind.CORRECTED):
        return {}
    percent = last.get("percent")
    parts = [report_words(str(last.get("intent") or ""), lang)]
    if isinstance(percent, int | float) and last.get("intent") != ReportKind.DONE:
        parts.append(percent_words(percent))
    return {
        "entered": " ".join(part for part in parts if part),
        "words": clean(str(last.get("text") or ""), _WORDS_CHARS),
        "receipt": clean(str(last.get("receipt") or ""), _RECEIPT_CHARS),
    }


def _decision_rows(asks: Sequence[Ask], lang: str) -> Rows:
    """A button for each item that the unit has to take up again, or that it may put right."""
    again = (FactKind.RETURNED, FactKind.EXTENSION_REFUSED, FactKind.WAITING_OVER, FactKind.STAGE)
    cases = [a.case for a in asks if a.case.standing.decided in again]
    rows = pick_rows([case for case in cases if not case.assignment.offline], lang)
    return (*rows, *(_correcting(ask, lang) for ask in asks if _is_entry(ask)))


def _is_entry(ask: Ask) -> bool:
    return ask.case.standing.on_behalf and not ask.case.assignment.offline


def _correcting(ask: Ask, lang: str) -> tuple[Choice, ...]:
    about, receipt = ask.case.assignment.id, ask.case.standing.receipt or ""
    return (choice(Verb.CORRECT, lang, about, receipt[:_RECEIPT_CHARS]),)
