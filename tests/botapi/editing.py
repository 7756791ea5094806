"""Changing what was sent: edits, deletion, pins, and the answers to taps."""

from __future__ import annotations

from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.markup import is_inline, reply_markup
from tests.botapi.parameters import Parameters
from tests.botapi.sending import caption, message_text
from tests.botapi.updates import CALLBACK_LIFE_SECONDS
from tests.botapi.world import ChatState, Message, Sent, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
DELETE_LIFE_SECONDS = 48 * 3600
SERVICE = ("new_chat_members", "left_chat_member", "pinned_message", "forum_topic_created",
           "migrate_to_chat_id", "migrate_from_chat_id")  # fmt: skip


def edit_text(world: World, parameters: Parameters) -> Message:
    formatted = message_text(parameters)
    markup = reply_markup(parameters)
    chat, message = _editable(world, parameters)
    if "text" not in message:
        raise bad_request("There is no text in the message to edit")
    fields: Message = {"text": formatted.text, "entities": formatted.entities or None}
    return _apply(world, parameters, "editMessageText", (chat, message, fields, markup))


def edit_caption(world: World, parameters: Parameters) -> Message:
    words = caption(parameters)
    markup = reply_markup(parameters)
    chat, message = _editable(world, parameters)
    if not any(name in message for name in ("photo", "document", "voice", "audio")):
        raise bad_request("There is no caption in the message to edit")
    fields = {"caption": None, "caption_entities": None, **words}
    return _apply(world, parameters, "editMessageCaption", (chat, message, fields, markup))


def edit_markup(world: World, parameters: Parameters) -> Message:
    markup = reply_markup(parameters)
    chat, message = _editable(world, parameters)
    return _apply(world, parameters, "editMessageReplyMarkup", (chat, message, {}, markup))


def _editable(world: World, parameters: Parameters) -> tuple[ChatState, Message]:
    if not parameters.text("chat_id") and not parameters.integer("message_id"):
        raise bad_request("Message identifier is not specified")
    chat = world.chat(parameters)
    message = world.message(chat, parameters.integer("message_id"), "message to edit")
    foreign = message["from"]["id"] != world.bot_id
    if foreign or message["message_id"] in _reply_keyboards(world, chat):
        raise bad_request("message can't be edited")
    return chat, message


def _reply_keyboards(world: World, chat: ChatState) -> set[int | None]:
    """Messages that carry a reply keyboard: those cannot be edited."""
    return world.reply_keyboards.get(chat.id, set())


def _apply(
    world: World,
    parameters: Parameters,
    method: str,
    change: tuple[ChatState, Message, Message, dict[str, Any] | None],
) -> Message:
    chat, message, fields, markup = change
    if markup is not None and not is_inline(markup):
        raise bad_request("inline keyboard expected")
    wanted = {**fields, "reply_markup": markup}
    if all(message.get(name) == value for name, value in wanted.items()):
        raise bad_request(NOT_MODIFIED)
    edited = {**message, **wanted, "edit_date": world.date()}
    edited = {name: value for name, value in edited.items() if value is not None}
    chat.messages[message["message_id"]] = edited
    text = edited.get("text", edited.get("caption", ""))
    sent = Sent(method, chat.id, text, edited["message_id"], markup, world.now(),
                parameters.raw, parameters.files, edited)  # fmt: skip
    world.sent.append(sent)
    return edited


def delete_message(world: World, parameters: Parameters) -> bool:
    chat = world.chat(parameters)
    message_id = parameters.integer("message_id")
    if not message_id:
        raise bad_request("Message identifier is not specified")
    message = world.message(chat, message_id, "message to delete")
    _check_deletable(world, chat, message)
    del chat.messages[message_id]
    sent = Sent("deleteMessage", chat.id, "", message_id, None, world.now(), parameters.raw, {})
    world.sent.append(sent)
    return True


def _check_deletable(world: World, chat: ChatState, message: Message) -> None:
    own = message["from"]["id"] == world.bot_id
    if chat.user is None and not own and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")
    old = world.now() - message["date"] > DELETE_LIFE_SECONDS
    if old and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted for everyone")


def answer_callback(world: World, parameters: Parameters) -> bool:
    state = world.callbacks.get(parameters.text("callback_query_id"))
    expired = state is not None and world.now() - state.at > CALLBACK_LIFE_SECONDS
    if state is None or expired or state.answer is not None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = parameters.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    state.answer = {
        "text": text,
        "show_alert": parameters.flag("show_alert"),
        "url": parameters.text("url"),
    }
    sent = Sent("answerCallbackQuery", state.user_id, text, None, None, world.now(),
                parameters.raw, {})  # fmt: skip
    world.sent.append(sent)
    return True


def pin_message(world: World, parameters: Parameters) -> bool:
    chat = world.chat(parameters)
    message = world.message(chat, parameters.integer("message_id"), "message to pin")
    if chat.user is None and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if any(name in message for name in SERVICE):
        raise bad_request("message can't be pinned")
    if message["message_id"] in chat.pinned:
        return True
    chat.pinned.append(message["message_id"])
    service = world.new_message(chat, world.bot_shape, {"pinned_message": message})
    world.queue.add("message", service, chat.id)
    sent = Sent("pinChatMessage", chat.id, "", message["message_id"], None, world.now(),
                parameters.raw, {})  # fmt: skip
    world.sent.append(sent)
    return True


def unpin_message(world: World, parameters: Parameters) -> bool:
    chat = world.chat(parameters)
    message_id = parameters.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True
