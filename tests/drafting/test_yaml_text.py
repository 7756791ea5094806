"""What is drafted passes the checker: everything open is asked, nothing breaks the YAML."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.model import (
    Doubt,
    Draft,
    DraftDuty,
    DraftIndicator,
    DraftMilestone,
    DraftPhase,
    DraftReview,
    DraftTarget,
    DraftTask,
    DraftUnit,
    DueReading,
    Passage,
)
from config.drafting.yaml_text import draft_json, programme_yaml, units_yaml
from config.home import HomeReading, default_home, read_home
from config.problems import Severity
from workflows.programme import (
    AfterEvent,
    AssignmentRole,
    Attribute,
    DayKind,
    DayRule,
    Every,
    FixedDue,
    Op,
    OpenDue,
    Programme,
)
from workflows.span import Span, SpanUnit

JUNE = DueReading(FixedDue(date(2031, 6, 30)), "2031年6月底前")
LATER = DueReading(AfterEvent("规划批准", Span(1, SpanUnit.MONTH)), "规划批准后一个月内")
ALWAYS = DueReading(OpenDue(), "长期坚持")
MONTHLY = DraftDuty(
    "报动态", Every.MONTH, DayRule(DayKind.DAY, 25), "每月25日前", ("各成员单位",), 20
)
DRAFT = Draft(
    title="全县水利建设三年行动方案",
    document_no="某府办发〔2031〕7号",
    issuer="某县人民政府办公室",
    issued_on=date(2031, 3, 2),
    office="县水利建设领导小组办公室",
    units=(
        DraftUnit("县水利局", ("县水务局",), line=3),
        DraftUnit("县财政局", line=4),
        DraftUnit("各成员单位", (), ("县水利局", "县林业局"), True, 5),
        DraftUnit("各乡镇人民政府", (), (), True, 6),
    ),
    phases=(
        DraftPhase("（一）", "启动阶段", date(2031, 4, 1), date(2031, 5, 31), 9),
        DraftPhase("（二）", "推进阶段", None, date(2033, 12, 31), 10),
    ),
    tasks=(
        DraftTask("1", "修渠", "修渠清淤", "（一）水利", ("县水务局",), ("县财政局",), JUNE, 12),
        DraftTask("1", "固坝", "", "（一）水利", ("各成员单位",), ("各乡镇人民政府",), LATER, 13),
        DraftTask("", "植树", "植树", "（二）绿化", (), (), None, 14, "没有写谁来做"),
        DraftTask("2", "管护", "", "（二）绿化", ("县林业局",), (), ALWAYS, 15),
        DraftTask("3", "试点", "", "（二）绿化", ("县林业局",), ("县林业局",),
                  DueReading(None, "适时", why="没有写日期"), 16),
    ),
    duties=(
        MONTHLY,
        DraftDuty("报总结", Every.WEEK, DayRule(DayKind.DAY, 25), "每周", (), 21),
        DraftDuty("报表", Every.YEAR, None, "每年", ("县财政局",), 22),
    ),
    milestones=(
        DraftMilestone("", "通水", replace(JUNE, wish=True), "", ("县水利局",), 24),
        DraftMilestone("1", "验收", DueReading(None, "完工后"), "完工", (), 25),
    ),
    indicators=(
        DraftIndicator("1", "（1）", "灌溉率", "%", 50.5, 2030, (
            DraftTarget(2033, Op.GE, 90.0), DraftTarget(2035, Op.NO_DECREASE, None),
        ), Attribute.BINDING, 30),
        DraftIndicator("", "", "水质", "", "Ⅲ类", None, (
            DraftTarget(None, Op.TEXT, "达到Ⅲ类"), DraftTarget(2033, Op.GE, "约5")), None, 31),
        DraftIndicator("3", "", "覆盖率", "%", None, None, (), Attribute.EXPECTED, 32),
    ),
    reviews=(DraftReview("专家论证", "县水利局", 40),),
    supervision=(Passage(41, "（三）", 2, "强化督查", "对进展缓慢的予以通报。"),),
    doubts=(Doubt(16, "适时", "没有写日期"),),
)  # fmt: skip


def _checked(draft: Draft, folder: Path) -> HomeReading:
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    (home / "programmes").mkdir(parents=True)
    shutil.copy(default_home() / "duban.yaml", home)
    shutil.copytree(default_home() / "calendar", home / "calendar")
    (home / "units.yaml").write_text(units_yaml(draft), encoding="utf-8")
    (home / "programmes" / "draft.yaml").write_text(programme_yaml(draft), encoding="utf-8")
    return read_home(home)


def _programme(draft: Draft, folder: Path) -> Programme:
    reading = _checked(draft, folder)
    errors = [p for p in reading.problems if p.severity is Severity.ERROR]
    assert not errors, errors
    assert reading.home is not None
    return reading.home.programmes[0]


def test_a_full_draft_passes_the_checker_and_says_the_same(tmp_path: Path) -> None:
    programme = _programme(DRAFT, tmp_path)
    assert (programme.code, programme.title) == ("doc-2031-7", DRAFT.title)
    assert programme.office == DRAFT.office
    assert programme.issued_on == DRAFT.issued_on
    assert (programme.starts_on, programme.ends_on) == (date(2031, 3, 2), date(2035, 12, 31))
    canal, dam, *_ = programme.tasks
    assert [(r.unit, r.role) for r in canal.responsible] == [
        ("县水利局", AssignmentRole.LEAD), ("县财政局", AssignmentRole.CO),
    ]  # fmt: skip
    assert canal.due == FixedDue(date(2031, 6, 30), "2031年6月底前")
    assert isinstance(dam.due, AfterEvent)
    assert (dam.due.event, dam.due.after) == ("规划批准", Span(1, SpanUnit.MONTH))
    assert [r.unit for r in dam.responsible] == ["县水利局", "县林业局", "各乡镇人民政府"]
    assert [phase.no for phase in programme.phases] == ["（一）"]
    assert programme.duties[0].day == DayRule(DayKind.DAY, 25)
    assert programme.milestones[0].wish
    first = programme.indicators[0]
    assert (first.baseline_value, first.baseline_year) == (50.5, 2030)
    assert [(t.year, t.op, t.value) for t in first.targets] == [
        (2033, Op.GE, 90.0), (2035, Op.NO_DECREASE, None),
    ]  # fmt: skip


def test_what_is_open_is_asked_and_not_guessed(tmp_path: Path) -> None:
    programme = _programme(DRAFT, tmp_path)
    text = programme_yaml(DRAFT)
    assert ("第14行", "植树") in programme.unassigned
    by_title = {task.title: task for task in programme.tasks}
    assert "序号“1”重复" in by_title["固坝"].needs_confirmation
    assert "没有写日期" in by_title["试点"].needs_confirmation
    assert by_title["修渠"].needs_confirmation == ""
    assert "没有写谁来做；原文没有写责任单位；原文没有写时限" in text
    water = next(indicator for indicator in programme.indicators if indicator.name == "水质")
    assert "没有写年份" in water.needs_confirmation
    assert water.baseline_value is None
    assert "# 待补：（二） 推进阶段" in text


def test_every_item_names_its_line() -> None:
    text = programme_yaml(DRAFT)
    items = [*DRAFT.tasks, *DRAFT.duties, *DRAFT.milestones, *DRAFT.indicators, *DRAFT.phases]
    items += [*DRAFT.doubts, *DRAFT.reviews, *DRAFT.supervision]
    for item in items:
        assert f"原文第{item.line}行" in text


NOTHING = Draft("", "", "", None)


def test_an_empty_document_gives_a_draft_that_says_it_is_empty(tmp_path: Path) -> None:
    programme = _programme(NOTHING, tmp_path)
    assert programme.code == "draft"
    text = programme_yaml(NOTHING) + units_yaml(NOTHING)
    assert text.count("待确认") >= 4
    assert not programme.tasks


def test_an_office_that_is_also_a_unit_is_both(tmp_path: Path) -> None:
    task = replace(DRAFT.tasks[0], lead=(DRAFT.office,), co=())
    programme = _programme(replace(DRAFT, tasks=(task,)), tmp_path)
    assert programme.tasks[0].responsible[0].unit == DRAFT.office
    assert programme.office.startswith(DRAFT.office)


def test_spellings_that_two_units_claim_go_to_the_first(tmp_path: Path) -> None:
    units = (
        DraftUnit("县水利局", ("水利局", "县财政局")),
        DraftUnit("县财政局", ("水利局", "财政局")),
        DraftUnit("县水利局", ("水务局",)),
    )
    task = replace(DRAFT.tasks[0], lead=("水利局",), co=("财政局",))
    programme = _programme(replace(DRAFT, units=units, tasks=(task,)), tmp_path)
    assert [r.unit for r in programme.tasks[0].responsible] == ["县水利局", "县财政局"]


def test_a_group_in_a_group_is_opened(tmp_path: Path) -> None:
    units = (
        DraftUnit("各成员单位", (), ("县水利局", "各乡镇"), True),
        DraftUnit("各乡镇", (), ("东乡", "西镇"), True),
        DraftUnit("县水利局"),
    )
    task = replace(DRAFT.tasks[0], lead=("各成员单位",), co=("各乡镇",))
    programme = _programme(replace(DRAFT, units=units, tasks=(task,)), tmp_path)
    assert [r.unit for r in programme.tasks[0].responsible] == ["县水利局", "东乡", "西镇"]


WICKED = [
    *("a: b", "#1", "- x", "yes", "是", "null", "~", "{{x}}", "[a, b]", "a\nb: c", "'\"\\", "@x"),
    *(
        "%",
        "\x07铃",
        "\u2028行",
        "&a *a",
        "!!python/object",
        "2031-06-30",
        "17:30",
        "010",
        "：",
        " ",
    ),
    *("\ufeff", "a/b", "\ud800", "😀", "---", "? x", "| x", "> x", "0x1F", "1e5", "true: no"),
    "一" * 5_000,
]


@pytest.mark.parametrize("word", WICKED)
def test_no_text_of_a_document_can_break_the_yaml(word: str, tmp_path: Path) -> None:
    _programme(_everywhere(word), tmp_path)


def _everywhere(word: str) -> Draft:
    """The draft with the word in every text that a document gives."""
    due = DueReading(FixedDue(date(2031, 6, 30)), word, why=word)
    event = DueReading(AfterEvent(word, Span(30, SpanUnit.DAY)), word)
    task = DraftTask(word, word, word, word, (word,), ("县财政局", word), due, 3, word)
    target, worded = DraftTarget(2033, Op.TEXT, word), DraftTarget(2033, Op.GE, word)
    return replace(
        DRAFT,
        title=word,
        document_no=word,
        issuer=word,
        office=word,
        units=(DraftUnit(word, (word, "县财政局")), DraftUnit("组", (word,), (word, "甲"), True)),
        phases=(replace(DRAFT.phases[0], no=word, title=word),) * 2,
        tasks=(task, task, replace(task, due=event), replace(task, due=DueReading(None, word))),
        duties=(replace(DRAFT.duties[0], title=word, due_text=word, units=(word, "组")),) * 2,
        milestones=(DraftMilestone(word, word, event, word, (word,), 5),) * 2,
        indicators=(
            DraftIndicator(word, word, word, word, word, 2030, (target, target), None, 6),
            DraftIndicator(word, word, word, word, word, None, (worded,), None, 6),
        ),
        reviews=(DraftReview(word, word, 7),),
        supervision=(Passage(8, word, 1, word, word),),
        doubts=(Doubt(9, word, word),),
    )  # fmt: skip


@given(st.text(max_size=60))
def test_any_text_comes_back_from_the_yaml_as_it_was(text: str) -> None:
    task = replace(DRAFT.tasks[0], title=text)
    written = yaml.load(programme_yaml(replace(DRAFT, tasks=(task,))), yaml.BaseLoader)
    kept = " ".join(text.replace("\ufeff", " ").split())
    if kept.isprintable() and kept:
        assert " ".join(written["tasks"][0]["title"].split()) == kept


def test_the_json_document_has_the_shape_that_scripts_rely_on() -> None:
    made = draft_json(DRAFT)
    assert made["issued_on"] == "2031-03-02"
    assert made["units"][0]["name"] == "县水利局"
    assert made["units"][0]["aliases"] == ["县水务局"]
    assert made["phases"][1] | {"line": 0} == {
        "no": "（二）", "title": "推进阶段", "start_on": None, "end_on": "2033-12-31", "line": 0,
    }  # fmt: skip
    task = made["tasks"][0]
    assert task["units"] == ["县水务局", "县财政局"]
    assert (task["lead"], task["co"]) == (["县水务局"], ["县财政局"])
    assert (task["due_on"], task["due_text"], task["line"]) == ("2031-06-30", "2031年6月底前", 12)
    assert (made["tasks"][1]["due_on"], made["tasks"][1]["due_text"]) == (None, LATER.text)
    assert (made["tasks"][2]["due_on"], made["tasks"][2]["due_text"]) == (None, "")
    assert made["duties"][0]["every"] == "month"
    assert made["milestones"][1]["relative_to"] == "完工"
    assert made["indicators"][0]["baseline"] == {"value": 50.5, "year": 2030}
    assert made["indicators"][0]["targets"] == {
        "2033": {"op": "ge", "value": 90.0}, "2035": {"op": "no_decrease", "value": None},
    }  # fmt: skip
    assert made["indicators"][0]["attribute"] == "binding"
    assert made["problems"] == [{"line": 16, "text": "适时", "why": "没有写日期"}]
