"""The people of a test: they write, tap, edit, forward, block, and look at their chats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from tests.botapi.entities import format_text
from tests.botapi.parameters import Upload
from tests.botapi.sending import media_fields, quoted
from tests.botapi.shown import ShownMessage, find_button, raw_message, seen
from tests.botapi.world import CallbackState, ChatState, Message, UserState, World

Target = Any  # a ShownMessage, a record of ``sent`` or a Bot API message


class Room(Protocol):
    """Where people write besides the bot's private chat: a group."""

    chat: ChatState


@dataclass(slots=True)
class Tap:
    """A button pressed; ``answer`` is None until the bot answers the callback query."""

    state: CallbackState
    update_id: int | None

    @property
    def id(self) -> str:
        return self.state.id

    @property
    def answer(self) -> dict[str, Any] | None:
        return self.state.answer


class Person:
    """One person with an account. Everything they do becomes an update for the bot."""

    def __init__(self, world: World, state: UserState, chat: ChatState) -> None:
        self.world = world
        self.state = state
        self.chat = chat

    @property
    def id(self) -> int:
        return self.state.id

    @property
    def inbox(self) -> list[ShownMessage]:
        """What the bot's private chat shows now: current text, current buttons."""
        return seen(self.chat, self.world.bot_id)

    async def start(self, payload: str = "") -> ShownMessage:
        """Press Start; from now on the bot may write to this person."""
        self.state.started = True
        self.state.blocked = False
        return await self.send(f"/start {payload}".rstrip())

    async def send(
        self,
        text: str,
        *,
        to: Room | None = None,
        topic: int | None = None,
        reply_to: Target | None = None,
    ) -> ShownMessage:
        formatted = format_text(text, "")
        body: Message = {"text": formatted.text}
        if formatted.entities:
            body["entities"] = formatted.entities
        return self._post(body, to, topic, reply_to)

    async def send_photo(
        self, content: bytes, caption: str = "", *, to: Room | None = None,
        topic: int | None = None, reply_to: Target | None = None,
    ) -> ShownMessage:  # fmt: skip
        body = self._media("photo", Upload("", content, "image/jpeg"), caption)
        return self._post(body, to, topic, reply_to)

    async def send_document(
        self, name: str, content: bytes, mime: str = "", caption: str = "", *,
        size_bytes: int | None = None, to: Room | None = None, topic: int | None = None,
        reply_to: Target | None = None,
    ) -> ShownMessage:  # fmt: skip
        """``size_bytes`` pretends a larger file, to test the 20 MB download limit."""
        body = self._media("document", Upload(name, content, mime), caption, size_bytes)
        return self._post(body, to, topic, reply_to)

    async def send_voice(
        self, content: bytes, *, to: Room | None = None, reply_to: Target | None = None
    ) -> ShownMessage:
        body = self._media("voice", Upload("", content, "audio/ogg"), "")
        return self._post(body, to, None, reply_to)

    async def send_album(
        self, items: list[bytes | tuple[str, bytes, str]], caption: str = "", *,
        to: Room | None = None, reply_to: Target | None = None,
    ) -> list[ShownMessage]:  # fmt: skip
        """Photos (bytes) or documents (name, bytes, mime); the caption is on the first item."""
        group_id = self.new_media_group()
        return [
            await self.send_album_item(
                item, group_id, "" if n else caption, to=to, reply_to=reply_to
            )
            for n, item in enumerate(items)
        ]

    def new_media_group(self) -> str:
        return str(next(self.world.media_groups))

    async def send_album_item(
        self, item: bytes | tuple[str, bytes, str], media_group_id: str, caption: str = "", *,
        to: Room | None = None, reply_to: Target | None = None,
    ) -> ShownMessage:  # fmt: skip
        """One item of an album, for albums whose parts arrive late."""
        if isinstance(item, bytes):
            body = self._media("photo", Upload("", item, "image/jpeg"), caption)
        else:
            body = self._media("document", Upload(*item), caption)
        return self._post({"media_group_id": media_group_id, **body}, to, None, reply_to)

    async def send_contact(self, phone_number: str, user_id: int | None = None) -> ShownMessage:
        """Share a contact; ``user_id`` None means their own."""
        contact = {"phone_number": phone_number, "first_name": self.state.first_name}
        contact_id = self.id if user_id is None else user_id
        return self._post({"contact": {**contact, "user_id": contact_id}}, None, None, None)

    async def forward(self, message: Target, *, to: Room | None = None) -> ShownMessage:
        """Forward any message to the bot (or a group), with its origin."""
        original = raw_message(message)
        kept = ("text", "entities", "caption", "caption_entities", "photo", "document", "voice")
        body = {name: original[name] for name in kept if name in original}
        origin = {"type": "user", "sender_user": original["from"], "date": original["date"]}
        return self._post({"forward_origin": origin, **body}, to, None, None)

    async def edit(self, message: Target, text: str) -> ShownMessage:
        """Change one's own message; the bot gets edited_message."""
        old = raw_message(message)
        chat = self.world.chats[old["chat"]["id"]]
        if old["from"]["id"] != self.id:
            raise ValueError("people edit only what they wrote")
        formatted = format_text(text, "")
        name = "text" if "text" in old else "caption"
        edited = {**old, name: formatted.text, "edit_date": self.world.date()}
        edited.pop("entities", None)
        if formatted.entities:
            edited["entities" if name == "text" else "caption_entities"] = formatted.entities
        chat.messages[old["message_id"]] = edited
        if self._is_visible(chat, edited):
            self.world.queue.add("edited_message", edited, chat.id)
        return ShownMessage(chat, old["message_id"])

    async def delete(self, message: Target) -> None:
        """Delete a message on both sides; the bot is not told."""
        old = raw_message(message)
        self.world.chats[old["chat"]["id"]].messages.pop(old["message_id"], None)

    async def tap(self, message: Target, button: str, *, inaccessible: bool = False) -> Tap:
        """Press an inline button by its words or its data, as the message is now.

        ``inaccessible`` sends the message as the server does for very old ones (date 0).
        """
        shown = raw_message(message)
        data = find_button(shown, button)
        return await self.forge_tap(shown, data, inaccessible=inaccessible)

    async def forge_tap(self, message: Target, data: str, *, inaccessible: bool = False) -> Tap:
        """Send any data at all as a tap: an old keyboard or a modified client can."""
        shown = raw_message(message)
        state = CallbackState(str(next(self.world.callback_ids)), self.id, self.world.now())
        self.world.callbacks[state.id] = state
        hidden = {name: shown[name] for name in ("chat", "message_id")} | {"date": 0}
        body = {
            "id": state.id,
            "from": self.state.shape(),
            "message": hidden if inaccessible else shown,
            "chat_instance": str(-7_000_000_000_000_000 - abs(shown["chat"]["id"])),
            "data": data,
        }
        return Tap(state, self.world.queue.add("callback_query", body, self.id))

    async def press(self, label: str) -> ShownMessage:
        """Press a button of a reply keyboard: it simply sends its words."""
        return await self.send(label)

    async def block(self) -> None:
        self._change_block(True)

    async def unblock(self) -> None:
        self._change_block(False)

    async def deactivate(self) -> None:
        """Delete the account: the bot only learns of it when it writes."""
        self.state.deactivated = True

    def _change_block(self, blocked: bool) -> None:
        if self.state.blocked == blocked:
            return
        self.state.blocked = blocked
        statuses = ["member", "kicked"] if blocked else ["kicked", "member"]
        old, new = ({"user": self.world.bot_shape, "status": s} for s in statuses)
        for shape in (old, new):
            if shape["status"] == "kicked":
                shape["until_date"] = 0
        body = {
            "chat": self.chat.shape(),
            "from": self.state.shape(),
            "date": self.world.date(),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self.world.queue.add("my_chat_member", body, self.chat.id)

    def _media(
        self, kind: str, upload: Upload, caption: str, size_bytes: int | None = None
    ) -> Message:
        kinds = {"photo": "Photo", "document": "Document", "voice": "VoiceNote"}
        blob = self.world.blobs.keep(kinds[kind], upload, size_bytes)
        formatted = format_text(caption, "")
        body = media_fields(self.world, kind, blob)
        if formatted.text:
            body["caption"] = formatted.text
        if formatted.entities:
            body["caption_entities"] = formatted.entities
        return body

    def _post(
        self, body: Message, to: Room | None, topic: int | None, reply_to: Target | None
    ) -> ShownMessage:
        chat = self.chat if to is None else to.chat
        if to is None and not self.state.started:
            raise ValueError("a person who never started the bot cannot write to it")
        if to is None and self.state.blocked:
            raise ValueError("a person who blocked the bot cannot write to it")
        if to is not None and chat.members.get(self.id) in (None, "left", "kicked"):
            raise ValueError("only members write in a group")
        placing: Message = {}
        if topic is not None:
            placing = {"message_thread_id": topic, "is_topic_message": True}
            placing["reply_to_message"] = quoted(chat.messages[topic])
        if reply_to is not None:
            placing["reply_to_message"] = quoted(raw_message(reply_to))
        message = self.world.new_message(chat, self.state.shape(), placing | body)
        if self._is_visible(chat, message):
            self.world.queue.add("message", message, chat.id)
        self.world.changed()
        return ShownMessage(chat, message["message_id"])

    def _is_visible(self, chat: ChatState, message: Message) -> bool:
        """Privacy mode: in groups only commands, mentions and replies reach the bot."""
        if chat.user is not None:
            return True
        if chat.bot_status not in ("member", "administrator"):
            return False
        if chat.bot_status == "administrator" or self.world.reads_all_groups or not chat.privacy:
            return True
        replied = message.get("reply_to_message", {}).get("from", {}).get("id")
        return replied == self.world.bot_id or self._addresses_bot(message)

    def _addresses_bot(self, message: Message) -> bool:
        text = message.get("text") or message.get("caption") or ""
        name = f"@{self.world.bot_name}".lower()
        units = text.encode("utf-16-le")
        for entity in message.get("entities") or message.get("caption_entities") or []:
            start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            word = units[start:end].decode("utf-16-le").lower()
            if entity["type"] == "mention" and word == name:
                return True
            if entity["type"] == "bot_command" and word.endswith(("", name)["@" in word]):
                return True
        return False
