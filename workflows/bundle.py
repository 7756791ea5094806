"""Bundling (合并发送): one unasked message per person and working day, inside working hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflows.calendar import office_day
from workflows.hours import next_open, send_instant
from workflows.notice import Notice, NoticeKind
from workflows.plan import Terms

ANSWERS = frozenset(
    {
        NoticeKind.DECISION,
        NoticeKind.REQUEST,
        NoticeKind.DIGEST,
        NoticeKind.SECRECY,
        NoticeKind.GAP,
    }
)
"""Kinds that somebody asked for or subscribed to: they do not use up the day's one message."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What leaves now, together, and until when the rest is held (None where nothing is)."""

    now: tuple[Notice, ...]
    held: tuple[Notice, ...]
    until: datetime | None


def bundle(notices: Sequence[Notice], written_on: date | None, terms: Terms) -> Bundle:
    """Sort one person's due notices into those that leave now and those that wait.

    `written_on` is the day of the last unasked message to this person, None for never. Urgent
    notices leave at once; the officer who marked them so stands on the record.
    """
    opens_at = next_open(terms.now, terms.hours, terms.calendar)
    if opens_at > terms.now:
        urgent = tuple(notice for notice in notices if notice.urgent)
        held = tuple(notice for notice in notices if not notice.urgent)
        return Bundle(urgent, held, opens_at if held else None)
    today = office_day(terms.now)
    if written_on is None or written_on < today:
        return Bundle(tuple(notices), (), None)
    free = tuple(n for n in notices if n.urgent or n.kind in ANSWERS)
    held = tuple(n for n in notices if not (n.urgent or n.kind in ANSWERS))
    tomorrow = terms.calendar.add_working_days(today, 1)
    return Bundle(free, held, send_instant(tomorrow, terms.hours) if held else None)


def is_unasked(notices: Sequence[Notice]) -> bool:
    """True where a message of these notices is the day's one unasked message."""
    return any(notice.kind not in ANSWERS and not notice.urgent for notice in notices)
