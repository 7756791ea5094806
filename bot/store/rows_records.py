"""Rows of what stands beside the ledger: files, receipts, links, seals, weeks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    id: int
    sha256: str
    size_bytes: int
    name: str
    mime: str
    kind: str
    same_as: str
    unit: str
    assignment_id: int | None
    receipt: str | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file whose blob is on disk already. `same_as` is the channel's sign of equal content."""

    sha256: str
    size_bytes: int
    name: str
    mime: str
    kind: str
    unit: str
    at: datetime
    by: str
    same_as: str = ""
    assignment_id: int | None = None
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    number: str
    assignment_id: int | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class UploadLinkRow:
    post: str
    assignment_id: int | None
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SealRow:
    """A day's seal. `count` facts were sealed; `short` is what the digest prints."""

    day: str
    upto: int
    count: int
    heads_hash: str
    prev: str
    hash: str
    at: datetime

    @property
    def short(self) -> str:
        return self.hash[:16]


@dataclass(frozen=True, slots=True)
class WeekRow:
    programme: str
    week_start: str
    body: Mapping[str, Any]
