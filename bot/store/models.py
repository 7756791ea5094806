"""The tables. Models serve migrations and ordinary reads; hot paths use SQL on the same tables.

Closed sets are plain text columns: the enums live at the edge (`rows`), so that renaming a member
never rebuilds a table. JSON columns hold canonical text. Table names are singular.
"""

from __future__ import annotations

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from bot.store.fields import InstantField

_ID = 400  # an assignment id is four names
_POST = 160
_HASH = 64
_CHAT = 128
_WORD = 32


class Programme(Model):
    """A version of an applied programme (工作方案)."""

    id = fields.IntField(primary_key=True)
    code = fields.CharField(max_length=120)
    version = fields.IntField()
    body = fields.TextField()
    applied_at = InstantField()

    class Meta(Model.Meta):
        table = "programme"
        unique_together = (("code", "version"),)


class Assignment(Model):
    """An assignment (交办事项) with its standing, the projection of its facts.

    `waits`: something about it waits for the office's word.
    """

    id = fields.IntField(primary_key=True)
    code = fields.CharField(max_length=_ID, unique=True)
    programme = fields.CharField(max_length=120)
    task = fields.CharField(max_length=120)
    unit = fields.CharField(max_length=120)
    occurrence = fields.CharField(max_length=40, null=True)
    body = fields.TextField()
    opens_on = fields.CharField(max_length=10)
    state = fields.CharField(max_length=_WORD)
    percent = fields.FloatField(null=True)
    light = fields.CharField(max_length=_WORD)
    due_at = InstantField(null=True)
    wake_at = InstantField(null=True)
    standing = fields.TextField()
    facts_count = fields.IntField(default=0)
    last_hash = fields.CharField(max_length=_HASH, default="")
    head_hash = fields.CharField(max_length=_HASH, default="")
    closed = fields.BooleanField(default=False)
    office = fields.CharField(max_length=120, default="")
    waits = fields.BooleanField(default=False)

    class Meta(Model.Meta):
        table = "assignment"
        indexes = (
            Index(fields=("wake_at",), name="assignment_wake"),
            Index(fields=("unit", "closed"), name="assignment_unit"),
            Index(fields=("programme", "task"), name="assignment_programme"),
            Index(fields=("code", "facts_count", "head_hash"), name="assignment_heads"),
            Index(fields=("office", "waits"), name="assignment_waits"),
            Index(fields=("office", "state"), name="assignment_office"),
        )


class Fact(Model):
    """A link of an assignment's chain (台账)."""

    id = fields.BigIntField(primary_key=True)
    assignment = fields.ForeignKeyField(
        "duban.Assignment", related_name=False, on_delete=fields.RESTRICT, db_index=False
    )
    seq = fields.IntField()
    kind = fields.CharField(max_length=_WORD)
    at = InstantField()
    by = fields.CharField(max_length=_POST)
    data = fields.TextField()
    prev_hash = fields.CharField(max_length=_HASH)
    hash = fields.CharField(max_length=_HASH)

    class Meta(Model.Meta):
        table = "fact"
        unique_together = (("assignment_id", "seq"),)


class Seal(Model):
    """The daily seal over all heads. `upto` is the last fact id it covers."""

    id = fields.IntField(primary_key=True)
    day = fields.CharField(max_length=10, unique=True)
    upto = fields.BigIntField()
    count = fields.BigIntField()
    heads_hash = fields.CharField(max_length=_HASH)
    prev = fields.CharField(max_length=_HASH)
    hash = fields.CharField(max_length=_HASH)
    at = InstantField()

    class Meta(Model.Meta):
        table = "seal"


class Inbox(Model):
    """What came in, raw, stored before it is acknowledged to the channel."""

    id = fields.BigIntField(primary_key=True)
    channel = fields.CharField(max_length=_WORD)
    ext_id = fields.CharField(max_length=160)
    chat = fields.CharField(max_length=_CHAT)
    payload = fields.BinaryField(source_field="raw")  # a model has a method named raw
    received_at = InstantField()
    state = fields.CharField(max_length=_WORD)
    error = fields.TextField(default="")
    tries = fields.IntField(default=0)

    class Meta(Model.Meta):
        table = "inbox"
        unique_together = (("channel", "ext_id"),)
        indexes = (
            Index(fields=("state", "id"), name="inbox_state"),
            Index(fields=("channel", "chat", "id"), name="inbox_chat"),
        )


class Cursor(Model):
    """How far a channel has been read (the polling offset)."""

    channel = fields.CharField(max_length=_WORD, primary_key=True)
    position = fields.CharField(max_length=160)

    class Meta(Model.Meta):
        table = "cursor"


class Message(Model):
    """An outgoing message (消息): the outbox."""

    id = fields.BigIntField(primary_key=True)
    key = fields.CharField(max_length=160, unique=True)
    lane = fields.SmallIntField()
    channel = fields.CharField(max_length=_WORD)
    chat = fields.CharField(max_length=_CHAT)
    thread = fields.CharField(max_length=_CHAT, default="")
    post = fields.CharField(max_length=_POST, default="")
    account = fields.CharField(max_length=_CHAT, default="")
    html = fields.TextField()
    buttons = fields.TextField()
    reply_to = fields.CharField(max_length=_CHAT, default="")
    edits = fields.CharField(max_length=_CHAT, default="")
    silent = fields.BooleanField(default=False)
    state = fields.CharField(max_length=_WORD)
    not_before = InstantField()
    lease_until = InstantField(null=True)
    fence = fields.IntField(default=0)
    node = fields.CharField(max_length=64, default="")
    attempts = fields.IntField(default=0)
    copies = fields.IntField(default=0)
    remote_id = fields.CharField(max_length=_CHAT, default="")
    failure = fields.TextField(default="")
    created_at = InstantField()
    sent_at = InstantField(null=True)

    class Meta(Model.Meta):
        table = "message"
        indexes = (
            Index(fields=("state", "lane", "not_before"), name="message_due"),
            Index(fields=("channel", "chat", "state", "lane", "id"), name="message_chat"),
            Index(fields=("channel", "chat", "remote_id"), name="message_remote"),
        )


class Notice(Model):
    """A notice (通知): the key comes before the words."""

    key = fields.CharField(max_length=_HASH, primary_key=True)
    kind = fields.CharField(max_length=_WORD)
    rung = fields.CharField(max_length=120)
    to_post = fields.CharField(max_length=_POST)
    about = fields.CharField(max_length=_ID)
    assignment = fields.ForeignKeyField(
        "duban.Assignment", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    at = InstantField()
    state = fields.CharField(max_length=_WORD)
    urgent = fields.BooleanField(default=False)
    slip = fields.CharField(max_length=_WORD, null=True)
    repeat = fields.IntField(default=0)
    due_revision = fields.IntField(default=0)
    message = fields.ForeignKeyField(
        "duban.Message", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    created_at = InstantField(null=True)
    settled_at = InstantField(null=True)
    reason = fields.TextField(default="")

    class Meta(Model.Meta):
        table = "notice"
        indexes = (
            Index(fields=("state", "at", "key"), name="notice_due"),
            Index(fields=("to_post", "state", "at"), name="notice_post"),
            Index(fields=("about",), name="notice_about"),
            Index(fields=("message_id",), name="notice_message"),
        )


class Attempt(Model):
    """One try to send a message (committed before the request leaves)."""

    id = fields.BigIntField(primary_key=True)
    message = fields.ForeignKeyField(
        "duban.Message", related_name=False, on_delete=fields.RESTRICT, db_index=False
    )
    n = fields.IntField()
    started_at = InstantField()
    ended_at = InstantField(null=True)
    outcome = fields.CharField(max_length=_WORD, default="")
    detail = fields.TextField(default="")

    class Meta(Model.Meta):
        table = "attempt"
        unique_together = (("message_id", "n"),)


class Binding(Model):
    """Who holds a post on a channel. `until` NULL: now."""

    id = fields.IntField(primary_key=True)
    channel = fields.CharField(max_length=_WORD)
    account = fields.CharField(max_length=_CHAT)
    chat = fields.CharField(max_length=_CHAT)
    thread = fields.CharField(max_length=_CHAT, default="")
    post = fields.CharField(max_length=_POST)
    holder = fields.CharField(max_length=1)
    since = InstantField()
    until = InstantField(null=True)
    reachable = fields.BooleanField(default=True)
    unreachable_reason = fields.TextField(default="")
    lang = fields.CharField(max_length=16, default="")
    display = fields.TextField(default="")
    away_from = fields.CharField(max_length=10, null=True)
    away_until = fields.CharField(max_length=10, null=True)

    class Meta(Model.Meta):
        table = "binding"
        indexes = (
            Index(fields=("post", "until"), name="binding_post"),
            Index(fields=("channel", "account", "until"), name="binding_account"),
        )


class Invite(Model):
    """A one-time invite (only the keyed hash of its code is kept)."""

    code_hash = fields.CharField(max_length=_HASH, primary_key=True)
    post = fields.CharField(max_length=_POST)
    holder = fields.CharField(max_length=1)
    created_at = InstantField()
    expires_at = InstantField()
    used_at = InstantField(null=True)
    used_by = fields.CharField(max_length=_CHAT, null=True)
    attempts = fields.IntField(default=0)
    handed_by = fields.CharField(max_length=200, default="")

    class Meta(Model.Meta):
        table = "invite"
