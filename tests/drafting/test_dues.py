"""Deadlines of official documents, read to the last possible day or doubted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.context import DueContext, document_context, last_year_named
from config.drafting.dues import DueKind, find_dues, read_due
from config.drafting.model import Passage
from workflows.programme import AfterEvent, FixedDue, OpenDue
from workflows.span import Span, SpanUnit

ISSUED = DueContext(issued_on=date(2024, 3, 20), year=2024)

FIXED = [
    ("2024年6月底前", "2024-06-30"),
    ("2024年6月底前完成", "2024-06-30"),
    ("于2024年6月底前全面完成整治。", "2024-06-30"),
    ("6月底前完成排查。", "2024-06-30"),
    ("（6月底前完成）", "2024-06-30"),
    ("2024年9月初完成", "2024-09-10"),
    ("9月上旬完成验收", "2024-09-10"),
    ("9月中旬前完成验收", "2024-09-20"),
    ("9月下旬完成验收", "2024-09-30"),
    ("2024年2月底前报送", "2024-02-29"),
    ("2025年2月底前报送", "2025-02-28"),
    ("2024年4月30日前将名单报送办公室", "2024-04-30"),
    ("4月30日前将名单报送办公室", "2024-04-30"),
    ("请于4月15日前反馈", "2024-04-15"),
    ("请于4月15日17时前反馈", "2024-04-15"),
    ("不迟于2024年10月15日提交", "2024-10-15"),
    ("最迟于2024年10月15日提交", "2024-10-15"),
    ("2024年年底前完成", "2024-12-31"),
    ("2024年底前建成投用", "2024-12-31"),
    ("年底前完成", "2024-12-31"),
    ("年内全部建成", "2024-12-31"),
    ("今年年底前完成改造", "2024-12-31"),
    ("明年6月底前完成改造", "2025-06-30"),
    ("明年年底前完成改造", "2025-12-31"),
    ("本年度内完成", "2024-12-31"),
    ("当年完成", "2024-12-31"),
    ("2024年上半年完成", "2024-06-30"),
    ("上半年完成普查", "2024-06-30"),
    ("下半年完成普查", "2024-12-31"),
    ("2025年上半年前完成", "2025-06-30"),
    ("2024年第三季度", "2024-09-30"),
    ("2024年三季度末前完成", "2024-09-30"),
    ("第二季度完成", "2024-06-30"),
    ("二季度末完成", "2024-06-30"),
    ("2024年4季度完成", "2024-12-31"),
    ("2024年一季度完成", "2024-03-31"),
    ("到2025年，建成三个片区。", "2025-12-31"),
    ("到2025年底，建成三个片区。", "2025-12-31"),
    ("至2026年6月，建成三个片区。", "2026-06-30"),
    ("到2030年，基本实现清洁取暖。", "2030-12-31"),
    ("“十四五”期间，累计治理面积达到十万亩。", "2025-12-31"),
    ("“十四五”末，治理率达到八成。", "2025-12-31"),
    ("到“十五五”末，建成全国样板。", "2030-12-31"),
    ("力争在“十四五”期间，建成环湖绿道。", "2025-12-31"),
    ("2024年4月—6月", "2024-06-30"),
    ("2024年4月-6月，集中开展排查。", "2024-06-30"),
    ("2024年4月至6月", "2024-06-30"),
    ("2024年4—6月", "2024-06-30"),
    ("2024年4月～2025年3月", "2025-03-31"),
    ("2024年4月至2025年3月", "2025-03-31"),
    ("2024年11月至次年3月", "2025-03-31"),
    ("4月至6月，集中开展排查。", "2024-06-30"),
    ("（4月—6月）", "2024-06-30"),
    ("2024年5月1日至5月31日", "2024-05-31"),
    ("2024年5月1日-31日", "2024-05-31"),
    ("2024年5月1日—6月15日", "2024-06-15"),
    ("5月1日至15日，开展自查。", "2024-05-15"),
    ("2024年至2026年", "2026-12-31"),
    ("2024—2026年", "2026-12-31"),
    ("2024年-2026年", "2026-12-31"),
    ("2024年5月上旬至6月中旬", "2024-06-20"),
    ("即日起至2024年6月底", "2024-06-30"),
    ("自即日起至2024年6月30日，开展集中整治", "2024-06-30"),
    ("2024.06.30前", "2024-06-30"),
    ("2024.6", "2024-06-30"),
    ("2024.4-2024.9", "2024-09-30"),
    ("2024-06-30", "2024-06-30"),
    ("2024/6/30", "2024-06-30"),
    ("２０２４年６月底前", "2024-06-30"),
    ("2024 年 6 月底前完成", "2024-06-30"),
    ("2024年 6月 30日 前", "2024-06-30"),
    ("二〇二四年六月三十日前", "2024-06-30"),
    ("二〇二四年十二月底前完成", "2024-12-31"),
    ("六月底前完成", "2024-06-30"),
    ("十二月三十一日前完成", "2024-12-31"),
    ("24年6月底前完成", "2024-06-30"),
    ("2024年12月31日", "2024-12-31"),
    ("2024年12月", "2024-12-31"),
    ("2024年", "2024-12-31"),
    ("12月", "2024-12-31"),
    ("12月底", "2024-12-31"),
    ("全年", "2024-12-31"),
    ("1-12月", "2024-12-31"),
    ("3月底前制定方案，6月底前完成排查，12月底前完成整治。", "2024-12-31"),
    ("2024年3月启动，11月底前完成。", "2024-11-30"),
    ("2024年6月底前开工建设，2025年6月底前建成投用。", "2025-06-30"),
    ("2024年9月底前启动，同年12月底前完成。", "2024-12-31"),
    ("2024年9月启动，次年3月底前完成。", "2025-03-31"),
    ("完成时限：2024年12月", "2024-12-31"),
    ("完成时限：2024年12月底前", "2024-12-31"),
    ("（责任单位：区城管局；完成时限：2024年9月30日）", "2024-09-30"),
    ("整改时限：2024年8月", "2024-08-31"),
    ("时限要求：8月底前。", "2024-08-31"),
    ("【完成时限】2024年8月底", "2024-08-31"),
    ("时间节点：2024年10月", "2024-10-31"),
    ("到2025年治理率达到九成。（完成时限：2024年9月底前）", "2024-09-30"),
    ("国庆节前完成", "2024-09-30"),
    ("五一前完成环境整治", "2024-04-30"),
    ("元旦前完成", "2024-12-31"),
    ("2024年7月份完成初稿", "2024-07-31"),
    ("2024年10月，组织开展验收。", "2024-10-31"),
    ("2024年10月组织验收", "2024-10-31"),
    ("2024年全面完成改造任务", "2024-12-31"),
    ("2025年实现全覆盖", "2025-12-31"),
    ("自本方案印发之日起30日内报送", "2024-04-19"),
    ("本通知印发后一个月内制定细则", "2024-04-20"),
    ("方案印发之日起两周内", "2024-04-03"),
    ("印发后3个月内出台", "2024-06-20"),
    ("自公布之日起半年内完成", "2024-09-20"),
    ("即日起15日内完成自查", "2024-04-04"),
    ("2024年6月底前完成《2023年度评估报告》整改", "2024-06-30"),
    ("按照《2021—2025年规划》，2024年6月底前完成年度任务", "2024-06-30"),
    ("截至2024年底，完成改造三千户", "2024-12-31"),
    ("月底前完成", "2024-03-31"),
    ("本月底前完成", "2024-03-31"),
    ("下月底前完成", "2024-04-30"),
    ("4月10日前", "2024-04-10"),
    ("4月10日之前完成", "2024-04-10"),
    ("4月10日以前完成", "2024-04-10"),
    ("赶在2024年7月1日前投用", "2024-07-01"),
    ("确保2024年7月底前通水", "2024-07-31"),
    ("原则上2024年11月底前完成", "2024-11-30"),
]

NONE = [
    "每月25日前报送",
    "每季度末报送",
    "每年12月底前总结",
    "2024年每季度末前报送",
    "各年度12月底前报送",
    "次月5日前报送",
    "2022年以来，空气质量持续改善。",
    "2019年，获得省级表彰。",
    "比2020年下降18%",
    "较2023年提高两个百分点",
    "与2020年相比，排放下降。",
    "PM2.5浓度由2015年的60下降至2020年的35",
    "以2020年为基准",
    "基准年为2020年",
    "2021年现状值",
    "2025年目标值",
    "编制《生态保护规划（2023—2030年）》",
    "落实《三年行动方案（2021-2023年）》要求",
    "执行《环境空气质量标准》（GB3095-2012）",
    "国办发〔2024〕12号",
    "2020年修订",
    "自2024年7月1日起施行",
    "2024年1月1日起执行新标准",
    "近三年内无重大事故",
    "24小时值守",
    "投资2024万元",
    "第55次常委会",
    "按照2024年工作要点",
    "党的十八大以来",
    "2023年7月，会议强调要坚持绿色发展。",
    "2020年底，全市已建成绿道三十公里。",
    "每月10日、25日前",
    "加强日常管理",
    "三个月",
    "",
    "编制2025年度工作计划",
    "完成2023年度考核问题整改",
]

DOUBTED = [
    ("2月30日前完成", "没有这一天"),
    ("2023年2月29日前完成", "没有这一天"),
    ("6月31日前完成", "没有这一天"),
    ("2024年13月底前完成", "没有13月"),
    ("完成时限：按上级要求", "读不出"),
    ("完成时限：按序时进度推进", "读不出"),
    ("春节前完成", "没有具体日期"),
    ("汛期前完成清淤", "没有具体日期"),
    ("供暖季前完成改造", "没有具体日期"),
    ("2025年初完成", "没有具体日期"),
    ("30日内完成整改", "从哪一天起算"),
    ("在两个月内完成排查", "从哪一天起算"),
    ("2024年6月启动", "没有写完成时间"),
    ("2024年6月底前开工", "没有写完成时间"),
    ("“十四五”中期，完成评估", "没有具体日期"),
]

UNSURE = [
    ("2024年6月前完成", "2024-06-30", "也可读作"),
    ("2025年前完成", "2025-12-31", "也可读作"),
    ("三季度前完成", "2024-09-30", "也可读作"),
    ("2024年6月30日左右完成", "2024-06-30", "左右"),
    ("12月底前完成整治，6月底前完成排查。", "2025-06-30", "下一年"),
    ("2024年12月底前完成甲工程，2024年6月底前完成乙工程。", "2024-12-31", "几个时限"),
    ("1月底前完成", "2024-01-31", "早于印发"),
]

RELATIVE = [
    ("批准后一个月内", "批准", Span(1, SpanUnit.MONTH), "批准后一个月内"),
    ("规划批准实施后一个月内印发", "规划批准实施", Span(1, SpanUnit.MONTH), "批准实施后一个月内"),
    (
        "各县应在市规划批复之日起2个月内报备",
        "市规划批复",
        Span(2, SpanUnit.MONTH),
        "批复之日起2个月内",
    ),
    (
        "收到通知后5个工作日内反馈",
        "收到通知",
        Span(5, SpanUnit.WORKING_DAY),
        "收到通知后5个工作日内",
    ),
    ("接到投诉后24小时内办结", "接到投诉", Span(1, SpanUnit.DAY), "接到投诉后24小时内"),
    ("项目竣工后三个月内组织验收", "项目竣工", Span(3, SpanUnit.MONTH), "竣工后三个月内"),
    ("验收通过之日起10日内公示", "验收通过", Span(10, SpanUnit.DAY), "验收通过之日起10日内"),
    ("在省规划发布后半年内完成修编", "省规划发布", Span(6, SpanUnit.MONTH), "发布后半年内"),
    ("整改完成后15天内申请销号", "整改完成", Span(15, SpanUnit.DAY), "完成后15天内"),
    ("资金到位后两周内开展采购", "资金到位", Span(2, SpanUnit.WEEK), "到位后两周内"),
    (
        "自受理之日起20个工作日内答复",
        "受理",
        Span(20, SpanUnit.WORKING_DAY),
        "受理之日起20个工作日内",
    ),
    ("合同签订后，30日内进场", "合同签订", Span(30, SpanUnit.DAY), "签订后，30日内"),
    (
        "本方案印发后5个工作日内报送名单",
        "本文件印发",
        Span(5, SpanUnit.WORKING_DAY),
        "印发后5个工作日内",
    ),
    ("会议召开后三日内报送", "会议召开", Span(3, SpanUnit.DAY), "召开后三日内"),
    ("自批准之日起一年内", "批准", Span(12, SpanUnit.MONTH), "批准之日起一年内"),
]

OPEN = [
    "长期坚持",
    "完成时限：长期坚持",
    "完成时限：持续推进",
    "（长期坚持）",
    "长期",
    "立行立改",
    "整改时限：立行立改，长期坚持",
    "持续开展巡查，长期坚持。",
    "2024年3月起，长期坚持",
    "常态化推进",
    "即知即改",
]


@pytest.mark.parametrize(("text", "day"), FIXED)
def test_a_deadline_is_read_to_its_last_possible_day(text: str, day: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert isinstance(reading.rule, FixedDue)
    assert (reading.rule.on.isoformat(), reading.text in text) == (day, True)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_deadline_is_passed_over(text: str) -> None:
    assert read_due(text, ISSUED) is None


@pytest.mark.parametrize(("text", "why"), DOUBTED)
def test_a_deadline_without_a_certain_day_is_doubted_not_guessed(text: str, why: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert reading.rule is None
    assert why in reading.why


@pytest.mark.parametrize(("text", "day", "why"), UNSURE)
def test_a_day_that_may_be_read_otherwise_says_so(text: str, day: str, why: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert isinstance(reading.rule, FixedDue)
    assert reading.rule.on.isoformat() == day
    assert why in reading.why


@pytest.mark.parametrize(("text", "event", "after", "words"), RELATIVE)
def test_a_deadline_after_an_event_names_the_event(
    text: str, event: str, after: Span, words: str
) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert reading.rule == AfterEvent(event, after, words)
    assert reading.text == words


@pytest.mark.parametrize("text", OPEN)
def test_an_open_end_is_open(text: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert isinstance(reading.rule, OpenDue)


@pytest.mark.parametrize(
    "text", ["力争2024年底前建成", "争取到2025年，建成三个片区。", "力争在2025年全部达标"]
)
def test_a_wish_is_marked_as_one(text: str) -> None:
    reading = read_due(text, ISSUED)
    assert reading is not None
    assert reading.wish
    assert not read_due("确保2024年底前建成", ISSUED).wish  # type: ignore[union-attr]


def test_the_phase_tells_the_year_before_the_day_of_issue_does() -> None:
    inside = ISSUED.in_phase(date(2025, 1, 1), date(2025, 6, 30))
    reading = read_due("3月底前完成", inside)
    assert reading is not None
    assert (reading.rule, reading.why) == (FixedDue(date(2025, 3, 31), "3月底前"), "")


def test_a_phase_over_new_year_tells_the_year_of_either_month() -> None:
    inside = DueContext().in_phase(date(2024, 10, 1), date(2025, 3, 31))
    days = [find_dues(text, inside)[0].on for text in ("11月底前完成", "2月底前完成")]
    assert days == [date(2024, 11, 30), date(2025, 2, 28)]


def test_without_any_year_nothing_is_resolved() -> None:
    reading = read_due("6月底前完成", DueContext())
    assert reading is not None
    assert (reading.rule, reading.why) == (None, "没有写年份")


def test_a_month_that_no_phase_holds_is_doubted() -> None:
    inside = DueContext().in_phase(date(2024, 3, 1), date(2024, 6, 30))
    reading = read_due("9月底前完成", inside)
    assert reading is not None
    assert "不在" in reading.why


def test_both_dates_of_a_passage_are_kept_with_their_places() -> None:
    text = "2024年4月启动调查，2024年10月底前完成报告。"
    start, done = find_dues(text, ISSUED)
    assert (start.kind, done.kind) == (DueKind.START, DueKind.COMPLETE)
    assert text[done.start : done.end] == "2024年10月底前"
    assert start.on == date(2024, 4, 30)


def test_a_span_and_a_relative_deadline_in_one_passage_are_both_told() -> None:
    text = "各县规划在市规划批准后一个月内印发。（2024年7月底前完成）"
    reading = read_due(text, ISSUED)
    assert len(find_dues(text, ISSUED)) == 2
    assert reading is not None
    assert "批准后一个月内" in reading.why


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("关于印发水污染防治三年行动计划（2023—2025年）的通知", (2023, 2025)),
        ("“十四五”生态环境保护规划", (2021, 2025)),
        ("2024年大气污染防治工作方案", (2024, 2024)),
        ("“十五五”规划编制工作方案", (None, None)),
        ("河道整治工作方案", (None, None)),
    ],
)
def test_the_title_tells_the_programmes_years(
    title: str, span: tuple[int | None, int | None]
) -> None:
    context = document_context(title, None)
    start, end = context.programme_start, context.programme_end
    assert (start.year if start else None, end.year if end else None) == span


def test_the_last_year_named_under_a_heading_is_found() -> None:
    passages = (
        Passage(1, "一", 1, "步骤", "步骤"),
        Passage(2, "1", 2, "排查", "2024年4月排查", 0),
        Passage(3, "2", 2, "整治", "6月底前整治", 0),
        Passage(4, "二", 1, "保障", "保障"),
    )
    assert last_year_named(passages, 2) == 2024
    assert last_year_named(passages, 3) is None


_PIECES = st.sampled_from(
    [
        "2024年",
        "6月",
        "30日",
        "底",
        "前",
        "至",
        "-",
        "每",
        "后",
        "一个月内",
        "之日起",
        "（",
        "）",
        "完成",
        "启动",
        "十四五",
        "期间",
        "长期坚持",
        "，",
        "。",
        "到",
        "批准",
        "二〇二四",
        "十十",
        "99月",
        "0日",
        "完成时限：",
        "《",
        "》",
    ]
)


@given(st.lists(_PIECES, max_size=24).map("".join) | st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    for mention in find_dues(text, ISSUED):
        assert text[mention.start : mention.end] == mention.reading.text


def test_a_megabyte_in_one_line_is_read_at_once() -> None:
    text = "2024年6月" * 100_000 + "（" * 100_000
    assert isinstance(find_dues(text, ISSUED), tuple)
