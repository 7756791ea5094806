"""What a benchmark gives, and how a repeated measurement becomes one number."""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `ratio` is ours to the peer's, None where there is no peer.

    `goal` says in words what is wanted, `met` whether it was; None where nothing is asked.
    """

    name: str
    value: str
    peer: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """Whether the sizes are the full ones."""

    quick: bool

    def of(self, full: int, quick: int) -> int:
        return quick if self.quick else full


async def median_of(measure: Callable[[], Awaitable[float]], rounds: int = ROUNDS) -> float:
    """The median of some runs, each of which gives one number."""
    return statistics.median([await measure() for _ in range(rounds)])


class Watch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._began


def rate(number: float) -> str:
    return f"{number:,.0f}/s"


def span(seconds: float) -> str:
    return f"{seconds * 1000:,.2f} ms" if seconds < 1 else f"{seconds:,.2f} s"
