"""The HTML parse mode, read as strictly as the server reads it; offsets in errors are bytes."""

from __future__ import annotations

import re
from typing import Any

from tests.botapi.errors import ApiError, bad_request

Parsed = tuple[str, int, int, dict[str, Any]]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-z]+));?")
_PLAIN = re.compile(r"[^<&]+")
_NAME = re.compile(r"[A-Za-z0-9.\-]*")
_SIMPLE = re.compile(r"(b|strong|i|em|u|ins|s|strike|del|code|pre|blockquote)>")
_SPACE = " \t\r\n\0\v"
_USER_LINK = re.compile(r"tg://user\?id=(\d+)$", re.IGNORECASE)
_WEB_LINK = re.compile(r"(?:(?:https?|ftp)://)?[^\s/?#]+\.[^\s/?#]+", re.IGNORECASE)


def parse_html(source: str) -> tuple[str, list[Parsed]]:
    """Return the visible text and ``(type, start, end, extra)`` in code points.

    Raises ApiError 400 "can't parse entities: …" for every tag the server would refuse.
    """
    if "<" not in source and "&" not in source:
        return source, []
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.size = len(source)
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[tuple[str, dict[str, str], int]] = []
        self.spans: list[Parsed] = []

    def read(self) -> tuple[str, list[Parsed]]:
        while self.at < self.size:
            character = self.source[self.at]
            if character == "<":
                self._tag()
            elif character == "&":
                self._add(self._decoded())
            else:
                run = _PLAIN.match(self.source, self.at)
                assert run is not None
                self._add(run[0])
                self.at = run.end()
        if self.open:
            raise self._error(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"'
            )
        return "".join(self.text), self.spans

    def _add(self, piece: str) -> None:
        self.text.append(piece)
        self.length += len(piece)

    def _decoded(self) -> str:
        match = _ENTITY.match(self.source, self.at)
        if match:
            hexadecimal, decimal, name = match.groups()
            code = int(hexadecimal, 16) if hexadecimal else int(decimal) if decimal else 0
            if name in _NAMED or (0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF):
                self.at = match.end()
                return _NAMED[name] if name in _NAMED else chr(code)
        self.at += 1
        return "&"

    def _peek(self) -> str:
        return self.source[self.at] if self.at < self.size else ""

    def _skip_spaces(self) -> None:
        while self._peek() and self._peek() in _SPACE:
            self.at += 1

    def _word(self, stops: str) -> str:
        begin = self.at
        while self._peek() and self._peek() not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _error(self, reason: str) -> ApiError:
        return bad_request(f"can't parse entities: {reason}")

    def _bytes(self, index: int) -> int:
        return len(self.source[:index].encode("utf-8"))

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._peek() == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        simple = _SIMPLE.match(self.source, self.at)
        if simple:
            self.at = simple.end()
            self.open.append((simple[1], {}, self.length))
            return
        where = f"at byte offset {self._bytes(begin)}"
        name = self._word(_SPACE + ">").lower()
        if not self._peek():
            raise self._error(f"Unclosed start tag {where}")
        if name not in KINDS:
            raise self._error(f'Unsupported start tag "{name}" {where}')
        attributes = self._attributes(name, where)
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error(f'Tag "span" must have class "tg-spoiler" {where}')
        self.open.append((name, attributes, self.length))

    def _attributes(self, name: str, where: str) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self._peek() == ">":
                return found
            key = self._word(_SPACE + "=>/\"'")
            if not key:
                raise self._error(f'Empty attribute name in the tag "{name}" {where}')
            self._skip_spaces()
            if not self._peek():
                raise self._error(f'Unclosed start tag "{name}" {where}')
            if self._peek() != "=":
                found[key] = ""
                continue
            self.at += 1
            self._skip_spaces()
            found[key] = self._value(name, where)

    def _value(self, name: str, where: str) -> str:
        quote = self._peek()
        if not quote:
            raise self._error(f'Unclosed start tag "{name}" {where}')
        if quote not in "\"'":
            begin = self.at
            match = _NAME.match(self.source, begin)
            self.at = match.end() if match else begin
            if self._peek() not in tuple(_SPACE + ">"):
                offset = self._bytes(begin)
                raise self._error(f"Unexpected end of name token at byte offset {offset}")
            return self.source[begin : self.at].lower()
        self.at += 1
        value: list[str] = []
        while self._peek() and self._peek() != quote:
            if self._peek() == "&":
                value.append(self._decoded())
            else:
                value.append(self._peek())
                self.at += 1
        self.at += 1
        if not self._peek():
            raise self._error(f"Unclosed start tag {where}")
        return "".join(value)

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise self._error(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        wanted = self.open[-1][0]
        if self.source.startswith(f"/{wanted}>", self.at):
            self.at += len(wanted) + 2
            self._pop()
            return
        offset = self._bytes(begin)
        self.at += 1
        name = self._word(_SPACE + ">").lower()
        self._skip_spaces()
        if self._peek() != ">":
            raise self._error(f"Unclosed end tag at byte offset {offset}")
        self.at += 1
        if name and name != wanted:
            raise self._error(
                f"Unmatched end tag at byte offset {offset}, "
                f'expected "</{wanted}>", found "</{name}>"'
            )
        self._pop()

    def _pop(self) -> None:
        name, attributes, start = self.open.pop()
        if self.length > start:
            self._close(name, attributes, start)

    def _close(self, name: str, attributes: dict[str, str], start: int) -> None:
        kind, extra = KINDS[name], {}
        if name == "a":
            url = attributes.get("href") or "".join(self.text)[start:]
            user = _USER_LINK.match(url)
            if user:
                kind, extra = "text_mention", {"user": {"id": int(user[1])}}
            elif _WEB_LINK.match(url) or url.startswith("tg://"):
                extra = {"url": _whole_url(url)}
            else:
                return
        elif name == "tg-emoji":
            if not attributes.get("emoji-id", "").isdigit():
                raise self._error("Invalid custom emoji identifier specified")
            extra = {"custom_emoji_id": attributes["emoji-id"]}
        elif name == "blockquote" and "expandable" in attributes:
            kind = "expandable_blockquote"
        elif name == "pre":
            extra = self._inner_language(start)
        elif name == "code" and attributes.get("class", "").startswith("language-"):
            extra = {"language": attributes["class"][9:]}
        self.spans.append((kind, start, self.length, extra))

    def _inner_language(self, start: int) -> dict[str, str]:
        """``<pre><code class=language-x>`` is one ``pre`` with a language."""
        if self.spans and self.spans[-1][:3] == ("code", start, self.length):
            return self.spans.pop()[3]
        return {}


def _whole_url(url: str) -> str:
    if "://" not in url:
        url = f"http://{url}"
    scheme, rest = url.split("://", 1)
    return url if "/" in rest or scheme.lower() == "tg" else f"{url}/"
