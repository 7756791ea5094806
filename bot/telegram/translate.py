"""From Telegram's updates to `Incoming`. Pure: nothing is read but the update itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ports import ChatKind, Incoming, IncomingKind
from bot.telegram.attachments import remote_files
from bot.telegram.raw import (
    MalformedUpdate,
    Object,
    child,
    identifier,
    instant,
    optional_identifier,
    required,
    text,
    update_id,
)

CHANNEL = "telegram"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
LONGEST_NAME = 128

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?", re.DOTALL)
_OUT = frozenset({"kicked", "left"})
_STATUSES = _OUT | {"creator", "administrator", "member", "restricted"}


@dataclass(frozen=True, slots=True)
class BotName:
    """Who we are, from getMe. `username` without @."""

    id: str
    username: str


def translate(update: Object, me: BotName, received_at: datetime) -> list[Incoming]:
    """What `update` says; empty for kinds of updates that are not ours.

    `received_at` is the instant of a tap, which carries none. Raises MalformedUpdate and nothing
    else, whatever JSON object comes.
    """
    if not isinstance(update, dict):
        raise MalformedUpdate("not a JSON object")
    if update_id(update) is None:
        raise MalformedUpdate("update_id is missing or absurd")
    key = ext_id(update)
    if (message := child(update, "message")) is not None:
        return [_message(message, key, me)]
    if (message := child(update, "edited_message")) is not None:
        return [_edit(message, key)]
    if (query := child(update, "callback_query")) is not None:
        return _tap(query, key, received_at)
    if (change := child(update, "my_chat_member")) is not None:
        return [_membership(change, key)]
    for name in ("channel_post", "edited_channel_post"):
        if (post := child(update, name)) is not None:
            return [replace(_place(post, key), kind=IncomingKind.IGNORED)]
    return []


def ext_id(update: Object) -> str:
    """`u<update_id>` with the identity of its content.

    The number alone is not enough: after a week without updates the server counts on from a
    random one, and a new message must not be taken for an old one that bore the same number.
    """
    return ".".join(part for part in (f"u{update_id(update)}", identity(update)) if part)


def identity(update: Object) -> str:
    """What makes the content unique whatever its update_id: chat, message and edit date, or the
    id of a tap; "" for everything else. Malformed updates have none."""
    try:
        if (query := child(update, "callback_query")) is not None:
            return f"t{identifier(query, 'id')}"
        for name in ("message", "edited_message", "channel_post", "edited_channel_post"):
            if (message := child(update, name)) is not None:
                chat = identifier(required(message, "chat"), "id")
                edited = optional_identifier(message, "edit_date") or "0"
                return f"m{chat}.{identifier(message, 'message_id')}.{edited}"
    except MalformedUpdate:
        return ""
    return ""


def chat_of(update: Object) -> str:
    """The chat whose order the update belongs to; "" where it names none."""
    try:
        holder = update
        if (query := child(update, "callback_query")) is not None:
            holder = query
        for name in (*ALLOWED_UPDATES, "channel_post", "edited_channel_post"):
            if name != "callback_query" and (found := child(holder, name)) is not None:
                return identifier(required(found, "chat"), "id")
    except MalformedUpdate:
        return ""
    return ""


def is_forwarded(message: Object) -> bool:
    """Whether the words of a message are somebody else's."""
    return any(message.get(name) for name in ("forward_origin", "forward_date"))


def _message(message: Object, key: str, me: BotName) -> Incoming:
    base = _place(message, key)
    if moved := _migration(message, base):
        return moved
    if not base.account:
        return replace(base, kind=IncomingKind.IGNORED)
    files = remote_files(message)
    words = text(message, "text")
    if files:
        return replace(base, kind=IncomingKind.FILES, files=files, text=text(message, "caption"))
    if not words:
        return replace(base, kind=IncomingKind.IGNORED)
    if is_forwarded(message):
        return replace(base, text=words)
    return _said(base, words, me)


def _said(base: Incoming, words: str, me: BotName) -> Incoming:
    """Words or a command; commands to other bots are none of our business."""
    command = _COMMAND.fullmatch(words.strip())
    if command is None:
        return replace(base, text=words)
    name, addressee, argument = command.groups()
    if addressee and addressee.lower() != me.username.lower():
        return replace(base, kind=IncomingKind.IGNORED, text=words)
    whole = f"/{name.lower()} {argument or ''}".strip()
    return replace(base, kind=IncomingKind.COMMAND, text=whole)


def _edit(message: Object, key: str) -> Incoming:
    base = _place(message, key)
    words = text(message, "text") or text(message, "caption")
    files = remote_files(message)
    if not base.account or not (words or files):
        return replace(base, kind=IncomingKind.IGNORED)
    edited_at = instant(message, "edit_date") if "edit_date" in message else base.sent_at
    return replace(base, kind=IncomingKind.EDIT, text=words, files=files, sent_at=edited_at)


def _migration(message: Object, base: Incoming) -> Incoming | None:
    """A group that became a supergroup: both service messages say the same, old chat → new id."""
    new = optional_identifier(message, "migrate_to_chat_id")
    if new:
        return replace(base, kind=IncomingKind.MIGRATED, text=new)
    old = optional_identifier(message, "migrate_from_chat_id")
    if old:
        return replace(base, kind=IncomingKind.MIGRATED, chat=old, text=base.chat)
    return None


def _tap(query: Object, key: str, received_at: datetime) -> list[Incoming]:
    """A pressed button. Its message may be inaccessible (date 0) or, inline, absent."""
    person = required(query, "from")
    tap = identifier(query, "id")
    message = child(query, "message")
    if message is None:
        return []
    data = text(query, "data")
    chat = required(message, "chat")
    return [
        Incoming(
            channel=CHANNEL,
            ext_id=key,
            kind=IncomingKind.TAP if data else IncomingKind.IGNORED,
            account=identifier(person, "id"),
            chat=identifier(chat, "id"),
            chat_kind=_chat_kind(chat),
            sent_at=received_at,
            message=identifier(message, "message_id"),
            data=data,
            tap=tap,
            thread=_thread(message),
            display_name=_display_name(person),
            lang=text(person, "language_code"),
        )
    ]


def _membership(change: Object, key: str) -> Incoming:
    """The bot was blocked, started again, added, removed; promotions are of no interest."""
    base = _place(change, key)
    before = _is_in(required(change, "old_chat_member"))
    after = _is_in(required(change, "new_chat_member"))
    if before == after:
        return replace(base, kind=IncomingKind.IGNORED)
    return replace(base, kind=IncomingKind.UNBLOCKED if after else IncomingKind.BLOCKED)


def _is_in(member: Object) -> bool:
    status = text(member, "status")
    if status not in _STATUSES:
        raise MalformedUpdate("the status of a member is unknown")
    if status == "restricted":
        return member.get("is_member") is not False
    return status not in _OUT


def _place(source: Object, key: str) -> Incoming:
    """Everything but the content: who, where, when. Kind TEXT until the caller knows better."""
    chat = required(source, "chat")
    person = _person(source)
    return Incoming(
        channel=CHANNEL,
        ext_id=key,
        kind=IncomingKind.TEXT,
        account=identifier(person, "id") if person else "",
        chat=identifier(chat, "id"),
        chat_kind=_chat_kind(chat),
        sent_at=instant(source, "date"),
        message=optional_identifier(source, "message_id"),
        thread=_thread(source),
        album=optional_identifier(source, "media_group_id"),
        reply_to=_reply_to(source),
        display_name=_display_name(person) if person else "",
        lang=text(person, "language_code") if person else "",
        forwarded=is_forwarded(source),
    )


def _person(source: Object) -> Object | None:
    """The sender where it is a person: no bot, no channel, no anonymous administrator."""
    person = child(source, "from")
    if person is None or person.get("is_bot") is True:
        return None
    speaks_for = child(source, "sender_chat")
    if speaks_for is not None and speaks_for.get("id") != person.get("id"):
        return None
    return person


def _chat_kind(chat: Object) -> ChatKind:
    kind = text(chat, "type")
    if kind == "private":
        return ChatKind.PRIVATE
    if kind in ("group", "supergroup", "channel"):
        return ChatKind.GROUP
    raise MalformedUpdate("the type of the chat is unknown")


def _thread(source: Object) -> str:
    """The topic. Outside forums the same field only numbers a chain of replies."""
    if source.get("is_topic_message") is not True:
        return ""
    return optional_identifier(source, "message_thread_id")


def _reply_to(source: Object) -> str:
    """What this replies to; every message in a topic implicitly replies to the topic's root."""
    target = child(source, "reply_to_message")
    if target is None:
        return ""
    message = optional_identifier(target, "message_id")
    is_root = "forum_topic_created" in target or message == _thread(source)
    return "" if is_root else message


def _display_name(person: Object) -> str:
    names = (text(person, "first_name"), text(person, "last_name"))
    return " ".join(name for name in names if name)[:LONGEST_NAME]
