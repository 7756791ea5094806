"""A list of units (甲、乙牵头，丙配合) taken apart: each name as printed, with its role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from config.drafting.names import NameKind, is_body, kind_of_name, may_act, plain_name


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


_SEPARATORS: Final = "、，,；;/\n \t\u3000"
_AND: Final = re.compile(r"(?<=[一-龥）)])(?:以及|和|及|与)(?=[一-龥“])")

_EACH_WORD: Final = (
    r"(?:按|按照|依据|根据|依)(?:各自)?(?:的)?(?:工作)?(?:职责|职能|权限)(?:和?分工|范围)?(?:分别|各自|共同)?(?:负责|落实|抓好落实|推进|配合)?"
    r"|分别(?:牵头)?负责|各负其责|分工负责|按(?:任务)?分工(?:负责|落实)"
)
_CO_WORD: Final = (
    r"(?:积极|做好|共同|按职责|协同)?(?:配合(?:落实|实施)?|参与|协助|协办|支持"
    r"|(?:协调)?指导|协同|参加|监督|督导|会办|协作|协调)(?:落实|配合)?"
)
_LEAD_WORD: Final = (
    r"(?:共同|联合|分别|具体|总)?牵头(?:负责|落实|组织|实施|办理|推进)?|(?:共同|具体|主要|总体)?负责(?:组织)?(?:实施|落实|办理)?|主办|承办|"
    r"(?:组织|具体)?(?:实施|落实)|承担|主抓|为主(?:体|责)?"
)
_VERB: Final = re.compile(
    rf"(?:(?P<each>{_EACH_WORD})|(?P<co>{_CO_WORD})|(?P<lead>{_LEAD_WORD}))(?:等)?$"
)
_ROLE_ASIDE: Final = re.compile(
    r"（(?:(?P<lead>牵头|主办|总牵头|牵头负责)|配合|协办|参与|协助)(?:单位|部门|科室|处室)?）$"
)
_EACH_ASIDE: Final = re.compile(rf"（(?:{_EACH_WORD})）$")
_PREFIX: Final = re.compile(
    r"^(?:原则上|主要|分别|具体|并|再|其中|责任单位)?(?:由|请|(?:会同|联合)(?P<co>))|^(?:其中|并)"
)
_TAIL: Final = re.compile(r"(?:等(?:单位|部门|\d{1,2}个(?:单位|部门)|有关单位|相关部门)?|单独)$")


def places_of(text: str, start: int, end: int, signs: str) -> list[int]:
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
    reader = _ListReader(role)
    for piece, comma in _with_shared_ends(_pieces(_WITH.sub("牵头，会同", part))):
        reader.read(piece, comma)
    reader.settle(reader.default, True)
    return reader.done, reader.strange


@dataclass(slots=True)
class _ListReader:
    """Names wait for the word behind them (甲、乙牵头) that gives their role."""

    role: Role
    done: list[Named] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    beside: bool = False  # behind 会同 nobody leads
    _pending: list[tuple[str, bool]] = field(default_factory=list)  # and whether a comma follows

    @property
    def default(self) -> Role:
        """The role of names that no word follows."""
        return Role.CO if self.beside else self.role

    def settle(self, role: Role, all_of_them: bool) -> None:
        """Give the role to the names behind the last comma, or to all; the others the list's."""
        commas = (n for n, (_, comma) in enumerate(self._pending[:-1]) if comma)
        last = max(commas, default=-1)
        for n, (name, _) in enumerate(self._pending):
            self.done.append(Named(name, role if all_of_them or n > last else self.role))
        self._pending.clear()

    def read(self, piece: str, comma: bool) -> None:
        """One piece of the list."""
        if (aside := _ROLE_ASIDE.search(plain_name(piece))) is not None:
            self.settle(self.default, True)
            name = plain_name(piece)[: aside.start()]
            self.done += [Named(name, Role.LEAD if aside["lead"] else Role.CO)] * is_body(name)
            return
        word, role = _without_verb(piece)
        self.beside = self.beside or piece.startswith(("会同", "联合"))
        names = [_without_spam(name) for name in _split_names(word) if name]
        bodies = [name for name in names if is_body(name)]
        if not bodies:  # 等 after a list, a leader, a person, or something odd
            odd = {NameKind.UNKNOWN, NameKind.SPAM}
            self.strange += [name for name in names if kind_of_name(name) in odd]
        self._pending += [(name, comma) for name in bodies]
        if role is not None and self._pending:
            helped = any(named.role is Role.CO for named in self.done)
            leads = role in {Role.LEAD, Role.EACH} and not self.beside
            self.settle(Role.CO if self.beside else role, leads and not helped)


def _without_verb(piece: str) -> tuple[str, Role | None]:
    """A piece without 由…牵头, 配合 and the like, and the role that they give."""
    word = plain_name(piece)
    role: Role | None = None
    if (each := _EACH_ASIDE.search(word)) is not None:
        word, role = word[: each.start()], Role.EACH
    if (lead := _PREFIX.match(word)) is not None:
        word = word[lead.end() :]
        if lead["co"] is not None:
            role = Role.CO
    word = _TAIL.sub("", word)
    if kind_of_name(word) is NameKind.UNIT and not re.search(r"(?:负责|牵头|配合|参与)$", word):
        return word, role
    if (found := _VERB.search(word)) is not None:
        word = word[: found.start()]
        named = Role.EACH if found["each"] else Role.CO if found["co"] else Role.LEAD
        role = role or named
    return _TAIL.sub("", word), role


def _pieces(part: str) -> Iterator[tuple[str, bool]]:
    at = 0
    cuts = places_of(part, 0, len(part), _SEPARATORS)
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
