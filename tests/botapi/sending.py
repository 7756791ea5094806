"""The send methods: text, photo, document, voice, album, copy and chat action."""

from __future__ import annotations

from typing import Any

from tests.botapi.blobs import Blob, checked_upload, photo_sizes
from tests.botapi.entities import CAPTION_LIMIT, TEXT_LIMIT, FormattedText, format_text
from tests.botapi.errors import ApiError, bad_request
from tests.botapi.markup import is_inline, reply_markup
from tests.botapi.parameters import Parameters, Upload, field
from tests.botapi.world import ChatState, Message, Sent, World

ALBUM_LIMIT = 10
ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
        "upload_document", "choose_sticker", "find_location", "record_video_note",
        "upload_video_note",
    }
)  # fmt: skip
KINDS = {"photo": "Photo", "document": "Document", "voice": "VoiceNote", "audio": "Audio"}


def send_message(world: World, parameters: Parameters) -> Message:
    formatted = message_text(parameters)
    body: Message = {"text": formatted.text}
    if formatted.entities:
        body["entities"] = formatted.entities
    return _send(world, parameters, "sendMessage", body, formatted.text)


def send_photo(world: World, parameters: Parameters) -> Message:
    return _send_file(world, parameters, "photo", "sendPhoto")


def send_document(world: World, parameters: Parameters) -> Message:
    return _send_file(world, parameters, "document", "sendDocument")


def send_voice(world: World, parameters: Parameters) -> Message:
    return _send_file(world, parameters, "voice", "sendVoice")


def send_audio(world: World, parameters: Parameters) -> Message:
    return _send_file(world, parameters, "audio", "sendAudio")


def message_text(parameters: Parameters) -> FormattedText:
    """The ``text`` of a send or an edit, checked for length after parsing."""
    text = parameters.text("text")
    if not text:
        raise bad_request("Message text is empty")
    given = None if parameters.text("parse_mode") else parameters.document("entities", "entities")
    formatted = format_text(text, parameters.text("parse_mode"), given)
    if not formatted.text:
        raise bad_request("Text must be non-empty")
    if len(formatted.text) > TEXT_LIMIT:
        raise bad_request("Message is too long")
    return formatted


def caption(source: Parameters | dict[str, Any]) -> Message:
    """The caption fields of a file, from parameters or from one item of an album."""
    parameters = source if isinstance(source, Parameters) else Parameters(source)
    given = parameters.document("caption_entities", "caption entities")
    formatted = format_text(parameters.text("caption"), parameters.text("parse_mode"), given)
    if len(formatted.text) > CAPTION_LIMIT:
        raise bad_request("Message caption is too long")
    fields: Message = {"caption": formatted.text} if formatted.text else {}
    if formatted.entities:
        fields["caption_entities"] = formatted.entities
    return fields


def media_group(world: World, parameters: Parameters) -> list[Message]:
    parameters.required("media")
    items = parameters.document("media", "media")
    if not isinstance(items, list):
        raise bad_request("Expected an Array of InputMedia")
    parts = [_album_part(world, parameters, item) for item in items]
    if len(parts) > ALBUM_LIMIT:
        raise bad_request("Too many messages to send as an album")
    if not parts:
        raise bad_request("There are no messages to send")
    kinds = {kind for kind, _, _ in parts}
    for kind in ("document", "audio"):
        if kind in kinds and len(kinds) > 1:
            raise bad_request(f"{KINDS[kind]} can't be mixed with other media types")
    chat = world.chat(parameters)
    placing = _placing(chat, parameters)
    world.count_send(chat, len(parts))
    group_id = str(next(world.media_groups))
    sent = []
    for kind, blob, words in parts:
        body = {**placing, "media_group_id": group_id, **media_fields(world, kind, blob), **words}
        message = world.new_message(chat, world.bot_shape, body)
        sent.append(message)
        _record(world, parameters, "sendMediaGroup", message, message.get("caption", ""))
    return sent


def _album_part(world: World, parameters: Parameters, item: Any) -> tuple[str, Blob, Message]:
    try:
        if not isinstance(item, dict):
            raise bad_request("expected an Object")
        words = caption(item)
        kind = field(item, "type", str, required=True)
        if kind not in ("photo", "document", "audio", "video"):
            raise bad_request(f'type "{kind}" can\'t be used in sendMediaGroup')
        kind = "document" if kind == "video" else kind
        blob = _blob(world, parameters, field(item, "media", str), kind)
        if blob is None:
            raise bad_request("media not found")
    except ApiError as error:
        if error.reason == "Message caption is too long":
            raise
        raise bad_request(f"Can't parse InputMedia: {error.reason}") from None
    return kind, blob, words


def chat_action(world: World, parameters: Parameters) -> bool:
    action = parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = world.chat(parameters)
    _thread(chat, parameters)
    world.actions.append((chat.id, action))
    return True


def copy_message(world: World, parameters: Parameters) -> dict[str, int]:
    parameters.required("from_chat_id")
    source = world.chats.get(parameters.integer("from_chat_id"))
    if source is None:
        raise bad_request("chat not found")
    original = world.message(source, parameters.integer("message_id"), "message to copy")
    kept = ("text", "entities", "caption", "caption_entities", "photo", "document", "voice")
    body = {name: original[name] for name in kept if name in original}
    if parameters.text("caption"):
        body |= caption(parameters)
    text = body.get("text", body.get("caption", ""))
    return {"message_id": _send(world, parameters, "copyMessage", body, text)["message_id"]}


def media_fields(world: World, kind: str, blob: Blob) -> Message:
    """The photo, document, voice or audio object of a message, with fresh file ids."""
    if kind == "photo":
        return {"photo": photo_sizes(world.blobs, blob)}
    shape: Message = {
        "file_id": world.blobs.publish(blob),
        "file_unique_id": blob.unique_id,
        "file_size": blob.size_bytes,
    }
    if blob.mime_type:
        shape["mime_type"] = blob.mime_type
    if kind == "document" and blob.name:
        shape["file_name"] = blob.name
    if kind in ("voice", "audio"):
        shape["duration"] = 3
    return {kind: shape}


def _send_file(world: World, parameters: Parameters, kind: str, method: str) -> Message:
    blob = _blob(world, parameters, parameters.text(kind), kind, part=kind)
    if blob is None:
        raise bad_request(f"There is no {kind} in the request")
    words = caption(parameters)
    body = {**media_fields(world, kind, blob), **words}
    return _send(world, parameters, method, body, words.get("caption", ""))


def _blob(
    world: World, parameters: Parameters, value: str, kind: str, part: str = ""
) -> Blob | None:
    """The file a parameter names: an uploaded part, attach://part, or a file_id."""
    upload: Upload | None = None
    if value.startswith("attach://"):
        upload = parameters.files.get(value.removeprefix("attach://"))
    elif not value and part:
        upload = parameters.files.get(part)
    if upload is not None:
        return world.blobs.keep(KINDS[kind], checked_upload(upload, KINDS[kind]))
    if not value or value.startswith("attach://"):
        return None
    return world.blobs.reuse(value, KINDS[kind])


def _send(world: World, parameters: Parameters, method: str, body: Message, text: str) -> Message:
    markup = reply_markup(parameters) if "reply_markup" in parameters.raw else None
    chat = world.chat(parameters)
    placing = _placing(chat, parameters)
    world.count_send(chat)
    if placing:
        body = placing | body
    if is_inline(markup):
        body["reply_markup"] = markup
    message = world.new_message(chat, world.bot_shape, body)
    _record(world, parameters, method, message, text, markup)
    return message


def _placing(chat: ChatState, parameters: Parameters) -> Message:
    """Where a message stands: its topic, what it replies to, its protection."""
    placing: Message = {}
    raw = parameters.raw
    thread = _thread(chat, parameters) if "message_thread_id" in raw else None
    if "reply_parameters" in raw or "reply_to_message_id" in raw:
        placing |= _reply(chat, parameters)
    if thread is not None:
        placing["message_thread_id"] = thread
        placing["is_topic_message"] = True
        root = chat.messages.get(thread)
        if "reply_to_message" not in placing and root is not None:
            placing["reply_to_message"] = quoted(root)
    if parameters.flag("protect_content"):
        placing["has_protected_content"] = True
    return placing


def _thread(chat: ChatState, parameters: Parameters) -> int | None:
    thread = parameters.integer("message_thread_id")
    if thread <= 0 or not (chat.is_forum or chat.user is not None):
        return None
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    return thread


def _reply(chat: ChatState, parameters: Parameters) -> Message:
    document = parameters.document("reply_parameters", "reply parameters")
    if document is None:
        target = parameters.integer("reply_to_message_id")
        lenient = parameters.flag("allow_sending_without_reply")
    elif not isinstance(document, dict):
        raise bad_request("Object expected as reply parameters")
    elif not document:
        return {}
    else:
        target = field(document, "message_id", int, required=True)
        lenient = field(document, "allow_sending_without_reply", bool)
    if target <= 0:
        return {}
    original = chat.messages.get(target)
    if original is None:
        if lenient:
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": quoted(original)}


def quoted(message: Message) -> Message:
    """A message as it appears inside a reply: without what it replied to itself."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def _record(
    world: World,
    parameters: Parameters,
    method: str,
    message: Message,
    text: str,
    markup: dict[str, Any] | None = None,
) -> None:
    if markup is not None and not is_inline(markup):
        world.reply_keyboards.setdefault(message["chat"]["id"], set()).add(message["message_id"])
    world.sent.append(
        Sent(
            method,
            message["chat"]["id"],
            text,
            message["message_id"],
            markup,
            world.now(),
            parameters.raw,
            parameters.files,
            message,
        )
    )
