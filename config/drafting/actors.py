"""Who acts (谁来做): the units of a piece of text that do something, not those it is sent to."""

from __future__ import annotations

import re
from collections.abc import Callable

UnitFinder = Callable[[str], tuple[str, ...]]
"""Units named in a piece of text, in printed order."""

_TO = re.compile(
    r"(?:报请|提请|报送?至?|上报|呈报|送|向|征求|征询|听取|经|提交|报经|报告|反馈至?|抄送|"
    r"移交|对接|争取|对|为|"
    r"按照|根据|设在|推动|督促|指导|帮助|支持|由)(?:了)?$"
)
_BY = re.compile(r"由$")
_ASKED_AFTER = re.compile(
    r"(?:的?意见|审议|审定|审核|审查|审批|批准|批复|同意|备案|会议|研究同意|印发实施|"
    r"的?规划|的?方案|主要领导|分管)"
)
_LISTED = re.compile(r"(?:[和、及与]|以及)$")
_GROUP = re.compile(
    r"各?(?:课题|专项|专班|工作|项目)?(?:牵头|责任|成员|被考核|配合|承办|参与|主办|报送|填报)"
    r"(?:单位|部门|处室|科室|股室)"
    r"|各(?:成员|责任|牵头|有关|相关|参与|配合|承办|主办|直属|镇|县|区|市|级|地|部门|科室|股室|"
    r"处室|街道|乡镇|"
    r"单位|县级)?(?:（[^（）]{1,16}）|\([^()]{1,16}\))?(?:成员单位|责任单位|牵头单位|单位|"
    r"部门|人民政府|政府|"
    r"街道办事处|街道办|街道|处室|科室|股室|责任部门|党委|党工委|地区|地|局|分局|委员会|管委会)?"
    r"(?:、(?:各)?(?:部门|单位|街道|镇|园区|科室))?"
)


_SHORT = frozenset({"各镇", "各乡", "各县", "各区", "各市"})


def groups_named(text: str) -> tuple[str, ...]:
    """Groups such as 各成员单位, 各责任单位, 各县（市、区）人民政府 where no finder knows them."""
    names = [found.group() for found in _GROUP.finditer(text)]
    return tuple(dict.fromkeys(name for name in names if len(name) >= 3 or name in _SHORT))


def actors(text: str, unit_finder: UnitFinder) -> tuple[str, ...]:
    """The units named in the text that have to act: recipients and deciders are left out."""
    names = unit_finder(text)
    kept = [name for name in names if _acts(name, text)]
    if not names:
        kept = [name for name in groups_named(text) if _acts(name, text)]
    return tuple(dict.fromkeys(kept))


def _acts(name: str, text: str) -> bool:
    places = [found.start() for found in re.finditer(re.escape(name), text)]
    if not places:
        return True  # a full name for a short form: the finder knows better
    return any(not _is_asked(name, text, place) for place in places)


def _is_asked(name: str, text: str, place: int) -> bool:
    head = text[max(0, place - 40) : place]
    tail = text[place + len(name) : place + len(name) + 24]
    if _BY.search(head):
        return False
    if _ASKED_AFTER.match(tail):
        return True
    while (listed := _LISTED.search(head)) and listed.start():
        head = _without_last_name(head[: listed.start()])
    return not _BY.search(head) and _TO.search(head) is not None


def _without_last_name(head: str) -> str:
    """The words before the last name of a list: 征求甲局 → 征求."""
    for verb in ("征求", "征询", "听取", "报请", "提请", "向", "报送"):
        at = head.rfind(verb)
        if at >= 0 and len(head) - at < 24 and not re.search(r"[。；，]", head[at:]):
            return head[: at + len(verb)]
    return ""
