"""Names glued to posts (孙柏舟市财政局局长, 市财政局局长孙柏舟), and what is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from config.drafting.names import is_body
from config.drafting.surnames import is_foreign, is_name, looks_like_name, surname_length

POST: Final = (
    "书记|市长|区长|县长|镇长|乡长|州长|省长|旗长|盟长|村长|局长|主任|部长|厅长|处长|科长|股长|院长|校长|行长|"
    "总经理|经理|董事长|理事长|监事长|秘书长|检察长|组长|队长|支队长|总队长|大队长|中队长|主席|会长|站长|所长|台长|社长|馆长|园长|"
    "场长|段长|总裁|总监|指挥长|总指挥|指挥|政委|司令员|参谋长|常委|委员|成员|专员|调研员|巡视员|督察员|主任科员|"
    "科员|干部|负责人|负责同志|领导|助理|秘书|工程师|总师|总工|教授|研究员|顾问|召集人|联络员|代表|教导员|指导员"
)
_POST: Final = re.compile(POST)
ENDS_IN_POST: Final = re.compile(rf"(?:{POST})(?:（.{{0,12}}）)?$")
LEVEL: Final = "省市县区州镇乡旗"
IN_NO_NAME: Final = re.compile(
    rf"[{LEVEL}局委部长员组副办厅]|主任|书记|负责|牵头|配合|指挥|责任|领导"
)
_POST_START: Final = re.compile(
    rf"[{LEVEL}](?=.)|党(?:组|委|工委|支部|总支)|中共|人大|政协|政府|国网|国家|中国|人民|武警|公安|纪委|监委|常务|副|原|"
    r"组织部|宣传部|统战部|政法委|管委会|办公室|街道|法院|检察院|总工会|团委|妇联|局(?:党|副|长|机关|办)|"
    rf"(?:{POST})"
)
_PLACE_END: Final = re.compile(rf"(?<=[一-龥]{{2}})[{LEVEL}](?![长委])")


@dataclass(slots=True)
class Persons:
    """Names met so far, and the places that the paper prints (云溪市), which are none."""

    places: frozenset[str] = frozenset()
    names: set[str] = field(default_factory=set)

    def note(self, name: str) -> None:
        """Remember a name that a list prints."""
        self.names.add(re.sub(r"\s", "", name))


def places_in(texts: Iterable[str]) -> frozenset[str]:
    """Places of two or three characters (于都县) that are printed at least twice."""
    met: set[str] = set()
    again: set[str] = set()
    for text in texts:
        for found in _PLACE_END.finditer(text):
            end = found.end()
            for place in {text[max(0, end - 4) : end], text[end - 3 : end]}:
                (again if place in met else met).add(place)
    return frozenset(again)


def is_post(word: str) -> bool:
    """True for words that name a post."""
    return _POST.search(word) is not None


def ends_in_post(word: str) -> bool:
    """True for a post and nothing behind it: 市财政局局长."""
    return len(word) <= 40 and ENDS_IN_POST.search(word) is not None


_PLACE_FIRST: Final = re.compile(r"[一-龥]{2,3}[县市区旗][一-龥]{2}")
_NO_NAMES: Final = frozenset(("单位", "代表", "方面", "任务", "成员"))


def unglued(word: str, persons: Persons) -> str:
    """The word of a list without a name glued to it; several posts glued together are parted."""
    for name, rest in (_glued_before(word, persons), _glued_behind(word)):
        if name:
            persons.note(name)
            return rest
    for post in _POST.finditer(word):
        following = word[post.end() :]
        if len(following) < 6 or not ends_in_post(following):
            continue
        left = unglued(following, persons)
        if left != following or following[0] in LEVEL:
            return f"{word[: post.end()]}、{left}"
    return word


def _glued_before(word: str, persons: Persons) -> tuple[str, str]:
    """A name and the post behind it; ("", word) for none.

    What may be a place as well (高安市财政局局长) is left out altogether.
    """
    posted = is_post(word)
    if len(word) < 4 or not (posted or is_body(word)):
        return "", word
    for length in _lengths(word):
        name, rest = word[:length], word[length:]
        if not looks_like_name(name) or len(rest) < 2 or is_place(name, persons):
            continue
        if rest[:3] in persons.places or rest[:4] in persons.places:
            return name, rest
        if rest[0] in LEVEL:
            found = _before_level(name, rest, persons, posted)
        else:
            found = _before_post(name, rest, posted)
        if found is not None:
            return name, found
    return "", word


def is_place(name: str, persons: Persons) -> bool:
    """True for 云溪市 where the paper prints it elsewhere."""
    return name in persons.places


def _before_level(name: str, rest: str, persons: Persons, posted: bool) -> str | None:
    """What is left of 孙柏舟|市财政局局长; "" where 孙柏市 may be a place, None for no name."""
    if name + rest[0] in persons.places or rest[1:2] == "域":
        return None
    if not (posted or (persons.names and len(name) > 2)):
        return None
    of_unit = posted and len(rest) > 3
    if IN_NO_NAME.search(name[:-1]) or (IN_NO_NAME.search(name) and not of_unit):
        return None
    if not is_name(name) and (not of_unit or rest[0] not in "省市县"):
        return None
    return rest if len(name) > 2 or name in persons.names else ""


def _before_post(name: str, rest: str, posted: bool) -> str | None:
    """What is left of 孙柏舟|党组书记; "" where a place that nothing proves stands between."""
    if not posted or not is_name(name) or IN_NO_NAME.search(name) or is_body(name):
        return None
    if _POST_START.match(rest):
        return rest
    post = ENDS_IN_POST.search(rest)
    if post is None:
        return None
    unit = rest[: post.start()]
    return "" if _PLACE_FIRST.match(rest) or (len(unit) >= 3 and is_body(unit)) else None


def _lengths(word: str) -> tuple[int, ...]:
    """How long a name at the beginning may be, likeliest first."""
    dot = max(word.find(mark) for mark in "·•‧")
    if 0 < dot < 9:
        return tuple(dot + more for more in (3, 4, 5, 2, 6, 7) if dot + more < len(word) - 1)
    lengths = {0: (), 1: (3, 2)}
    return lengths.get(surname_length(word), (4, 3))


def _glued_behind(word: str) -> tuple[str, str]:
    """A name and the post or unit before it; ("", word) for none."""
    if len(word) < 4 or is_body(word):
        return "", word
    for post in _POST.finditer(word):
        if is_foreign(word[post.end() :]):
            return word[post.end() :], word[: post.end()]
    for length in (4, 3, 2):
        head, name = word[:-length], word[-length:]
        if len(head) < 2 or IN_NO_NAME.search(name) or is_post(name) or name in _NO_NAMES:
            continue
        if looks_like_name(name) and ends_in_post(head):
            return name, head
        if is_name(name) and is_body(head) and len(head) >= 3:
            return name, head
    return "", word
