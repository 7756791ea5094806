"""The strict local Bot API server: start it, introduce people, look at what arrived."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from tests.botapi.controls import Controls
from tests.botapi.faults import Faults
from tests.botapi.gateway import Gateway
from tests.botapi.groups import FIRST_SUPERGROUP_ID, Group
from tests.botapi.limits import FloodLimits
from tests.botapi.people import Person
from tests.botapi.requests import RequestCounters
from tests.botapi.webhook import WebhookSender
from tests.botapi.world import ChatState, Sent, UserState, World

TEST_TOKEN = "7000000001:AAF-strict-local-server-token-0000"


class BotApiServer:
    """One bot's Telegram on a loopback port. ``async with BotApiServer() as server``.

    ``now`` is the server's clock in Unix seconds: dates, expiry, limits and links follow it;
    long polls and webhook repeats wait in real time (shorten the latter with
    ``server.webhook.delay_scale``). ``limits`` switches the flood limits.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.time,
        limits: bool = True,
        token: str = TEST_TOKEN,
        port: int = 0,
        seed: int = 0,
        controls: bool = False,
    ) -> None:
        self.world = World(token, now, limits, seed)
        self.token = token
        self.requests = RequestCounters(self.world)
        self.gateway: Gateway | None = None
        self._controls = controls
        self._port = port
        self._runner: web.ServerRunner | None = None
        self._user_ids = itertools.count(7_100_000_001)
        self._group_ids = itertools.count(1)

    async def __aenter__(self) -> Self:
        self.gateway = Gateway(self.world)
        if self._controls:
            self.gateway.control = Controls(self.world, self.user).handle
        server = web.Server(
            self.gateway.handle, request_factory=self.gateway.factory, access_log=None
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        if self.gateway is not None:
            self.gateway.stopping.set()
        await self.world.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The base for TELEGRAM_API_URL, without the token."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def sent(self) -> list[Sent]:
        """Every accepted call that people could notice, in order."""
        return self.world.sent

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def limits(self) -> FloodLimits:
        return self.world.limits

    @property
    def webhook(self) -> WebhookSender:
        return self.world.webhook

    @property
    def bot_id(self) -> int:
        return self.world.bot_id

    @property
    def bot_username(self) -> str:
        return self.world.bot_name

    @property
    def pending_updates(self) -> int:
        return len(self.world.queue)

    @property
    def is_polled(self) -> bool:
        """True while a getUpdates waits for something to come."""
        return self.world.queue.is_polled

    def sent_to(self, chat: Person | Group | int, method: str = "sendMessage") -> list[Sent]:
        chat_id = chat if isinstance(chat, int) else chat.id
        return [one for one in self.sent if one.chat_id == chat_id and one.method == method]

    def user(
        self,
        id: int | None = None,
        first_name: str = "联络员",
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "zh-hans",
    ) -> Person:
        """Introduce a person; until ``await person.start()`` the bot may not write to them."""
        user_id = next(self._user_ids) if id is None else id
        state = UserState(user_id, first_name, last_name, username, language_code)
        chat = ChatState(user_id, "private", user=state)
        self.world.users[user_id] = state
        self.world.chats[user_id] = chat
        return Person(self.world, state, chat)

    def person(self, user_id: int) -> Person:
        """The person introduced (or opened by a send) under this id; KeyError otherwise."""
        return Person(self.world, self.world.users[user_id], self.world.chats[user_id])

    def group(
        self,
        title: str = "水环境治理工作群",
        *members: Person,
        forum: bool = False,
        supergroup: bool = False,
        privacy: bool = True,
        with_bot: bool = True,
    ) -> Group:
        """A group with its first member as owner; the bot is in it unless ``with_bot=False``."""
        number = next(self._group_ids)
        is_super = forum or supergroup
        chat = ChatState(
            FIRST_SUPERGROUP_ID - number if is_super else -4_800_000_000 - number,
            "supergroup" if is_super else "group",
            title=title,
            is_forum=forum,
            privacy=privacy,
            bot_status="member" if with_bot else "left",
            members={p.id: "member" if n else "creator" for n, p in enumerate(members)},
        )
        self.world.chats[chat.id] = chat
        return Group(self.world, chat)

    async def wait_for(
        self,
        predicate: Callable[[], Any],
        timeout: float = 5.0,  # noqa: ASYNC109
    ) -> Any:
        """Wait until the predicate is true (checked at every event) and return its value."""
        return await self.world.wait_for(predicate, timeout)

    def inject(self, update: dict[str, Any]) -> int:
        """Queue any update at all (malformed, unknown, from the future); returns its id."""
        update_id = self.world.queue.add_raw(update)
        self.world.changed()
        return update_id

    def repeat_updates(self, count: int) -> None:
        """Deliver the last ``count`` updates once more with the ids they had."""
        if self.webhook.settings.url:
            self.webhook.repeat(count)
        else:
            self.world.queue.repeat(count)

    def restart_update_ids(self, first_update_id: int) -> None:
        """As after an idle week: nothing pending, the next update gets this id."""
        self.world.queue.restart_ids(first_update_id)

    def expire_file_links(self) -> None:
        self.world.blobs.expire_links()

    def reopen(self) -> None:
        """Undo close or logOut."""
        self.world.closed = None

    def change_token(self, token: str) -> None:
        """Revoke the token: the old one is 401 from now on."""
        self.token = self.world.token = token
