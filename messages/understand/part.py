"""A part of a reply while it is being read, and what is found in it."""

import re
from dataclasses import dataclass, field
from datetime import date

from messages.understand.amounts import Figure, Percent
from messages.understand.clauses import Claim, Clause
from messages.understand.reading import Intent

_OPENING = re.compile(
    r"^(?:[(]?\d{1,3}[)]?[.、:) ]\s*|第.{1,3}[项条件]:?|[①-⑳]|任务\d{1,3}:?|(?:其余|其[他它])的?)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part while it is being read: as typed, tidied, in lower case, in clauses."""

    raw: str
    tidied: str
    low: str
    clauses: tuple[Clause, ...]
    claimed: frozenset[Claim] = field(init=False)  # what any of its clauses claims
    shares: tuple[Percent, ...] = field(init=False)  # the percentages of all its clauses
    asked: bool = field(init=False)
    _said: dict[int, bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "claimed", frozenset([c.claim for c in self.clauses]))
        shares = tuple([share for c in self.clauses for share in c.percents])
        object.__setattr__(self, "shares", shares)
        object.__setattr__(self, "asked", any(c.question for c in self.clauses))

        object.__setattr__(self, "_said", {})

    def claims(self, *which: Claim) -> bool:
        return not self.claimed.isdisjoint(which)

    def says(self, pattern: re.Pattern[str]) -> bool:
        known = self._said.get(id(pattern))
        if known is None:
            known = self._said[id(pattern)] = pattern.search(self.low) is not None
        return known

    @property
    def body(self) -> str:
        """The words after the number that opens the part ("5、无")."""
        return _OPENING.sub("", self.low)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a step found; ``ask``: it is to be asked back about."""

    intent: Intent
    percent: float | None = None
    until: date | None = None
    figure: Figure | None = None
    ask: bool = False
