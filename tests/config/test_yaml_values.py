"""What is written is what the programme says: values, defaults and spellings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

from config.home import Home, default_home, read_calendar, read_home
from config.sections.settings import Settings
from tests.config.written_homes import DUTY, FULL, SMALL, TASK, read_small, with_more, write_home
from workflows.office import DigestRule, Lights, OfficeHours
from workflows.programme import (
    AfterEvent,
    Attribute,
    DayKind,
    DayRule,
    Duty,
    Event,
    Every,
    FixedDue,
    Indicator,
    Milestone,
    Needs,
    Op,
    Phase,
    Programme,
    ReadingRule,
    Target,
    Task,
)
from workflows.roll import Roll
from workflows.roster import Role
from workflows.span import Span, SpanUnit
from workflows.stage import Stage, StageKind


def home_of(folder: Path, files: dict[str, str]) -> Home:
    reading = read_home(write_home(folder, dict(files)))
    assert reading.home is not None, reading.problems
    return reading.home


def programme_of(folder: Path, more: str) -> Programme:
    reading = read_small(folder, with_more(more))
    assert reading.home is not None, reading.problems
    return reading.home.programmes[0]


def task_of(folder: Path, more: str) -> Task:
    return programme_of(folder, TASK % more).tasks[0]


def duty_of(folder: Path, more: str) -> Duty:
    return programme_of(folder, DUTY % more).duties[0]


def test_the_shipped_home_is_sound() -> None:
    reading = read_home(default_home())
    assert reading.home is not None, reading.problems


def test_settings_are_read(tmp_path: Path) -> None:
    hours = OfficeHours(time(9, 10), time(8, 40), time(11, 50), time(13, 30), time(17, 0))
    assert home_of(tmp_path, FULL).settings == Settings(
        "en", "全部键", "0.0.0.0:9000", hours, "days", "plans", "words", frozenset({"telegram"})
    )


def test_settings_have_defaults(tmp_path: Path) -> None:
    assert home_of(tmp_path, SMALL).settings == Settings()


def test_a_unit_without_posts_has_a_liaison_and_a_head(tmp_path: Path) -> None:
    unit = home_of(tmp_path, SMALL).roster.unit("区财政局")
    assert unit is not None
    assert unit.short == "区财政局"
    assert [(post.role, post.title) for post in unit.posts] == [
        (Role.LIAISON, "区财政局联络员"),
        (Role.HEAD, "区财政局负责人"),
    ]


def test_an_office_is_a_unit_with_a_host_and_only_the_posts_it_names(tmp_path: Path) -> None:
    office = home_of(tmp_path, FULL).roster.unit("创建工作办公室")
    assert office is not None
    assert (office.is_office, office.host) == (True, "区生态环境局")
    assert {post.role for post in office.posts} == {Role.CLERK, Role.DIRECTOR, Role.LEADER}


def test_groups_open_in_order_and_hold_full_names(tmp_path: Path) -> None:
    groups = dict(home_of(tmp_path, FULL).roster.groups)
    assert groups["全部"] == ("区财政局", "流湖镇", "区生态环境局")


def test_every_value_of_a_programme_arrives(tmp_path: Path) -> None:
    programme = home_of(tmp_path, FULL).programmes[0]
    assert (programme.code, programme.short, programme.document_no) == (
        "all",
        "全部",
        "府办发〔2024〕1号",
    )
    assert programme.office == "创建工作办公室"
    assert programme.issued_on == date(2024, 1, 5)
    assert programme.hours == OfficeHours(
        time(8, 50), time(8, 20), time(11, 40), time(13, 50), time(17, 10)
    )
    assert programme.phases == (Phase("（一）", "启动", date(2024, 1, 10), date(2024, 3, 31)),)
    assert programme.milestones == (
        Milestone(
            "1", "规划印发", FixedDue(date(2024, 9, 30)), ("区财政局",), Roll.NEXT, wish=True
        ),
    )
    assert programme.events == (Event("规划批准", date(2024, 10, 31), "综合处"),)
    assert programme.lights == Lights(Span(5, SpanUnit.WORKING_DAY), 5, 20)
    assert programme.patience == Span(1, SpanUnit.WEEK)
    assert programme.dates_note == "按上级部署调整"
    assert programme.digests == (DigestRule("周报", 5, time(16, 0), (Role.DIRECTOR,), Roll.NEXT),)


def test_every_value_of_a_task_arrives(tmp_path: Path) -> None:
    task = home_of(tmp_path, FULL).programmes[0].tasks[0]
    assert [(r.unit, r.role.value) for r in task.responsible] == [
        ("区财政局", "lead"),
        ("流湖镇", "co"),
        ("区生态环境局", "co"),
    ]
    ladder = task.ladder
    assert ladder.name == "报送"
    assert replace(task, responsible=()) == Task(
        code="制-01",
        no="1",
        title="编制规划",
        responsible=(),
        due=FixedDue(date(2024, 9, 30), "九月底前"),
        ladder=ladder,
        roll=Roll.NEXT,
        cutoff_time=time(15, 0),
        open_on=date(2024, 2, 1),
        section="制度",
        needs=Needs(20, 2, True, "附文件"),
        nil_allowed=True,
        wish=True,
        offline=True,
        text="编制并报批",
        needs_confirmation="谁牵头",
        stages=(
            Stage("论证", StageKind.EXPERT_REVIEW, "专家", "送审稿", date(2024, 10, 15)),
            Stage("报批", StageKind.APPROVAL, due_on=date(2024, 10, 31), event="规划批准"),
        ),
        co_before=Span(5, SpanUnit.WORKING_DAY),
        leader="分管局领导",
        support=("厚田乡",),
        acknowledge_within=Span(1, SpanUnit.WORKING_DAY),
        material="规划文本",
    )


def test_defaults_reach_what_does_not_say_otherwise(tmp_path: Path) -> None:
    task = home_of(tmp_path, FULL).programmes[0].tasks[1]
    assert (task.roll, task.cutoff_time, task.ladder.name) == (Roll.PREVIOUS, time(16), "督办")
    assert task.due == AfterEvent("规划批准", Span(1, SpanUnit.MONTH), "批准后一个月内")
    assert task.review is True
    assert task.co_before == Span(2, SpanUnit.WEEK)
    assert task.acknowledge_within == Span(5, SpanUnit.WORKING_DAY)
    assert [(r.unit, r.role.value) for r in task.responsible] == [
        ("区财政局", "lead"),
        ("流湖镇", "co"),
    ]


def test_without_defaults_tasks_roll_forward_and_duties_back(tmp_path: Path) -> None:
    programme = programme_of(tmp_path, TASK % "nil: false" + DUTY % "nil: false")
    assert (programme.tasks[0].roll, programme.duties[0].roll) == (Roll.NEXT, Roll.PREVIOUS)
    assert programme.tasks[0].due == FixedDue(date(2024, 12, 20))
    assert programme.tasks[0].open_on is None
    assert programme.tasks[0].cutoff_time == time(17, 30)


def test_every_value_of_a_duty_arrives(tmp_path: Path) -> None:
    duty = home_of(tmp_path, FULL).programmes[0].duties[0]
    assert duty == Duty(
        code="动态",
        no="动态",
        title="报送动态",
        units=("区财政局", "流湖镇"),
        every=Every.MONTH,
        day=DayRule(DayKind.DAY, 25),
        first=date(2024, 3, 1),
        last=date(2025, 6, 30),
        ladder=duty.ladder,
        roll=Roll.NEXT,
        cutoff_time=time(12, 0),
        opens_before=Span(1, SpanUnit.WEEK),
        section="宣传",
        needs=Needs(text_chars=1),
        nil_allowed=True,
        offline=True,
        text="每月一篇",
        needs_confirmation="报到哪一期",
        material="动态稿件",
    )
    assert duty.ladder.name == "报送"


def test_a_duty_without_a_range_runs_with_its_programme(tmp_path: Path) -> None:
    duty = duty_of(tmp_path, "on: last day")
    assert (duty.first, duty.last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert duty.day == DayRule(DayKind.LAST_DAY)
    assert duty.opens_before == Span(1, SpanUnit.MONTH)


def test_indicators_of_tasks_come_first_and_carry_code_and_number(tmp_path: Path) -> None:
    indicators = home_of(tmp_path, FULL).programmes[0].indicators
    share = Indicator(
        "9",
        "占比",
        "%",
        (Target(2024, Op.GE, 20.0),),
        "a",
        Attribute.BINDING,
        18.0,
        2022,
        "制-01",
        "指-09",
        None,
        cumulative=True,
        standard="≥22",
        met=False,
        needs_confirmation="口径",
    )
    water = Indicator(
        "1",
        "水质",
        "",
        (Target(2024, Op.TEXT, "Ⅲ类"), Target(2025, Op.NO_DECREASE, None)),
        task="制-01",
    )
    cover = Indicator(
        "3",
        "覆盖率",
        "%",
        (Target(2025, Op.NO_DECREASE, None),),
        "b",
        Attribute.EXPECTED,
        "无",
        2020,
        "制-02",
        "指-03",
        None,
        cumulative=True,
        standard="上年",
        met=True,
        needs_confirmation="谁报",
    )
    bare = tuple(replace(indicator, readings=None) for indicator in indicators[:3])
    assert bare == (share, water, cover)
    assert indicators[3].targets == (Target(2025, Op.LE, 7.5),)


def test_every_value_of_readings_arrives(tmp_path: Path) -> None:
    programme = home_of(tmp_path, FULL).programmes[0]
    rule = programme.indicators[0].readings
    assert rule is not None
    assert rule == ReadingRule(
        every=Every.QUARTER,
        units=("区财政局", "流湖镇", "厚田乡"),
        day=DayRule(DayKind.DAY, 20),
        first=date(2024, 4, 1),
        last=date(2025, 3, 31),
        ladder=programme.tasks[0].ladder,
        roll=Roll.NONE,
        cutoff_time=time(11, 0),
        opens_before=Span(1, SpanUnit.WEEK),
    )


def test_readings_without_a_range_run_with_their_programme(tmp_path: Path) -> None:
    programme = home_of(tmp_path, FULL).programmes[0]
    rule = programme.indicators[2].readings
    assert rule is not None
    assert (rule.first, rule.last) == (date(2024, 1, 10), date(2025, 12, 31))
    assert (rule.roll, rule.cutoff_time, rule.ladder.name) == (Roll.PREVIOUS, time(16), "督办")
    assert rule.opens_before == Span(10, SpanUnit.WORKING_DAY)


def test_the_calendar_is_read_with_holidays_and_make_up_days(tmp_path: Path) -> None:
    write_home(tmp_path, dict(FULL))
    calendar, problems = read_calendar(tmp_path / "days")
    assert problems == ()
    assert calendar.rest_name(date(2024, 10, 3)) == "国庆节"
    assert calendar.is_make_up_day(date(2024, 10, 12))
    assert calendar.is_official(date(2024, 5, 1))
    assert not calendar.is_official(date(2025, 5, 1))


def test_traps_of_yaml_stay_text(tmp_path: Path) -> None:
    more = "tasks:\n" + "".join(
        f"  - {{no: {word}, code: c{index}, title: {word}, units: [区财政局]}}\n"
        for index, word in enumerate(["on", "yes", "010", "1e3", "0x1f", "12:30:45", "1_000"])
    )
    tasks = programme_of(tmp_path, more).tasks
    words = ["on", "yes", "010", "1e3", "0x1f", "12:30:45", "1_000"]
    assert [task.title for task in tasks] == words
    assert [task.no for task in tasks] == words


def test_units_are_found_by_name_short_name_and_alias(tmp_path: Path) -> None:
    more = "tasks:\n" + "".join(
        f"  - {{no: {i}, code: c{i}, title: t, units: [{name}]}}\n"
        for i, name in enumerate(["区生态环境局", "生态环境局", "区环保局"])
    )
    tasks = programme_of(tmp_path, more).tasks
    assert {task.responsible[0].unit for task in tasks} == {"区生态环境局"}


def test_a_task_without_units_is_kept_apart_and_noted(tmp_path: Path) -> None:
    more = "tasks:\n  - {no: 7, code: c, title: 无人, units: []}\n"
    reading = read_small(tmp_path, with_more(more))
    assert reading.home is not None
    assert reading.home.programmes[0].tasks == ()
    assert reading.home.programmes[0].unassigned == (("7", "无人"),)
    assert [problem.code for problem in reading.problems] == ["unassigned"]


def test_a_bom_is_passed_over(tmp_path: Path) -> None:
    reading = read_small(tmp_path, {"duban.yaml": b"\xef\xbb\xbftitle: x\n"})
    assert reading.home is not None
    assert reading.home.settings.title == "x"


def test_aliases_within_limits_work(tmp_path: Path) -> None:
    more = """\
tasks:
  - {no: 1, code: a, title: t, units: &both [区财政局, 区农业农村局]}
  - {no: 2, code: b, title: t, units: *both}
"""
    tasks = programme_of(tmp_path, more).tasks
    assert tasks[0].responsible == tasks[1].responsible
