"""The letterhead (版头) of a paper: title, number, issuer, day of issue, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from config.drafting.compact import compact, number
from config.drafting.headings import SIGNED
from config.drafting.model import Passage
from config.drafting.names import is_body, plain_name
from config.drafting.unit_lists import Role, read_names

_HEAD: Final = 40
"""Passages within which the letterhead stands."""
_NUMBER: Final = re.compile(
    r"(?P<code>[一-龥]{1,14}(?:[（(][^（）()]{1,6}[）)])?)\s?[〔\[［【（(﹝](?P<year>(?:19|2[0O〇○])\s?[\dO〇○]{2})[〕\]］】）)﹞]\s?"
    r"(?:第\s?)?(?P<n>[\dOol]{1,5})\s?号"
)
_KIND: Final = (
    "方案|规划|计划|办法|细则|意见|要点|清单|通知|任务书|任务分解表|分解表|行动|规定|措施|纲要|条例|制度|安排|"
    "交办单|责任书|通报|决定|实施意见|目标责任|预案|指引|规程|分工|工作表|一览表|项目表|任务表|工作任务|重点任务|工作计划|要求|台账|[一-龥](?:事项|情况|内容)表|(?:推进|安排|进度|明细|责任|计划|汇总|清单|包联|挂钩)表"
)
_TITLE: Final = re.compile(rf"[^。；：]{{2,80}}(?:{_KIND})(?:[（(][^（）()]{{1,30}}[）)]){{0,2}}")
_NOTICE: Final = re.compile(
    r"^(?P<who>.{0,80}?)(?:办公厅|办公室)?关于(?:转发|印发|下发|发布|公布|批转)(?P<what>.{2,120}?)的?(?:通知|函)$"
)
_QUOTED: Final = re.compile(r"[《<]{1,2}(?P<title>[^》]{4,90})[》>]{1,2}")
_ABOUT: Final = re.compile(
    r"^(?P<who>[^。；：《》]{4,80}?)(?:等[一二三四五六七八九十\d]{1,2}?部门|等部门)?关于"
)
_DATED: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d|[二一][〇○零OＯ0-9一二三四五六七八九]{3})年(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日(?P<tail>印发)?"
)
_SIGNATURE: Final = re.compile(r"[（(【]?(?P<date>[^（()）】]{6,24})[）)】]?")
_PUBLIC: Final = re.compile(
    r"^[（(].{0,10}公开.{0,10}[）)]$|^(?:抄送|主送|公开方式|来源|发布时间|索引号)"
)
_CALL: Final = re.compile(r"^[^。；《》]{2,160}[：:]$")
_FILE: Final = re.compile(r"^(?P<who>[一-龥、 　]{4,60}?)文\s?件$")
_MONTH_DAY: Final = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the head and the signature of a paper say. `addressees` as printed."""

    title: str = ""
    document_no: str = ""
    issuer: str = ""
    issued_on: date | None = None
    addressees: tuple[str, ...] = ()
    title_line: int = 0
    addressed_line: int = 0


def letterhead(passages: Sequence[Passage]) -> Letterhead:
    """The letterhead of a paper, each part empty where the paper does not print it."""
    head = list(_head(passages))
    notice = _notice(head)
    title, line = _title(head, notice, passages)
    called = next((p for p in head if _CALL.match(p.text.strip()) and _addressees(p.text)), None)
    return Letterhead(
        title=title,
        document_no=_document_no(head, passages),
        issuer=_issuer(head, notice, passages),
        issued_on=_issued_on(head, passages),
        addressees=_addressees(called.text) if called else (),
        title_line=line,
        addressed_line=called.line if called else 0,
    )


def _head(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages before the first numbered item that follows a title."""
    for passage in passages[:_HEAD]:
        if (
            passage.no
            and not passage.cells
            and passage.level == 1
            and not passage.no.startswith("附")
        ):
            return
        if not passage.cells:
            yield passage


def _notice(head: list[Passage]) -> str:
    """The forwarding notice's title, lines that continue it joined."""
    for place, passage in enumerate(head):
        for text in (passage.text, _joined(head, place, 2), _joined(head, place, 3)):
            plain = re.sub(r"\s", "", text)
            if "关于" in plain and len(plain) < 160 and _NOTICE.match(plain):
                return plain
    return ""


def _joined(head: list[Passage], place: int, count: int) -> str:
    return "".join(p.text for p in head[place : place + count])


def _title(head: list[Passage], notice: str, passages: Sequence[Passage]) -> tuple[str, int]:
    inner = _inner_title(notice)
    candidates = _titles(head)
    if inner:
        bare = _bare(inner)
        for text, line in candidates:
            if text != notice and bare in _bare(text) and not _NOTICE.match(text):
                return text, line
        for passage in passages[:_HEAD]:
            if bare == _bare(passage.text):
                return passage.text.strip(), passage.line
        return inner, candidates[0][1] if candidates else 0
    for text, line in candidates:
        if not _NOTICE.match(text):
            return text, line
    return (candidates[0][0], candidates[0][1]) if candidates else (_quoted_self(passages), 0)


_SELF: Final = re.compile(r"(?:制定|编制|特制定)(?:本|了|《)")
_MADE: Final = re.compile(r"(?:编制|制定)了?《(?P<title>[^》]{4,60})》")


def _quoted_self(passages: Sequence[Passage]) -> str:
    """The title that a paper without one gives itself in its preface (编制《…规划》)."""
    for passage in passages[:6]:
        if (found := _MADE.search(passage.text)) is not None and re.search(_KIND, found["title"]):
            return found["title"]
    return ""


def _inner_title(notice: str) -> str:
    if not notice:
        return ""
    what = _NOTICE.match(notice)
    if what is None:
        return ""
    inside = what["what"]
    quoted = re.match(r"^[《<]{1,2}(?P<title>.+?)[》>]{1,2}$", inside)
    title = quoted["title"] if quoted else inside
    return title.translate({ord("〈"): "《", ord("〉"): "》"})


def _bare(text: str) -> str:
    return re.sub(r"[\s《》〈〉<>“”\"'（）()—–\-~～]", "", text)


def _titles(head: list[Passage]) -> list[tuple[str, int]]:
    """Lines that look like a title, a line that goes on with it included."""
    found: list[tuple[str, int]] = []
    for place, passage in enumerate(head):
        text = passage.text.strip()
        if _is_no_title(text):
            continue
        span = (
            re.fullmatch(r"[（(][^（）()]{2,30}[）)]", head[place + 1].text.strip())
            if (place + 1 < len(head))
            else None
        )
        if _TITLE.fullmatch(text):
            year = span is not None and re.search(r"\d{4}|试行|修订", span.group())
            found.append((text + (span.group() if span and year else ""), passage.line))
        elif place + 1 < len(head) and len(text) <= 40 and not _is_no_title(head[place + 1].text):
            both = text + head[place + 1].text.strip()
            if _TITLE.fullmatch(both) and (
                head[place + 1].text.startswith("关于")
                or ("关于" in text and not is_body(text))
                or text.endswith(("的", "年", "市", "区", "县"))
            ):
                found.append((both, passage.line))
    return found


def _is_no_title(text: str) -> bool:
    return (
        len(text) > 90
        or text.endswith(("。", "；", "：", ":"))
        or _NUMBER.search(text) is not None
        or _PUBLIC.match(text) is not None
        or text.startswith(("附件", "现将", "您的位置", "当前位置", "上一篇", "下一篇"))
        or _FILE.match(text) is not None
    )


def _document_no(head: list[Passage], passages: Sequence[Passage]) -> str:
    cells = [cell for p in passages[:_HEAD] if 2 <= len(p.cells) <= 6 for cell in p.cells]
    for text in [*(passage.text.strip() for passage in head), *cells]:
        if len(text) > 60 or text.endswith("。"):
            continue
        if (found := _NUMBER.search(text)) is not None:
            n = found["n"].translate({ord("O"): "0", ord("o"): "0", ord("l"): "1"})
            year = re.sub("[O〇○]", "0", found["year"])
            between = text[found.end("year") : found.start("n")]
            before = text[found.start() : found.start("year")]
            return f"{before}{year}{between}{n}号".replace(" ", "")
    return ""


def _issuer(head: list[Passage], notice: str, passages: Sequence[Passage]) -> str:
    if notice:
        about = _ABOUT.match(notice)
        if about and is_body(plain_name(about["who"])):
            return _first_of(about["who"])
    for passage in head:
        about = _ABOUT.match(passage.text.strip())
        if about and len(passage.text) < 90 and is_body(plain_name(about["who"])):
            return _first_of(about["who"])
    return _signed(head, passages) or _headed(head)


def _signed(head: list[Passage], passages: Sequence[Passage]) -> str:
    """The bodies printed above the date of a signature."""
    for some in (head, list(passages[-8:])):
        for place, passage in enumerate(some):
            if (own := SIGNED.fullmatch(passage.text.strip())) is not None and is_body(own["who"]):
                return plain_name(own["who"])
            if place == 0 or _date_of(passage.text) is None or len(passage.text) > 24:
                continue
            names = some[place - 1].text.strip()
            found = _bodies_of(names)
            if found and all(is_body(n) for n in found):
                return found[0]
    return ""


_PLACE: Final = re.compile(r"^(?:中共|中国共产党)?([一-龥]{1,4}?(?:新区|[省市县区镇乡]))")


def _first_of(names: str) -> str:
    """The first of several bodies; the words as they are where they are not all bodies."""
    found = _bodies_of(names)
    return found[0] if len(found) > 1 and all(is_body(name) for name in found) else names


def _bodies_of(names: str) -> list[str]:
    """Several bodies of one place, also where the blank between them is gone."""
    place = _PLACE.match(names)
    spaced = re.sub(rf"(?<=[局委办会院室部府])(?={place.group(1)})", " ", names) if place else names
    return [plain_name(name) for name in re.split(r"[\s\u3000]+", spaced)]


def _headed(head: list[Passage]) -> str:
    for passage in head[:4]:
        text = passage.text.strip()
        if (found := _FILE.match(text)) is not None:
            return found["who"].strip()
    for passage, following in pairwise(head[:4]):
        names = _bodies_of(passage.text.strip())
        if following.text.startswith("关于") and all(is_body(n) for n in names):
            return names[0]
    return ""


def _date_of(text: str) -> date | None:
    plain = compact(text.strip().replace("l", "1").replace("O", "0")).text
    found = _DATED.search(plain)
    if found is None:
        return None
    year = found["y"]
    digits = (
        year
        if year.isdigit()
        else str(number(year))
        if len(year) != 4
        else "".join(str(number(char)) if not char.isdigit() else char for char in year)
    )
    try:
        return date(int(digits), number(found["m"]), number(found["d"]))
    except ValueError:
        return None


def _issued_on(head: list[Passage], passages: Sequence[Passage]) -> date | None:
    """The date under the first signature; a date anywhere else in a sentence is none."""
    for some in (head, passages[:_HEAD], passages[-12:]):
        for passage in some:
            text = passage.text.strip()
            if (own := SIGNED.fullmatch(text)) is not None and is_body(own["who"]):
                text = text[own.end("who") :].strip()
            whole = _SIGNATURE.fullmatch(text)
            if whole is None or passage.cells:
                continue
            plain = compact(text.replace("l", "1")).text
            if _DATED.fullmatch(plain.strip("（）【】。")) and (day := _date_of(text)) is not None:
                return day
    return None


def _addressees(text: str) -> tuple[str, ...]:
    """The bodies that a paper is sent to, as printed; () for a line that is no address."""
    named, strange = read_names(text.strip().rstrip("：:"), Role.SOLE)
    if strange or not named:
        return ()
    return tuple(dict.fromkeys(one.name for one in named))
