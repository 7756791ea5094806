"""What a request carries: JSON, form and multipart bodies read into one set of parameters."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import web
from aiohttp.web_request import FileField

from tests.botapi.errors import ApiError, bad_request

_INTEGER = re.compile(r"-?\d+")


class Upload:
    """One uploaded file: the name and type are what the sender claims."""

    __slots__ = ("content", "mime_type", "name")

    def __init__(self, name: str, content: bytes, mime_type: str) -> None:
        self.name = name
        self.content = content
        self.mime_type = mime_type


class Parameters:
    """Typed access with the server's own errors; form values are strings, JSON ones are not."""

    __slots__ = ("files", "raw")

    def __init__(self, raw: dict[str, Any], files: dict[str, Upload] | None = None) -> None:
        self.raw = raw
        self.files = files or {}

    def text(self, name: str) -> str:
        value = self.raw.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if value is True or value is False:
            return "true" if value else "false"
        if isinstance(value, int | float):
            return str(value)
        return orjson.dumps(value).decode()

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise bad_request(f'Parameter "{name}" is required')
        return value

    def integer(self, name: str, default: int = 0) -> int:
        """As the server reads numbers: nothing is the default, nonsense is 0."""
        value = self.raw.get(name)
        if isinstance(value, int):
            return int(value)
        word = self.text(name).strip()
        if not word:
            return default
        match = _INTEGER.match(word)
        return int(match[0]) if match else 0

    def clamped(self, name: str, default: int, low: int, high: int) -> int:
        return max(low, min(high, self.integer(name, default)))

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def document(self, name: str, reading: str) -> Any:
        """A JSON value, None when absent; ``reading`` names it in "Can't parse … JSON object"."""
        value = self.raw.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request(f"Can't parse {reading} JSON object") from None


def field(document: dict[str, Any], name: str, kind: type, required: bool = False) -> Any:
    """One field of a JSON object, as the server types it; its default when absent."""
    value = document.get(name)
    if value is None:
        if required:
            raise bad_request(f'Can\'t find field "{name}"')
        return kind()
    if kind is str and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if kind is int and isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    if kind is bool and isinstance(value, bool):
        return value
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        names = {str: "String", int: "Number", bool: "Boolean", list: "Array", dict: "Object"}
        raise bad_request(f'Field "{name}" must be of type {names[kind]}')
    return value


async def read_parameters(request: web.BaseRequest) -> Parameters:
    """Read query string and body; a malformed body is 400 as the server says it."""
    raw: dict[str, Any] = {}
    path = request.raw_path if hasattr(request, "raw_path") else request.path_qs
    if "?" in path:
        raw.update(parse_qsl(path.split("?", 1)[1], keep_blank_values=True))
    if not request.can_read_body:
        return Parameters(raw)
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _multipart(request, raw)
    body = await request.read()
    if kind == "application/json":
        try:
            document = orjson.loads(body or b"{}")
        except orjson.JSONDecodeError:
            raise ApiError(400, "Bad Request: can't parse JSON object") from None
        if not isinstance(document, dict):
            raise ApiError(400, "Bad Request: object expected as request body")
        raw.update(document)
    elif kind == "application/x-www-form-urlencoded":
        try:
            raw.update(parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict"))
        except UnicodeDecodeError:
            raise ApiError(400, "Bad Request: strings must be encoded in UTF-8") from None
    elif body:
        raise ApiError(400, "Bad Request: unsupported content type")
    return Parameters(raw)


async def _multipart(request: web.BaseRequest, raw: dict[str, Any]) -> Parameters:
    files: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, FileField) and _has_only_extended_name(value):
            raw[name] = value.file.read().decode("utf-8", "replace")
        elif isinstance(value, FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
            value.file.close()
        elif isinstance(value, bytes | bytearray):
            raw[name] = bytes(value).decode("utf-8")
        else:
            raw[name] = value
    return Parameters(raw, files)


def _has_only_extended_name(part: FileField) -> bool:
    """``filename*=`` is not read by the official server: such a part is no file to it."""
    return not re.search(r"[;\s]filename=", part.headers.get("Content-Disposition", ""))
