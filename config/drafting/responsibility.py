"""Who is responsible (责任单位): from labels, from sentences, and by inheritance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from config.drafting.labels import Label
from config.drafting.names import may_act, plain_name
from config.drafting.unit_lists import Named, Role, read_names

ORDER_NOTE: Final = "原文没有写明由哪个单位牵头，暂以排在最前的为牵头"


@dataclass(frozen=True, slots=True)
class Share:
    """Lead and co units in printed order, and what a person has to confirm about them."""

    lead: tuple[str, ...] = ()
    co: tuple[str, ...] = ()
    note: str = ""
    leads_said: bool = False  # the document says who leads

    @property
    def units(self) -> tuple[str, ...]:
        """Lead, then co."""
        return self.lead + self.co


_FIRST_LEADS: Final = re.compile(
    r"(?:列|排|排序|排名|排列|位列|列在)(?:在)?(?:第一位?|首位?|首|最前)[^。]{0,8}(?:为|是|系)[^。]{0,6}(?:牵头|主办|第一责任)"
)


def first_leads(text: str) -> bool:
    """True where the document says that the unit printed first leads (列第一位的为牵头单位)."""
    return _FIRST_LEADS.search(text) is not None


def share_of(named: Iterable[Named], order_leads: bool) -> Share:
    """Who leads and who helps, by the roles printed."""
    by_role: dict[Role, list[str]] = {role: [] for role in Role}
    for one in named:
        if all(one.name not in names for names in by_role.values()):
            by_role[one.role].append(one.name)
    lead, sole, co, each = (by_role[role] for role in (Role.LEAD, Role.SOLE, Role.CO, Role.EACH))
    if lead:
        return Share(tuple(lead), tuple(sole + each + co), leads_said=True)
    if each:
        return Share(tuple(sole + each), tuple(co), leads_said=True)
    if not sole:
        return Share((), tuple(co))
    note = ORDER_NOTE if len(sole) > 1 and not order_leads else ""
    return Share(tuple(sole[:1]), tuple(sole[1:] + co), note, order_leads)


def shares_of(labels: Iterable[Label], order_leads: bool) -> Share:
    """The share that the labels of one task give together."""
    return share_of((one for label in labels for one in label.named), order_leads)


# sentences

_DOES: Final = re.compile(
    r"要|应当|应|须|必须|负责|牵头|会同|联合|具体|承担|为实施主体|配合|协助|协同|参与|指导|于|每|全年|在|组织|制定|"
    r"提出|同步|开展|报送|按照|按|根据|结合|定期|及时|编制|统筹|建立|健全|做好|抓好|落实|加强|抓紧|审核|将|对|向|自|"
    r"从|共同|分别|按职责|完成|提交|推进|推动|实行|严格|成立|前期|全面|依法|作为|切实|\d"
)
_CO_DOES: Final = ("配合", "协助", "协同", "参与", "指导", "支持")
_LEAD_IN: Final = re.compile(
    r"^(?:\s|其中|原则上|主要|具体|同时|另外|此外|并|请|要求|会议(?:要求|明确|强调|同意)|以上(?:任务|事项|工作)?|上述(?:任务|事项|工作)?|"
    r"该项(?:目|工作)?|项目|此项工作|本项工作|日常工作|相关工作|[一二三四五六七八九]是)*"
)
_BY: Final = re.compile(
    r"由(?P<who>[^。；：]{2,120}?)(?:(?:共同|联合|具体|分别)?(?:牵头|负责|承担|组织实施|组织(?!部|人事|机构)|承办|主办|按职责))"
)
_WITH: Final = re.compile(
    r"(?:会同|联合)(?P<who>[^。；：，]{2,80}?)(?=，|。|；|$|负责|根据|围绕|制定|组织|开展|印发|核定|共同|按|对|做好|编制|提出|实施|推进|"
    r"加快|抓紧|抓好|尽快|研究|完善|建立|落实|及时|加强|于|在)"
)
_CLAUSE: Final = re.compile(r"(?:[^，,。；：\n（）()]|[（(][^（）()。]{1,12}[）)])+")
_HEAD: Final = 90
_ROLE_END: Final = re.compile(r"(?:负责|牵头|承办|主办|配合|协助|参与)$")
_PAST: Final = re.compile(r"^(?:已|曾|近年)|(?:先后|荣获|获评)")


def sentence_named(text: str) -> list[Named]:
    """The units that sentences make responsible: 由甲牵头，乙配合; 甲要…; 甲会同乙…"""
    found: list[Named] = []
    text = _spelled_out(text)
    for by in _BY.finditer(text):
        who = by["who"]
        if "，" in who and not may_act(plain_name(who.split("，")[0])):
            continue
        named, strange = read_names(who, Role.LEAD)
        if named and not strange and all(may_act(one.name) for one in named):
            role = Role.EACH if by.group().endswith("按职责") else Role.LEAD
            found += [Named(one.name, role) for one in named]
    before = ""
    for clause in _CLAUSE.finditer(text):
        words = clause.group()[: _HEAD * 2]
        if (
            len(words) <= 40
            and text[clause.end() : clause.end() + 1] in "，,"
            and not _ROLE_END.search(words)
            and _all_bodies(words)
        ):
            before = f"{words}、"
            continue
        found += _of_clause(before + words)
        before = ""
    for beside in _WITH.finditer(text):
        named, strange = read_names(beside["who"], Role.CO)
        if not strange and all(may_act(one.name) for one in named):
            found += [Named(one.name, Role.CO) for one in named]
    return found


_ALSO: Final = ("管理局",)
"""Names that say who only beside others (管委会、管理局)."""
_DEPARTMENTS: Final = re.compile(
    r"(?P<level>各级)?(?P<list>(?:[一-龥]{2,8}、){0,8}[一-龥]{2,8})等(?:有关|相关)?(?:各)?部门"
)


def _spelled_out(text: str) -> str:
    """工信、商贸等部门 as 工信部门、商贸部门."""

    def spell(found: re.Match[str]) -> str:
        names = found["list"].split("、")
        if len(names) == 1:
            lead = re.match(r"^(.*(?:会同|联合|由))(.{2,8})$", names[0])
            return f"{lead.group(1)}{lead.group(2)}部门" if lead else f"{names[0]}部门"
        return "、".join(
            name if name.endswith(("部门", "局", "委", "办")) else f"{name}部门" for name in names
        )

    return _DEPARTMENTS.sub(spell, text) if "等" in text else text


def subjects(clause: str) -> tuple[tuple[str, ...], str]:
    """The units that a clause begins with, and the words behind them; ((), clause) for none."""
    head = clause[:_HEAD]
    start = _LEAD_IN.match(head)
    at = start.end() if start else 0
    if head.startswith("由", at):
        at += 1
    best: tuple[tuple[str, ...], str] = ((), clause)
    for does in _DOES.finditer(head, at):
        if does.start() - at < 2:
            continue
        prefix = re.sub(r"(?:都|均|也|还|共同|分别|各自|主动|要)$", "", head[at : does.start()])
        names = _all_bodies(prefix)
        if names:
            best = (names, clause[does.start() :])
    return best


def _all_bodies(prefix: str) -> tuple[str, ...]:
    if len(prefix) < 2 or not ("\u4e00" <= prefix[0] <= "\u9fff"):
        return ()
    named, strange = read_names(prefix, Role.LEAD)
    if strange or not named or any(one.role is not Role.LEAD for one in named):
        return ()
    if not all(may_act(one.name) or one.name in _ALSO for one in named) or named[0].name in _ALSO:
        return ()
    kept = sum(len(one.name) for one in named)
    return tuple(one.name for one in named) if kept >= len(prefix) * 0.7 - 2 else ()


def _of_clause(clause: str) -> Iterator[Named]:
    if _PAST.search(clause):
        return
    names, rest = subjects(clause)
    if not names:
        return
    role = Role.LEAD
    if rest.startswith(_CO_DOES):
        role = Role.CO
    elif rest.startswith(("按职责", "分别")):
        role = Role.EACH
    for name in names:
        yield Named(name, role)
