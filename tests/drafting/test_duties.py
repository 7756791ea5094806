"""Recurring duties: how often, by which day, what and by whom; vague ones are doubts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.context import DueContext
from config.drafting.duties import duties
from config.drafting.model import Doubt, DraftDuty, Passage
from workflows.programme import DayKind, DayRule, Every

_UNIT = re.compile(
    r"各成员单位|各责任单位|各牵头单位|各镇（街道）|[市区县](?:水利局|住建局|财政局|城管局|环委办)"
)


def units_in(text: str) -> tuple[str, ...]:
    """The units of these examples that the text names."""
    return tuple(dict.fromkeys(found.group() for found in _UNIT.finditer(text)))


def read(text: str, heading: str = "保障措施") -> tuple[tuple[DraftDuty, ...], tuple[Doubt, ...]]:
    """The duties of one numbered passage under a heading."""
    passages = (
        Passage(1, "五", 1, heading, heading),
        Passage(2, "（一）", 2, text.split("。")[0], text, 0),
    )
    return duties(passages, DueContext(), units_in)


LAST = DayRule(DayKind.LAST_DAY)


def day(n: int) -> DayRule:
    """Day n of the period's last month."""
    return DayRule(DayKind.DAY, n)


FORMS = [
    ("各成员单位每月25日前报送进展。", Every.MONTH, day(25), "每月25日前"),
    ("各成员单位每月25日报送进展。", Every.MONTH, day(25), "每月25日"),
    ("各成员单位于每月25日之前报送进展。", Every.MONTH, day(25), "每月25日之前"),
    ("各成员单位每月 25 日前报送进展。", Every.MONTH, day(25), "每月 25 日前"),
    ("各成员单位每个月25号前报送进展。", Every.MONTH, day(25), "每个月25号前"),
    ("各成员单位每月二十五日前报送进展。", Every.MONTH, day(25), "每月二十五日前"),
    ("各成员单位每月底前报送进展。", Every.MONTH, LAST, "每月底前"),
    ("各成员单位每月月底前报送进展。", Every.MONTH, LAST, "每月月底前"),
    ("各成员单位每月末报送进展。", Every.MONTH, LAST, "每月末"),
    ("各成员单位每月最后一天报送进展。", Every.MONTH, LAST, "每月最后一天"),
    ("各成员单位每月上旬报送进展。", Every.MONTH, day(10), "每月上旬"),
    ("各成员单位每月初报送进展。", Every.MONTH, day(10), "每月初"),
    ("各成员单位每月中旬报送进展。", Every.MONTH, day(20), "每月中旬"),
    (
        "各成员单位每月最后一个工作日前报送进展。",
        Every.MONTH,
        DayRule(DayKind.WORKING_DAY, -1),
        "每月最后一个工作日前",
    ),
    (
        "各成员单位每月倒数第2个工作日前报送进展。",
        Every.MONTH,
        DayRule(DayKind.WORKING_DAY, -2),
        "每月倒数第2个工作日前",
    ),
    (
        "各成员单位每月第3个工作日前报送进展。",
        Every.MONTH,
        DayRule(DayKind.WORKING_DAY, 3),
        "每月第3个工作日前",
    ),
    (
        "各成员单位每月前5个工作日报送进展。",
        Every.MONTH,
        DayRule(DayKind.WORKING_DAY, 5),
        "每月前5个工作日",
    ),
    ("各成员单位次月5日前报送进展。", Every.MONTH, day(5), "次月5日前"),
    ("各成员单位每月报送进展。", Every.MONTH, None, "每月"),
    ("各成员单位按月报送进展。", Every.MONTH, None, "按月"),
    ("各成员单位逐月报送进展。", Every.MONTH, None, "逐月"),
    ("各成员单位每周五前报送进展。", Every.WEEK, DayRule(DayKind.WEEKDAY, 5), "每周五前"),
    ("各成员单位每周五下班前报送进展。", Every.WEEK, DayRule(DayKind.WEEKDAY, 5), "每周五下班前"),
    ("各成员单位每周星期四下午报送进展。", Every.WEEK, DayRule(DayKind.WEEKDAY, 4), "每周星期四"),
    ("各成员单位每周报送进展。", Every.WEEK, None, "每周"),
    ("各成员单位每星期报送进展。", Every.WEEK, None, "每星期"),
    ("各成员单位每季度末报送进展。", Every.QUARTER, LAST, "每季度末"),
    ("各成员单位每季度末月25日前报送进展。", Every.QUARTER, day(25), "每季度末月25日前"),
    (
        "各成员单位每季度最后一个月20日前报送进展。",
        Every.QUARTER,
        day(20),
        "每季度最后一个月20日前",
    ),
    ("各成员单位每季度报送进展。", Every.QUARTER, None, "每季度"),
    ("各成员单位每季报送进展。", Every.QUARTER, None, "每季"),
    ("各成员单位按季度报送进展。", Every.QUARTER, None, "按季度"),
    ("各成员单位每三个月报送进展。", Every.QUARTER, None, "每三个月"),
    ("各成员单位每半年报送进展。", Every.HALF_YEAR, None, "每半年"),
    ("各成员单位每半年底前报送进展。", Every.HALF_YEAR, LAST, "每半年底前"),
    (
        "各成员单位每年6月20日和12月20日前报送进展。",
        Every.HALF_YEAR,
        day(20),
        "每年6月20日和12月20日前",
    ),
    ("各成员单位每年6月底、12月底前报送进展。", Every.YEAR, None, "每年6月底、12月"),
    ("各成员单位每年12月底前报送进展。", Every.YEAR, LAST, "每年12月底前"),
    ("各成员单位每年12月31日前报送进展。", Every.YEAR, LAST, "每年12月31日前"),
    ("各成员单位每年年底前报送进展。", Every.YEAR, LAST, "每年年底前"),
    (
        "各成员单位每年6月30日前报送进展。",
        Every.YEAR,
        DayRule(DayKind.DATE, 30, 6),
        "每年6月30日前",
    ),
    ("各成员单位每年6月底前报送进展。", Every.YEAR, DayRule(DayKind.DATE, 30, 6), "每年6月底前"),
    ("各成员单位每年11月上旬报送进展。", Every.YEAR, DayRule(DayKind.DATE, 10, 11), "每年11月上旬"),
    ("各成员单位每年报送进展。", Every.YEAR, None, "每年"),
    ("各成员单位每年度报送进展。", Every.YEAR, None, "每年度"),
]


@pytest.mark.parametrize(("text", "every", "rule", "words"), FORMS)
def test_a_duty_keeps_its_period_and_its_day(
    text: str, every: Every, rule: DayRule | None, words: str
) -> None:
    if "、12月" in text:  # two days a year are one half-yearly duty
        every, rule = Every.HALF_YEAR, LAST
    (duty,), _ = read(text)
    assert (duty.title, duty.units) == ("报送进展", ("各成员单位",))
    assert (duty.every, duty.day) == (every, rule)
    assert duty.due_text.startswith(words)


TITLES = [
    ("各成员单位每月25日前将工作进展情况报送环委办。", "报送工作进展情况"),
    ("各成员单位每季度向领导小组办公室至少报送一篇工作信息。", "报送工作信息"),
    ("工作进展每月报送一次。", "报送工作进展"),
    ("领导小组每半年召开一次会议，听取汇报。", "召开会议"),
    ("市环委办每月开展一次督查。", "开展督查"),
    ("市水利局每年制定年度计划。", "制定年度计划"),
    ("各责任单位每年12月底前，将年度总结报送市环委办。", "报送年度总结"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_duty_is_named_by_what_recurs(text: str, title: str) -> None:
    assert [duty.title for duty in read(text)[0]] == [title]


def test_two_periods_in_one_sentence_are_two_duties() -> None:
    found, _ = read("市环委办实行月调度、季通报。")
    assert [(duty.title, duty.every) for duty in found] == [
        ("调度", Every.MONTH),
        ("通报", Every.QUARTER),
    ]


def test_a_duty_said_twice_in_a_passage_is_one() -> None:
    found, _ = read("建立月调度制度，市环委办每月调度。")
    assert len(found) == 1


def test_each_duty_of_a_sentence_has_its_own_units() -> None:
    found, _ = read("各镇（街道）每周五17时前报送进展，各责任单位每月28日前将台账报县环委办。")
    assert [(d.units, d.due_text) for d in found] == [
        (("各镇（街道）",), "每周五17时前"),
        (("各责任单位",), "每月28日前"),
    ]


def test_who_receives_a_report_does_not_owe_it() -> None:
    (duty,), _ = read("各镇（街道）每月25日前向市环委办报送台账。")
    assert duty.units == ("各镇（街道）",)


@pytest.mark.parametrize(
    "text",
    [
        "每年减少排放5%。",
        "人均公园绿地每年增加0.2平方米。",
        "每个村建设一座公厕。",
        "每年增长8%以上。",
        "近年来每年均达到标准。",
        "每万人拥有公交车辆十辆。",
        "安装在线监测设备。",
    ],
)
def test_a_rate_is_no_duty(text: str) -> None:
    assert read(text)[0] == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("市环委办定期开展督查。", "没有写明周期"),
        ("市环委办不定期开展抽查。", "没有周期"),
        ("各成员单位每日报送进展。", "不是周、月、季、半年或年"),
        ("各成员单位每两个月报送进展。", "不是周、月、季、半年或年"),
    ],
)
def test_a_period_that_is_none_is_a_doubt_and_no_duty(text: str, why: str) -> None:
    found, doubts = read(text)
    assert not found
    assert any(why in doubt.why for doubt in doubts)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("每月25日前报送进展。", "没有写由谁"),
        ("各成员单位每月报送进展。", "没有写哪一天"),
        ("各成员单位每月32日前报送进展。", "没有32日"),
        ("各成员单位每月5日、20日前报送进展。", "几个日子"),
        ("各成员单位每季度首月10日前报送进展。", "周期结束之后"),
        ("各成员单位每季度结束后10日内报送进展。", "周期结束之后"),
        ("各成员单位每年2月30日前报送进展。", "没有这一天"),
        ("各成员单位每年开展2次演练。", "一个周期2次"),
    ],
)
def test_what_a_duty_leaves_open_is_doubted(text: str, why: str) -> None:
    found, doubts = read(text)
    assert len(found) == 1
    assert any(why in doubt.why for doubt in doubts)


@pytest.mark.parametrize("words", ["每半月", "每半个月", "每旬", "每两周", "每双周"])
def test_a_period_shorter_than_a_month_that_is_no_week_is_a_month_with_a_doubt(words: str) -> None:
    (duty,), doubts = read(f"各成员单位{words}报送进展。")
    assert (duty.every, duty.day, duty.due_text) == (Every.MONTH, None, words)
    assert any("暂按每月" in doubt.why for doubt in doubts)


def test_a_system_named_beside_its_duty_is_no_second_duty() -> None:
    found, _ = read("周报告。各成员单位每周四下班前将进展情况报市环委办。")
    assert [(duty.due_text, duty.units) for duty in found] == [("每周四下班前", ("各成员单位",))]


def test_a_weekday_is_read_whatever_follows_it() -> None:
    found, _ = read("市环委办每周一汇总进度，各镇（街道）每周五17:30前至少报送1条动态。")
    rules = [(duty.day, duty.due_text) for duty in found]
    assert rules == [
        (DayRule(DayKind.WEEKDAY, 1), "每周一"),
        (DayRule(DayKind.WEEKDAY, 5), "每周五17:30前"),
    ]
    assert read("市环委办每周一次开展巡查。")[0][0].day is None


def test_a_note_before_the_first_heading_may_owe_a_duty() -> None:
    note = Passage(1, "", 0, "说明", "说明：各牵头单位于每月25日前更新进展。")
    (duty,), _ = duties((note,), DueContext(), units_in)
    assert (duty.title, duty.units) == ("更新进展", ("各牵头单位",))


@pytest.mark.parametrize("heading", ["指导思想", "基本原则", "面临形势", "存在问题"])
def test_background_owes_nothing(heading: str) -> None:
    assert read("各成员单位每月25日前报送进展。", heading) == ((), ())


_PIECES = st.sampled_from(
    [
        "每",
        "月",
        "季度",
        "年",
        "半年",
        "周五",
        "25日",
        "前",
        "报送",
        "进展",
        "，",
        "。",
        "（",
        "定期",
        "次月",
        "底",
        "各成员单位",
        "将",
        "一月一调度",
    ]
)


@given(st.lists(_PIECES, max_size=20).map("".join) | st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    found, _ = read(text)
    assert all(duty.title and isinstance(duty.every, Every) for duty in found)
