"""Splitting (拆分): a long message becomes several, each whole by itself; HTML as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from messages.speech import Speech

MESSAGE_CHARS = 4096
"""Telegram's limit, in code points after entities are parsed."""

_TOKEN = re.compile(r"<[^>]*>|&(?:#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-zA-Z]{1,8});|.", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_ENDS = "。；！？，、 "


@dataclass(frozen=True, slots=True)
class _Token:
    text: str

    @property
    def is_tag(self) -> bool:
        return len(self.text) > 1 and self.text[0] == "<"

    @property
    def size(self) -> int:
        return 0 if self.is_tag else 1


def plain(html: str) -> str:
    """The text that a reader sees: tags removed, entities resolved."""
    return unescape(_TAG.sub("", html))


def visible_length(html: str) -> int:
    """Code points after parsing, which is what limits count."""
    return sum(_Token(text).size for text in _TOKEN.findall(html))


def fits(html: str, limit: int) -> bool:
    """True where a reader sees at most `limit` characters; markup only ever takes away."""
    return len(html) <= limit or visible_length(html) <= limit


def split(speech: Speech, limit: int = MESSAGE_CHARS) -> tuple[Speech, ...]:
    """Parts of at most `limit` visible characters, cut between blocks wherever one ends.

    A cut prefers an empty line, then a line's end, then a sentence's end; it never falls inside
    a tag or an entity, and tags open at a cut are closed and opened again. The choices stand
    under the last part. White space at a cut is dropped, other text never.
    """
    if fits(speech.html, limit):
        return (speech,)
    tokens = [_Token(text) for text in _TOKEN.findall(speech.html)]
    parts: list[str] = []
    opened: list[str] = []
    start = 0
    while start < len(tokens):
        end = _cut(tokens, start, limit)
        body = "".join(token.text for token in tokens[start:end])
        before = "".join(opened)
        opened = _still_open(opened, tokens[start:end])
        closing = "".join(f"</{_name(tag)}>" for tag in reversed(opened))
        if plain(body).strip():
            parts.append(f"{before}{body.strip()}{closing}")
        start = end
    last = len(parts) - 1
    return tuple(Speech(html, speech.choices if n == last else ()) for n, html in enumerate(parts))


def _cut(tokens: list[_Token], start: int, limit: int) -> int:
    """The index after the last token of the part that begins at `start`."""
    size, end = 0, start
    while end < len(tokens) and size + tokens[end].size <= limit:
        size += tokens[end].size
        end += 1
    if end == len(tokens):
        return end
    blank, line, sentence = 0, 0, 0
    for index in range(start + (end - start) // 3, end):
        text = tokens[index].text
        if text == "\n":
            blank = index + 1 if tokens[index - 1].text == "\n" else blank
            line = index + 1
        elif text in _SENTENCE_ENDS:
            sentence = index + 1
    return blank or line or sentence or end


def _still_open(opened: list[str], tokens: list[_Token]) -> list[str]:
    """The start tags open after `tokens`, the outermost first."""
    stack = list(opened)
    for token in tokens:
        if not token.is_tag:
            continue
        if token.text.startswith("</"):
            if stack:
                stack.pop()
        else:
            stack.append(token.text)
    return stack


def _name(tag: str) -> str:
    return tag[1:-1].split(maxsplit=1)[0]
