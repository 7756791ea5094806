"""The files of a message, as the channel knows them."""

from __future__ import annotations

from bot.ports import FileKind, RemoteFile
from bot.telegram.raw import MalformedUpdate, Object, child, identifier, text

# An animation also carries a `document` for old clients, so it stands before it.
_FIELDS = (
    ("animation", FileKind.VIDEO),
    ("document", FileKind.DOCUMENT),
    ("voice", FileKind.VOICE),
    ("audio", FileKind.DOCUMENT),
    ("video", FileKind.VIDEO),
    ("video_note", FileKind.VIDEO),
)
_IMPLIED_MIME = {FileKind.PHOTO: "image/jpeg", FileKind.VOICE: "audio/ogg"}


def remote_files(message: Object) -> tuple[RemoteFile, ...]:
    """The one file of a message, or none; albums come as several messages."""
    photo = _largest_photo(message)
    if photo is not None:
        return (_remote(photo, FileKind.PHOTO),)
    for name, kind in _FIELDS:
        found = child(message, name)
        if found is not None:
            return (_remote(found, kind),)
    return ()


def _largest_photo(message: Object) -> Object | None:
    sizes = message.get("photo")
    if sizes is None or sizes == []:
        return None
    if not isinstance(sizes, list) or not isinstance(sizes[-1], dict):
        raise MalformedUpdate("photo is not a list of sizes")
    return sizes[-1]


def _remote(source: Object, kind: FileKind) -> RemoteFile:
    size = source.get("file_size")
    if isinstance(size, bool) or not isinstance(size, int) or size < 0:
        size = None
    return RemoteFile(
        ref=identifier(source, "file_id"),
        same_as=identifier(source, "file_unique_id"),
        kind=kind,
        name=text(source, "file_name"),
        mime=text(source, "mime_type") or _IMPLIED_MIME.get(kind, ""),
        size_bytes=size,
    )
