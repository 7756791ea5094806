"""Stages of review (审核环节): 征求意见, 专家论证, 审议, 报批, 备案, 印发; who decides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.drafting.actors import UnitFinder
from config.drafting.compact import compact
from config.drafting.model import Doubt, DraftReview, Passage
from config.drafting.regions import Region, region_of

_PAPER = re.compile(r"规划|方案|初稿|送审稿|征求意见稿|成果|报批|文本|《|专题|纲要|清单|办法|报告")
_BODY = r"(?P<who>[^，。；：、（）《》“”]{2,30}?(?:（[^（）]{1,12}）[^，。；：、（）《》]{0,12}?)?)"
_STAGES = (
    ("征求意见", re.compile(rf"(?:征求|征询|听取|采纳){_BODY}?的?(?:修改)?(?:意见|建议)")),
    (
        "专家论证",
        re.compile(
            r"(?:(?:组织|召开|邀请|聘请|开展|由|请)(?P<who>[^，。；：（）]{0,24}?))?(?P<what>专家("
            r"?:论证|评审|咨询|审查|评议|咨询论证)会?"
            r"|技术(?:咨询|评审|审查|论证)|论证评审|咨询论证)"
        ),
    ),
    (
        "审议",
        re.compile(
            rf"(?:提请|报请|提交|报送?|经|由){_BODY}(?:会议)?(?:研究)?(?P<a"
            r"ct>审议|审定|审核|审查|"
            r"讨论)(?!通过，现)"
        ),
    ),
    (
        "报批",
        re.compile(
            rf"(?:提请|报请|报|经|由|提交){_BODY}(?:审核)?(?P<act>批准|"
            r"审批|批复|同意)"
        ),
    ),
    ("备案", re.compile(rf"(?:报送?|向|送){_BODY}(?:进行)?备案")),
    (
        "印发",
        re.compile(
            rf"(?:由|以|经){_BODY}(?:名义)?(?:正式)?(?P<act>印发|颁布|发布|"
            r"公布)(?:实施)?"
        ),
    ),
)
_LOOSE = {"报批": re.compile(r"报批"), "印发": re.compile(r"(?:颁布|印发)实施")}
_PAST = re.compile(r"已|现印发|业经|现将")
_GIVEN = re.compile(r"^(?:(?:按|经)?(?:程序|规定|要求)|有关|相关|各方面?|广泛|充分)+")
_ON_WHAT = re.compile(r"组织|对(?!外)|开展|进行|就|召开|审核|研究")
_NOBODY = re.compile(
    r"^(?:各方面?|社会各界|公众|群众|批准|专家|程序|有关方面|各地各部门|修改完善|进一步|"
    r"后|上级|相关|主要)*$"
)


def reviews(
    passages: tuple[Passage, ...], unit_finder: UnitFinder
) -> tuple[tuple[DraftReview, ...], tuple[Doubt, ...]]:
    """The stages in printed order; each title with each decider once."""
    found: list[DraftReview] = []
    seen: set[tuple[str, str]] = set()
    doubts: list[Doubt] = []
    for index, passage in enumerate(passages):
        region = region_of(passages, index)
        if passage.cells or region in {Region.FRONT, Region.BACKGROUND, Region.GOALS}:
            continue
        if _PAPER.search(passage.text) is None:
            continue
        for review in _in_passage(passage, unit_finder):
            if (review.title, review.decider) in seen:
                continue
            seen.add((review.title, review.decider))
            found.append(review)
            if not review.decider and review.title in {"审议", "报批", "备案"}:
                doubts.append(Doubt(passage.line, review.title, "没有写由谁决定"))
    return tuple(found), tuple(doubts)


def _in_passage(passage: Passage, unit_finder: UnitFinder) -> Iterator[DraftReview]:
    text = compact(passage.text[:20_000]).text
    read: list[tuple[int, DraftReview]] = []
    for title, pattern in _STAGES:
        for found in pattern.finditer(text):
            if _PAST.search(text[max(0, found.start() - 6) : found.start()] + found.group()):
                continue
            if not _about_paper(text, found.start()):
                continue
            who = _decider(found["who"] or "", unit_finder)
            read.append((found.start(), DraftReview(title, who, passage.line)))
    for title, pattern in _LOOSE.items():
        found = pattern.search(text)
        if (
            found
            and all(review.title != title for _, review in read)
            and _about_paper(text, found.start())
        ):
            read.append((found.start(), DraftReview(title, "", passage.line)))
    read.sort(key=lambda item: item[0])
    yield from (review for _, review in read)


def _about_paper(text: str, at: int) -> bool:
    """True where the words around speak of a paper, not of a licence or a project."""
    around = text[max(0, at - 80) : at + 40]
    return _PAPER.search(around) is not None and not re.search(
        r"环评|许可|立项审批|行政审批", around
    )


def _decider(who: str, unit_finder: UnitFinder) -> str:
    plain = _ON_WHAT.split(_GIVEN.sub("", who).strip("的，、"))[0]
    if not plain or _NOBODY.fullmatch(plain):
        return ""
    named = unit_finder(plain)
    return named[0] if len(named) == 1 and named[0] in plain else plain
