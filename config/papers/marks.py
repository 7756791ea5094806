"""Printed numbers and other marks that tell where a paragraph of a paper (公文) begins or ends."""

from __future__ import annotations

import re
from typing import Final

HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Chinese characters, for use inside a class."""
WIDE: Final = HAN + "，。；：、！？“”‘’（）《》〈〉【】〔〕「」『』…—·％＋－＝≥≤①-⑳Ⅰ-Ⅻ"
"""Chinese characters and the punctuation set beside them."""

_COUNT: Final = "[一二三四五六七八九十百〇零]{1,5}"
NUMBERED: Final = re.compile(
    rf"(?:第(?:{_COUNT}|\d{{1,3}})[章节编条篇部]"
    rf"|{_COUNT}[、.．，]"
    rf"|[(（](?:{_COUNT}|\d{{1,3}})[)）]"
    rf"|\d{{1,3}}[、.．](?!\d)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[、.． \t\u3000{HAN}]"
    r"|\d{1,3}[)）]|[①-⑳㈠-㈩⑴-⒛❶-❿➀-➉]"
    r"|(?:专栏|附件|附表|附录|图|表)\s{0,2}(?:\d{1,3}|[一二三四五六七八九十]{1,3})?[\s:：.．\-–—]?)"
)
"""A printed number, or the word that begins a box, table or annex; matched at a line's start."""

LABEL: Final = re.compile(
    r"[\[【（(]?(?:责任|牵头|配合|参与|主办|协办|承办|完成|组|副组|成|联系|抄|主|报|备|附)"
    rf"[\s\u3000{HAN}]{{0,8}}[】\]]?[:：]|【[{HAN}]{{2,8}}】"
)
"""A label such as 责任单位：, 组长：, 抄送：, 备注： at a line's start."""

DAY: Final = re.compile(
    r"(?:\d{4}|[一二][〇○零Ｏ0-9一二三四五六七八九]{3})\s{0,2}年\s{0,2}"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,2}月\s{0,2}(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,2}日"
    r"(?:\s{0,2}印发)?[。）)]?"
)
"""A line that is nothing but a date, as under a signature."""

STOPS: Final = "。！？；：!?;:…"
"""What ends a paragraph; quotes and brackets may follow."""
_CLOSERS: Final = "”’）)》】〕」』\"'"
_JOINERS: Final = "，、,—－-～~和与及的（(《“‘〈【〔"
STARTS_INSIDE: Final = tuple("，。；：、！？）》”’】〕」』,;)%％")
"""What no paragraph begins with."""


def ends_sentence(text: str) -> bool:
    """True where a paragraph may end: behind a stop, and no bracket is left open."""
    bare = text.rstrip().rstrip(_CLOSERS)
    closed = bare != text.rstrip() and text.rstrip()[-1] in "）)】" and "：" in text
    return (bare[-1:] in STOPS and bool(bare)) or closed


def runs_on(text: str) -> bool:
    """True for a line that cannot be the end: it stops at a comma, or inside a bracket."""
    return text.rstrip()[-1:] in _JOINERS or is_open(text)


def is_open(text: str) -> bool:
    """True where the last bracket or book title that opens is not closed again."""
    tail = text[-400:]
    for opening, closing in ("（）", "《》", "【】", "〔〕"):
        if tail.rfind(opening) > tail.rfind(closing):
            return True
    return False


def is_marked(text: str) -> bool:
    """True for a line that begins something: a number, a label, a date."""
    start = text[:80].lstrip()
    return bool(NUMBERED.match(start) or LABEL.match(start) or DAY.fullmatch(start))


def width(text: str) -> float:
    """The printed width in Chinese characters; letters and digits count half."""
    narrow = sum(char < "\u2000" for char in text)
    return len(text) - narrow / 2
