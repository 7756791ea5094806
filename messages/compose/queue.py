"""The office's queue (待办公室处理): what waits, what is under review, what can be closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from messages.compose.brief import brief
from messages.compose.buttons import pick
from messages.compose.item import UNIT_CHARS, item_of, short_code
from messages.compose.office_rows import close_choice, may_close
from messages.compose.requests import compose_requests, in_order
from messages.compose.speaking import Rows, fitted, join, spoken
from messages.compose.values import Addressee, Ask
from messages.speech import Action, Choice, Speech, Verb
from messages.words import clean, date_words, tongue
from workflows.case import Case

_MOST_LISTED = 4
_MOST_MOVED = 12


@dataclass(frozen=True, slots=True)
class Queue:
    """What an office looks at: `waiting` with the notices that would ask for it, the longest wait
    first from number `start` on; `reviewing` at a stage of review; `closable` ones.
    """

    waiting: Sequence[Ask] = ()
    reviewing: Sequence[Ask] = ()
    closable: Sequence[Ask] = ()
    start: int = 0


def compose_queue(queue: Queue, to: Addressee, now: datetime) -> Speech:
    """The whole queue in one message, with a row of buttons for each thing that waits."""
    ordered = in_order(queue.waiting)
    start = queue.start if 0 <= queue.start < len(ordered) else 0
    page = ordered[start:]
    cases = [ask.case for ask in (*page, *queue.reviewing, *queue.closable)]
    if to.notice_only and cases:
        return brief(cases, to)
    parts = [compose_requests(page, to, now, start)] if page else []
    if start == 0:
        parts.append(_tail(queue, to, now))
    return join(parts)


def _tail(queue: Queue, to: Addressee, now: datetime) -> Speech:
    closable = [ask for ask in queue.closable if may_close(ask.case)]

    def view(count: int) -> dict[str, Any]:
        return {
            "unit": clean(to.post.unit, UNIT_CHARS),
            "waiting": len(queue.waiting),
            "reviewing": [item_of(ask, to.lang, now) for ask in queue.reviewing[:count]],
            "reviewing_total": len(queue.reviewing),
            "closable": [item_of(ask, to.lang, now) for ask in closable[:count]],
            "closable_total": len(closable),
        }

    rows: list[tuple[Choice, ...]] = [
        (pick(ask.case, to.lang),) for ask in queue.reviewing[:_MOST_LISTED]
    ]
    return spoken(
        fitted("queue", to, _MOST_LISTED, view), to, (*rows, *_close_rows(closable, to.lang))
    )


def _close_rows(asks: Sequence[Ask], lang: str) -> Rows:
    """Two a row, then all at once."""
    choices = [
        close_choice(ask.case, short_code(ask.case.assignment), lang) for ask in asks[:_MOST_LISTED]
    ]
    rows = [tuple(choices[i : i + 2]) for i in range(0, len(choices), 2)]
    if len(asks) > 1:
        n = len(asks)
        label = f"Close all {n}" if tongue(lang) == "en" else f"全部销号（{n}项）"
        rows.append((Choice(label, Action(Verb.CLOSE, "", "all")),))
    return tuple(rows)


def compose_event(
    event: Case, moved: Sequence[Ask], to: Addressee, now: datetime, *, corrected: bool = False
) -> Speech:
    """An event on record, with the due dates that it has moved."""
    on = event.standing.happened_on

    def view(count: int) -> dict[str, Any]:
        return {
            "title": clean(event.assignment.title, UNIT_CHARS),
            "on": date_words(on, now, to.lang) if on else "",
            "corrected": corrected,
            "total": len(moved),
            "shown": [item_of(ask, to.lang, now) for ask in moved[:count]],
            "rest": len(moved[count:]),
        }

    return spoken(fitted("event", to, _MOST_MOVED, view), to)
