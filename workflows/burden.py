"""The burden ledger (减负账本): what programmes ask of people, so that it can be made less.

It counts what is done *to* people: messages, asks and the answers they had to give. Nothing here
measures how fast anybody answers, and nothing ranks people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workflows.calendar import office_day
from workflows.notice import Notice, NoticeKind
from workflows.roster import Role

ASKS = frozenset({NoticeKind.ISSUE, NoticeKind.REMINDER, NoticeKind.NAG})
"""Kinds of notices that ask somebody for something."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one person was sent in a span of days, over all programmes, at all of his posts.

    `messages` counts unasked messages, `asks` the items they asked about, `answers` what he sent
    or tapped.
    """

    posts: tuple[str, ...]
    messages: int
    asks: int
    answers: int


@dataclass(frozen=True, slots=True)
class Burden:
    """A week's burden (一周负担): totals, and those who were asked most, heaviest first."""

    start_on: date
    end_on: date
    people: int
    messages: int
    asks: int
    answers: int
    heaviest: tuple[Load, ...]

    @property
    def messages_each(self) -> float:
        """Unasked messages per person who got any, 0 where nobody did."""
        return self.messages / self.people if self.people else 0.0


def burden(loads: Sequence[Load], span: tuple[date, date], most: int = 10) -> Burden:
    """The burden of a span of days (both included) from what each person was sent in it."""
    written = [load for load in loads if load.messages or load.asks]
    ordered = sorted(written, key=lambda load: (-load.asks, -load.messages, load.posts))
    return Burden(
        start_on=span[0],
        end_on=span[1],
        people=len(written),
        messages=sum(load.messages for load in written),
        asks=sum(load.asks for load in written),
        answers=sum(load.answers for load in loads),
        heaviest=tuple(ordered[:most]),
    )


@dataclass(frozen=True, slots=True)
class Bill:
    """What one task or duty would cost its liaisons in a window if nobody answered early (账单).

    `messages` counts days on which somebody is written to for its sake alone; asks that travel
    with others cost no message. `people` is how many liaisons it concerns.
    """

    programme: str
    task: str
    asks: int
    messages: int
    people: int


def bills(notices: Iterable[Notice], only: frozenset[tuple[str, str]]) -> tuple[Bill, ...]:
    """The bills of the tasks and duties in `only` (programme, code), dearest first.

    `notices` are all notices of a window, over all programmes.
    """
    days: dict[tuple[str, date], set[tuple[str, str]]] = defaultdict(set)
    asks: dict[tuple[str, str], int] = defaultdict(int)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for notice in notices:
        if notice.kind not in ASKS or not notice.to.endswith(f"/{Role.LIAISON.value}"):
            continue
        programme, code = notice.about.split("/")[:2]
        days[notice.to, office_day(notice.at)].add((programme, code))
        asks[programme, code] += 1
        people[programme, code].add(notice.to)
    alone: dict[tuple[str, str], int] = defaultdict(int)
    for about in days.values():
        if len(about) == 1:
            alone[next(iter(about))] += 1
    made = [Bill(*key, asks[key], alone[key], len(people[key])) for key in asks if key in only]
    return tuple(sorted(made, key=lambda bill: (-bill.messages, -bill.asks, bill.task)))
