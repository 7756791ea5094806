"""Promises of the shipped programme, held against what the document prints."""

from __future__ import annotations

from collections import Counter
from datetime import date, time

from config.home import HomeReading
from config.problems import Severity, describe
from tests.home.printed import INDICATORS, MEMBERS, RESPONSIBLE, SECTIONS
from workflows.assignment import Assignment
from workflows.calendar import WorkCalendar
from workflows.expand import assignments, milestone_day
from workflows.ladder import Ladder, RungKind, Slip
from workflows.office import DigestRule
from workflows.programme import AssignmentRole, FixedDue, Programme
from workflows.roll import Roll
from workflows.roster import Role

SECTION_MARKS = ["制", "质", "护", "险", "控", "节", "居", "文"]


def news_items(programme: Programme, calendar: WorkCalendar) -> list[Assignment]:
    return [item for item in assignments(programme, calendar) if item.task == "动态"]


def ladder(programme: Programme, name: str) -> Ladder:
    used = [item.ladder for item in (*programme.tasks, *programme.duties)]
    return next(found for found in used if found.name == name)


def test_the_shipped_home_has_no_errors(reading: HomeReading) -> None:
    errors = [found for found in reading.problems if found.severity is Severity.ERROR]
    assert [describe(found, "zh") for found in errors] == []
    assert reading.home is not None


def test_the_programme_carries_the_document_it_comes_from(programme: Programme) -> None:
    assert programme.title == "南昌市红谷滩区创建省级生态区工作实施方案"
    assert programme.document_no == "红谷府办发〔2023〕45号"
    assert programme.issuer == "红谷滩区人民政府办公室"
    assert programme.issued_on == date(2023, 6, 20)
    assert programme.office == "创建省级生态区工作领导小组办公室"


def test_there_are_30_tasks_in_the_printed_order(programme: Programme) -> None:
    assert [task.no for task in programme.tasks] == list(RESPONSIBLE)


def test_each_task_falls_to_the_printed_units_in_the_printed_order(programme: Programme) -> None:
    owed = {
        task.no: [responsible.unit for responsible in task.responsible] for task in programme.tasks
    }
    assert owed == RESPONSIBLE
    assert sum(len(units) for units in owed.values()) == 40


def test_the_first_unit_leads_and_the_others_assist(programme: Programme) -> None:
    for task in programme.tasks:
        roles = [responsible.role for responsible in task.responsible]
        assert roles == [AssignmentRole.LEAD] + [AssignmentRole.CO] * (len(roles) - 1)


def test_a_lead_that_the_document_does_not_name_is_marked_for_confirmation(
    programme: Programme,
) -> None:
    shared = [task for task in programme.tasks if len(task.responsible) > 1]
    assert [task.no for task in shared] == ["2", "5", "8", "9", "10", "15", "30"]
    assert all("牵头" in task.needs_confirmation for task in shared)


def test_codes_say_the_section_and_the_printed_number(programme: Programme) -> None:
    marks = dict(zip(SECTIONS, SECTION_MARKS, strict=True))
    for task in programme.tasks:
        assert int(task.no) in SECTIONS[task.section]
        assert task.code == f"{marks[task.section]}-{int(task.no):02d}"


def test_titles_and_texts_are_short_enough_for_a_phone(programme: Programme) -> None:
    assert all(0 < len(task.title) <= 16 for task in programme.tasks)
    assert all(0 < len(task.text) <= 60 for task in programme.tasks)


def test_tasks_are_due_at_the_end_of_2024_and_the_plan_with_its_phase(
    programme: Programme,
) -> None:
    due = {task.no: task.due.on for task in programme.tasks if isinstance(task.due, FixedDue)}
    assert due.pop("1") == date(2024, 9, 30)
    assert set(due.values()) == {date(2024, 12, 31)}
    assert len(due) == 29
    assert {task.roll for task in programme.tasks} == {Roll.NEXT}


def test_no_task_is_a_mere_wish(programme: Programme) -> None:
    """力争 belongs to the overall goal alone; the tasks say 确保, 达到, 不低于."""
    assert not any(task.wish for task in programme.tasks)


def test_every_target_of_the_document_is_there_and_no_other(programme: Programme) -> None:
    nos = {task.code: task.no for task in programme.tasks}
    found = [
        (nos[indicator.task], indicator.sub, target.op.value, target.value, indicator.unit)
        for indicator in programme.indicators
        for target in indicator.targets
    ]
    assert found == INDICATORS
    assert {t.year for indicator in programme.indicators for t in indicator.targets} == {2024}


def test_the_four_phases_are_the_printed_ones(programme: Programme) -> None:
    assert [(phase.title, phase.start_on, phase.end_on) for phase in programme.phases] == [
        ("启动实施阶段", date(2023, 4, 1), date(2023, 5, 31)),
        ("规划编制实施阶段", date(2023, 5, 1), date(2024, 9, 30)),
        ("创建申报阶段", date(2024, 10, 1), date(2024, 11, 30)),
        ("巩固提升阶段", date(2025, 1, 1), date(2026, 12, 31)),
    ]


def test_milestones_fall_at_the_ends_of_the_phases(
    programme: Programme, calendar: WorkCalendar
) -> None:
    days = [milestone_day(milestone, calendar) for milestone in programme.milestones]
    assert days == [
        date(2024, 9, 30),
        date(2024, 11, 29),  # 30 November 2024 is a Saturday
        date(2024, 12, 31),
        date(2026, 12, 31),
    ]


def test_308_news_items_are_owed_by_22_units_in_14_quarters(
    programme: Programme, calendar: WorkCalendar
) -> None:
    items = news_items(programme, calendar)
    assert len(items) == 308
    quarters = [
        f"{year}Q{quarter}"
        for year in (2023, 2024, 2025, 2026)
        for quarter in (1, 2, 3, 4)
        if (year, quarter) >= (2023, 3)
    ]
    assert Counter((item.occurrence, item.unit) for item in items) == Counter(
        (quarter, name) for quarter in quarters for name, _ in MEMBERS
    )


def test_news_is_due_on_the_last_working_day_of_the_quarter(
    programme: Programme, calendar: WorkCalendar
) -> None:
    due = {item.occurrence: item.due for item in news_items(programme, calendar)}
    days = {quarter: deadline.due_on for quarter, deadline in due.items() if deadline}
    assert days["2023Q3"] == date(2023, 9, 28)  # the 30th lies in the National Day holiday
    assert days["2024Q1"] == date(2024, 3, 29)
    assert days["2024Q3"] == date(2024, 9, 30)
    assert days["2024Q4"] == date(2024, 12, 31)
    assert days["2025Q2"] == date(2025, 6, 30)
    assert all(calendar.is_working_day(day) for day in days.values())


def test_news_is_announced_a_month_before_it_is_due(
    programme: Programme, calendar: WorkCalendar
) -> None:
    opens = {item.occurrence: item.opens_on for item in news_items(programme, calendar)}
    assert opens["2023Q3"] == date(2023, 8, 28)
    assert opens["2024Q4"] == date(2024, 11, 30)


def test_all_348_assignments_have_a_deadline_at_the_end_of_office_hours(
    programme: Programme, calendar: WorkCalendar
) -> None:
    found = assignments(programme, calendar)
    assert len(found) == 40 + 308
    assert len({item.id for item in found}) == 348
    assert all(item.due and item.due.cutoff_time == time(17, 30) for item in found)
    assert not any(item.due and item.due.provisional for item in found)


def test_a_liaison_gets_at_most_three_messages_after_the_issue_of_a_task(
    programme: Programme,
) -> None:
    steps = [rung for rung in ladder(programme, "督办").rungs if Role.LIAISON in rung.to]
    assert sum(rung.times for rung in steps) == 3


def test_a_task_climbs_from_blue_to_red_and_reaches_the_leader_last(
    programme: Programme,
) -> None:
    climbs = [r for r in ladder(programme, "督办").rungs if r.kind is RungKind.ESCALATION]
    assert [rung.slip for rung in climbs] == [Slip.BLUE, Slip.YELLOW, Slip.RED]
    assert [rung.to for rung in climbs] == [
        (Role.HEAD,),
        (Role.CLERK, Role.DIRECTOR),
        (Role.LEADER,),
    ]
    assert {task.ladder.name for task in programme.tasks} == {"督办"}


def test_missing_news_is_never_pressed_with_a_slip_or_taken_to_a_head_or_leader(
    programme: Programme,
) -> None:
    rungs = ladder(programme, "报送").rungs
    assert all(rung.slip is None for rung in rungs)
    assert {role for rung in rungs for role in rung.to} == {Role.LIAISON, Role.CLERK}


def test_the_digest_goes_to_director_and_clerk_on_friday_afternoon(
    programme: Programme,
) -> None:
    assert programme.digests == (
        DigestRule("周报", 5, time(16, 0), (Role.DIRECTOR, Role.CLERK), Roll.PREVIOUS),
    )


def test_the_office_is_asked_about_the_deadlines_and_the_news_calendar(
    programme: Programme,
) -> None:
    """What the document leaves open is decided here, and the office is told that it was."""
    asked = {item.code: item.needs_confirmation for item in (*programme.tasks, *programme.duties)}
    assert "时限" in asked["制-01"]
    assert "起止" in asked["动态"]
    assert sum(bool(question) for question in asked.values()) == 17
