"""The tables that stand beside the ledger: files, drafts, receipts, links, counters."""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from bot.store.fields import InstantField

_POST = 160
_HASH = 64
_CHAT = 128
_WORD = 32


class Attachment(Model):
    """A stored file (附件): the row is written after the blob is safe on disk."""

    id = fields.BigIntField(primary_key=True)
    sha256 = fields.CharField(max_length=_HASH)
    size_bytes = fields.BigIntField()
    name = fields.TextField()
    mime = fields.CharField(max_length=160)
    kind = fields.CharField(max_length=_WORD)
    same_as = fields.CharField(max_length=200)
    unit = fields.CharField(max_length=120)
    assignment = fields.ForeignKeyField(
        "duban.Assignment", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    receipt = fields.CharField(max_length=_WORD, null=True)
    at = InstantField()
    by = fields.CharField(max_length=_POST)

    class Meta(Model.Meta):
        table = "attachment"
        indexes = (
            Index(fields=("sha256",), name="attachment_sha256"),
            Index(fields=("same_as",), name="attachment_same_as"),
            Index(fields=("assignment_id",), name="attachment_assignment"),
        )


class Draft(Model):
    """A half-written report in a chat."""

    id = fields.IntField(primary_key=True)
    channel = fields.CharField(max_length=_WORD)
    account = fields.CharField(max_length=_CHAT)
    chat = fields.CharField(max_length=_CHAT)
    body = fields.TextField()
    updated_at = InstantField()

    class Meta(Model.Meta):
        table = "draft"
        unique_together = (("channel", "account", "chat"),)


class Receipt(Model):
    """A receipt (回执) number that was given out."""

    number = fields.CharField(max_length=_WORD, primary_key=True)
    assignment = fields.ForeignKeyField(
        "duban.Assignment", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    at = InstantField()
    by = fields.CharField(max_length=_POST)

    class Meta(Model.Meta):
        table = "receipt"


class Heartbeat(Model):
    """When a role of a node was last alive."""

    id = fields.IntField(primary_key=True)
    role = fields.CharField(max_length=_WORD)
    node = fields.CharField(max_length=64)
    at = InstantField()

    class Meta(Model.Meta):
        table = "heartbeat"
        unique_together = (("role", "node"),)


class UploadLink(Model):
    """A one-time link to the upload page (only the keyed hash of its token is kept)."""

    token_hash = fields.CharField(max_length=_HASH, primary_key=True)
    post = fields.CharField(max_length=_POST)
    assignment = fields.ForeignKeyField(
        "duban.Assignment", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    expires_at = InstantField()
    used_at = InstantField(null=True)

    class Meta(Model.Meta):
        table = "upload_link"


class Counter(Model):
    """A number that survives restarts: metrics, receipt numbers, limits."""

    name = fields.CharField(max_length=200, primary_key=True)
    value = fields.BigIntField()

    class Meta(Model.Meta):
        table = "counter"


class WeekCount(Model):
    """The kept counts of a programme's week."""

    id = fields.IntField(primary_key=True)
    programme = fields.CharField(max_length=120)
    week_start = fields.CharField(max_length=10)
    body = fields.TextField()

    class Meta(Model.Meta):
        table = "week_count"
        unique_together = (("programme", "week_start"),)
