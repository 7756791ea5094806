"""The leading group's office (领导小组办公室), its members, clauses on supervision (督查)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from config.drafting.model import Passage
from config.drafting.names import is_body, is_group, plain_name
from config.drafting.regions import Region, region_of

_OFFICE: Final = re.compile(
    r"(?P<group>[一-龥“”（）]{0,40}?(?:领导小组|指挥部|委员会|联席会议|专班|工作组))?(?:下设)?(?:日常工作机构)?，?(?:下设)?(?P<word>办公室|秘书处)"
    r"(?:[（(][^（）()]{2,24}[）)])?(?:，|、)?(?:办公室)?(?:设在|设于|设立在|挂靠在?)(?P<place>[^，。；、（）()]{2,30})"
)
_DOWN: Final = re.compile(r"(?P<group>[一-龥“”（）]{2,40}?(?:领导小组|指挥部))下设办公室")
_LED: Final = re.compile(
    r"(?:成立|组建|设立)(?:以[^。]{0,80}?的)?(?P<group>[一-龥“”（）]{2,40}?(?:领导小组|指挥部))"
)
_SUPERVISES: Final = re.compile(r"督查|督导|督办|通报|问责|约谈|追责|考核|监督检查|提醒|红黑榜")
_NAME_ONLY: Final = re.compile(r"^(?:创建|工作|规划)")
_MEMBER_KEY: Final = re.compile(
    r"^(?:第一|常务)?(?:组\s{0,6}长|副\s{0,6}组\s{0,6}长|成\s{0,6}员|总指挥|副总指挥|指挥长|副指挥长|召集人|副召集人)\s{0,6}[:：]\s{0,8}"
)
_POST: Final = re.compile(
    r"(?:党组|党委|党工委|工委|党总支)?(?:成员|委员)?、?(?:党组|党委|党工委|工委)?(?:常务副|第一|副)?"
    r"(?:书记|市长|区长|县长|镇长|乡长|局长|主任|部长|厅长|处长|科长|院长|校长|行长|总经理|经理|董事长|秘书长|检察长|队长|支队长|大队长|主席|会长|站长|所长|台长|负责人|主要负责人|分管负责人)"
    r"(?:（.{0,12}）)?$"
)


def office_of(passages: Sequence[Passage]) -> str:
    """The leading group's office as printed, "" where the document names none."""
    for passage in passages:
        if passage.cells or "办公室" not in passage.text:
            continue
        found = _OFFICE.search(passage.text[:2_000])
        if found is None:
            continue
        group = found["group"] or _group_before(passage.text[: found.start() + 1]) or ""
        return _tidy(group) + found["word"]
    for passage in passages:
        found = _DOWN.search(passage.text[:2_000])
        if found is not None:
            return _tidy(found["group"]) + "办公室"
    return ""


def _group_before(text: str) -> str:
    last = ""
    for found in re.finditer(r"[一-龥“”]{2,40}?(?:领导小组|指挥部)", text[-300:]):
        last = found.group()
    return last


def _tidy(group: str) -> str:
    group = re.sub(r"^.*?(?:成立|组建|设立|调整|建立)(?:了)?(?:以.*?为成员的)?", "", group)
    return re.sub(r"^(?:的|为|，)", "", group)


def supervision(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """The passages that say who is inspected, named in a circular, called to account."""
    for index, passage in enumerate(passages):
        if (
            passage.cells
            or len(passage.text) < 8
            or not passage.text.rstrip().endswith(("。", "；", "）"))
        ):
            continue
        region = region_of(passages, index)
        if region in {Region.BACKGROUND, Region.GOALS, Region.FRONT, Region.SCHEDULE}:
            continue
        strong = len(set(_SUPERVISES.findall(passage.text)))
        if (
            region is Region.SUPPORT
            and strong >= 1
            and re.search(r"通报|督查|督导|督办|问责|追责|约谈", passage.text)
        ) or strong >= 3:
            yield passage


def members(passages: Sequence[Passage]) -> Iterator[tuple[int, str]]:
    """The units of a leading group's member list with their lines, read from the posts."""
    listing = False
    for passage in passages:
        text = passage.text.strip()
        key = _MEMBER_KEY.match(text)
        if key is not None:
            listing = "成" in key.group()
            text = text[key.end() :]
        elif not listing or passage.no or passage.cells or len(text) > 40 or text.endswith("。"):
            listing = False
            continue
        if listing:
            yield from ((passage.line, name) for name in _bodies(text))


_PARTY_POST: Final = re.compile(r"(?:党组|党委|党工委|工委|党总支)(?:成员|委员|书记|副书记)?$")


def _bodies(text: str) -> Iterator[str]:
    """The bodies of a post: 区财政局党组书记、局长 → 区财政局; a list of bodies as it is."""
    for piece in re.split(r"[、，；\s\u3000]", text):
        whole = plain_name(piece)
        post = _POST.search(whole)
        name = whole[: post.start()] if post is not None else whole
        bare = _PARTY_POST.sub("", name)
        name = bare if is_body(bare) else name
        if len(name) >= 3 and is_body(name) and not is_group(name) and not _RULERS.fullmatch(name):
            yield name


_RULERS: Final = re.compile(r".{0,8}[省市县区镇乡](?:委|政府|人民政府|党委|人大|政协)(?:常委)?")
