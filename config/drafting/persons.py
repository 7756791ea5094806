"""Persons (人名): what a document says of persons is left out, posts (职务) stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from config.drafting.model import Passage

LEADER_KEYS: Final = (
    "(?:责任|牵头|分管|联系|包保|挂点|挂钩|主管|协管|带队|督办|包案|联动|市级|区级|县级|局|协助)"
    "(?:县级|市级|区级|局)?(?:领导|负责人|负责同志|人)|责任人|联系人|联络人|联络员|填报人|填表人|审核人|经办人|"
    "负责人|第一责任人|直接责任人|具体责任人|联系电话|电话|手机|传真|邮箱"
)
_VALUE_END: Final = r"[；;。\n】）)〕}]"
LEADER_LABEL: Final = re.compile(
    rf"(?:(?:{LEADER_KEYS})[】\]]?\s?[:：])\s?(?P<value>[^；;。\n】）)〕}}【（(]{{0,80}})"
)
_NEXT_LABEL: Final = re.compile(r"[\s\u3000，,、]{0,4}(?=[一-龥]{2,10}[:：])")
_POST: Final = re.compile(
    r"书记|市长|区长|县长|镇长|乡长|局长|主任|部长|厅长|处长|科长|院长|校长|行长|经理|董事长|秘书长|检察长|组长|"
    r"队长|主席|会长|站长|所长|领导|分管|负责"
)
_MEMBER_KEY: Final = re.compile(
    r"^(?P<key>(?:第一|常务)?(?:组\s{0,6}长|副\s{0,6}组\s{0,6}长|成\s{0,6}员|总指挥|副总指挥|指挥长|副指挥长|主\s{0,4}任|"
    r"副\s{0,4}主任|召集人|副召集人|顾\s{0,4}问))\s{0,6}[:：]\s{0,8}"
)
_PERSON_POST: Final = re.compile(r"^(?P<name>[\u4e00-\u9fff·]{1,2}[\s\u3000]?[\u4e00-\u9fff·]{1,3})[\s\u3000]{1,8}(?P<post>\S.*)$")
_COMRADE: Final = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?=同志(?:兼任|任|担任))")
_HIDDEN: Final = "（略）"


def without_leaders(text: str) -> str:
    """The text with the values of labels such as 责任领导： and 联系人： taken out, labels too."""
    if "：" not in text and ":" not in text:
        return text
    out: list[str] = []
    at = 0
    for found in LEADER_LABEL.finditer(text):
        if found.start() < at:
            continue
        end = found.end()
        value = found["value"]
        inner = re.search(r"[\s\u3000，,、]{1,4}(?=[一-龥]{2,10}[:：])", value)
        if inner is not None:
            end = found.start("value") + inner.end()
        elif (tail := _NEXT_LABEL.match(text, end)) is not None:
            end = tail.end()
        out.append(text[at : found.start()])
        if end < len(text) and text[end] in "；;" :
            end += 1
        at = end
    out.append(text[at:])
    joined = "".join(out)
    return re.sub(r"[；;，,、]\s?(?=[）)】])", "", re.sub(r"[（(【][；;，,、\s]{0,3}[）)】]", "", joined))


def without_names(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages with names of persons taken out of member lists and contact labels."""
    found: list[Passage] = []
    listing = False
    for passage in passages:
        if passage.cells:
            found.append(passage)
            continue
        key = _MEMBER_KEY.match(passage.text)
        listing = key is not None or (listing and len(passage.text) <= 60 and not passage.no)
        text = _without_name(passage.text, key) if listing else passage.text
        text = _hidden(text)
        if text == passage.text:
            found.append(passage)
        else:
            title = passage.title if passage.title in text else text[:60]
            found.append(replace(passage, text=text, title=title))
    return tuple(found)


def _without_name(text: str, key: re.Match[str] | None) -> str:
    head = key.group() if key else ""
    body = text[len(head) :]
    found = _PERSON_POST.match(body)
    if found is None or _POST.search(found["name"]) or _POST.search(found["post"]) is None:
        return text
    return head + found["post"]


def _hidden(text: str) -> str:
    text = _COMRADE.sub("", text)

    def cover(found: re.Match[str]) -> str:
        value = found["value"]
        if _POST.search(value) or not value.strip():
            return found.group()
        head, tail = found.group()[: found.start("value") - found.start()], ""
        inner = re.search(r"[\s\u3000，,、]{1,4}(?=[一-龥]{2,10}[:：])", value)
        if inner is not None:
            tail = value[inner.start() :]
        return head + _HIDDEN + tail

    return LEADER_LABEL.sub(cover, text)
