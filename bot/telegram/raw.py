"""Reading JSON that came from outside: every field may be missing, of another type, or absurd."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import orjson

Object = dict[str, Any]


class MalformedUpdate(Exception):
    """An update that cannot be understood; it is kept as it came (quarantine 隔离)."""


def parse(raw: bytes) -> Object:
    """The JSON object in `raw`; MalformedUpdate when it is none."""
    try:
        document = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise MalformedUpdate(f"not JSON: {error}") from None
    if not isinstance(document, dict):
        raise MalformedUpdate(f"not a JSON object but {type(document).__name__}")
    return document


def child(source: Object, name: str) -> Object | None:
    """A nested object; None when missing, MalformedUpdate when it is something else."""
    value = source.get(name)
    if value is None or isinstance(value, dict):
        return value
    raise MalformedUpdate(f"{name} is not an object")


def required(source: Object, name: str) -> Object:
    value = child(source, name)
    if value is None:
        raise MalformedUpdate(f"{name} is missing")
    return value


def text(source: Object, name: str) -> str:
    """A string, "" when missing; lone surrogates, which no database takes, become marks."""
    value = source.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise MalformedUpdate(f"{name} is not text")
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def identifier(source: Object, name: str) -> str:
    """A 64-bit id as text; MalformedUpdate when missing."""
    found = optional_identifier(source, name)
    if not found:
        raise MalformedUpdate(f"{name} is missing")
    return found


def optional_identifier(source: Object, name: str) -> str:
    """A 64-bit id as text, "" when missing."""
    value = source.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise MalformedUpdate(f"{name} is not an id")
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise MalformedUpdate(f"{name} is out of range")
    return str(value)


def instant(source: Object, name: str) -> datetime:
    """Unix seconds as an aware instant."""
    value = source.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise MalformedUpdate(f"{name} is not an instant")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        raise MalformedUpdate(f"{name} is out of range") from None


def update_id(update: Object) -> int | None:
    """The update's number; None where it has no sound one."""
    value = update.get("update_id")
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        return None
    return value


def digest(raw: bytes) -> str:
    """An id for bytes that carry none."""
    return "x" + hashlib.sha256(raw).hexdigest()[:32]
