"""The flood limits: 30 a second overall, one a second in a private chat, 20 a minute in a group."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass

from tests.botapi.errors import too_many

EVERYWHERE = 0


@dataclass(slots=True)
class Rule:
    """``burst`` at once, then ``per_second``; refused for ``retry_after`` seconds at least."""

    burst: float
    per_second: float
    retry_after: int


OVERALL = Rule(burst=30, per_second=30, retry_after=3)
PRIVATE = Rule(burst=3, per_second=1, retry_after=1)
GROUP_SENDS, GROUP_WINDOW_SECONDS = 20, 60.0
JITTER_SECONDS = 0.2
PENALTY_SECONDS = 1.0
LONGEST_BAN_SECONDS = 300.0


class FloodLimits:
    """Counts sends and refuses like the real one, with memory.

    ``refused`` counts the requests that broke a limit, ``violations`` those that came while
    a ban was running (each makes it a second longer). Keys are chat ids; 0 is the whole bot.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.refused: Counter[int] = Counter()
        self.violations: Counter[int] = Counter()
        self._banned_until: dict[int, float] = {}
        self._tokens: dict[int, tuple[float, float]] = {}
        self._groups: dict[int, deque[float]] = {}

    def banned_until(self, chat_id: int = EVERYWHERE) -> float:
        return self._banned_until.get(chat_id, 0.0)

    def take(self, chat_id: int, count: int = 1, is_group: bool = False) -> None:
        """Count ``count`` messages to a chat, or raise 429 with retry_after."""
        now = self._now()
        self._check_bans(now, chat_id)
        wait = self._group_wait(chat_id, now, count) if is_group else 0.0
        if wait:
            self._ban(chat_id, now, wait)
        if not is_group and not self._bucket(chat_id, PRIVATE, now, count):
            self._ban(chat_id, now, PRIVATE.retry_after)
        if not self._bucket(EVERYWHERE, OVERALL, now, count):
            self._ban(EVERYWHERE, now, OVERALL.retry_after)
        if is_group:
            self._groups[chat_id].extend([now] * count)

    def _check_bans(self, now: float, chat_id: int) -> None:
        for key in (EVERYWHERE, chat_id):
            until = self._banned_until.get(key, 0.0)
            if now < until:
                self.violations[key] += 1
                until = min(until + PENALTY_SECONDS, now + LONGEST_BAN_SECONDS)
                self._banned_until[key] = until
                raise too_many(math.ceil(until - now))

    def _ban(self, key: int, now: float, seconds: float) -> None:
        self.refused[key] += 1
        retry_after = max(1, math.ceil(seconds))
        self._banned_until[key] = now + retry_after
        raise too_many(retry_after)

    def _group_wait(self, chat_id: int, now: float, count: int) -> float:
        sent = self._groups.setdefault(chat_id, deque())
        while sent and sent[0] <= now - GROUP_WINDOW_SECONDS + JITTER_SECONDS:
            sent.popleft()
        over = len(sent) + count - GROUP_SENDS
        if over <= 0:
            return 0.0
        blocking = sent[min(over, len(sent)) - 1] if sent else now
        return max(1.0, blocking + GROUP_WINDOW_SECONDS - now)

    def _bucket(self, key: int, rule: Rule, now: float, count: int) -> bool:
        tokens, at = self._tokens.get(key, (rule.burst, now))
        tokens = min(rule.burst, tokens + max(0.0, now - at) * rule.per_second)
        slack = JITTER_SECONDS * min(rule.per_second, 1.0)
        fits = tokens + slack >= count or (tokens >= rule.burst and count > rule.burst)
        self._tokens[key] = (tokens - count if fits else tokens, now)
        return fits
