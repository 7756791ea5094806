"""Text as the server keeps it: cleaned, trimmed, with entities in UTF-16 units."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.html_text import parse_html

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
LITERAL = frozenset({"pre", "code"})

_DIRT = re.compile(r"[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_INVISIBLE = "".join(
    {" ", "\n", "\t", "\u00a0", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u3164"}
)
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)】》。，；：！？]"
    r"|(?<![\w@./])(?:[a-z0-9-]+\.)+(?:com|org|net|cn|py|io|me|gov|info)(?:/[^\s<>\"。，]*)?(?!\w))"
    r"|(?P<email>(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z]\w{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """One entity in code points: half-open ``[start, end)``."""

    kind: str
    start: int
    end: int
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormattedText:
    """The text that people see and its entities in Bot API shape (UTF-16 offsets)."""

    text: str
    entities: list[dict[str, Any]]


def format_text(
    text: str, parse_mode: str, given: list[dict[str, Any]] | None = None
) -> FormattedText:
    """Parse, clean and trim one text; an empty result keeps ``text == ""``.

    Raises ApiError 400 with the server's own words for what it cannot parse.
    """
    if len(text.encode("utf-8", "surrogatepass")) > 1 << 15:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    spans: list[Span] = []
    if text and mode == "html":
        text, parsed = parse_html(text)
        spans = [Span(*one) for one in parsed]
    elif text and mode in ("markdown", "markdownv2"):
        raise bad_request("this server understands only HTML; send HTML or entities")
    elif mode not in ("", "none"):
        raise bad_request("Unsupported parse_mode")
    elif given:
        spans = _given_spans(text, given)
    text, spans = _cleaned(text, spans)
    text, spans = _trimmed(text, spans)
    spans = _resplit(spans) if len(spans) > 1 else spans
    return FormattedText(text, _shapes(text, spans + _found(text, spans)))


def _given_spans(text: str, given: list[dict[str, Any]]) -> list[Span]:
    position = {0: 0}
    units = 0
    for index, character in enumerate(text):
        units += 2 if ord(character) > 0xFFFF else 1
        position[units] = index + 1
    spans = []
    for entity in given:
        try:
            start, length, kind = entity["offset"], entity["length"], entity["type"]
        except (KeyError, TypeError):
            raise bad_request("Can't parse MessageEntity: expected an Object") from None
        if not isinstance(start, int) or not isinstance(length, int):
            raise bad_request('Can\'t parse MessageEntity: Field "offset" must be of type Number')
        if start not in position or start + length not in position:
            raise bad_request(
                f"Entity beginning at UTF-16 offset {start} ends after the end of the text"
            )
        extra = {k: v for k, v in entity.items() if k not in ("offset", "length", "type")}
        spans.append(Span(kind, position[start], position[start + length], extra))
    return [span for span in spans if span.end > span.start]


def _cleaned(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    if not _DIRT.search(text):
        return text, spans
    kept: list[str] = []
    moved = [0]
    for character in text:
        if character == "\r" or (character > "\x1f" and _DIRT.match(character)):
            pass
        elif character < " " and character != "\n":
            kept.append(" ")
        else:
            kept.append(character)
        moved.append(len(kept))
    spans = [replace(one, start=moved[one.start], end=moved[one.end]) for one in spans]
    return "".join(kept), [one for one in spans if one.end > one.start]


def _trimmed(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    if not text.strip(_INVISIBLE):
        return "", []
    shorter = text.rstrip(" \n")
    first = min((one.start for one in spans), default=len(shorter))
    lead = min(len(shorter) - len(shorter.lstrip(" \n")), first)
    if not spans:
        return shorter[lead:], spans
    if lead or len(shorter) < len(text):
        spans = [
            replace(one, start=one.start - lead, end=min(one.end, len(shorter)) - lead)
            for one in spans
        ]
    shorter = shorter[lead:]
    return shorter, [one for one in spans if shorter[one.start : one.end].strip()]


def _resplit(spans: list[Span]) -> list[Span]:
    """Cut nested styles where another style begins or a link, code or quote lies."""
    fixed = [one for one in spans if one.kind not in SPLITTABLE]
    if all(a.end <= b.start for a, b in itertools.pairwise(spans)):
        return spans
    cuts = {one.start for one in spans} | {one.end for one in fixed}
    pieces = []
    for one in spans:
        if one.kind not in SPLITTABLE:
            continue
        at = [one.start, *sorted(c for c in cuts if one.start < c < one.end), one.end]
        for start, end in itertools.pairwise(at):
            if not any(f.kind in LITERAL and f.start <= start < f.end for f in fixed):
                pieces.append(Span(one.kind, start, end))
    unique = {(one.kind, one.start, one.end): one for one in pieces}
    return sorted([*fixed, *unique.values()], key=lambda one: (one.start, -one.end))


def _found(text: str, taken: list[Span]) -> list[Span]:
    if not any(mark in text for mark in "/@.#"):
        return []
    solid = [one for one in taken if one.kind in LITERAL or one.kind.startswith("text_")]
    return [
        Span(match.lastgroup or "url", match.start(), match.end())
        for match in _FOUND.finditer(text)
        if not any(one.start < match.end() and match.start() < one.end for one in solid)
    ]


def _shapes(text: str, spans: list[Span]) -> list[dict[str, Any]]:
    if not spans:
        return []
    spans = sorted(spans, key=lambda one: (one.start, -one.end))
    wide = [match.start() for match in _ASTRAL.finditer(text)]

    def units(index: int) -> int:
        return index + bisect_left(wide, index) if wide else index

    return [
        {
            "offset": units(one.start),
            "length": units(one.end) - units(one.start),
            "type": one.kind,
            **one.extra,
        }
        for one in spans
    ]
