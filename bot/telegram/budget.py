"""Telegram's limits as arithmetic: when may which chat be written to. Pure; seconds throughout.

About 30 messages a second overall, one a second in a private chat with short bursts, 20 a minute
in a group (core.telegram.org/bots/faq). A wave uses no burst, so that a reply finds one left.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from bot.ports import Lane

FOREVER = float("inf")
_NEVER = float("-inf")
_PRUNE_AT = 8192


@dataclass(frozen=True, slots=True)
class Limits:
    """`*_burst` counts messages that may go at once. In a group where somebody was answered
    within `talk_seconds`, waves leave `group_reserve` of the window to answers."""

    overall_per_second: float = 30.0
    overall_burst: int = 3
    private_per_second: float = 1.0
    private_burst: int = 3
    group_sends: int = 20
    group_window_seconds: float = 60.0
    group_reserve: int = 4
    talk_seconds: float = 600.0
    margin_seconds: float = 0.1  # messages reach the server at uneven speed


@dataclass(slots=True)
class _Chat:
    blocked_until: float = _NEVER
    due: float = _NEVER  # private: when a message is due that uses no burst
    sends: deque[float] = field(default_factory=deque)  # group: the last sends
    answered_at: float = _NEVER


class Budget:
    """What has been spent and who is blocked. Methods take `now`, which never goes back."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._chats: dict[str, _Chat] = {}
        self._overall_due = _NEVER
        self.blocked_until = _NEVER

    def overall_at(self) -> float:
        """The earliest instant at which the bot may send anything."""
        limits = self._limits
        spread = (limits.overall_burst - 1) / limits.overall_per_second
        return max(self._overall_due - spread, self.blocked_until)

    def chat_at(self, chat: str, lane: Lane, now: float) -> float:
        """The earliest instant at which this chat's own limits let a message of `lane` pass."""
        state = self._chats.get(chat)
        if state is None:
            return _NEVER
        free_at = self._group_at(state, lane, now) if _is_group(chat) else self._due(state, lane)
        return max(free_at, state.blocked_until)

    def spend(self, chat: str, lane: Lane, now: float) -> None:
        """Count one message as sent now."""
        limits = self._limits
        self._overall_due = max(self._overall_due, now) + 1 / limits.overall_per_second
        state = self._state(chat, now)
        if lane is Lane.REPLY:
            state.answered_at = now
        if _is_group(chat):
            state.sends.append(now)
            while len(state.sends) > limits.group_sends:
                state.sends.popleft()
        else:
            state.due = max(state.due, now) + 1 / limits.private_per_second

    def landed(self, chat: str, spent_at: float, now: float) -> None:
        """The message spent at `spent_at` was counted by the server some time until `now`."""
        state = self._chats.get(chat)
        if state is not None and spent_at in state.sends:
            state.sends.remove(spent_at)
            state.sends.append(now)

    def asks_to_answer(self, chat: str, now: float) -> None:
        """An answer waits for this chat: waves keep the reserve free from now on."""
        if _is_group(chat):
            self._state(chat, now).answered_at = now

    def block_chat(self, chat: str, until: float, now: float) -> None:
        state = self._state(chat, now)
        state.blocked_until = max(state.blocked_until, until)

    def block_all(self, until: float) -> None:
        """Stop everything; afterwards begin without a burst."""
        self.blocked_until = max(self.blocked_until, until)
        spread = (self._limits.overall_burst - 1) / self._limits.overall_per_second
        self._overall_due = max(self._overall_due, self.blocked_until + spread)

    def blocked_chats(self, now: float) -> dict[str, float]:
        """The chats that are blocked, with the seconds that remain."""
        return {
            chat: state.blocked_until - now
            for chat, state in self._chats.items()
            if state.blocked_until > now
        }

    def _due(self, state: _Chat, lane: Lane) -> float:
        if lane is Lane.WAVE:
            return state.due
        return state.due - (self._limits.private_burst - 1) / self._limits.private_per_second

    def _group_at(self, state: _Chat, lane: Lane, now: float) -> float:
        limits = self._limits
        talks = now - state.answered_at < limits.talk_seconds
        allowed = limits.group_sends
        if lane is Lane.WAVE and talks:
            allowed = max(1, allowed - limits.group_reserve)
        if len(state.sends) < allowed:
            return _NEVER
        return state.sends[-allowed] + limits.group_window_seconds + limits.margin_seconds

    def _state(self, chat: str, now: float) -> _Chat:
        state = self._chats.get(chat)
        if state is None:
            if len(self._chats) >= _PRUNE_AT:
                self._forget_idle(now)
            state = self._chats[chat] = _Chat()
        return state

    def _forget_idle(self, now: float) -> None:
        limits = self._limits
        idle = now - limits.group_window_seconds - limits.margin_seconds
        self._chats = {
            chat: state
            for chat, state in self._chats.items()
            if state.blocked_until > now
            or state.due > now
            or (state.sends and state.sends[-1] > idle)
            or now - state.answered_at < limits.talk_seconds
        }


def _is_group(chat: str) -> bool:
    return chat.startswith("-")
