"""From bytes to text: sizes, encodings and kinds of files that a home must not contain."""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from config.problems import SHOWN_LINE_CHARS

MAX_BYTES = 16 * 1024 * 1024
"""Ten thousand tasks with three units and an indicator each take about 4 MB."""

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(slots=True)
class Source:
    """The text of one file and what is wrong with it as a whole.

    `trouble` is the code of a problem and `params` its words; `text` is None where nothing could
    be decoded. A file in the wrong encoding that could be decoded all the same has both, so that
    its other problems are found too. `trouble_at` is the offset of a forbidden character.
    """

    file: str
    text: str | None
    trouble: str = ""
    params: dict[str, str] = field(default_factory=dict)
    trouble_at: int | None = None
    _lines: list[str] | None = None

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its break, cut at a sane length; "" where none is."""
        if self._lines is None:
            self._lines = LINE_BREAK.split(self.text or "")
        if 1 <= number <= len(self._lines):
            return self._lines[number - 1][:SHOWN_LINE_CHARS]
        return ""


def read_source(path: Path, file: str) -> Source:
    """The text of `path`, called `file` in problems. Never raises for what the file holds."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return Source(file, None, "file-missing")
    except (OSError, ValueError) as error:
        return Source(file, None, "file-unreadable", {"why": _why(error)})
    if stat.S_ISDIR(status.st_mode):
        return Source(file, None, "is-a-folder")
    if not stat.S_ISREG(status.st_mode):
        return Source(file, None, "not-a-file")
    if status.st_size > MAX_BYTES:
        return Source(file, None, "file-too-large", _sizes(status.st_size))
    try:
        with path.open("rb") as opened:
            data = _all_bytes(opened)
    except OSError as error:
        return Source(file, None, "file-unreadable", {"why": _why(error)})
    if len(data) > MAX_BYTES:
        return Source(file, None, "file-too-large", _sizes(len(data)))
    return decode(data, file)


def _all_bytes(opened: BinaryIO) -> bytes:
    """Everything, or a little more than MAX_BYTES of it."""
    data = bytearray()
    while len(data) <= MAX_BYTES and (part := opened.read(1 << 20)):
        data += part
    return bytes(data)


def decode(data: bytes, file: str) -> Source:
    """Text of `data`: UTF-8, with or without a byte order mark. GBK and UTF-16 are named."""
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return _foreign(data, file, encoding)
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    if b"\0" in data[:2]:  # UTF-16 without a mark: every ASCII character has a zero byte
        return _foreign(data, file, "utf-16-be" if data[:1] == b"\0" else "utf-16-le")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" or not data[: error.start].isascii():
            return _damaged(data, file, error.start)
        return _foreign(data, file, "gb18030")
    return _printable(Source(file, text))


def _damaged(data: bytes, file: str, start: int) -> Source:
    """UTF-8 up to `start`, where something else stands."""
    source = Source(file, data.decode("utf-8", "replace"), "encoding-broken")
    source.trouble_at = len(data[:start].decode("utf-8"))
    return source


def _foreign(data: bytes, file: str, encoding: str) -> Source:
    name = "GBK" if encoding == "gb18030" else "UTF-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return Source(file, None, "encoding-unknown")
    if encoding == "gb18030" and not re.search("[\u4e00-\u9fff]", text):
        return Source(file, None, "encoding-unknown")
    source = Source(file, text, "encoding-foreign", {"encoding": name})
    return source if _FORBIDDEN.search(text) is None else Source(file, None, "encoding-unknown")


def _printable(source: Source) -> Source:
    found = _FORBIDDEN.search(source.text or "")
    if found is None:
        return source
    source.trouble = "character-forbidden"
    source.params = {"character": f"U+{ord(found.group()):04X}"}
    source.trouble_at = found.start()
    return source


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column (from 1) of a character offset."""
    line, start = 1, 0
    for found in LINE_BREAK.finditer(text, 0, offset):
        line, start = line + 1, found.end()
    return line, offset - start + 1


def _sizes(size: int) -> dict[str, str]:
    return {"size": f"{size / 1_048_576:.1f} MB", "limit": f"{MAX_BYTES // 1_048_576} MB"}


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
