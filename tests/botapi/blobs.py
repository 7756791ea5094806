"""Files on the server: bytes kept once, a new file_id for every message that shows them."""

from __future__ import annotations

import hashlib
import itertools
import posixpath
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.parameters import Upload

DOWNLOAD_LIMIT_BYTES = 20 << 20
UPLOAD_LIMIT_BYTES = 50 << 20
PHOTO_LIMIT_BYTES = 10 << 20
LINK_LIFE_SECONDS = 3600.0
_FOLDERS = {"Photo": "photos", "Document": "documents", "VoiceNote": "voice", "Audio": "music"}
_SIDES = ((90, 67), (320, 240), (800, 600), (1280, 960))


@dataclass(slots=True)
class Blob:
    """Bytes with the name and type that their sender claimed; ``size_bytes`` may be pretended."""

    kind: str
    content: bytes
    name: str
    mime_type: str
    unique_id: str
    size_bytes: int


class Blobs:
    """All files of one server; links to them live an hour by the server's clock."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._numbers = itertools.count(1)
        self._by_id: dict[str, Blob] = {}
        self._links: dict[str, tuple[Blob, float]] = {}

    def keep(self, kind: str, upload: Upload, size_bytes: int | None = None) -> Blob:
        """Store bytes; the same bytes of one kind keep one file_unique_id."""
        digest = hashlib.sha256(kind.encode() + upload.content).hexdigest()
        size = len(upload.content) if size_bytes is None else size_bytes
        return Blob(kind, upload.content, upload.name, upload.mime_type, f"AQAD{digest[:11]}", size)

    def publish(self, blob: Blob) -> str:
        """A new file_id for one more message that shows this blob."""
        file_id = f"BQACAgUAAxkBAAI{next(self._numbers):08d}{blob.unique_id[4:]}"
        self._by_id[file_id] = blob
        return file_id

    def find(self, file_id: str) -> Blob | None:
        return self._by_id.get(file_id)

    def reuse(self, file_id: str, kind: str) -> Blob:
        """A blob to send again by file_id; wrong ids and wrong kinds are 400."""
        blob = self._by_id.get(file_id)
        if blob is None:
            if file_id.startswith(("http://", "https://")):
                raise bad_request("failed to get HTTP URL content")
            raise bad_request(
                "Wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
            )
        if blob.kind != kind:
            raise bad_request(f"Can't use file of type {blob.kind} as {kind}")
        return blob

    def link(self, file_id: str) -> dict[str, Any]:
        """The File object of getFile: a path that expires."""
        blob = self._by_id.get(file_id)
        if not file_id:
            raise bad_request("file_id not specified")
        if blob is None:
            raise bad_request("invalid file_id")
        if blob.size_bytes > DOWNLOAD_LIMIT_BYTES:
            raise bad_request("file is too big")
        ending = posixpath.splitext(posixpath.basename(blob.name))[1]
        path = f"{_FOLDERS.get(blob.kind, 'documents')}/file_{next(self._numbers)}{ending}"
        self._links[path] = (blob, self._now() + LINK_LIFE_SECONDS)
        return {
            "file_id": file_id,
            "file_unique_id": blob.unique_id,
            "file_size": blob.size_bytes,
            "file_path": path,
        }

    def download(self, path: str) -> Blob | None:
        """The blob behind a link, None when it was never issued or has expired."""
        blob, until = self._links.get(path, (None, 0.0))
        return blob if blob is not None and self._now() < until else None

    def expire_links(self) -> None:
        self._links.clear()


def checked_upload(upload: Upload, kind: str) -> Upload:
    size = len(upload.content)
    if not size:
        raise bad_request("file must be non-empty")
    if kind == "Photo" and size > PHOTO_LIMIT_BYTES:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_LIMIT_BYTES} bytes"
        )
    if kind == "Photo" and _picture_size(upload.content) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return upload


def photo_sizes(blobs: Blobs, blob: Blob) -> list[dict[str, Any]]:
    """The PhotoSize list: small ones first, the last is the picture itself."""
    width, height = _picture_size(blob.content) or _SIDES[-1]
    sizes = []
    for small_width, small_height in _SIDES:
        if small_width < width and small_height < height:
            stub = Upload(blob.name, blob.content[: small_width * 4], blob.mime_type)
            small = blobs.keep("Photo", stub)
            sizes.append(_photo_size(blobs, small, small_width, small_height))
    return [*sizes, _photo_size(blobs, blob, width, height)]


def _photo_size(blobs: Blobs, blob: Blob, width: int, height: int) -> dict[str, Any]:
    return {
        "file_id": blobs.publish(blob),
        "file_unique_id": blob.unique_id,
        "file_size": blob.size_bytes,
        "width": width,
        "height": height,
    }


def _picture_size(content: bytes) -> tuple[int, int] | None:
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    if content[:6] in (b"GIF87a", b"GIF89a") or content[8:12] == b"WEBP":
        return _SIDES[-1]
    return None


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width or 1, height or 1)
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return _SIDES[-1]
