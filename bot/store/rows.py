"""Rows as the rest of the shell sees them: frozen values, aware instants, closed sets as enums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.ports import Button
from workflows.assignment import Assignment
from workflows.ledger import Fact
from workflows.notice import Notice
from workflows.standing import Light, Standing


class Stale(Exception):
    """Somebody else has written to the case since it was loaded: load it again and decide anew."""


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    code: str
    version: int
    body: Mapping[str, Any]
    applied_at: datetime


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as loaded. `last_hash` and the number of facts are what a write is checked against."""

    pk: int
    assignment: Assignment
    facts: tuple[Fact, ...]
    standing: Standing
    light: Light
    wake_at: datetime | None
    last_hash: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Append:
    """Facts to append to a case as it was loaded, and the standing that follows from them.

    `waits` says whether the office owes a word after them; None: as before.
    """

    row: CaseRow
    facts: Sequence[Fact]
    standing: Standing
    light: Light
    wake_at: datetime | None
    waits: bool | None = None


class NoticeState(StrEnum):
    READY = "ready"  # waits for its time or for a message
    BUNDLED = "bundled"  # carried by a message that is on its way
    SENT = "sent"
    MOOT = "moot"  # no longer needed when its time came
    MERGED = "merged"  # said by a later notice
    UNDELIVERABLE = "undeliverable"  # `reason` says why
    HELD = "held"  # waits for a person's decision


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """`assignment` is the key of the assignment's row, None for notices about a programme."""

    key: str
    notice: Notice
    assignment: int | None
    state: NoticeState
    message_id: int | None
    created_at: datetime | None
    settled_at: datetime | None
    reason: str


REPLY = 0
"""The lane of answers to a person who is waiting."""
WAVE = 1
"""The lane of everything else."""

Buttons = tuple[tuple[Button, ...], ...]


class MessageState(StrEnum):
    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    AMBIGUOUS = "ambiguous"  # may have arrived; every allowed copy has been tried
    REFUSED = "refused"
    UNDELIVERABLE = "undeliverable"
    MOOT = "moot"


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """A message to be sent. `key` makes a second one harmless. `account` is who it is for."""

    key: str
    lane: int
    channel: str
    chat: str
    html: str
    not_before: datetime
    created_at: datetime
    buttons: Buttons = ()
    thread: str = ""
    post: str = ""
    account: str = ""
    reply_to: str = ""
    edits: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class MessageRow:
    """`fence` goes up with every claim; a result under an older fence is ignored.

    `copies` counts the sends that may have arrived without our knowing: above 0 the message says
    that it is a repeat (补发).
    """

    id: int
    key: str
    lane: int
    channel: str
    chat: str
    thread: str
    post: str
    account: str
    html: str
    buttons: Buttons
    reply_to: str
    edits: str
    silent: bool
    state: MessageState
    not_before: datetime
    lease_until: datetime | None
    fence: int
    node: str
    attempts: int
    copies: int
    remote_id: str
    failure: str
    created_at: datetime
    sent_at: datetime | None


class SendOutcome(StrEnum):
    SENT = "sent"
    RETRY = "retry"  # certainly not sent; again at `not_before`
    AMBIGUOUS = "ambiguous"  # may have arrived; a copy at `not_before` while copies are allowed
    REFUSED = "refused"
    UNDELIVERABLE = "undeliverable"
    MOOT = "moot"


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of one claimed message. `not_before` is needed for RETRY and AMBIGUOUS."""

    id: int
    fence: int
    outcome: SendOutcome
    at: datetime
    remote_id: str = ""
    not_before: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BubbleRow:
    """One line of a conversation. `raw` is what came in, `html` and `buttons` what went out."""

    id: int
    outgoing: bool
    at: datetime
    html: str = ""
    buttons: Buttons = ()
    raw: bytes = b""
    remote_id: str = ""
    edits: str = ""


class InboxState(StrEnum):
    NEW = "new"
    DONE = "done"
    QUARANTINED = "quarantined"  # cannot be understood by the program; kept for a person


@dataclass(frozen=True, slots=True)
class InboxRow:
    id: int
    channel: str
    ext_id: str
    chat: str
    raw: bytes
    received_at: datetime
    state: InboxState
    error: str
    tries: int


@dataclass(frozen=True, slots=True)
class BindingRow:
    """Who holds a post on a channel; `holder` is A or B (A/B 岗); `until` None means now.

    `away_from` and `away_until` are the first and last day (ISO) of a leave, None for none.
    """

    id: int
    channel: str
    account: str
    chat: str
    thread: str
    post: str
    holder: str
    since: datetime
    until: datetime | None
    reachable: bool
    unreachable_reason: str
    lang: str
    display: str
    away_from: str | None = None
    away_until: str | None = None

    @property
    def who(self) -> str:
        """The account, for the record: "<channel>/<account>"."""
        return f"{self.channel}/{self.account}"

    def is_away(self, day: date) -> bool:
        """True where the holder is on leave (休假) on that day."""
        if self.away_from is None or self.away_until is None:
            return False
        return self.away_from <= day.isoformat() <= self.away_until


@dataclass(frozen=True, slots=True)
class Person:
    """An account on a channel, as it presents itself."""

    channel: str
    account: str
    chat: str
    lang: str = ""
    display: str = ""
    thread: str = ""


class InviteResult(StrEnum):
    BOUND = "bound"
    EXPIRED = "expired"
    USED = "used"
    UNKNOWN = "unknown"
    SELF = "self"  # a handover to oneself
    LIMITED = "limited"  # too many wrong codes from this account; try again in an hour


@dataclass(frozen=True, slots=True)
class InviteOutcome:
    """`post` and `holder` are set where the code was known.

    `ended` are the bindings of those who held the post before and hold it no longer.
    """

    result: InviteResult
    post: str = ""
    holder: str = ""
    ended: Sequence[BindingRow] = ()


@dataclass(frozen=True, slots=True)
class InviteRow:
    post: str
    holder: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    used_by: str | None
    handed_by: str = ""  # who hands the post over by it ("<channel>/<account>"), "" for the office
