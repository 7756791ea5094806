"""Every outcome of a send means one thing: what to do next."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.ports import FailureKind, SendFailure
from bot.telegram import failures
from bot.telegram.redaction import Redactor
from bot.telegram.request import (
    AiohttpRequest,
    AnswerLost,
    ApiRefused,
    ForeignAnswer,
    RequestNotSent,
)

NOT_SENT, REFUSED, UNREACHABLE = (
    FailureKind.NOT_SENT,
    FailureKind.REFUSED,
    FailureKind.UNREACHABLE,
)
AMBIGUOUS, PAUSED = FailureKind.AMBIGUOUS, FailureKind.PAUSED


def no(code: int, words: str, **parameters: Any) -> ApiRefused:
    return ApiRefused(code, words, parameters)


OUTCOMES = [
    (RequestNotSent("ClientConnectorError"), NOT_SENT, "no connection"),
    (AnswerLost("ServerDisconnectedError"), AMBIGUOUS, "no whole answer"),
    (no(429, "Too Many Requests: retry after 7", retry_after=7), NOT_SENT, "Too Many"),
    (no(429, "Too Many Requests: retry after 9"), NOT_SENT, "Too Many"),
    (no(429, "Too Many Requests"), NOT_SENT, "Too Many"),
    (no(420, "FLOOD_WAIT", retry_after=3), NOT_SENT, "FLOOD"),
    (no(400, "Bad Request: group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=-1002100000001), NOT_SENT, "Bad Request"),
    (no(400, "Bad Request: group chat was upgraded to a supergroup chat"), UNREACHABLE, ""),
    (no(400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0"),
     REFUSED, "markup:"),
    (no(400, "Bad Request: message is too long"), REFUSED, "too_long:"),
    (no(400, "Bad Request: MESSAGE_TOO_LONG"), REFUSED, "too_long:"),
    (no(400, "Bad Request: message caption is too long"), REFUSED, "too_long:"),
    (no(413, "Request Entity Too Large"), REFUSED, "too_long:"),
    (no(400, "Bad Request: BUTTON_DATA_INVALID"), REFUSED, "button:"),
    (no(400, "Bad Request: inline keyboard button URL 'x' is invalid"), REFUSED, "button:"),
    (no(400, "Bad Request: message text is empty"), REFUSED, "refused:"),
    (no(400, "Bad Request: message to edit not found"), REFUSED, "edit_gone:"),
    (no(400, "Bad Request: message can't be edited"), REFUSED, "edit_gone:"),
    (no(400, "Bad Request: MESSAGE_ID_INVALID"), REFUSED, "edit_gone:"),
    (no(400, "Bad Request: message thread not found"), REFUSED, "thread_gone:"),
    (no(400, "Bad Request: TOPIC_CLOSED"), REFUSED, "thread_gone:"),
    (no(400, "Bad Request: message to be replied not found"), REFUSED, "reply_gone:"),
    (no(400, "Bad Request: something nobody has seen before"), REFUSED, "refused:"),
    (no(400, "Bad Request: chat not found"), UNREACHABLE, ""),
    (no(400, "Bad Request: PEER_ID_INVALID"), UNREACHABLE, ""),
    (no(400, "Bad Request: not enough rights to send text messages to the chat"), UNREACHABLE, ""),
    (no(400, "Bad Request: group chat was deactivated"), UNREACHABLE, ""),
    (no(403, "Forbidden: bot was blocked by the user"), UNREACHABLE, ""),
    (no(403, "Forbidden: user is deactivated"), UNREACHABLE, ""),
    (no(403, "Forbidden: bot was kicked from the supergroup chat"), UNREACHABLE, ""),
    (no(403, "Forbidden: bot can't initiate conversation with a user"), UNREACHABLE, ""),
    (no(403, "Forbidden: bot is not a member of the channel chat"), UNREACHABLE, ""),
    (no(401, "Unauthorized"), PAUSED, ""),
    (no(404, "Not Found"), PAUSED, ""),
    (no(400, "Logged out"), PAUSED, ""),
    (no(409, "Conflict: terminated by other getUpdates request"), NOT_SENT, ""),
    (no(500, "Internal Server Error"), AMBIGUOUS, "500"),
    (no(502, "Bad Gateway"), AMBIGUOUS, "502"),
    (no(599, "a code of the future"), AMBIGUOUS, "599"),
    (no(200, "ok is false and the code makes no sense"), AMBIGUOUS, "200"),
    (ForeignAnswer(502), AMBIGUOUS, ""),
    (ForeignAnswer(302), NOT_SENT, ""),  # a captive portal redirects
    (ForeignAnswer(403), NOT_SENT, ""),  # a proxy forbids: says nothing about the person
    (ForeignAnswer(407), PAUSED, ""),
    (ForeignAnswer(404), PAUSED, ""),  # TELEGRAM_API_URL points somewhere else
    (ForeignAnswer(413), REFUSED, "too_long:"),
    (ForeignAnswer(429), NOT_SENT, ""),
    (ChatMigrated(-1002100000001), NOT_SENT, ""),
    (Forbidden("Forbidden: bot was blocked by the user"), UNREACHABLE, ""),
    (BadRequest("Chat not found"), UNREACHABLE, ""),
    (BadRequest("Can't parse entities: x"), REFUSED, "markup:"),
    (InvalidToken("the token 1:a was rejected"), PAUSED, "the server does not accept"),
    (EndPointNotFound("x"), PAUSED, ""),
    (Conflict("x"), NOT_SENT, ""),
    (TimedOut(), AMBIGUOUS, ""),
    (NetworkError("Bad Gateway"), AMBIGUOUS, ""),
    (RuntimeError("nobody knows"), AMBIGUOUS, ""),
    (SendFailure(PAUSED, "already judged"), PAUSED, "already judged"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "kind", "begins"), OUTCOMES, ids=lambda v: str(v)[:48])
def test_every_outcome_has_its_meaning(error: Exception, kind: FailureKind, begins: str) -> None:
    failure = failures.classify(error)
    assert failure.kind is kind
    assert failure.reason.startswith(begins)
    assert len(failure.reason) <= failures.LONGEST_REASON


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (no(429, "x", retry_after=7), 7),
        (no(429, "Too Many Requests: retry after 9"), 9),
        (no(429, "Too Many Requests"), failures.DEFAULT_RETRY_AFTER_SECONDS),
        (no(429, "x", retry_after=True), failures.DEFAULT_RETRY_AFTER_SECONDS),
    ],
)
def test_a_refusal_for_speed_says_how_long_to_wait(error: Exception, seconds: float) -> None:
    assert failures.classify(error).retry_after == seconds


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_the_librarys_own_refusal_for_speed_is_understood_too() -> None:
    failure = failures.classify(RetryAfter(11))
    assert (failure.kind, failure.retry_after) == (NOT_SENT, 11)


def test_a_moved_chat_names_its_new_id() -> None:
    moved = no(400, "x", migrate_to_chat_id=-1009876543210123)
    assert failures.classify(moved).moved_to == "-1009876543210123"


def test_an_edit_that_changes_nothing_is_recognised() -> None:
    assert failures.changes_nothing(no(400, "Bad Request: message is not modified: specified …"))
    assert not failures.changes_nothing(no(400, "Bad Request: message to edit not found"))


def test_whoever_edits_can_see_that_a_new_message_is_needed() -> None:
    gone = failures.classify(no(400, "Bad Request: message can't be edited"))
    assert failures.is_edit_gone(gone)
    assert not failures.is_edit_gone(failures.classify(no(400, "Bad Request: chat not found")))


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (b'{"ok":true,"resu', AMBIGUOUS),
        (b"<html>portal</html>", AMBIGUOUS),
        (b'{"ok":true}', AMBIGUOUS),
        (b"[]", AMBIGUOUS),
        (b"\xff\xfe", AMBIGUOUS),
        (b'{"ok":false,"error_code":403,"description":"Forbidden: x"}', UNREACHABLE),
        (b'{"ok":false,"description":"Bad Request: chat not found"}', UNREACHABLE),
    ],
)
def test_a_200_is_judged_by_its_content(payload: bytes, kind: FailureKind) -> None:
    with pytest.raises((AnswerLost, ApiRefused)) as caught:
        AiohttpRequest.parse_json_payload(payload)
    assert failures.classify(caught.value).kind is kind


def test_the_token_is_taken_out_in_every_spelling() -> None:
    token = "7000000001:AAF-strict-local-server-token-0000"
    redactor = Redactor(token)
    words = f"a {token} b {token.replace(':', '%3A')} c 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALD d"
    clean = redactor.text(words)
    assert "AAF" not in clean
    assert "AAHdq" not in clean
    cause = redactor.cause(aiohttp.InvalidURL(f"http://x/bot{token}/getMe"))
    assert "AAF" not in str(cause)
    assert cause.__cause__ is None
