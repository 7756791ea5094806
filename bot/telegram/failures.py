"""What a failed call means for the message that was to be sent.

Decided by cause, never by library class: there `BadRequest` is a `NetworkError`, and whoever
retries "network errors" repeats poison for ever and sends delivered messages again.
"""

from __future__ import annotations

import re

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
)

from bot.ports import FailureKind, SendFailure
from bot.telegram.request import AnswerLost, ApiRefused, ForeignAnswer, RequestNotSent

# `SendFailure.reason` of what is REFUSED begins with one of these words and a colon.
MARKUP = "markup"  # the HTML cannot be parsed
TOO_LONG = "too_long"
BUTTON = "button"
EDIT_GONE = "edit_gone"  # the old message is gone or cannot be edited: send a new one
THREAD_GONE = "thread_gone"  # the topic is closed or deleted: send outside of it
REPLY_GONE = "reply_gone"
OTHER = "refused"

DEFAULT_RETRY_AFTER_SECONDS = 5.0  # a 429 that names no time
LONGEST_REASON = 300

_REFUSALS = (
    (EDIT_GONE, ("message to edit not found", "message can't be edited", "message_id_invalid",
                 "there is no text in the message to edit")),
    (MARKUP, ("can't parse entities", "can't find end of", "unsupported start tag", "entity_")),
    (TOO_LONG, ("too long", "too_long", "too big", "too large", "message_too_long")),
    (BUTTON, ("button", "reply markup", "reply_markup", "inline keyboard")),
    (THREAD_GONE, ("message thread not found", "topic_closed", "topic_deleted")),
    (REPLY_GONE, ("message to be replied not found", "replied message not found",
                  "message to reply not found")),
)  # fmt: skip
_UNREACHABLE = (
    "chat not found", "user not found", "peer_id_invalid", "chat_id is empty",
    "user_is_blocked", "blocked by the user", "input_user_deactivated", "user is deactivated",
    "chat was deactivated", "chat_write_forbidden", "chat_restricted", "chat_admin_required",
    "user_banned_in_channel", "no rights to send", "not enough rights",
    "upgraded to a supergroup", "chat_id_invalid", "group is deactivated", "channel_private",
    "kicked", "not a member", "can't initiate conversation", "can't write to a chat",
)  # fmt: skip
_CHANNEL_DOWN = ("logged out", "unauthorized")
_RETRY_WORDS = re.compile(r"retry after (\d+)", re.IGNORECASE)


def classify(error: BaseException) -> SendFailure:
    """The failure that `error` means; what nobody knows is AMBIGUOUS."""
    if isinstance(error, SendFailure):
        return error
    if isinstance(error, ApiRefused):
        return _refusal(error)
    if isinstance(error, RequestNotSent):
        return SendFailure(FailureKind.NOT_SENT, _short(f"no connection: {error}"))
    if isinstance(error, AnswerLost):
        return SendFailure(FailureKind.AMBIGUOUS, _short(f"no whole answer: {error}"))
    return _library(error)


def changes_nothing(error: BaseException) -> bool:
    """Whether an edit was refused because the message already looks like that."""
    return isinstance(error, ApiRefused) and "message is not modified" in _plain(error.description)


def is_edit_gone(failure: SendFailure) -> bool:
    """Whether an edit must become a new message."""
    return _begins(failure, EDIT_GONE)


def is_bad_markup(failure: SendFailure) -> bool:
    """Whether the same words without markup may be accepted."""
    return _begins(failure, MARKUP)


def _begins(failure: SendFailure, word: str) -> bool:
    return failure.kind is FailureKind.REFUSED and failure.reason.startswith(f"{word}:")


def _refusal(error: ApiRefused) -> SendFailure:
    words, plain, code = error.description, _plain(error.description), error.code
    if isinstance(error, ForeignAnswer):
        return _foreign(error)
    if error.moved_to:
        return SendFailure(FailureKind.NOT_SENT, _short(words), moved_to=error.moved_to)
    if code in (420, 429):
        return SendFailure(FailureKind.NOT_SENT, _short(words), retry_after=_wait(error))
    if code >= 500 or code < 400 or code == 408:
        return SendFailure(FailureKind.AMBIGUOUS, _short(f"{code} {words}"), error.retry_after)
    if code in (401, 404) or any(sign in plain for sign in _CHANNEL_DOWN):
        return SendFailure(FailureKind.PAUSED, _short(f"{code} {words}"))
    if code == 409:
        return SendFailure(FailureKind.NOT_SENT, _short(words))
    return _message_or_person(code, words)


def _message_or_person(code: int, words: str) -> SendFailure:
    plain = _plain(words)
    named = next((name for name, signs in _REFUSALS if _any(signs, plain)), None)
    if code == 403 or (named is None and _any(_UNREACHABLE, plain)):
        return SendFailure(FailureKind.UNREACHABLE, _short(words))
    word = TOO_LONG if code == 413 else named or OTHER
    return SendFailure(FailureKind.REFUSED, _short(f"{word}: {words}"))


def _foreign(error: ForeignAnswer) -> SendFailure:
    """An answer by a proxy or a portal says nothing about the person or the message."""
    code = error.code
    if code >= 500 or code == 408:
        kind = FailureKind.AMBIGUOUS
    elif code in (401, 404, 407):
        kind = FailureKind.PAUSED
    elif code == 413:
        return SendFailure(FailureKind.REFUSED, f"{TOO_LONG}: {error.description}")
    else:
        kind = FailureKind.NOT_SENT
    wait = DEFAULT_RETRY_AFTER_SECONDS if code == 429 else None
    return SendFailure(kind, error.description, retry_after=wait)


def _library(error: BaseException) -> SendFailure:
    """The library's own classes, for calls that did not go through our request."""
    words = _short(f"{type(error).__name__}: {error}")
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        seconds = float(wait) if isinstance(wait, int | float) else wait.total_seconds()
        return SendFailure(FailureKind.NOT_SENT, words, retry_after=seconds)
    if isinstance(error, ChatMigrated):
        return SendFailure(FailureKind.NOT_SENT, words, moved_to=str(error.new_chat_id))
    if isinstance(error, Forbidden):
        return SendFailure(FailureKind.UNREACHABLE, words)
    if isinstance(error, InvalidToken | EndPointNotFound):
        return SendFailure(FailureKind.PAUSED, "the server does not accept the token")
    if isinstance(error, Conflict):
        return SendFailure(FailureKind.NOT_SENT, words)
    if isinstance(error, BadRequest):
        return _message_or_person(400, str(error))
    return SendFailure(FailureKind.AMBIGUOUS, words)


def _wait(error: ApiRefused) -> float:
    if error.retry_after is not None:
        return max(error.retry_after, 0.0)
    found = _RETRY_WORDS.search(error.description)
    return float(found.group(1)) if found else DEFAULT_RETRY_AFTER_SECONDS


def _any(signs: tuple[str, ...], plain: str) -> bool:
    return any(sign in plain for sign in signs)


def _plain(words: str) -> str:
    return words.replace("’", "'").lower()


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…"
