"""Tables of tasks (任务分解表, 专栏项目表): 序号 | 工作任务 | 牵头单位 | 责任单位 | 完成时限."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from config.drafting.compact import compact
from config.drafting.context import DueContext
from config.drafting.dues import read_due
from config.drafting.indicator_columns import read_columns
from config.drafting.model import Doubt, DraftTask, DueReading, Passage
from config.drafting.numbering import row_number
from config.drafting.regions import ancestors
from config.drafting.responsibility import Share, share_of
from config.drafting.roster import Roster
from config.drafting.unit_lists import Named, Role, read_names
from config.drafting.years import years_named
from workflows.programme import FixedDue, OpenDue

_NO: Final = re.compile(r"序号?|编号|NO\.?|No\.?|号|条目")
_TITLES: Final = (
    re.compile(r"(?:重点|工作|主要|目标|整改|具体|创建)?任务(?:名称|事项|清单|内容)?|(?:工程|建设)?项目(?:名称)?|工程名称|任务(?:及|和)?措施"),
    re.compile(r"(?:工作|重点|主要|办理|议定|整改|督办)?(?:事项|内容|要点|举措|措施|问题|工作)(?:名称)?|评价内容|(?:考核|评价|创建)(?:项目|指标|内容)|实事(?:项目)?|指标(?:名称)?|工作任务.{0,6}|责任事项|.{0,4}问题"),
    re.compile(r"(?:具体|建设|工作|主要|整改|实施|任务)(?:要求|内容|措施|举措|目标|任务)|名称|.{0,6}(?:题目|标题|案由)"),
    re.compile(r".{2,6}(?:任务|事项|内容|项目|课题|工作|举措|措施|名称|要点|工程|行动|目标)"),
)  # fmt: skip
_DETAIL: Final = re.compile(
    r"(?:具体|建设|主要|工作|整改|年度|考核|评价|实施|目标)?(?:要求|内容|标准|目标|措施|规模|举措|任务)(?:及.{0,4})?|建设规模.{0,4}"
)
_LEAD: Final = re.compile(
    r"(?:总)?牵头(?:责任)?(?:单位|部门|处室|科室)?|主办(?:单位|部门|科室|处室)?|主要责任单位"
)
_CO: Final = re.compile(
    r"(?:配合|协办|参与|协助|协同|参加|支持|协作|会办)(?:责任)?(?:单位|部门|处室|科室)?"
)
_SOLE: Final = re.compile(
    r"(?:责任|承办|实施|落实|主管|建设|完成|整改|承担)(?:单位|部门|主体|科室|处室|乡镇|股室)(?:[（(].{0,10}[）)])?|责任分工|任务分工"
)
_DUE: Final = re.compile(
    r"(?:完成|整改|办理|工作|计划完成|推进|办结|目标|答复|反馈|报送|落实|销号|实施)?(?:时限|时间|日期|期限|时间节点|节点)(?:要求)?|(?:建设|起止|实施)(?:年限|时间|期限|期|年度)|进度(?:要求|安排)?|时序.{0,4}"
)
_PHASE: Final = re.compile(r"(?:工作|实施)?(?:阶段|步骤)(?:名称)?")
_SECTION: Final = re.compile(r"类别|领域|分类|板块|方面|类型|章节|一级指标|任务类别")
_BREAK: Final = re.compile(r"\s/\s|\n")
_MERGED_NOTE: Final = "责任单位一格是空的，按与上一行合并"


@dataclass(frozen=True, slots=True)
class TaskColumns:
    """Which column is what."""

    width: int
    title: int
    no: int | None
    detail: int | None
    section: int | None
    due: int | None
    units: tuple[tuple[int, Role], ...]


def task_columns(cells: Sequence[str], context: DueContext) -> TaskColumns | None:
    """The columns of a task table's header row; None for any other row.

    A table with targets and a measure is one of indicators even where it names units.
    """
    words = [re.sub(r"\s|/", "", cell) for cell in cells]
    if len(words) < 2 or any(len(word) > 16 for word in words) or sum(map(bool, words)) < 2:
        return None
    units = tuple(
        (n, role)
        for n, word in enumerate(words)
        for pattern, role in ((_LEAD, Role.LEAD), (_CO, Role.CO), (_SOLE, Role.SOLE))
        if pattern.fullmatch(word)
    )
    due = _first(words, _DUE)
    indicators = read_columns(tuple(cells), context)
    measured = indicators is not None and (
        indicators.unit is not None or indicators.attribute is not None
    )
    phased = not units and any(_PHASE.fullmatch(word) for word in words)
    if measured or phased or not (units or due is not None):
        return None
    patterns = _TITLES if units else _TITLES[:-1]
    title = next((n for pattern in patterns if (n := _first(words, pattern)) is not None), None)
    if title is None:
        return None
    detail = next(
        (n for n, word in enumerate(words) if n != title and n != due and _DETAIL.fullmatch(word)),
        None,
    )
    return TaskColumns(
        len(words), title, _first(words, _NO), detail, _first(words, _SECTION), due, units
    )


def _first(words: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((n for n, word in enumerate(words) if pattern.fullmatch(word)), None)


@dataclass(slots=True)
class _State:
    columns: TaskColumns
    section: str = ""
    above: tuple[str, ...] = ()
    share: Share = Share()
    due: DueReading | None = None


def table_named(passages: Sequence[Passage], context: DueContext) -> Iterator[tuple[int, Named]]:
    """The units of every task table with their line, for the roster."""
    columns: TaskColumns | None = None
    for passage in passages:
        if not passage.cells:
            columns = (
                None if len(passage.text) > 30 or passage.no.startswith(("附", "专栏")) else columns
            )
            continue
        read = task_columns(passage.cells, context)
        columns = read or columns
        if read is None and columns is not None:
            cells = _fitted(passage.cells, columns)
            for named in _named(cells, columns)[0]:
                yield passage.line, named


def table_tasks(
    passages: tuple[Passage, ...], context: DueContext, roster: Roster
) -> tuple[list[DraftTask], list[Doubt]]:
    """The tasks of every task table in printed order, and what is doubtful in them."""
    tasks: list[DraftTask] = []
    doubts: list[Doubt] = []
    state: _State | None = None
    years = years_named(passages)
    for index, passage in enumerate(passages):
        if not passage.cells:
            if state is not None:
                if len(passage.text) > 30 or passage.no.startswith(("附", "专栏")):
                    state = None
                else:
                    state.section = passage.text.strip()
            continue
        columns = task_columns(passage.cells, context)
        if columns is not None:
            section = " / ".join(
                reversed(
                    [passages[n].title for n in ancestors(passages, index) if passages[n].title]
                )
            )
            state = _State(columns, section)
        elif state is not None:
            row = _row(
                passages,
                index,
                state,
                replace(context, year=years[index] or context.year),
            )
            if row is not None:
                task, whys = row
                tasks.append(_settled(task, roster))
                doubts += [Doubt(passage.line, task.title, why) for why in whys]
    return tasks, doubts


def _settled(task: DraftTask, roster: Roster) -> DraftTask:
    lead = tuple(dict.fromkeys(roster.name_of(name) for name in task.lead))
    co = tuple(
        dict.fromkeys(roster.name_of(name) for name in task.co if roster.name_of(name) not in lead)
    )
    return replace(task, lead=lead, co=co)


def _fitted(cells: tuple[str, ...], columns: TaskColumns) -> tuple[str, ...]:
    """A row whose merged first cells were left out, moved into place."""
    short = columns.width - len(cells)
    return ("",) * short + cells if 0 < short <= 2 and not row_number(cells[0]) else cells


def _cell(cells: tuple[str, ...], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _named(cells: tuple[str, ...], columns: TaskColumns) -> tuple[list[Named], list[str]]:
    found: list[Named] = []
    strange: list[str] = []
    for place, role in columns.units:
        text = _BREAK.sub("、", _cell(cells, place)).replace("/", "、")
        named, odd = read_names(text, role)
        found += named
        strange += odd
    return found, strange


def _row(
    passages: tuple[Passage, ...], index: int, state: _State, context: DueContext
) -> tuple[DraftTask, list[str]] | None:
    passage, columns = passages[index], state.columns
    cells = _fitted(passage.cells, columns)
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) == 1 or len(set(filled)) == 1:
        state.section = filled[0] if filled else state.section
        return None
    if columns.section is not None and _cell(cells, columns.section):
        state.section = _joined(_cell(cells, columns.section))
    title = _joined(_cell(cells, columns.title)) or _joined(_cell(cells, columns.detail))
    named, strange = _named(cells, columns)
    due_text = compact(_joined(_cell(cells, columns.due))).text
    merged = bool(columns.units) and bool(state.share.units)
    if not title or not (named or due_text or merged or _cell(cells, columns.detail)):
        return None
    whys = [f"“{piece[:20]}”不像单位名称，没有列为责任单位" for piece in strange if len(piece) > 4]
    share = share_of(named, True) if not _is_sole(columns) else _sole(named)
    unit_cells = [_cell(cells, place) for place, _ in columns.units]
    if not named and not any(unit_cells) and columns.units and state.share.units:
        share = replace(state.share, note=_MERGED_NOTE)
    detail = _joined(_cell(cells, columns.detail))
    due = _due(due_text, context)
    if due is None and not due_text and columns.due is not None and state.due is not None:
        due = replace(state.due, why="时限一格是空的，按与上一行合并")
    if due is None and columns.due is None:
        due = read_due(f"{title}。{detail}", context)
    state.share, state.due = replace(share, note=""), due
    no = _cell(cells, columns.no) if columns.no is not None else ""
    text = f"{title}：{detail}" if detail and detail != title else title
    points = [share.note, f"时限“{due.text}”{due.why}" if due is not None and due.why else ""]
    task = DraftTask(
        row_number(no), title[:120], text, state.section, share.lead, share.co, due, passage.line,
        "；".join(point for point in points if point),
    )  # fmt: skip
    return task, whys


def _is_sole(columns: TaskColumns) -> bool:
    return all(role is Role.SOLE for _, role in columns.units)


def _sole(named: list[Named]) -> Share:
    return share_of(named, False)


def _joined(cell: str) -> str:
    return "".join(part.strip() for part in _BREAK.split(cell))


_GOES_ON: Final = re.compile(
    r"(?:全年|常年|长期|持续|常态化|贯穿全年)(?:推进|坚持|实施|开展|落实|进行)"
)
_YEARS: Final = re.compile(r"(?P<a>20\d\d)年?[-至到](?P<b>20\d\d)年?")


def _due(text: str, context: DueContext) -> DueReading | None:
    """A deadline cell; what it says is kept as printed even where no day follows."""
    if not text or text in {"-", "—", "/"}:
        return None
    if _GOES_ON.fullmatch(text):
        return DueReading(OpenDue(), text)
    if (years := _YEARS.fullmatch(text)) is not None and years["a"] <= years["b"]:
        return DueReading(FixedDue(date(int(years["b"]), 12, 31), text), text)
    return read_due(f"完成时限：{text}", context) or DueReading(None, text, why="读不出具体日期")
