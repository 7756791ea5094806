"""When things are due: every form, what it comes to, and what it may refer to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.dates import Refused
from config.sections.due import read_due_text
from tests.config.written_homes import SMALL, TASK, errors, read_small, with_more
from workflows.programme import AfterEvent, FixedDue, OpenDue, Task
from workflows.span import Span, SpanUnit

P = "programmes/p.yaml"
PHASES = """\
phases:
  - {no: （一）, title: 启动, from: 2024-01-01, to: 2024-03-31}
  - {no: （二）, title: 实施, from: 2024-03-01, to: 2024-10-31}
"""
NO_TIME = Span(0, SpanUnit.DAY)
EVENTS = "events: [{name: 批准, expected: 2024-07-31}, {name: 印发}]\n"


def task_of(folder: Path, more: str, rest: str = "") -> Task:
    reading = read_small(folder, with_more(PHASES + EVENTS + rest + TASK % more))
    assert reading.home is not None, reading.problems
    return reading.home.programmes[0].tasks[0]


def codes_of(folder: Path, more: str) -> list[tuple[str, int]]:
    return [(p.code, p.line) for p in errors(read_small(folder, with_more(more)))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年6月初", date(2024, 6, 10)),
        ("2024年6月上旬", date(2024, 6, 10)),
        ("2024年6月中", date(2024, 6, 20)),
        ("2024年6月中旬", date(2024, 6, 20)),
        ("2024年6月下旬", date(2024, 6, 30)),
        ("2024年6月", date(2024, 6, 30)),
        ("2024年6月底", date(2024, 6, 30)),
        ("2024年06月末", date(2024, 6, 30)),
        ("2024年2月底", date(2024, 2, 29)),
        ("2023年2月底", date(2023, 2, 28)),
        ("2024年12月底", date(2024, 12, 31)),
        ("2024年6月底前", date(2024, 6, 30)),
        ("2024年6月底之前完成", date(2024, 6, 30)),
        ("2024年6月上旬前", date(2024, 6, 10)),
        ("2024年第一季度", date(2024, 3, 31)),
        ("2024年二季度末", date(2024, 6, 30)),
        ("2024年3季度底前", date(2024, 9, 30)),
        ("2024年第4季度内", date(2024, 12, 31)),
        ("2024年上半年", date(2024, 6, 30)),
        ("2024年下半年底", date(2024, 12, 31)),
        ("2024年", date(2024, 12, 31)),
        ("2024年底", date(2024, 12, 31)),
        ("2024年年底前", date(2024, 12, 31)),
        ("2024年末完成", date(2024, 12, 31)),
        ("2024年内", date(2024, 12, 31)),
        ("2024年9月30日前", date(2024, 9, 30)),
        ("2024年9月30日以前完成", date(2024, 9, 30)),
        ("２０２４年９月底", date(2024, 9, 30)),
    ],
)
def test_words_mean_their_last_day_and_are_kept(text: str, day: date) -> None:
    rule = read_due_text(text)
    assert isinstance(rule, FixedDue)
    assert rule.on == day
    assert rule.text == text.translate(str.maketrans("０２４９", "0249"))


@pytest.mark.parametrize("text", ["2024-09-30", "2024/9/30", "2024年9月30日"])
def test_a_date_keeps_no_words(text: str) -> None:
    assert read_due_text(text) == FixedDue(date(2024, 9, 30))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "due-unreadable"),
        ("年底", "due-unreadable"),
        ("2024", "due-unreadable"),
        ("2024年5季度", "due-unreadable"),
        ("2024年中旬", "due-unreadable"),
        ("前", "due-unreadable"),
        ("2024年13月", "date-not-real"),
        ("2024年0月底", "date-not-real"),
        ("2024年2月30日前", "date-not-real"),
        ("2500年底", "date-far-away"),
        ("2024年6月前", "due-month-unclear"),
        ("2024年6月前完成", "due-month-unclear"),
    ],
)
def test_what_is_no_due_date_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_due_text(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("open", OpenDue()),
        ("长期坚持", OpenDue("长期坚持")),
        ("{on: open, text: 常抓不懈}", OpenDue("常抓不懈")),
        ("{on: 2024年6月底}", FixedDue(date(2024, 6, 30), "2024年6月底")),
        ("{on: 2024年6月底, text: 汛期前}", FixedDue(date(2024, 6, 30), "汛期前")),
        ("{phase: （一）}", FixedDue(date(2024, 3, 31), "启动结束")),
        ("{phase: （一）, text: 启动阶段}", FixedDue(date(2024, 3, 31), "启动阶段")),
        ("{after: 批准, within: 1 month}", AfterEvent("批准", Span(1, SpanUnit.MONTH))),
        ("{after: 印发, within: 0 days, text: 即办}", AfterEvent("印发", NO_TIME, "即办")),
    ],
)  # fmt: skip
def test_every_form_comes_to_its_rule(tmp_path: Path, text: str, rule: object) -> None:
    assert task_of(tmp_path, f"due: {text}").due == rule


@pytest.mark.parametrize(
    ("to", "rule"),
    [
        ("2024年6月底", FixedDue(date(2024, 6, 30), "2024年6月底")),
        ("open", OpenDue()),
        ("2024-03-01", FixedDue(date(2024, 3, 1))),
    ],
)
def test_a_range_opens_on_its_first_day(tmp_path: Path, to: str, rule: object) -> None:
    task = task_of(tmp_path, f"due: {{from: 2024-03-01, to: {to}}}")
    assert (task.open_on, task.due) == (date(2024, 3, 1), rule)


@pytest.mark.parametrize(
    ("default", "rule", "opens_on"),
    [
        ("{phase: （二）}", FixedDue(date(2024, 10, 31), "实施结束"), None),
        ("{after: 批准, within: 2 weeks}", AfterEvent("批准", Span(2, SpanUnit.WEEK)), None),
        ("{from: 2024-04-01, to: 2024-05-01}", FixedDue(date(2024, 5, 1)), date(2024, 4, 1)),
    ],
)
def test_defaults_take_every_form_too(
    tmp_path: Path, default: str, rule: object, opens_on: date | None
) -> None:
    plan = SMALL[P].replace("due: 2024-12-20", f"due: {default}")
    reading = read_small(tmp_path, {P: plan + PHASES + EVENTS + TASK % "nil: false"})
    assert reading.home is not None, reading.problems
    task = reading.home.programmes[0].tasks[0]
    assert (task.due, task.open_on) == (rule, opens_on)


@pytest.mark.parametrize(
    ("default", "code"),
    [
        ("{phase: （三）}", "unknown-phase"),
        ("{after: 批复, within: 1 day}", "unknown-event"),
        ("{from: 2023-04-01, to: 2024-05-01}", "outside-programme"),
        ("{from: 2024-04-01, to: 2025-05-01}", "outside-programme"),
    ],
)
def test_a_wrong_default_is_said_once_and_not_at_every_task(
    tmp_path: Path, default: str, code: str
) -> None:
    plan = SMALL[P].replace("due: 2024-12-20", f"due: {default}")
    tasks = "tasks:\n" + "".join(
        f"  - {{no: {n}, code: c{n}, title: t, units: [区财政局]}}\n" for n in range(3)
    )
    found = errors(read_small(tmp_path, {P: plan + PHASES + EVENTS + tasks}))
    assert [(problem.code, problem.line) for problem in found] == [(code, 6)]


@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        (PHASES.replace("phases:", "phasse:"), ["unknown-key"]),
        (PHASES.replace("to: 2024-03-31", "to: 2024-02-30"), ["date-not-real"]),
        (PHASES.replace("to: 2024-03-31", "to: 2023-03-31"), ["end-before-start"]),
        (PHASES.replace("{no: （一）", "{noo: （一）"), ["unknown-key"]),
        (PHASES.replace("- {no: （一）", "- 无\n  - {no: （一）"), ["mapping-expected"]),
        ("phases: 无\n", ["list-expected"]),
    ],
)
def test_phases_that_cannot_be_read_blame_no_task(
    tmp_path: Path, phases: str, expected: list[str]
) -> None:
    found = codes_of(tmp_path, phases + TASK % "due: {phase: （一）}")
    assert [code for code, _ in found] == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (EVENTS.replace("events:", "evetns:"), ["unknown-key"]),
        (EVENTS.replace("name: 批准", "nmae: 批准"), ["unknown-key"]),
        (EVENTS.replace("2024-07-31", "2024-07-32"), ["date-not-real"]),
        ("events: {批准: 2024-07-31}\n", ["list-expected"]),
    ],
)
def test_events_that_cannot_be_read_blame_no_task(
    tmp_path: Path, events: str, expected: list[str]
) -> None:
    found = codes_of(tmp_path, events + TASK % "due: {after: 批准, within: 1 day}")
    assert [code for code, _ in found] == expected


@pytest.mark.parametrize("word", ["批唯", "批 准"])
def test_a_misspelt_event_or_phase_is_guessed(tmp_path: Path, word: str) -> None:
    more = PHASES + EVENTS + TASK % f"due: {{after: {word}, within: 1 day}}"
    (problem,) = errors(read_small(tmp_path, with_more(more)))
    assert problem.params.get("suggestion") == "批准"


CHAIN = """\
events: [{name: 甲}, {name: 乙}, {name: 丙}]
tasks:
  - {no: 0, code: 等, title: t, units: [区财政局], due: {after: 甲, within: 1 day}}
  - {no: 1, code: 一, title: t, units: [区财政局], due: {after: 甲, within: 1 day},
     stages: [{name: 报, kind: approval, event: 乙}]}
  - {no: 2, code: 二, title: t, units: [区财政局], due: {after: 乙, within: 1 day},
     stages: [{name: 报, kind: approval, event: %s}]}
  - {no: 3, code: 三, title: t, units: [区财政局], due: 2024-03-01,
     stages: [{name: 报, kind: approval, event: 甲}]}
"""


def test_a_circle_of_events_is_said_once_at_a_task_that_is_part_of_it(tmp_path: Path) -> None:
    (problem,) = errors(read_small(tmp_path, with_more(CHAIN % "甲")))
    assert (problem.code, problem.path) == ("event-circle", "tasks[1].due")
    assert problem.params["circle"] == "甲 → 乙 → 甲"


def test_a_chain_of_events_with_an_end_is_fine(tmp_path: Path) -> None:
    assert errors(read_small(tmp_path, with_more(CHAIN % "丙"))) == []


def test_milestones_and_stages_are_due_with_phases_too(tmp_path: Path) -> None:
    more = (
        PHASES
        + EVENTS
        + TASK % ("due: {phase: （一）}, stages: [{name: 报, kind: filing, due: {phase: （二）}}]")
    )
    more += "milestones: [{no: 1, title: 成, due: {phase: （二）}}]\n"
    reading = read_small(tmp_path, with_more(more))
    assert reading.home is not None, reading.problems
    programme = reading.home.programmes[0]
    assert programme.tasks[0].stages[0].due_on == date(2024, 10, 31)
    assert programme.milestones[0].due == FixedDue(date(2024, 10, 31), "实施结束")


def test_a_stage_may_be_over_on_the_day_of_the_work_and_of_the_stage_before(
    tmp_path: Path,
) -> None:
    stages = ", ".join(f"{{name: {n}, kind: filing, due: 2024-03-01}}" for n in "甲乙")
    assert len(task_of(tmp_path, f"due: 2024-03-01, stages: [{stages}]").stages) == 2


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("opens: 2024-06-01, due: 2024-06-30, co_before: 3 weeks", []),
        ("opens: 2024-06-01, due: 2024-06-30, co_before: 5 weeks", ["co-before-open"]),
        ("due: 2024-01-10, co_before: 2 weeks", ["co-before-open"]),
        ("due: open, co_before: 2 weeks", []),
    ],
)
def test_co_units_owe_nothing_before_the_task_opens(
    tmp_path: Path, more: str, expected: list[str]
) -> None:
    assert [code for code, _ in codes_of(tmp_path, TASK % more)] == expected
