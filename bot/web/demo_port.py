"""What the demo page needs to know and may ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

Step = Literal["event", "day", "quarter"]


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat on the page. `account` and `chat` name its conversation on the web channel."""

    key: str
    title: str
    who: str
    account: str
    chat: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One assignment on the board, in words."""

    code: str
    title: str
    occurrence_words: str
    light: str
    state: str
    due_on: date | None
    why: str
    overdue_days: int
    last_words: str


@dataclass(frozen=True, slots=True)
class UnitView:
    """One unit on the board. `counts` are its items by light."""

    unit: str
    short: str
    counts: Mapping[str, int]
    items: Sequence[ItemView]


@dataclass(frozen=True, slots=True)
class MoveReport:
    """What a move of the clock lived through."""

    from_at: datetime
    to_at: datetime
    lines: Sequence[str]


class DemoDesk(Protocol):
    """The demo as the page sees it."""

    def now(self) -> datetime: ...

    def title(self) -> str: ...

    def seats(self) -> Sequence[SeatView]: ...

    def day_mark(self, day: date) -> str: ...

    async def sit(self, seat: str, unit: str) -> None: ...

    async def move(self, step: Step) -> MoveReport: ...

    async def board(self) -> Sequence[UnitView]: ...
