"""Between values and the canonical JSON text of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import orjson
from pydantic import TypeAdapter

from bot.ports import Button
from bot.store.fields import from_micros, from_micros_or_none
from bot.store.rows import (
    Buttons,
    CaseRow,
    InboxRow,
    InboxState,
    MessageRow,
    MessageState,
    NoticeRow,
    NoticeState,
)
from bot.store.sqlite import Row
from workflows.assignment import Assignment
from workflows.ladder import Slip
from workflows.ledger import Fact, FactKind
from workflows.notice import Notice, NoticeKind
from workflows.standing import Light, Standing

_ASSIGNMENT: TypeAdapter[Assignment] = TypeAdapter(Assignment)
_STANDING: TypeAdapter[Standing] = TypeAdapter(Standing)


def to_json(value: Any) -> str:
    """Canonical JSON text: sorted keys, no spaces. Dates and enums become text."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def from_json(text: str | bytes) -> Any:
    return orjson.loads(text)


def assignment_text(assignment: Assignment) -> str:
    return to_json(assignment)


@lru_cache(maxsize=4096)
def assignment_of(text: str) -> Assignment:
    """The assignment in a body column; equal texts share one immutable value."""
    return _ASSIGNMENT.validate_json(text)


def standing_text(standing: Standing) -> str:
    return to_json(standing)


@lru_cache(maxsize=4096)
def standing_of(text: str) -> Standing:
    """The standing in a column; equal texts share one immutable value."""
    return _STANDING.validate_json(text)


def fact_of(row: Row) -> Fact:
    return _fact(row["kind"], row["at"], row["by"], row["data"])


@lru_cache(maxsize=16384)
def _fact(kind: str, at: int, by: str, data: str) -> Fact:
    """Facts never change, so equal rows share one immutable value."""
    return Fact(FactKind(kind), from_micros(at), by, MappingProxyType(from_json(data)))


def case_of(row: Row, facts: Sequence[Fact]) -> CaseRow:
    return CaseRow(
        pk=row["id"],
        assignment=assignment_of(row["body"]),
        facts=tuple(facts),
        standing=standing_of(row["standing"]),
        light=Light(row["light"]),
        wake_at=from_micros_or_none(row["wake_at"]),
        last_hash=row["last_hash"],
        waits=bool(row["waits"]),
    )


def notice_of(row: Row) -> NoticeRow:
    notice = Notice(
        kind=NoticeKind(row["kind"]),
        rung=row["rung"],
        to=row["to_post"],
        about=row["about"],
        at=from_micros(row["at"]),
        due_revision=row["due_revision"],
        slip=Slip(row["slip"]) if row["slip"] else None,
        urgent=bool(row["urgent"]),
        repeat=row["repeat"],
    )
    return NoticeRow(
        key=row["key"],
        notice=notice,
        assignment=row["assignment_id"],
        state=NoticeState(row["state"]),
        message_id=row["message_id"],
        created_at=from_micros_or_none(row["created_at"]),
        settled_at=from_micros_or_none(row["settled_at"]),
        reason=row["reason"],
    )


def buttons_text(buttons: Buttons) -> str:
    return to_json([[_button(button) for button in row] for row in buttons]) if buttons else "[]"


def _button(button: Button) -> Mapping[str, str]:
    pairs = {"text": button.text, "data": button.data, "url": button.url}
    return {name: value for name, value in pairs.items() if value}


def buttons_of(text: str) -> Buttons:
    if text == "[]":
        return ()
    return tuple(tuple(Button(**button) for button in row) for row in from_json(text))


def message_of(row: Row) -> MessageRow:
    values: dict[str, Any] = {name: row[name] for name in MessageRow.__slots__}
    return MessageRow(
        **{
            **values,
            "buttons": buttons_of(row["buttons"]),
            "silent": bool(row["silent"]),
            "state": MessageState(row["state"]),
            "not_before": from_micros(row["not_before"]),
            "lease_until": from_micros_or_none(row["lease_until"]),
            "created_at": from_micros(row["created_at"]),
            "sent_at": from_micros_or_none(row["sent_at"]),
        }
    )


def incoming_of(row: Row) -> InboxRow:
    return InboxRow(
        id=row["id"],
        channel=row["channel"],
        ext_id=row["ext_id"],
        chat=row["chat"],
        raw=bytes(row["raw"]),
        received_at=from_micros(row["received_at"]),
        state=InboxState(row["state"]),
        error=row["error"],
        tries=row["tries"],
    )
