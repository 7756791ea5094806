"""Headings (标题): what a passage is called; headings of a paper that has no numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from config.drafting.model import Passage
from config.papers.marks import DAY

_LABEL_LINE: Final = re.compile(
    r"[（(【\[〔{]?(?:责任|牵头|配合|参与|主办|协办|承办|督导|督办|指导|完成|整改|时限|实施|代建|建设|支持|协同)"
    r"[一-龥]{0,6}[】\]]?[:：]|【[一-龥]{2,8}】"
)
_TITLE_END: Final = re.compile(r"[。；：:！？\n]|(?<![\d])\.(?!\d)")
_INNER_LABEL: Final = re.compile(
    r"[（(【〔{\[](?=[^（(【]{0,40}[:：】]|[^（()）]{0,30}(?:牵头|负责|配合))"
)
LONGEST_TITLE: Final = 60
SIGNED: Final = re.compile(rf"(?P<who>[一-龥]{{4,24}})[\s\u3000]{{0,12}}{DAY.pattern}")
"""A signature on one line: body and day."""


def title_of(text: str) -> str:
    """The heading or first sentence of a passage without label and closing mark."""
    head = text[: LONGEST_TITLE * 3]
    if _LABEL_LINE.match(head):
        return head[:LONGEST_TITLE]
    end = len(head)
    if (stop := _TITLE_END.search(head)) is not None and stop.start() > 0:
        end = stop.start()
    if (label := _INNER_LABEL.search(head)) is not None and 1 < label.start() < end:
        end = label.start()
    title = head[:end].strip(" 　，、。；：")
    if len(title) > LONGEST_TITLE:
        comma = title.find("，", 8)
        title = title[: comma if 0 < comma <= LONGEST_TITLE else LONGEST_TITLE]
    return title


_HEADING: Final = re.compile(r"[^。；！？：:，,|]{2,30}")


def with_headings(passages: list[Passage]) -> tuple[Passage, ...]:
    """A document without numbers: short lines above paragraphs are its headings."""
    found: list[Passage] = []
    heading: int | None = None
    begun = False
    for index, passage in enumerate(passages):
        following = passages[index + 1] if index + 1 < len(passages) else None
        begun = begun or passage.text.endswith(("。", "："))
        if begun and _is_heading(passage, following):
            heading = index
            found.append(replace(passage, level=1, parent=None))
        elif DAY.fullmatch(passage.text):
            heading = None
            found.append(passage)
        else:
            found.append(replace(passage, parent=heading))
    return tuple(found)


def _is_heading(passage: Passage, following: Passage | None) -> bool:
    if passage.cells or following is None or following.cells:
        return False
    return (
        _HEADING.fullmatch(passage.text) is not None
        and DAY.fullmatch(passage.text) is None
        and len(following.text) > len(passage.text)
        and following.text.endswith(("。", "；", "）"))
    )
