"""Labels (责任标注) that name units: （责任单位：A、B）, 【牵头单位】A, （A牵头，B配合）, and their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from config.drafting.names import NameKind, is_body, kind_of_name, may_act, plain_name
from config.drafting.persons import LEADER_KEYS


class Role(StrEnum):
    """What a label says of the units behind it."""

    LEAD = "lead"  # 牵头, 主办
    SOLE = "sole"  # 责任单位: who leads is not said
    CO = "co"  # 配合, 协办, 参与
    EACH = "each"  # 按职责分工负责, 分别负责


@dataclass(frozen=True, slots=True)
class Named:
    """A unit as printed in a label, and its role."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Label:
    """A label where it stands; `keyed` has a word such as 责任单位 before it.

    `strange` are pieces that are no unit's name, leaders left out.
    """

    start: int
    end: int
    named: tuple[Named, ...]
    keyed: bool
    strange: tuple[str, ...] = ()


_BODY: Final = "(?:单位|部门|处室|科室|股室|处|科|机构|主体|乡镇|镇街|街道|企业)"
_LEAD_KEY: Final = (
    rf"(?:总|主要)?牵头(?:责任)?{_BODY}?|主办{_BODY}?|(?:主责|主要责任|第一责任|首要责任){_BODY}"
)
_CO_KEY: Final = rf"(?:配合|协办|协助|协同|参与|参加|支持|督导|指导|督办|监督|监管|技术支[撑持]|协作|会办|辅助|协调)(?:责任)?{_BODY}?"
_SOLE_KEY: Final = rf"(?:责任|承办|实施|落实|主管|完成|执行|整改|承担|负责|主体责任){_BODY}|责任分工|任务分工|工作分工"
_KEY: Final = rf"(?:(?P<lead>{_LEAD_KEY})|(?P<co>{_CO_KEY})|(?P<sole>{_SOLE_KEY}))(?:[（(][^（()）]{{1,8}}[）)])?"
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
_SEPARATORS: Final = "、，,；;/\n \t\u3000"
_AND: Final = re.compile(r"(?<=[一-龥）)])(?:以及|和|及|与)(?=[一-龥“])")

_EACH_WORD: Final = (
    r"(?:按|按照|依据|根据|依)(?:各自)?(?:的)?(?:工作)?(?:职责|职能|权限)(?:和?分工|范围)?(?:分别|各自|共同)?(?:负责|落实|抓好落实|推进|配合)?"
    r"|分别(?:牵头)?负责|各负其责|分工负责|按(?:任务)?分工(?:负责|落实)"
)
_CO_WORD: Final = r"(?:积极|做好|共同|按职责|协同)?(?:配合(?:落实|实施)?|参与|协助|协办|支持|(?:协调)?指导|协同|参加|监督|督导|会办|协作|协调)(?:落实|配合)?"
_LEAD_WORD: Final = (
    r"(?:共同|联合|分别|具体|总)?牵头(?:负责|落实|组织|实施|办理|推进)?|(?:共同|具体|主要|总体)?负责(?:组织)?(?:实施|落实|办理)?|主办|承办|"
    r"(?:组织|具体)?(?:实施|落实)|承担|主抓|为主(?:体|责)?"
)
_VERB: Final = re.compile(
    rf"(?:(?P<each>{_EACH_WORD})|(?P<co>{_CO_WORD})|(?P<lead>{_LEAD_WORD}))(?:等)?$"
)
_PREFIX: Final = re.compile(
    r"^(?:原则上|主要|分别|具体|并|再|其中|责任单位)?(?:由|请|(?:会同|联合)(?P<co>))|^(?:其中|并)"
)
_TAIL: Final = re.compile(r"(?:等(?:单位|部门|\d{1,2}个(?:单位|部门)|有关单位|相关部门)?|单独)$")


def find_labels(text: str) -> list[Label]:
    """The labels of a passage in reading order, none overlapping."""
    found = list(_keyed(text))
    taken = [(label.start, label.end) for label in found]
    for label in _bracketed(text):
        if all(label.end <= start or label.start >= end for start, end in taken):
            found.append(label)
    return sorted(found, key=lambda label: label.start)


def _keyed(text: str) -> Iterator[Label]:
    starts = [place for place in _LABEL.finditer(text) if _is_label(text, place)]
    for turn, place in enumerate(starts):
        after = starts[turn + 1].start() if turn + 1 < len(starts) else len(text)
        role = Role.LEAD if place["lead"] else Role.CO if place["co"] else Role.SOLE
        hard = _hard_end(text, place.end(), min(after, place.end() + _FARTHEST))
        named, strange, end = _segments(text, place.end(), hard, role)
        if end < len(text) and text[end] in _CLOSERS and place["open"]:
            end += 1
        yield Label(place.start(), end, tuple(named), True, tuple(strange))


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
    for part_end in [*_places(text, start, end, "；;"), end]:
        part = text[at:part_end]
        names, odd = read_names(part, role)
        if not names and named:
            return named, strange, at - 1 if at > start else at
        if names or not named:
            named += names
            strange += odd
        at = part_end + 1
    return named, strange, end


def _places(text: str, start: int, end: int, signs: str) -> list[int]:
    depth, found = 0, []
    for at in range(start, end):
        if text[at] in "（(〈":
            depth += 1
        elif text[at] in "）)〉":
            depth = max(0, depth - 1)
        elif depth == 0 and text[at] in signs:
            found.append(at)
    return found


_WITH: Final = re.compile(r"(?<=[一-龥）])(?:会同|联合)(?=[市县区省各局有相])")


def read_names(part: str, role: Role) -> tuple[list[Named], list[str]]:
    """The units of a list with words such as 牵头 and 配合 in it; and what is no unit."""
    done: list[Named] = []
    strange: list[str] = []
    pending: list[tuple[str, bool]] = []  # name, and whether a comma stands behind it

    part = _WITH.sub("牵头，会同", part)
    beside = False  # behind 会同 nobody leads

    def settle(with_role: Role, all_of_them: bool) -> None:
        last = max((n for n, (_, comma) in enumerate(pending[:-1]) if comma), default=-1)
        for n, (name, _) in enumerate(pending):
            own = with_role if all_of_them or n > last else role
            done.append(Named(name, own))
        pending.clear()

    for piece, comma in _with_shared_ends(_pieces(part)):
        word, with_role = _without_verb(piece)
        beside = beside or piece.startswith(("会同", "联合"))
        if beside and with_role is not None:
            with_role = Role.CO
        names = [name for name in _split_names(word) if name]
        names = [_without_spam(name) for name in names]
        bodies = [name for name in names if is_body(name)]
        if not bodies and names:
            # 等 after a list, a leader, a person, or something odd
            odd = [n for n in names if kind_of_name(n) in {NameKind.UNKNOWN, NameKind.SPAM}]
            strange += odd
        pending += [(name, comma) for name in bodies]
        if with_role is not None and pending:
            settle(
                with_role,
                with_role in {Role.LEAD, Role.EACH}
                and not any(named.role is Role.CO for named in done),
            )
    settle(Role.CO if beside else role, True)
    return done, strange


def _without_verb(piece: str) -> tuple[str, Role | None]:
    """A piece without 由…牵头, 配合 and the like, and the role that they give."""
    word = plain_name(piece)
    role: Role | None = None
    if (lead := _PREFIX.match(word)) is not None:
        word = word[lead.end() :]
        if lead["co"] is not None:
            role = Role.CO
    if kind_of_name(word) is NameKind.UNIT and not re.search(r"(?:负责|牵头|配合|参与)$", word):
        return word, role
    if (found := _VERB.search(word)) is not None:
        word = word[: found.start()]
        named = Role.EACH if found["each"] else Role.CO if found["co"] else Role.LEAD
        role = role or named
    return _TAIL.sub("", word), role


def _pieces(part: str) -> Iterator[tuple[str, bool]]:
    at = 0
    cuts = _places(part, 0, len(part), _SEPARATORS)
    for cut in [*cuts, len(part)]:
        piece = part[at:cut].strip()
        at = cut + 1
        if piece:
            yield piece, cut < len(part) and part[cut] in "，,；;"


def _without_spam(name: str) -> str:
    """A unit's name with foreign words glued behind it: the name alone."""
    if kind_of_name(name) is not NameKind.SPAM:
        return name
    for end in range(len(name) - 1, 2, -1):
        if may_act(name[:end]):
            return name[:end]
    return name


_BARE: Final = re.compile(
    r"^(?:单位|部门|处室|科室|街道|街道办|乡镇|镇|园区|企业|政府|党委|开发区|管委会|局直单位|学校|各单位|街道办事处|街办)"
    r"(?:[（(][^（()）]{1,12}[）)])?$"
)


def _with_shared_ends(pieces: Iterator[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """各科室、单位 is one name; of 甲、乙、丙生态环境局 each has the ending."""
    found: list[tuple[str, bool]] = []
    for piece, comma in pieces:
        plain = plain_name(piece)
        if (
            found
            and _BARE.match(plain)
            and re.match(r"^(?:[市区县局]?(?:直|属)?)?各", found[-1][0])
        ):
            found[-1] = (f"{found[-1][0]}、{piece}", comma)
        else:
            found.append((piece, comma))
    return _with_tail(found)


_SHORT: Final = re.compile(r"^[一-龥]{2,3}$")
_LONG: Final = re.compile(
    r"^(?P<own>[一-龥]{2})(?P<tail>[一-龥]{3,8}(?:局|委|办|中心|政府|分局))(?P<verb>.{0,8})$"
)


def _with_tail(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    tail = ""
    out: list[tuple[str, bool]] = []
    for piece, comma in reversed(pieces):
        bare = re.sub(r"^(?:原则上)?由", "", piece)
        if tail and _SHORT.match(bare) and not is_body(bare):
            out.append((bare + tail, comma))
            continue
        whole = _LONG.match(piece)
        tail = whole["tail"] if whole else ""
        out.append((piece, comma))
    return out[::-1]


_GLUED: Final = re.compile(r"(?<=[局委办部院室会联社])(?=([市县区省])[一-龥]{2})")


def _split_names(word: str) -> Iterator[str]:
    """A piece at 和, 与, and where two names stand without anything between."""
    for part in _at_and(plain_name(word)):
        at = 0
        for place in _GLUED.finditer(part):
            left, right = part[at : place.start()], part[place.start() :]
            if left[:1] == place.group(1) and is_body(left) and is_body(right):
                yield left
                at = place.start()
        yield part[at:]


def _at_and(word: str) -> list[str]:
    for place in _AND.finditer(word):
        left, right = word[: place.start()], word[place.end() :]
        whole = kind_of_name(word)
        if (
            is_body(left)
            and is_body(right)
            and (
                whole is not NameKind.UNIT
                or right[0] in "市县区省各局有相"
                or left[-1] in "局委办部会"
            )
        ):
            return [left, *_at_and(right)]
    return [word]


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
