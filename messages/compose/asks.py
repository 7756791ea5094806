"""The liaison's one message of the day: issues, reminders and nags, longest overdue first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from messages.compose.brief import brief
from messages.compose.buttons import PICK_ROWS, ask_rows
from messages.compose.item import UNIT_CHARS, item_of, short_code
from messages.compose.speaking import fitted, spoken
from messages.compose.values import Addressee, Ask
from messages.speech import Speech
from messages.words import before_words, clean
from workflows.ladder import Slip
from workflows.notice import Notice, NoticeKind
from workflows.standing import State

_MOST_CODES = 20
_LATEST = datetime.max.replace(tzinfo=UTC)


def compose_asks(asks: Sequence[Ask], to: Addressee, now: datetime) -> Speech:
    """What the liaison owes, in one message that fits. `asks` is not empty.

    One item: what, by when, why the day moved, what counts as done, how to answer. Several: one
    block each; those beyond what a phone can hold are named by their codes.
    """
    ordered = merged(by_due(once(asks)))
    if to.notice_only:
        return brief([ask.case for ask in ordered], to)
    if len(ordered) == 1:
        view = {"unit": clean(to.post.unit, UNIT_CHARS), "item": item_of(ordered[0], to.lang, now)}
        html = to.templates.render("asks_one", to.lang, view)
    else:
        html = fitted("asks_many", to, PICK_ROWS, lambda n: _many(ordered, to, now, n))
    return spoken(html, to, ask_rows(ordered, to.lang))


def once(asks: Sequence[Ask]) -> list[Ask]:
    """One ask per item: the gravest of its notices, the later one where they weigh the same."""
    found: dict[str, Ask] = {}
    for ask in asks:
        seen = found.setdefault(ask.case.assignment.id, ask)
        if _weight(ask.notice) >= _weight(seen.notice):
            found[ask.case.assignment.id] = ask
    return list(found.values())


def merged(asks: Sequence[Ask]) -> list[Ask]:
    """Asks of one unit for the same material (同一材料) as one ask, at the place of the first."""
    found: dict[tuple[str, str], Ask] = {}
    for ask in asks:
        assignment = ask.case.assignment
        key = (assignment.unit, assignment.material or assignment.id)
        first = found.get(key)
        found[key] = replace(first, also=(*first.also, ask.case)) if first else ask
    return list(found.values())


def _weight(notice: Notice) -> tuple[int, int]:
    kinds = (NoticeKind.ISSUE, NoticeKind.REMINDER, NoticeKind.NAG, NoticeKind.ESCALATION)
    slips = (None, Slip.BLUE, Slip.YELLOW, Slip.RED)
    kind = kinds.index(notice.kind) if notice.kind in kinds else -1
    return kind, slips.index(notice.slip)


def by_due(asks: Sequence[Ask]) -> list[Ask]:
    """Longest overdue first, open ends last; equal due dates by code."""
    return sorted(asks, key=lambda a: (a.case.standing.due_at or _LATEST, a.case.assignment.id))


def _takes_words(ask: Ask) -> bool:
    """True where a report in words is an answer: not offline, nor at a stage of review."""
    at_stage = ask.case.standing.state is State.IN_REVIEW
    return not at_stage and not ask.case.assignment.offline


def _many(asks: Sequence[Ask], to: Addressee, now: datetime, count: int) -> dict[str, Any]:
    due = [ask.case.standing.due_at for ask in asks]
    coming = [at for at in due if at is not None and at >= now]
    answerable = [ask for ask in asks if _takes_words(ask)]
    worded = [ask for ask in answerable if ask.case.assignment.indicator is None]
    return {
        "unit": clean(to.post.unit, UNIT_CHARS),
        "total": len(asks),
        "overdue": sum(at is not None and at < now for at in due),
        "next_by": before_words(min(coming), now, to.lang) if coming else "",
        "shown": [item_of(ask, to.lang, now, n) for n, ask in enumerate(asks[:count], 1)],
        "rest": len(asks[count:]),
        "rest_codes": [short_code(a.case.assignment) for a in asks[count:][:_MOST_CODES]],
        "examples": [short_code(ask.case.assignment) for ask in worded[:2]],
        "figures": len(answerable) if not worded else 0,
    }
