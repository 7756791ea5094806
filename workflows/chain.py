"""The chain of facts (链式台账): keyed hashes that make every later change visible.

Each assignment has its own chain, so writers of different assignments never queue behind one
another. The head binds the number of facts to the last link: without the key nobody can shorten
a chain and make the head fit. A daily seal binds all heads, their number and the seal before.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SEPARATOR = b"\x1f"
START = ""
"""What stands before the first link and the first seal."""


@dataclass(frozen=True, slots=True)
class Link:
    """One fact as the chain sees it. `data` is canonical JSON text, hashed as it stands."""

    assignment: str
    seq: int  # from 1
    kind: str
    at: datetime
    by: str
    data: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A link as it was found in the store, with the hashes beside it."""

    link: Link
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one assignment's chain."""

    assignment: str
    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of a day (ISO date): `count` facts under `heads`, after the seal `prev`."""

    day: str
    count: int
    heads: str
    prev: str
    hash: str


class Tampering(StrEnum):
    """What kind of change was found."""

    EDITED = "edited"  # a fact was changed
    MISSING = "missing"  # facts were removed from the middle
    ADDED = "added"  # a fact that the chain does not know
    TRUNCATED = "truncated"  # facts were removed from the end
    HEAD = "head"  # the head does not fit its chain
    SEAL = "seal"  # a seal does not fit the facts or the seal before
    STANDING = "standing"  # the standing is not what the facts add up to


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a verification. `seq` is 0 where it is not about one fact."""

    kind: Tampering
    where: str
    seq: int
    why: str


def canonical(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """The one JSON text of a value: sorted keys, no spaces, no NaN (ValueError, TypeError)."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def link_hash(key: bytes, prev: str, link: Link) -> str:
    """The hash of a link that follows the link with hash `prev` (START for the first)."""
    micros = (link.at - _EPOCH) // timedelta(microseconds=1)
    return _mac(
        key,
        "fact",
        prev,
        link.assignment,
        str(link.seq),
        link.kind,
        str(micros),
        link.by,
        link.data,
    )


def head_hash(key: bytes, assignment: str, count: int, last: str) -> str:
    """The head of a chain of `count` links whose last hash is `last`."""
    return _mac(key, "head", assignment, str(count), last)


def heads_hash(heads: Iterable[Head]) -> str:
    """One hash over all heads, which come sorted by assignment id."""
    running = hashlib.sha256()
    for head in heads:
        running.update(f"{head.assignment}\x1f{head.count}\x1f{head.hash}\x1e".encode())
    return running.hexdigest()


def seal_hash(key: bytes, day: str, count: int, heads: str, prev: str) -> str:
    """The seal of a day over `count` facts and the hash of all heads, after the seal `prev`."""
    return _mac(key, "seal", day, str(count), heads, prev)


def check_chain(key: bytes, head: Head, kept: Sequence[Kept]) -> list[Finding]:
    """What is wrong with one assignment's chain; nothing where it is whole.

    `kept` is in the order of `seq`; `head` is what the store says about the assignment. The first
    finding names the first place at which the chain breaks.
    """
    findings: list[Finding] = []
    prev, expected = START, 1
    for found in kept:
        findings += _check_link(key, found, prev, expected)
        prev, expected = found.hash, found.link.seq + 1
    return findings + _check_head(key, head, kept, prev)


def _check_link(key: bytes, found: Kept, prev: str, expected: int) -> list[Finding]:
    link = found.link
    where = link.assignment
    if link_hash(key, found.prev, link) != found.hash:
        return [Finding(Tampering.EDITED, where, link.seq, "the fact is not what was recorded")]
    if link.seq != expected:
        return [Finding(Tampering.MISSING, where, expected, f"fact {expected} is missing")]
    if found.prev != prev:
        return [
            Finding(Tampering.ADDED, where, link.seq, "the fact does not follow the one before")
        ]
    return []


def _check_head(key: bytes, head: Head, kept: Sequence[Kept], last: str) -> list[Finding]:
    count = kept[-1].link.seq if kept else 0
    if count < head.count:
        why = f"{head.count} facts were recorded, {count} are there"
        return [Finding(Tampering.TRUNCATED, head.assignment, count + 1, why)]
    if count > head.count:
        why = f"{head.count} facts were recorded, {count} are there"
        return [Finding(Tampering.ADDED, head.assignment, head.count + 1, why)]
    if head_hash(key, head.assignment, count, last) != head.hash:
        return [Finding(Tampering.HEAD, head.assignment, 0, "the head does not fit the chain")]
    return []


def check_seals(key: bytes, seals: Sequence[Seal]) -> list[Finding]:
    """What is wrong with the row of seals itself, in the order of days."""
    findings: list[Finding] = []
    prev = START
    for seal in seals:
        if seal_hash(key, seal.day, seal.count, seal.heads, seal.prev) != seal.hash:
            findings.append(Finding(Tampering.SEAL, seal.day, 0, "the seal was changed"))
        elif seal.prev != prev:
            findings.append(Finding(Tampering.SEAL, seal.day, 0, "a seal before this is missing"))
        prev = seal.hash
    return findings


def _mac(key: bytes, *parts: str) -> str:
    """HMAC over the parts; lengths go in too, so that no two lists of parts can be confused."""
    text = [part.encode() for part in parts]
    sizes = ",".join(str(len(part)) for part in text).encode()
    return hmac.digest(key, _SEPARATOR.join([sizes, *text]), "sha256").hex()
