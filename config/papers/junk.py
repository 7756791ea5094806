"""Junk (杂质) that word processors and converters leave inside the text of a paper."""

from __future__ import annotations

import re
from typing import Final

from config.papers.marks import HAN, WIDE

_JUNK: Final = re.compile(
    r"\[bookmark:[^\]\n]{0,200}\]"
    r"|_Toc\d{1,20}|_Hlk\d{1,20}|_Ref\d{1,20}|_GoBack|OLE_LINK\d{1,6}"
    r"|\bHYPERLINK\s{1,8}(?:\\[a-z]\s{1,8})?\"[^\"\n]{0,2000}\""
    r"(?:\s{1,8}\\[a-z](?:\s{1,8}\"[^\"\n]{0,200}\")?){0,8}"
    r"|\bPAGEREF\s{1,8}\w{0,60}(?:\s{1,8}\\[a-z])*"
    r"|\bTOC(?:\s{1,8}\\[a-z](?:\s{1,8}\"[^\"\n]{0,40}\")?)+"
    r"|\\\*\s{0,4}MERGEFORMAT"
    r"|[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\ufffc]"
    r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_MARKED: Final = re.compile(r"^[ \t]{0,8}#{1,6}[ \t]{1,8}")
_STARRED: Final = re.compile(r"\*\*([^*\n]{1,400})\*\*|__([^_\n]{1,400})__")
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://[\x21-\x7e]{1,2000}|www\.[\x21-\x7e]{1,2000}")
_BLANK: Final = "[ \\t\\x0b\\x0c\\x85\\xa0\\u2002-\\u200a\\u3000]"
_GAP: Final = re.compile(f"(?<!{_BLANK}){_BLANK}{{1,2000}}")
_BLANKS: Final = re.compile(f"{_BLANK}")
_WIDE_CHAR: Final = re.compile(f"[{WIDE}]")
_HAN_CHAR: Final = re.compile(f"[{HAN}]")
_ROSTER: Final = re.compile(f"{_BLANK}{{2,2000}}")
_ROSTER_WIDTH: Final = 60
_POST: Final = re.compile(
    rf"(?:[{HAN}]{{1,4}}：)?[{HAN}]{{2,4}} [{HAN}、（）]{{2,40}}"
    r"(?:书记|长|主任|委员|主席|经理|负责人|员|人|师)"
)
"""A name and a post, once cleaned."""
_SINGLES: Final = re.compile(f"[{HAN}]{{1,3}}")
_SENTENCE: Final = re.compile(r"[，。；]")
_NUMBER_FIRST: Final = re.compile(
    rf"\d{{1,3}}[ \t\u3000]{{1,8}}(?![年月日个项条万亿元家处座公米度级类章节以])(?=[{HAN}])"
)


def without_junk(text: str) -> str:
    """`text` without bookmarks, field codes, markdown signs, control and invisible characters."""
    if "_" in text or "[" in text or "\\" in text or "HYPERLINK" in text or not text.isprintable():
        text = _JUNK.sub("", text)
    if "#" in text:
        text = _MARKED.sub("", text)
    if "**" in text or "__" in text:
        text = _STARRED.sub(lambda found: found.group(1) or found.group(2), text)
    return text


def is_address(text: str) -> bool:
    """True for a line that is nothing but a web address."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def tight(text: str) -> str:
    """`text` without the blanks that stand beside Chinese characters.

    In a line of a name list (名单) the blanks that part name from post stay as one, and so does
    the blank behind a number without a mark (`3 编制规划`).
    """
    text = text.strip(" \t\x0b\x0c\x85\xa0\u3000")
    if _BLANKS.search(text) is None:
        return text
    if len(text) <= _ROSTER_WIDTH and not _SENTENCE.search(text):
        if _ROSTER.search(text):
            return _roster(text)
        if _POST.fullmatch(text):
            return text
    first = _NUMBER_FIRST.match(text)
    if first is not None:
        return text[: first.end()].rstrip() + " " + _closed(text[first.end() :])
    return _closed(text)


def _closed(text: str) -> str:
    def close(gap: re.Match[str]) -> str:
        before, after = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
        wide = _WIDE_CHAR.match(before) or _WIDE_CHAR.match(after)
        return "" if wide or not before or not after else " "

    closed = _GAP.sub(close, text)
    return re.sub(r"^(\d{1,3}[.．、]) (?=[^\d\s])", r"\1", closed)


def _roster(text: str) -> str:
    """组  长：邓  骏  区委办主任 → 组长：邓骏 区委办主任: single characters belong together."""
    return "：".join(_spaced(part) for part in text.replace(":", "：").split("："))


def _spaced(part: str) -> str:
    words: list[str] = []
    for word in _GAP.sub(" ", part).split():
        if words and len(word) == 1 and _HAN_CHAR.match(word) and _SINGLES.fullmatch(words[-1]):
            words[-1] += word
        else:
            words.append(word)
    return " ".join(words)
