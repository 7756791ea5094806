"""Paragraphs that printing or text recognition broke over several lines are made whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from config.papers.marks import (
    HAN,
    STARTS_INSIDE,
    ends_sentence,
    is_marked,
    runs_on,
    width,
)
from config.papers.paper import Line

_LEAST_LINES: Final = 12
_PRINTED_SHARE: Final = 0.35
_NARROWEST, _WIDEST = 15, 60
_BODY_WIDTH: Final = 20
_HEADING_WIDTH: Final = 40
_INSIDE: Final = re.compile("[，。；]")
_INDENT: Final = re.compile(r"[\u3000 \t]{2,40}|\u3000")
_TITLE_END: Final = re.compile(
    r"(?:通知|意见|方案|规划|办法|决定|决议|函|报告|请示|批复|公告|通告|要点|计划|细则|规定|清单|纲要|措施|名单)"
    r"(?:[（(][^（）()]{1,30}[)）])?$"
)
_TITLE_REST: Final = re.compile(
    rf"(?:的)?(?:[{HAN}“”（）()《》0-9—-]{{0,12}})"
    r"(?:通知|意见|方案|规划|办法|决定|函|报告|请示|批复|公告|通告|要点|计划|细则|规定|清单|纲要|名单)"
    r"(?:[（(][^（）()]{1,30}[)）])?"
)
_TITLE_LINES: Final = 4
_TOPIC: Final = re.compile("[^，。；：、！？]{4,18}。")
"""A short first sentence names what a paragraph is about."""
_MAX_JOINED: Final = 4_000
_MAX_PIECES: Final = 200


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the paper breaks lines: `full` is the width of a printed line, None where each line is
    a paragraph; `indented` says that paragraphs begin with a blank.
    """

    full: float | None
    indented: bool


def joined(lines: Sequence[Line], breaks: frozenset[int] = frozenset()) -> list[Line]:
    """The same lines with broken paragraphs made whole; each keeps the number of its first line.

    Table rows and empty lines are left as they are. Nothing is joined across a place in `breaks`.
    """
    layout = _layout(lines)
    made: list[Line] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if line.cells or not line.text.strip():
            made.append(line)
            continue
        pieces = [line.text]
        length = len(line.text)
        while length < _MAX_JOINED and len(pieces) < _MAX_PIECES:
            after = _next(lines, place)
            if after is None or any(at in breaks for at in range(place, after + 1)):
                break
            if not _continues(pieces, lines[after].text, _around(lines, after, layout)):
                break
            pieces.append(lines[after].text.strip())
            length += len(pieces[-1])
            place = after + 1
        made.append(line if len(pieces) == 1 else replace(line, text=_glued(pieces)))
    return made


_LABEL_END: Final = re.compile(
    r"[（(【〔][^（）()【】〔〕]{0,200}(?:负责|牵头|配合|参与|落实|责任)[^（）()【】〔〕]{0,60}[）)】〕]$"
)
"""A label in brackets ends its paragraph."""
_OPENERS: Final = "（(《【〔"
_CLOSERS: Final = "）)》】〕"


def _is_open(text: str) -> bool:
    """True where the last bracket that opens, wide or narrow, is not closed again."""
    tail = text[-400:]
    return max(map(tail.rfind, _OPENERS)) > max(map(tail.rfind, _CLOSERS))


def _runs_on(text: str) -> bool:
    return runs_on(text) or _is_open(text)


def _around(lines: Sequence[Line], place: int, layout: _Layout) -> _Layout:
    """The layout here: a chapter in another type size has a width of its own."""
    if layout.full is None:
        return layout
    near = (width(line.text.strip()) for line in lines[max(place - 7, 0) : place + 7])
    widest = max((one for one in near if one <= layout.full + 2), default=layout.full)
    return replace(layout, full=min(layout.full, max(widest, layout.full * 0.85)))


def _next(lines: Sequence[Line], place: int) -> int | None:
    """The next line with text, past at most a few empty ones; None where a table row comes."""
    for at in range(place, min(place + 4, len(lines))):
        if lines[at].cells:
            return None
        if lines[at].text.strip():
            return at
    return None


def _glued(pieces: list[str]) -> str:
    text = pieces[0].rstrip()
    for piece in pieces[1:]:
        letters = text[-1:].isascii() and piece[:1].isascii()
        apart = letters and text[-1:].isalnum() and piece[:1].isalpha()
        text += (" " if apart else "") + piece
    return text


def _layout(lines: Sequence[Line]) -> _Layout:
    texts = [line.text for line in lines if line.text.strip() and not line.cells]
    indents = sum(_INDENT.match(text) is not None for text in texts)
    indented = 0.05 * len(texts) <= indents
    widths = sorted(width(text.strip()) for text in texts)
    if len(widths) < _LEAST_LINES:
        return _Layout(None, indented)
    full = widths[int(len(widths) * 0.85)]
    near = sum(full - 3.5 <= one <= full + 2 for one in widths)
    wider = sum(one > full + 6 for one in widths)
    printed = _NARROWEST <= full <= _WIDEST and wider <= len(widths) * 0.03
    return _Layout(full if printed and near >= len(widths) * _PRINTED_SHARE else None, indented)


def _continues(pieces: list[str], text: str, layout: _Layout) -> bool:
    """True where `text` belongs to the paragraph of `pieces`."""
    last, after = pieces[-1].rstrip(), text.strip()
    if after.startswith(STARTS_INSIDE):
        return True
    if (is_marked(after) or _LABEL_END.search(last[-300:])) and not _is_open(last):
        return False
    if layout.indented and _INDENT.match(text) and not _is_open(last):
        return False
    if _is_title(pieces, after):
        return True
    if layout.indented and not _INDENT.match(text) and _INDENT.match(pieces[0]):
        return _is_body(pieces) and not ends_sentence(last)
    if layout.full is not None:
        return _continues_printed(pieces, after, layout.full)
    return _is_cut_off(pieces, after)


def _continues_printed(pieces: list[str], after: str, full: float) -> bool:
    """The same for printed lines: a full line runs on, a short one ends."""
    last = pieces[-1].strip()
    filled = width(last) >= full - 3.5
    if ends_sentence(last):
        inner = width(after) > full - 1.5 or (width(after) < full - 3 and ends_sentence(after))
        return width(last) >= full - 1.5 and inner and not _TOPIC.match(after)
    if not filled and not _runs_on(last) and _TOPIC.match(after):
        return False
    if filled or (_runs_on(last) and width(last) >= full * 0.5):
        return True
    return (len(pieces) > 1 and _is_body(pieces)) or _is_cut_off(pieces, after)


def _is_body(pieces: list[str]) -> bool:
    """True for running text: a heading has no sentence and hardly a comma in it."""
    return len(_INSIDE.findall("".join(pieces)[:2_000])) >= 2


def _is_cut_off(pieces: list[str], after: str) -> bool:
    """A paragraph that a page break cut in two: running text that ends in the middle."""
    last = pieces[-1].strip()
    if len(last) > _MAX_JOINED or ends_sentence(last):
        return False
    if _is_open(last):
        return width(last) >= _BODY_WIDTH / 2
    if width(last) < _BODY_WIDTH or not (ends_sentence(after) or width(after) >= _BODY_WIDTH):
        return False
    if _TOPIC.match(after) and not _runs_on(last):
        return False
    heading = is_marked(last) and "。" not in last and width(last) < _HEADING_WIDTH
    return not heading and (_runs_on(last) or _INSIDE.search(last) is not None)


def _is_title(pieces: list[str], after: str) -> bool:
    """A title set over several lines: 关于印发…, or a name whose last line is only its kind."""
    text = "".join(piece.strip() for piece in pieces)
    if len(pieces) >= _TITLE_LINES or _INSIDE.search(text) or width(text) > 80:
        return False
    if text[-1:] in "：:" or is_marked(text) or width(after) > 40 or _INSIDE.search(after):
        return False
    if "关于" in text and (not _TITLE_END.search(text) or after.startswith("的")):
        return after[-1:] not in "：:"
    return (
        width(text) >= 6
        and not _TITLE_END.search(text)
        and _TITLE_REST.fullmatch(after) is not None
        and width(after) <= 12
    )
