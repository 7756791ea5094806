"""Virtual time: the real engine driven from instant to instant. Rehearsals, the demo, stories."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.clock import VirtualClock
from bot.delivery import Delivery
from bot.engine import Engine
from bot.reception import Reception
from bot.store import Store
from workflows.calendar import office_day

Prompter = Callable[[datetime], Awaitable[datetime | None]]
"""Lets simulated people act at an instant and says when the next of them will."""


class Driver:
    """Moves the clock; at every instant works until nothing is left to do."""

    def __init__(
        self,
        clock: VirtualClock,
        store: Store,
        engine: Engine,
        reception: Reception,
        delivery: Delivery,
        people: Prompter | None = None,
    ) -> None:
        self._clock = clock
        self._store = store
        self._engine = engine
        self._reception = reception
        self._delivery = delivery
        self._people = people

    async def settle(self) -> None:
        """Work at the present instant until everybody is quiet."""
        busy = True
        while busy:
            heard = await self._reception.work()
            planned = await self._engine.tick()
            said = await self._delivery.pump(0) + await self._delivery.pump(1)
            busy = bool(heard or planned or said)

    async def next_instant(self) -> datetime | None:
        """When something will next happen by itself, or None when nothing ever will."""
        instants = [await self._engine.next_wake(), await self._store.next_message_at()]
        if self._people is not None:
            instants.append(await self._people(self._clock.now()))
        return min((instant for instant in instants if instant), default=None)

    async def step(self, limit: datetime) -> bool:
        """Go to the next instant up to `limit` and work there. False: nothing before the limit."""
        instant = await self.next_instant()
        if instant is None or instant > limit:
            return False
        await self._go(max(instant, self._clock.now()))
        return True

    async def run_to(self, limit: datetime) -> None:
        """Live through everything up to `limit` and stop there."""
        await self.settle()
        while await self.step(limit):
            pass
        await self._go(limit)

    async def _go(self, instant: datetime) -> None:
        before = office_day(self._clock.now())
        self._clock.move_to(instant)
        if office_day(instant) > before:
            await self._store.write(
                lambda writer: self._store.seal_day(writer, before, self._clock.now())
            )
        await self.settle()
