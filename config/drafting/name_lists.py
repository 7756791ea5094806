"""Lists of persons (成员名单): names (人名) are taken out, posts (职务) and units stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from config.drafting.names import is_body
from config.drafting.surnames import begins_name, is_name, surname_length

POST: Final = (
    "书记|市长|区长|县长|镇长|乡长|州长|省长|旗长|盟长|村长|局长|主任|部长|厅长|处长|科长|股长|院长|校长|行长|"
    "总经理|经理|董事长|理事长|监事长|秘书长|检察长|组长|队长|支队长|总队长|大队长|中队长|主席|会长|站长|所长|台长|社长|馆长|园长|"
    "场长|段长|总裁|总监|指挥长|总指挥|指挥|政委|司令员|参谋长|常委|委员|成员|专员|调研员|巡视员|督察员|主任科员|"
    "科员|干部|负责人|负责同志|领导|助理|秘书|工程师|总师|总工|教授|研究员|顾问|召集人|联络员|代表|教导员|指导员"
)
_POST: Final = re.compile(POST)
_ENDS_IN_POST: Final = re.compile(rf"(?:{POST})(?:（.{{0,12}}）)?$")
_LEVEL: Final = "省市县区州镇乡旗"
_IN_NO_NAME: Final = re.compile(
    rf"[{_LEVEL}局委部长员组副办厅]|主任|书记|负责|牵头|配合|指挥|责任|领导"
)
_POST_START: Final = re.compile(
    rf"[{_LEVEL}](?=.)|党(?:组|委|工委|支部|总支)|中共|人大|政协|政府|国网|国家|中国|人民|武警|公安|纪委|监委|常务|副|原|"
    r"组织部|宣传部|统战部|政法委|管委会|办公室|街道|法院|检察院|总工会|团委|妇联|局(?:党|副|长|机关|办)|"
    rf"(?:{POST})"
)
_PLACE_END: Final = re.compile(rf"(?<=[一-龥]{{2}})[{_LEVEL}](?![长委])")
_APART: Final = re.compile(
    r"(?<![一-龥])(?P<a>[一-龥]{1,2})[ \t\u3000]{1,6}(?P<b>[一-龥])"
    r"(?:[ \t\u3000]{1,6}(?P<c>[一-龥]))?(?![一-龥])"
)
_TOKEN: Final = re.compile(r"[^\s\u3000、，,；;（）()：:。/|]+|[\s\u3000、，,；;（）()：:。/|]")
_BLANK: Final = re.compile(r"[\s\u3000]")
_LONGEST_NAME: Final = 4


@dataclass(slots=True)
class Persons:
    """Names met so far, and the places that the paper prints (云溪市), which are none."""

    places: frozenset[str] = frozenset()
    names: set[str] = field(default_factory=set)

    def note(self, name: str) -> None:
        """Remember a name that a list prints."""
        self.names.add(_BLANK.sub("", name))


class KnownNames:
    """The names that the lists of a paper print, for finding them elsewhere in it."""

    def __init__(self, names: set[str]) -> None:
        self._names = frozenset(names)
        firsts = "".join(sorted({re.escape(name[0]) for name in names}))
        self._first = re.compile(f"[{firsts}]") if firsts else None
        self._lengths = sorted({len(name) for name in names}, reverse=True)

    def without(self, text: str) -> str:
        """The text without the names; one of two characters only between marks or posts."""
        places = list(self._places(text)) if self._first is not None else []
        if not places:
            return text
        out, at = [], 0
        for start, end in places:
            out.append(text[at:start])
            at = end
        out.append(text[at:])
        return re.sub(r"[（(][、，,；;\s]{0,3}[）)]", "", "".join(out))

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        end = 0
        for found in self._first.finditer(text) if self._first is not None else ():
            at = found.start()
            for length in self._lengths if at >= end else ():
                if text[at : at + length] in self._names and _stands_alone(text, at, at + length):
                    end = at + length
                    yield at, end
                    break


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
    return len(word) <= 40 and _ENDS_IN_POST.search(word) is not None


def without_list_names(text: str, persons: Persons) -> str:
    """The words of a name list without the names; what parted them becomes 、."""
    tokens = _TOKEN.findall(_APART.sub(_drawn_together, text))
    kept: list[str] = []
    parted = False
    for place, token in enumerate(tokens):
        if len(token) == 1 and _TOKEN.fullmatch(token) and not "\u4e00" <= token <= "\u9fff":
            kept.append("、" if parted and _BLANK.match(token) else token)
            parted = False
            continue
        left = _posts_of(token, _around(tokens, place), persons)
        parted = left != token
        kept += [left] if left else []
    return _tidied("".join(kept))


def _drawn_together(found: re.Match[str]) -> str:
    """陈　明 as 陈明, where the first character is a surname."""
    first = found["a"]
    name = first + found["b"] + (found["c"] or "")
    if surname_length(name) != len(first) or not is_name(name) or is_post(name):
        return found.group()
    return name


def _around(tokens: list[str], place: int) -> tuple[str, str]:
    """The word before, where only a blank stands between, and the word behind."""
    before = tokens[place - 2] if place > 1 and _BLANK.match(tokens[place - 1]) else ""
    behind = next(
        (token for token in tokens[place + 1 : place + 8] if re.match(r"[^\s\u3000（(]", token)), ""
    )
    near = place + 1 < len(tokens) and re.match(r"[\s\u3000（(]", tokens[place + 1])
    return before, behind if near else ""


def _posts_of(token: str, around: tuple[str, str], persons: Persons) -> str:
    """The token without names: "" for a name, the post where a name is glued to it."""
    if _is_person(token, around):
        persons.note(token)
        return ""
    if "〔" in token or len(token) > 60:
        return token
    for name, rest in (_glued_before(token, persons), _glued_behind(token)):
        if name:
            persons.note(name)
            return rest
    return token


def _is_person(word: str, around: tuple[str, str]) -> bool:
    before, behind = around
    if is_post(word) or len(word) < 2:
        return False
    posted = len(behind) >= 3 and behind[0] in _LEVEL and is_post(behind)
    if is_name(word) and (len(word) <= _LONGEST_NAME or "·" in word):
        return posted or not is_body(word)
    if len(word) > 3 or is_body(word) or _IN_NO_NAME.search(word):
        return False
    starts = re.match(rf"[{_LEVEL}]|副|党|常务", behind) is not None
    return (
        re.fullmatch("[一-龥]{2,3}", word) is not None and posted and starts and not is_body(before)
    )


def _glued_before(word: str, persons: Persons) -> tuple[str, str]:
    """A name and the post behind it (孙柏舟市财政局局长); ("", word) for none.

    Two characters before 县 may be a place: such a post is left out altogether.
    """
    posted = is_post(word)
    if len(word) < 4 or not (posted or is_body(word)):
        return "", word
    for length in _lengths(word):
        name, rest = word[:length], word[length:]
        if not is_name(name) or _IN_NO_NAME.search(name) or len(rest) < 2:
            continue
        if rest[:3] in persons.places or rest[:4] in persons.places:
            return name, rest
        if _POST_START.match(rest) is None or is_body(name) or rest[1:2] == "域":
            continue
        if name + rest[0] in persons.places or not (posted or (persons.names and length > 2)):
            continue
        certain = length > 2 or rest[0] not in _LEVEL or name in persons.names
        return name, rest if certain else ""
    return "", word


def _lengths(word: str) -> tuple[int, ...]:
    """How long a name at the beginning may be, likeliest first."""
    dot = max(word.find(mark) for mark in "·•‧")
    if 0 < dot < 9:
        return tuple(dot + more for more in (3, 4, 5, 2, 6, 7) if dot + more < len(word) - 1)
    if not begins_name(word):
        return ()
    return (3, 2) if surname_length(word) == 1 else (4, 3)


def _glued_behind(word: str) -> tuple[str, str]:
    """A name and the post or unit before it (市财政局局长孙柏舟); ("", word) for none."""
    if len(word) < 4 or is_body(word):
        return "", word
    for length in (4, 3, 2):
        head, name = word[:-length], word[-length:]
        if len(head) < 2 or not is_name(name) or _IN_NO_NAME.search(name) or is_post(name):
            continue
        if ends_in_post(head) or (is_body(head) and len(head) >= 3):
            return name, head
    return "", word


def _tidied(text: str) -> str:
    """Brackets that nothing stands before are opened, doubled marks are made one."""
    text = re.sub(r"[（(][\s\u3000、，,；;]{0,4}[）)]", "", text)
    text = re.sub(r"(^|[、，,；;\s\u3000])[（(](?!略)([^（()）]{1,60})[）)]", r"\1\2", text)
    text = re.sub(r"[、，,；;\s\u3000]{0,8}([、，,；;。])", r"\1", text)
    return text.strip("、，,；; \t\u3000")


_BEHIND_SHORT: Final = re.compile(
    r"[^一-龥]|$|同志|任|担任|兼|为|负责|牵头|带队|主持|等|和|[省市县区局]|副"
)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if end - start > 2:
        return True
    before = text[max(0, start - 4) : start]
    free = not before or not "\u4e00" <= before[-1] <= "\u9fff"
    posted = free or before[-1] in "由和与及局委办部" or re.search(rf"(?:{POST})$", before)
    return bool(posted) and _BEHIND_SHORT.match(text, end) is not None
