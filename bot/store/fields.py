"""Column types of the store: instants as whole microseconds, so that order is order everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tortoise import fields

from bot.clock import OFFICE_ZONE

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970-01-01 UTC, exact. Raises ValueError for a naive datetime."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError(f"naive datetime refused: {instant!r}; instants carry their offset")
    return (instant - _EPOCH) // _MICROSECOND


def to_micros_or_none(instant: datetime | None) -> int | None:
    """As `to_micros`; None stays None."""
    return None if instant is None else to_micros(instant)


def from_micros(micros: int) -> datetime:
    """The instant in the office's zone."""
    return (_EPOCH + timedelta(microseconds=micros)).astimezone(OFFICE_ZONE)


def from_micros_or_none(micros: int | None) -> datetime | None:
    """As `from_micros`; None stays None."""
    return None if micros is None else from_micros(micros)


class InstantField(fields.BigIntField):
    """An aware datetime kept as INTEGER microseconds UTC. Naive datetimes are refused."""

    field_type = datetime  # pyright: ignore[reportAssignmentType]

    def to_db_value(self, value: Any, instance: Any) -> Any:
        del instance
        return to_micros(value) if isinstance(value, datetime) else value

    def to_python_value(self, value: Any) -> Any:
        return from_micros(value) if isinstance(value, int) else value
