"""The queue of updates: offsets, expiry, long polling, repeats."""

from __future__ import annotations

import asyncio
import itertools
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.botapi.errors import ApiError

MESSAGE_LIFE_SECONDS = 86_400.0
CALLBACK_LIFE_SECONDS = 150.0
QUEUE_LIMIT = 100_000
LONGEST_POLL_SECONDS = 50
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset(
    {
        "message", "edited_message", "channel_post", "edited_channel_post", "callback_query",
        "my_chat_member", "chat_member", "message_reaction", "message_reaction_count",
        "inline_query", "chosen_inline_result", "shipping_query", "pre_checkout_query", "poll",
        "poll_answer", "chat_join_request", "chat_boost", "removed_chat_boost",
        "business_connection", "business_message", "edited_business_message",
        "deleted_business_messages", "purchased_paid_media",
    }
)  # fmt: skip
CONFLICT_POLL = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
CONFLICT_SET_WEBHOOK = "Conflict: terminated by setWebhook request"


@dataclass(slots=True)
class Pending:
    """One update not yet confirmed; ``lane`` is the webhook queue it waits in."""

    update: dict[str, Any]
    expires_at: float
    lane: tuple[str, int]

    @property
    def update_id(self) -> int:
        return self.update["update_id"]


class UpdateQueue:
    """What the bot has still to confirm, oldest first."""

    def __init__(self, now: Callable[[], float], first_update_id: int) -> None:
        self._now = now
        self._pending: OrderedDict[int, Pending] = OrderedDict()
        self._lanes: defaultdict[tuple[str, int], deque[Pending]] = defaultdict(deque)
        self._earliest_expiry = float("inf")
        self._recent: deque[dict[str, Any]] = deque(maxlen=200)
        self._repeats: list[dict[str, Any]] = []
        self._poll: asyncio.Future[None] | None = None
        self.next_id = first_update_id
        self.allowed: frozenset[str] | None = None
        self.expired_count = 0
        self.on_add: Callable[[], None] = lambda: None
        self.on_poll: Callable[[], None] = lambda: None

    def __len__(self) -> int:
        self._expire()
        return len(self._pending)

    def set_allowed(self, names: Any) -> None:
        """Remember ``allowed_updates`` as the server does: not a list changes nothing."""
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            return
        known = frozenset(name.lower() for name in names) & KINDS
        self.allowed = known or None

    def wants(self, kind: str) -> bool:
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def add(self, kind: str, body: dict[str, Any], lane_id: int) -> int | None:
        """Queue one update; None when the bot did not ask for its kind."""
        if not self.wants(kind):
            return None
        life = CALLBACK_LIFE_SECONDS if kind == "callback_query" else MESSAGE_LIFE_SECONDS
        lane = ("user" if kind == "callback_query" else "chat", lane_id)
        return self._push({kind: body}, life, lane)

    def add_raw(self, update: dict[str, Any]) -> int:
        """Queue anything at all (a malformed or future update) under the next id."""
        return self._push(update, MESSAGE_LIFE_SECONDS, ("chat", 0))

    def _push(self, body: dict[str, Any], life: float, lane: tuple[str, int]) -> int:
        update_id = self.next_id
        self.next_id += 1
        if len(self._pending) < QUEUE_LIMIT:
            expires_at = self._now() + life
            one = Pending({"update_id": update_id, **body}, expires_at, lane)
            self._pending[update_id] = one
            self._lanes[lane].append(one)
            self._earliest_expiry = min(self._earliest_expiry, expires_at)
            self._wake()
            self.on_add()
        return update_id

    def restart_ids(self, first_update_id: int) -> None:
        """After an idle week the server counts from anywhere; nothing old is left then."""
        self.clear()
        self._recent.clear()
        self.next_id = first_update_id

    def repeat(self, count: int) -> None:
        """Deliver the last ``count`` delivered updates once more, same ids."""
        self._repeats.extend(list(self._recent)[-count:] if count else [])
        self._wake()

    def requeue(self, count: int) -> None:
        """Put the last ``count`` accepted updates back, for a webhook to post them again."""
        for update in list(self._recent)[-count:]:
            one = Pending(update, self._now() + MESSAGE_LIFE_SECONDS, ("repeat", 0))
            self._pending[one.update_id] = one
            self._lanes[one.lane].append(one)
        self.on_add()

    def clear(self) -> None:
        self._pending.clear()
        self._lanes.clear()

    def confirm(self, offset: int) -> None:
        """Forget what lies before ``offset``; negative keeps only the last ``-offset``."""
        if offset < 0:
            while len(self._pending) > -offset:
                self._drop(next(iter(self._pending.values())))
        elif offset <= self.next_id + 10:
            while self._pending and next(iter(self._pending)) < offset:
                self._drop(next(iter(self._pending.values())))

    def lanes(self) -> list[tuple[str, int]]:
        """The lanes that have something to deliver."""
        self._expire()
        return list(self._lanes)

    def head(self, lane: tuple[str, int]) -> Pending | None:
        self._expire()
        return self._lanes[lane][0] if lane in self._lanes else None

    def forget(self, one: Pending) -> None:
        """A webhook has accepted this update (or it has expired)."""
        self._drop(one)
        self._recent.append(one.update)

    def _drop(self, one: Pending) -> None:
        if self._pending.pop(one.update_id, None) is None:
            return
        lane = self._lanes[one.lane]
        if lane[0] is one:
            lane.popleft()
        else:
            lane.remove(one)
        if not lane:
            del self._lanes[one.lane]

    async def take(self, offset: int, limit: int, patience: float) -> list[dict[str, Any]]:
        """Answer getUpdates: at once, or when something comes, or empty after ``patience`` s."""
        self.confirm(offset)
        batch = self._batch(limit)
        if batch or patience <= 0:
            return batch
        self.stop_poll(CONFLICT_POLL)
        poll = self._poll = asyncio.get_running_loop().create_future()
        self.on_poll()
        try:
            await asyncio.wait_for(poll, patience)
        except TimeoutError:
            return []
        finally:
            if self._poll is poll:
                self._poll = None
        return self._batch(limit)

    def stop_poll(self, reason: str) -> None:
        """End a waiting getUpdates with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiError(409, reason))
        self._poll = None

    @property
    def is_polled(self) -> bool:
        return self._poll is not None

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _expire(self) -> None:
        now = self._now()
        if now <= self._earliest_expiry:
            return
        for one in [one for one in self._pending.values() if one.expires_at < now]:
            self._drop(one)
            self.expired_count += 1
        self._earliest_expiry = min(
            (one.expires_at for one in self._pending.values()), default=float("inf")
        )

    def _batch(self, limit: int) -> list[dict[str, Any]]:
        self._expire()
        repeats, self._repeats = self._repeats, []
        fresh = [one.update for one in itertools.islice(self._pending.values(), limit)]
        seen = {update["update_id"] for update in self._recent}
        self._recent.extend(u for u in fresh if u["update_id"] not in seen)
        again = [update for update in repeats if update not in fresh]
        return (again + fresh)[: max(limit, len(again))]
