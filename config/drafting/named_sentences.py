"""Names in sentences (句中人名): 某某同志, 市长某某任组长, 联系人：某某."""

from __future__ import annotations

import re
from typing import Final

from config.drafting.glued_names import POST, Persons, is_post
from config.drafting.name_lists import without_list_names
from config.drafting.surnames import FOREIGN, NAME, is_name, is_plain_name

LEADER_KEYS: Final = (
    "(?:责任|牵头|分管|联系|包保|挂点|挂钩|主管|协管|带队|督办|包案|联动|市级|区级|县级|局|协助)"
    "(?:县级|市级|区级|局)?(?:领导|负责人|负责同志|人)|责任人|联系人|联络人|联络员|填报人|填表人|审核人|经办人|"
    "签发人|拟稿人|承办人|核稿人|记录人|主持人|汇报人|负责人|第一责任人|直接责任人|具体责任人|联系电话|电话|手机|传真|邮箱"
)
LEADER_LABEL: Final = re.compile(
    rf"(?:(?:{LEADER_KEYS})[】\]]?\s?[:：])\s?(?P<value>[^；;。\n】）)〕}}【（(]{{0,80}})"
)
INNER_LABEL: Final = re.compile(r"[\s\u3000，,、]{1,4}(?=[一-龥]{2,10}[:：])")
HIDDEN: Final = "（略）"
BLANKS: Final = r"[\s\u3000]{0,6}"
_ONE: Final = rf"(?:(?:(?<=[由、，：和])|(?<![一-龥])){FOREIGN}|{NAME})"
_COMRADE: Final = re.compile(rf"(?:{_ONE}、){{0,12}}{_ONE}(?=等?同志)")
_POST_NAME: Final = re.compile(
    rf"(?<=.)(?:{POST})(?P<name>{FOREIGN}|{NAME})(?=同志|任|担任|兼任|兼|为|共同|分别|同时|带队|主持|牵头|负责|挂帅|[、，,；;。）)（(]|等|$)"
)
_BY_NAME: Final = re.compile(rf"(?:由|主任|组长){BLANKS}(?P<name>{NAME})(?=同志|任|担任|兼任|兼)")
_ROLE_NAME: Final = re.compile(
    rf"^(?:第一|常务)?(?:组长|副组长|成员|总指挥|副总指挥|召集人|主任|副主任)(?P<name>{NAME})"
    r"(?=[省市县区州](?!长)|党|常务|副|中共)"
)
_CONTACT: Final = re.compile(
    rf"(?:联系人|责任人|联络员|经办人|负责人|签发人|承办人|填报人){BLANKS}(?P<name>{NAME})(?![一-龥])"
)
_NO_GIVEN: Final = re.compile(r"[长员组副记省市县区局委部]|主任|负责|牵头|指挥|责任|领导")
_APPOINTS: Final = re.compile("任(?:常务)?副?(?:组长|总指挥)|为成员")
_HOLDS: Final = re.compile("同志|任|担任|兼任")


def without_sentence_names(text: str, persons: Persons) -> str:
    """The text without names that its own words show: 某某同志, 市长某某任组长, 联系人：某某."""
    if "同志" in text:
        text = _COMRADE.sub(lambda found: _gone_all(found.group(), persons), text)
    for pattern in (_ROLE_NAME, _POST_NAME, _BY_NAME, _CONTACT):
        text = pattern.sub(lambda found: _gone(found, persons), text)
    return LEADER_LABEL.sub(lambda found: _covered(found, persons), text)


def _gone_all(words: str, persons: Persons) -> str:
    names = words.split("、")
    sure = sum(is_name(name) and not _NO_GIVEN.search(name) for name in names)
    if sure * 2 < len(names) or not sure:
        return words
    for name in names:
        persons.note(name)
    return ""


def _gone(found: re.Match[str], persons: Persons) -> str:
    name = found["name"]
    text, start, end = found.string, found.start(), found.end()
    bound = _HOLDS.match(text, end) or _APPOINTS.search(text, max(0, start - 300), end + 300)
    sure = is_name(name) if bound is not None and len(name) > 2 else is_plain_name(name)
    if not sure or _NO_GIVEN.search(name):
        return found.group()
    persons.note(name)
    at = found.start("name") - found.start()
    return found.group()[:at] + found.group()[at + len(name) :]


def _covered(found: re.Match[str], persons: Persons) -> str:
    """A contact label with its name hidden; posts stay."""
    value = found["value"]
    if not value.strip():
        return found.group()
    inner = INNER_LABEL.search(value)
    own = value[: inner.start()] if inner is not None else value
    tail = LEADER_LABEL.sub(lambda other: _covered(other, persons), value[len(own) :])
    head = found.group()[: found.start("value") - found.start()]
    left = without_list_names(own, persons)
    return head + (left if is_post(own) and left else HIDDEN) + tail
