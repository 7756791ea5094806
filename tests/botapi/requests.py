"""Counters of what the bot asked and what it was refused."""

from __future__ import annotations

from tests.botapi.world import World


class RequestCounters:
    """Method names without case; faults are counted in ``server.faults``, not here."""

    def __init__(self, world: World) -> None:
        self._world = world

    def count(self, method: str) -> int:
        """Requests with a good token, refused ones and injected faults included."""
        return self._world.requests[method.lower()]

    def errors(self, method: str | None = None, code: int | None = None) -> int:
        """Refusals, of one method or all, of one code or all."""
        return sum(
            count
            for (name, number), count in self._world.errors.items()
            if (method is None or name == method.lower()) and (code is None or number == code)
        )

    @property
    def total(self) -> int:
        return sum(self._world.requests.values())

    @property
    def too_many(self) -> int:
        """429s the bot earned by itself (injected ones are not counted)."""
        return self.errors(code=429)
