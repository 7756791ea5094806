"""The state behind the API: people, chats, messages, and what the bot has sent."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.blobs import Blobs
from tests.botapi.errors import ApiError, bad_request, forbidden, migrated
from tests.botapi.faults import Faults
from tests.botapi.limits import FloodLimits
from tests.botapi.parameters import Parameters, Upload
from tests.botapi.updates import UpdateQueue
from tests.botapi.webhook import WebhookSender

Message = dict[str, Any]


@dataclass(slots=True)
class UserState:
    """One account. A user who never started the bot cannot be written to."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def shape(self) -> dict[str, Any]:
        named = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        first_name = "" if self.deactivated else self.first_name
        shape = {"id": self.id, "is_bot": False, "first_name": first_name}
        return shape | {name: value for name, value in named.items() if value is not None}


@dataclass(slots=True)
class ChatState:
    """One chat; ``message_id`` counts per chat, so ids of two chats may be equal."""

    id: int
    kind: str
    title: str = ""
    user: UserState | None = None
    is_forum: bool = False
    privacy: bool = True
    bot_status: str = "member"
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    last_message_id: int = 0
    menu_button: dict[str, Any] | None = None

    def shape(self) -> dict[str, Any]:
        if self.user is not None:
            shape = {"id": self.id, "first_name": self.user.first_name, "type": "private"}
            for name in ("last_name", "username"):
                value = getattr(self.user, name)
                if value is not None:
                    shape[name] = value
            return shape
        shape: dict[str, Any] = {"id": self.id, "title": self.title, "type": self.kind}
        if self.is_forum:
            shape["is_forum"] = True
        return shape

    def next_message_id(self) -> int:
        self.last_message_id += 1
        return self.last_message_id


@dataclass(slots=True)
class Sent:
    """One accepted call that people can notice, in the order of acceptance."""

    method: str
    chat_id: int
    text: str
    message_id: int | None
    keyboard: dict[str, Any] | None
    at: float
    raw: dict[str, Any]
    files: dict[str, Upload]
    message: Message | None = None


@dataclass(slots=True)
class CallbackState:
    """A tap that waits for its answer; ``answer`` is what the person saw."""

    id: str
    user_id: int
    at: float
    answer: dict[str, Any] | None = None


class World:
    """Everything one bot can see. Methods read and change it; people do too."""

    def __init__(self, token: str, now: Callable[[], float], limits: bool, seed: int) -> None:
        self.token = token
        self.now = now
        self.bot_id = int(token.partition(":")[0])
        self.bot_name = "duban_test_bot"
        self.users: dict[int, UserState] = {}
        self.chats: dict[int, ChatState] = {}
        self.callbacks: dict[str, CallbackState] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.menu_button: dict[str, Any] = {"type": "commands"}
        self.sent: list[Sent] = []
        self.actions: list[tuple[int, str]] = []
        self.requests: Counter[str] = Counter()
        self.errors: Counter[tuple[str, int]] = Counter()
        self.limits = FloodLimits(now)
        self.limits_on = limits
        self.blobs = Blobs(now)
        self.faults = Faults(seed)
        self.queue = UpdateQueue(now, 700_000_001)
        self.webhook = WebhookSender(self.queue, self.faults, now, on_change=self.changed)
        self.queue.on_add = self.webhook.start_lanes
        self.queue.on_poll = self.changed
        self.media_groups = itertools.count(13_000_000_001)
        self.callback_ids = itertools.count(4_382_000_000_000_000_001)
        self.closed: str | None = None
        self.auto_open = False
        self.reads_all_groups = False
        self.reply_keyboards: dict[int, set[int | None]] = {}
        self._watchers: list[asyncio.Future[None]] = []
        self.bot_shape: dict[str, Any] = {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": "督办",
            "username": self.bot_name,
        }

    def changed(self) -> None:
        """Something happened: wake everybody who waits for a condition."""
        if self._watchers:
            watchers, self._watchers = self._watchers, []
            for watcher in watchers:
                if not watcher.done():
                    watcher.set_result(None)

    async def wait_for(
        self,
        predicate: Callable[[], Any],
        timeout: float,  # noqa: ASYNC109
    ) -> Any:
        """Return the predicate's first true value; TimeoutError after ``timeout`` seconds."""
        async with asyncio.timeout(timeout):
            while not (value := predicate()):
                watcher = asyncio.get_running_loop().create_future()
                self._watchers.append(watcher)
                await watcher
            return value

    def date(self) -> int:
        return int(self.now())

    def chat(self, parameters: Parameters, writing: bool = True) -> ChatState:
        """The chat a request names, or the server's refusal to touch it."""
        if not parameters.text("chat_id"):
            raise bad_request("chat_id is empty")
        chat = self.chats.get(parameters.integer("chat_id"))
        if chat is None and self.auto_open:
            chat = self.open_private(parameters.integer("chat_id"))
        if chat is None:
            raise bad_request("chat not found")
        _check_access(chat, writing)
        return chat

    def open_private(self, user_id: int) -> ChatState | None:
        """Benchmarks write to people nobody has introduced; they exist when written to."""
        if user_id <= 0:
            return None
        user = UserState(user_id, "联络员", started=True)
        self.users[user_id] = user
        self.chats[user_id] = ChatState(user_id, "private", user=user)
        return self.chats[user_id]

    def message(self, chat: ChatState, message_id: int, what: str) -> Message:
        found = chat.messages.get(message_id)
        if found is None:
            raise bad_request(f"{what} not found")
        return found

    def new_message(self, chat: ChatState, sender: dict[str, Any], body: Message) -> Message:
        """Give a message its place in a chat and keep it there."""
        message = {
            "message_id": chat.next_message_id(),
            "from": sender,
            "chat": chat.shape(),
            "date": int(self.now()),
            **body,
        }
        chat.messages[message["message_id"]] = message
        return message

    def count_send(self, chat: ChatState, count: int = 1) -> None:
        if self.limits_on:
            self.limits.take(chat.id, count, chat.user is None)

    def refuse_closed(self) -> None:
        if self.closed == "logged out":
            raise ApiError(400, "Logged out")
        if self.closed == "closed":
            raise ApiError(500, "Internal Server Error: restart")


def _check_access(chat: ChatState, writing: bool) -> None:
    user = chat.user
    if user is not None:
        if not writing:
            return
        if user.deactivated:
            raise forbidden("user is deactivated")
        if not user.started:
            raise forbidden("bot can't initiate conversation with a user")
        if user.blocked:
            raise forbidden("bot was blocked by the user")
        return
    if chat.migrated_to is not None and writing:
        raise migrated(chat.migrated_to)
    where = "group chat" if chat.kind == "group" else "supergroup chat"
    if chat.bot_status == "kicked" and (writing or chat.kind != "group"):
        raise forbidden(f"bot was kicked from the {where}")
    if chat.bot_status == "left" and (writing or chat.kind != "group"):
        raise forbidden(f"bot is not a member of the {where}")
