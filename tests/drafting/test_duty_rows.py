"""Recurring duties in tables: a row whose time is a period, in a column of any name."""

from __future__ import annotations

import re

from config.drafting.context import DueContext
from config.drafting.duties import duties
from config.drafting.model import DraftDuty, Passage
from workflows.programme import DayKind, DayRule, Every

_UNIT = re.compile(r"各镇（街道）|[市区县](?:水利局|住建局|财政局|环委办|商务局)")


def units_in(text: str) -> tuple[str, ...]:
    """The units of these examples that the text names."""
    return tuple(dict.fromkeys(found.group() for found in _UNIT.finditer(text)))


def rows(*lines: str, heading: str = "报送事项") -> list[DraftDuty]:
    """The duties of a table under a heading; "|" parts the cells."""
    cells = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
    table = [Passage(at, "", 0, row[0], " | ".join(row), 0, row) for at, row in enumerate(cells, 2)]
    passages = (Passage(1, "一", 1, heading, heading), *table)
    return list(duties(passages, DueContext(), units_in)[0])


HEADER = "序号|报送材料|报送单位|报送时间|接收单位"


def test_a_table_of_reports_gives_a_duty_for_each_row() -> None:
    found = rows(
        HEADER,
        "1|进度表|市水利局、市财政局|每月5日前|市环委办",
        "2|台账|各镇（街道）|每周五12:00前|市环委办",
    )
    assert [(d.title, d.every, d.day, d.units, d.due_text) for d in found] == [
        (
            "进度表",
            Every.MONTH,
            DayRule(DayKind.DAY, 5),
            ("市水利局", "市财政局"),
            "每月5日前",
        ),
        (
            "台账",
            Every.WEEK,
            DayRule(DayKind.WEEKDAY, 5),
            ("各镇（街道）",),
            "每周五12:00前",
        ),
    ]


def test_who_receives_is_no_unit_of_the_row() -> None:
    (duty,) = rows(HEADER, "1|清单|市住建局|每季度末|市环委办")
    assert duty.units == ("市住建局",)


def test_a_unit_known_only_from_the_table_owes_its_row() -> None:
    (duty,) = rows(HEADER, "1|清单|市审计局|每半年末|市环委办")
    assert (duty.units, duty.every) == (("市审计局",), Every.HALF_YEAR)


def test_a_row_that_is_done_once_is_no_duty() -> None:
    assert rows(HEADER, "1|清单|市住建局|2024年6月底前|市环委办") == []


def test_a_yearly_time_in_a_table_of_tasks_is_a_yearly_duty() -> None:
    (duty,) = rows("编号|评价内容|分值|责任部门|完成日期", "5|节水宣传|6|县水利局|每年3月22日前后")
    assert (duty.title, duty.every, duty.due_text) == ("节水宣传", Every.YEAR, "每年3月22日前后")
    assert duty.units == ("县水利局",)


def test_a_period_among_other_words_of_a_cell_keeps_to_its_cell() -> None:
    (duty,) = rows("任务|工作内容|责任单位", "水源地|每季度开展监测|市水利局")
    assert duty.title == "开展监测"
