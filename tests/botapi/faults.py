"""Scripted trouble: rules that make the server misbehave on purpose, each counted."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What goes wrong. Those marked * take ``processed=True``: done first, then misreported."""

    SERVER_ERROR = "server_error"  # * 500 with a JSON body
    BAD_GATEWAY = "bad_gateway"  # * 502 with an HTML page
    TRUNCATED = "truncated"  # * 200, half of the JSON or of the file
    RESET = "reset"  # connection reset before anything is processed
    DROPPED = "dropped"  # processed, then the connection is dropped without an answer
    DELAY = "delay"  # waits ``seconds``, then answers normally
    HANG = "hang"  # * never answers
    TOO_MANY = "too_many"  # 429 with ``retry_after``
    DUPLICATE = "duplicate"  # getUpdates repeats its last answer; "webhook" posts twice


@dataclass(slots=True)
class Fault:
    """One rule: which requests (``method`` without case, ``chat_id``), how many, how likely."""

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    probability: float = 1.0
    skip: int = 0
    processed: bool = False
    seconds: float = 0.0
    retry_after: int = 5
    hits: int = 0

    def matches(self, method: str, chat_id: int | None) -> bool:
        if self.times is not None and self.hits >= self.times:
            return False
        if self.method is None and method == "webhook":
            return False
        if self.method is not None and self.method.lower() != method:
            return False
        return self.chat_id is None or self.chat_id == chat_id


class Faults:
    """The rules of one server; the first matching rule wins. Random choice is seeded."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self.rules: list[Fault] = []

    def add(self, kind: FaultKind | str, **rule: object) -> Fault:
        """Add a rule (fields of Fault) and return it: ``rule.hits`` counts its victims."""
        fault = Fault(FaultKind(kind), **rule)  # pyright: ignore[reportArgumentType]
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        self.rules.clear()

    @property
    def hits(self) -> int:
        return sum(fault.hits for fault in self.rules)

    def pick(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault to suffer now, already counted; ``method`` in lower case."""
        for fault in self.rules:
            if not fault.matches(method, chat_id):
                continue
            if fault.skip > 0:
                fault.skip -= 1
            elif fault.probability >= 1.0 or self._random.random() < fault.probability:
                fault.hits += 1
                return fault
        return None
