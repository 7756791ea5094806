"""Lists of persons (成员名单): names (人名) are taken out, posts (职务) and units stay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from config.drafting.glued_names import (
    ENDS_IN_POST,
    IN_NO_NAME,
    LEVEL,
    Persons,
    is_post,
    unglued,
)
from config.drafting.names import is_body
from config.drafting.surnames import is_name, looks_like_name, surname_length

_APART: Final = re.compile(
    r"(?<![一-龥])(?P<a>[一-龥]{1,2})[ \t\u3000]{1,6}(?P<b>[一-龥])"
    r"(?:[ \t\u3000]{1,6}(?P<c>[一-龥]))?(?![一-龥])"
)
_TOKEN: Final = re.compile(r"[^\s\u3000、，,；;（）()：:。/|]+|[\s\u3000、，,；;（）()：:。/|]")
_BLANK: Final = re.compile(r"[\s\u3000]")
_LONGEST_NAME: Final = 4
_LONGEST_TOKEN: Final = 60


def without_list_names(text: str, persons: Persons) -> str:
    """The words of a name list without the names; what parted them becomes 、."""
    tokens = _TOKEN.findall(_APART.sub(_drawn_together, text))
    among = _are_names(tokens)
    kept: list[str] = []
    parted = False
    for place, token in enumerate(tokens):
        if len(token) == 1 and _TOKEN.fullmatch(token) and not "\u4e00" <= token <= "\u9fff":
            kept.append("、" if parted and _BLANK.match(token) else token)
            parted = False
            continue
        left = _posts_of(token, _place_of(tokens, place, among), persons)
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


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around a word: the word before a blank, whether a person's post follows.

    `among_names` says that most words of the list are names.
    """

    before: str
    posted: bool
    among_names: bool


def _place_of(tokens: list[str], place: int, among_names: bool) -> _Place:
    before = tokens[place - 2] if place > 1 and _BLANK.match(tokens[place - 1]) else ""
    near = place + 1 < len(tokens) and re.match(r"[\s\u3000（(，]", tokens[place + 1])
    words = (
        token for token in tokens[place + 1 : place + 8] if re.match(r"[^\s\u3000（(，]", token)
    )
    return _Place(before, bool(near) and is_persons_post(next(words, "")), among_names)


_BARE_POST: Final = re.compile(
    r"(?:党组|党委|党工委|党支部|党总支|管委会|村委会|居委会|常务|第一|副|原|总)*$"
)
_OF_GOVERNMENT: Final = re.compile(
    r"^(?:常务|常委|副|、){0,3}(?:市长|县长|区长|省长|镇长|乡长|州长)"
)


def is_persons_post(word: str) -> bool:
    """True for a post that says of which unit (市财政局局长), so that no unit stands before it."""
    if _OF_GOVERNMENT.match(word):
        return True
    post = ENDS_IN_POST.search(word)
    if post is None:
        return False
    whose = _BARE_POST.sub("", word[: post.start()])
    return len(whose) >= 2 or whose in set(f"{LEVEL}村")


def _are_names(tokens: list[str]) -> bool:
    words = [token for token in tokens if len(token) > 1]
    names = sum(is_name(word) and not is_body(word) and not is_post(word) for word in words)
    return len(words) >= 2 and names * 2 >= len(words)


def _posts_of(token: str, place: _Place, persons: Persons) -> str:
    """The token without names: "" for a name, the post where a name is glued to it."""
    if _is_person(token, place):
        persons.note(token)
        return ""
    return token if len(token) > _LONGEST_TOKEN else unglued(token, persons)


def _is_person(word: str, place: _Place) -> bool:
    if is_post(word) or len(word) < 2:
        return False
    if "·" in word and is_name(word):
        return True
    if looks_like_name(word) and len(word) <= _LONGEST_NAME:
        if place.posted or (place.among_names and word[0] not in LEVEL):
            return True
        return is_name(word) and not is_body(word)
    if len(word) > 3 or is_body(word) or IN_NO_NAME.search(word) or is_body(place.before):
        return False
    return place.posted and re.fullmatch("[一-龥]{2,3}", word) is not None


def _tidied(text: str) -> str:
    """Brackets that nothing stands before are opened, doubled marks are made one."""
    text = re.sub(r"[（(][\s\u3000、，,；;]{0,4}[）)]", "", text)
    text = re.sub(r"(^|[、，,；;\s\u3000])[（(](?!略)([^（()）]{1,60})[）)]", r"\1\2", text)
    text = re.sub(r"[、，,；;\s\u3000]{0,8}([、，,；;。])", r"\1", text)
    return text.strip("、，,；; \t\u3000")
