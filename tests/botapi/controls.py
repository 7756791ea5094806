"""Orders for a server that runs as its own process, as JSON over ``/control/<order>``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.botapi.people import Person
from tests.botapi.requests import RequestCounters
from tests.botapi.shown import ShownMessage
from tests.botapi.world import World


class Controls:
    """state · sent {since} · start/send/tap {user_id, …} · fault {kind, …} · reset."""

    def __init__(self, world: World, introduce: Callable[[int], Person]) -> None:
        self.world = world
        self.introduce = introduce

    async def handle(self, name: str, order: dict[str, Any]) -> Any:
        run = getattr(self, f"_{name}", None)
        if run is None:
            return {"error": f"no order {name}"}
        return await run(order)

    async def _state(self, order: dict[str, Any]) -> dict[str, Any]:
        del order
        world = self.world
        return {
            "sent": len(world.sent),
            "pending_updates": len(world.queue),
            "requests": dict(world.requests),
            "errors": {f"{name} {code}": n for (name, code), n in world.errors.items()},
            "too_many": RequestCounters(world).too_many,
            "violations": sum(world.limits.violations.values()),
            "webhook_deliveries": len(world.webhook.deliveries),
            "faults": world.faults.hits,
        }

    async def _sent(self, order: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "method": one.method,
                "chat_id": one.chat_id,
                "message_id": one.message_id,
                "text": one.text,
                "keyboard": one.keyboard,
                "at": one.at,
            }
            for one in self.world.sent[order.get("since", 0) :]
        ]

    def _person(self, order: dict[str, Any]) -> Person:
        user_id = order["user_id"]
        if user_id not in self.world.users:
            return self.introduce(user_id)
        return Person(self.world, self.world.users[user_id], self.world.chats[user_id])

    async def _start(self, order: dict[str, Any]) -> dict[str, int]:
        shown = await self._person(order).start(order.get("payload", ""))
        return {"message_id": shown.message_id}

    async def _send(self, order: dict[str, Any]) -> dict[str, int]:
        shown = await self._person(order).send(order["text"])
        return {"message_id": shown.message_id}

    async def _tap(self, order: dict[str, Any]) -> dict[str, str]:
        person = self._person(order)
        message = ShownMessage(person.chat, order["message_id"])
        return {"id": (await person.tap(message, order["button"])).id}

    async def _fault(self, order: dict[str, Any]) -> dict[str, int]:
        self.world.faults.add(**order)
        return {"rules": len(self.world.faults.rules)}

    async def _reset(self, order: dict[str, Any]) -> dict[str, bool]:
        """Forget what was sent and counted; people and chats stay, their messages go."""
        del order
        world = self.world
        world.sent.clear()
        world.requests.clear()
        world.errors.clear()
        for chat in world.chats.values():
            chat.messages.clear()
        return {"ok": True}
