"""Rows that recur (表内例行报送): a table's row whose time is a period, such as 每月25日前."""

from __future__ import annotations

import re
from dataclasses import dataclass

from config.drafting.actors import UnitFinder, groups_named
from config.drafting.compact import compact
from config.drafting.day_rules import PERIOD, PeriodReading, period_of
from config.drafting.model import Passage
from config.drafting.names import is_body

_BARE = re.compile(r"(?:报送|上报|报|提交|完成|开展|左右|各?[一1]次)?[。；]?")
"""What may stand after period and day in a cell that tells nothing but the time."""
_DAY_TAIL = re.compile(
    r"(?:上午|下午|中午)?(?:\d{1,2}(?:时|点|：\d\d))?(?:下班)?(?:前后|之?前|以前|底前)?"
)
_TEXT = re.compile(r"报送内容|材料|事项|名称|任务|报表|内容|报告|项目")
_UNIT = re.compile(r"单位|部门|责任|主体|科室|处室")
_TO = re.compile(r"接收|受理|报送对象|汇总单位|审核|报至|领导")
_NO = re.compile(r"[\d一二三四五六七八九十（）()\-.]{1,5}|序号|编号")
_PARTS = re.compile(r"[、，,；;]|\s/\s|/|\s{1,4}")


@dataclass(frozen=True, slots=True)
class RowDuty:
    """What a row says of a recurring duty; `printed` are the document's words for its time."""

    title: str
    reading: PeriodReading
    printed: str
    units: tuple[str, ...]


def is_header(passage: Passage) -> bool:
    """True for the row that heads a table: it names its columns and no time."""
    words = ["".join(cell.split()) for cell in passage.cells]
    told = [word for word in words if word]
    named = sum(1 for word in told if _TEXT.search(word) or _UNIT.search(word))
    return bool(told) and named >= 2 and all(len(word) <= 10 for word in told)


def row_duty(passage: Passage, header: tuple[str, ...], unit_finder: UnitFinder) -> RowDuty | None:
    """The duty of a row with a cell that holds a period and its day alone; None without one."""
    for place, cell in enumerate(passage.cells):
        paper = compact(cell)
        match = PERIOD.search(paper.text)
        if match is None or match.start() > 2 or match["noun"] or match["each"]:
            continue
        reading = period_of(match, paper.text)
        end = match.end() + reading.length
        end = tail.end() if (tail := _DAY_TAIL.match(paper.text, end)) else end
        if _BARE.fullmatch(paper.text, end) is None or reading.every is None:
            continue
        title = _title(passage.cells, header, place)
        if title:
            printed = paper.printed(match.start(), end)
            return RowDuty(title, reading, printed, _units(passage.cells, header, unit_finder))
    return None


def _title(cells: tuple[str, ...], header: tuple[str, ...], time: int) -> str:
    """The cell under the heading that names the matter, else the first that is no number."""
    for place, word in enumerate(header):
        if _TEXT.search(word) and not _UNIT.search(word) and place < len(cells) and place != time:
            return _first(cells[place])
    rest = [c for n, c in enumerate(cells) if n != time and not _NO.fullmatch(c.strip() or "1")]
    return _first(rest[0]) if rest else ""


def _first(cell: str) -> str:
    return re.split(r"[。；]", " ".join(cell.split()))[0].strip()[:50]


def _units(
    cells: tuple[str, ...], header: tuple[str, ...], unit_finder: UnitFinder
) -> tuple[str, ...]:
    """The units of the columns headed 单位, in printed order; who receives is left out."""
    found: list[str] = []
    for place, word in enumerate(header):
        if place >= len(cells) or not _UNIT.search(word) or _TO.search(word):
            continue
        for part in _PARTS.split(cells[place]):
            name = part.strip()
            found += unit_finder(name) or groups_named(name) or ([name] if is_body(name) else [])
    return tuple(dict.fromkeys(found))
