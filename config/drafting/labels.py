"""Labels (责任标注) that name units: （责任单位：A、B）, 【牵头单位】A, （A牵头，B配合）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from config.drafting.named_sentences import LEADER_KEYS
from config.drafting.names import may_act
from config.drafting.unit_lists import Named, Role, places_of, read_names


@dataclass(frozen=True, slots=True)
class Label:
    """A label where it stands; `keyed` has a word such as 责任单位 before it.

    `strange` are pieces that are no unit's name, leaders left out. `member` marks 成员单位, which
    gives no task by itself.
    """

    start: int
    end: int
    named: tuple[Named, ...]
    keyed: bool
    strange: tuple[str, ...] = ()
    member: bool = False


_BODY: Final = "(?:单位|部门|处室|科室|股室|处|科|机构|主体|乡镇|镇街|街道|企业)"
_LEAD_KEY: Final = (
    rf"(?:总|主要)?牵头(?:责任)?{_BODY}?|主办{_BODY}?|(?:主责|主要责任|第一责任|首要责任){_BODY}"
)
_CO_KEY: Final = (
    "(?:配合|协办|协助|协同|参与|参加|支持|督导|指导|督办|监督|监管|技术支[撑持]|协作|会办|辅助|协调)"
    rf"(?:责任)?{_BODY}?"
)
_SOLE_KEY: Final = (
    rf"(?:责任|承办|实施|落实|主管|完成|执行|整改|承担|负责|主体责任){_BODY}"
    "|责任分工|任务分工|工作分工"
)
_KEY: Final = (
    rf"(?:(?P<lead>{_LEAD_KEY})|(?P<co>{_CO_KEY})|(?P<member>(?:副组长|成员|组成)单位)"
    rf"|(?P<sole>{_SOLE_KEY}))"
    r"(?:[（(][^（()）]{1,8}[）)])?"
)
_LABEL: Final = re.compile(
    rf"(?P<open>[（(【\[〔{{]?)\s?(?P<key>{_KEY})\s?(?:(?P<shut>[】\]])\s?[:：]?|[:：]|[为是](?=[市县区省各局由镇乡街]))\s{{0,4}}"
)
_ANY_LABEL: Final = re.compile(
    rf"[（(【\[〔；;，,\s]{{0,3}}(?:{LEADER_KEYS}|(?:完成|整改|办理|工作|时间)?(?:时限|时间|日期|期限|节点|要求|年限)|"
    r"[一-龥]{2,8}(?:领导|目标|措施|内容|任务|标准|单位|部门|科室|处室|责任人))[】\]]?\s?[:：]|【[一-龥]{2,8}】"
)
_FARTHEST: Final = 600
_CLOSERS: Final = "）)】]〕}"
_OPENERS: Final = "（(【[〔{〈<"


@lru_cache(1_024)
def find_labels(text: str) -> tuple[Label, ...]:
    """The labels of a passage in reading order, none overlapping."""
    found = list(_keyed(text))
    taken = [(label.start, label.end) for label in found]
    for label in _bracketed(text):
        if all(label.end <= start or label.start >= end for start, end in taken):
            found.append(label)
    return tuple(sorted(found, key=lambda label: label.start))


_HEADED: Final = re.compile(r"[^。；：:，,\n]{2,60}[:：]\s{0,4}(?=[^\s])")
_SAYS: Final = re.compile(r"现将|根据|为了?|按照|经|你|我|《|“|见|附|详见|\d")
_DOES: Final = re.compile("(?:主要|具体|牵头)?负责|承担|牵头|配合|做好")


def heading_label(text: str) -> Label | None:
    """The units at the head of a paragraph that says what they do (县林业局：负责巡护…)."""
    head = _HEADED.match(text)
    if head is None or len(text) - head.end() < 6 or _SAYS.match(text, head.end()):
        return None
    named, strange = read_names(head.group().rstrip().rstrip("：:"), Role.LEAD)
    sure = _DOES.match(text, head.end()) is not None
    if strange or not named or not all(sure or may_act(one.name) for one in named):
        return None
    return Label(0, head.end(), tuple(named), True)


def _keyed(text: str) -> Iterator[Label]:
    starts = [place for place in _LABEL.finditer(text) if _is_label(text, place)]
    for turn, place in enumerate(starts):
        after = starts[turn + 1].start() if turn + 1 < len(starts) else len(text)
        helps = place["co"] or place["member"]
        role = Role.LEAD if place["lead"] else Role.CO if helps else Role.SOLE
        hard = _hard_end(text, place.end(), min(after, place.end() + _FARTHEST))
        named, strange, end = _segments(text, place.end(), hard, role)
        if end < len(text) and text[end] in _CLOSERS and place["open"]:
            end += 1
        member = place["member"] is not None
        yield Label(place.start(), end, tuple(named), True, tuple(strange), member)


def _is_label(text: str, place: re.Match[str]) -> bool:
    """A word such as 责任单位为 counts only where a label may begin."""
    if place["open"] or place["shut"] or place.group().rstrip().endswith(("：", ":")):
        return True
    start = place.start("key")
    return start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff"


def _hard_end(text: str, start: int, limit: int) -> int:
    """Where the value must end: 。, a line's end, the closing bracket, another label."""
    other = _ANY_LABEL.search(text, start, limit)
    limit = other.start() if other is not None else limit
    depth = 0
    for at in range(start, limit):
        char = text[at]
        if char in _OPENERS:
            depth += 1
        elif char in _CLOSERS or char in "〉>":
            if depth == 0:
                return at
            depth -= 1
        elif char in "。\n！":
            return at
    return limit


def _segments(text: str, start: int, end: int, role: Role) -> tuple[list[Named], list[str], int]:
    """The names up to `end`, stopping before a part (；) that names nobody."""
    named: list[Named] = []
    strange: list[str] = []
    at = start
    for part_end in [*places_of(text, start, end, "；;"), end]:
        part = text[at:part_end]
        names, odd = read_names(part, role)
        if not names and named:
            return named, strange, at - 1 if at > start else at
        if names or not named:
            named += names
            strange += odd
        at = part_end + 1
    return named, strange, end


_BRACKETS: Final = {"（": "）)", "(": "）)", "【": "】", "[": "]", "〔": "〕", "{": "}"}
_AFTER: Final = re.compile(r"[）)】〕}\s]{0,2}(?:[。；;.]|$|\n|(?:第?[一二三四五六七八九十]))")


def _bracketed(text: str) -> Iterator[Label]:
    """（A、B） and （A牵头，B配合） behind a sentence, where all of it is names."""
    at = 0
    while at < len(text):
        if text[at] not in _BRACKETS:
            at += 1
            continue
        shut = _shut(text, at)
        if shut < 0:
            at += 1
            continue
        inner = text[at + 1 : shut]
        if _AFTER.match(text, shut + 1) and (named := names_only(inner)):
            yield Label(at, shut + 1, named, False)
            at = shut + 1
        else:
            at += 1


def _shut(text: str, at: int) -> int:
    depth = 0
    for place in range(at + 1, min(len(text), at + 301)):
        char = text[place]
        if char in _BRACKETS:
            depth += 1
        elif char in _CLOSERS:
            if depth == 0:
                return place
            depth -= 1
        elif char in "。：:" and depth == 0:
            return -1
    return -1


_WHEN: Final = re.compile(r"\d|完成|底前|季度|月|年|长期|持续|推进|时限")


def names_only(inner: str) -> tuple[Named, ...]:
    """The names in brackets; () where anything but names, roles and a deadline stands there."""
    if len(inner) < 2 or not re.search(r"[一-龥]{2}", inner):
        return ()
    named, strange = read_names(inner, Role.SOLE)
    if any(not _WHEN.search(piece) for piece in strange):
        return ()
    said = any(one.role is not Role.SOLE for one in named)
    return tuple(named) if said or all(may_act(one.name) for one in named) else ()
