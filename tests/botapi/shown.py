"""A message as a person sees it: whatever it says now, with the buttons it has now."""

from __future__ import annotations

from typing import Any

from tests.botapi.world import ChatState, Message, Sent


class ShownMessage:
    """A place in a chat; its text and buttons are looked up, so edits show."""

    __slots__ = ("chat", "message_id")

    def __init__(self, chat: ChatState, message_id: int) -> None:
        self.chat = chat
        self.message_id = message_id

    def __repr__(self) -> str:
        return f"<message {self.message_id} in {self.chat.id}: {self.text!r} {self.labels}>"

    @property
    def raw(self) -> Message:
        """The Bot API object; KeyError once it has been deleted."""
        return self.chat.messages[self.message_id]

    @property
    def is_deleted(self) -> bool:
        return self.message_id not in self.chat.messages

    @property
    def text(self) -> str:
        raw = self.chat.messages.get(self.message_id, {})
        return raw.get("text") or raw.get("caption") or ""

    @property
    def entities(self) -> list[dict[str, Any]]:
        return self.raw.get("entities") or self.raw.get("caption_entities") or []

    @property
    def buttons(self) -> list[list[dict[str, Any]]]:
        raw = self.chat.messages.get(self.message_id, {})
        return raw.get("reply_markup", {}).get("inline_keyboard", [])

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    @property
    def is_edited(self) -> bool:
        return "edit_date" in self.raw


def seen(chat: ChatState, bot_id: int) -> list[ShownMessage]:
    """The bot's messages that a chat shows, oldest first."""
    return [
        ShownMessage(chat, message_id)
        for message_id, message in chat.messages.items()
        if message["from"]["id"] == bot_id
    ]


def raw_message(target: Any) -> Message:
    """The Bot API object of a shown message, a record of ``sent``, or a plain dict."""
    if isinstance(target, ShownMessage):
        return target.raw
    if isinstance(target, Sent):
        if target.message is None:
            raise ValueError(f"{target.method} leaves no message")
        return target.message
    return target


def find_button(message: Message, wanted: str) -> str:
    """The callback data behind a button's words (or the data itself), as shown now."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    for name in ("text", "callback_data"):
        for button in buttons:
            if button.get(name) == wanted:
                if "callback_data" not in button:
                    raise ValueError(f"{wanted!r} opens a link, it sends nothing to the bot")
                return button["callback_data"]
    labels = [button["text"] for button in buttons]
    raise ValueError(f"no button {wanted!r}; there are {labels}")
