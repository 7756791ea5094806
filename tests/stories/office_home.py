"""A small programme for the stories of the office: review, stages, events, a slip to approve."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from config.home import Home
from tests.stories.town import Holder, Town, shipped
from workflows.ladder import Ladder, Rung, RungKind, Slip
from workflows.office import DigestRule
from workflows.programme import (
    AfterEvent,
    AssignmentRole,
    Event,
    FixedDue,
    Needs,
    Programme,
    Responsible,
    Task,
)
from workflows.roster import Role
from workflows.span import Span, SpanUnit
from workflows.stage import Stage, StageKind

OFFICE = "创建省级生态区工作领导小组办公室"
STREET, CITY, MONEY = "沙井街道", "区城管执法局", "区财政局"
CODE = "规划"
REVIEWED = f"{CODE}/核-01/-/{STREET}"
STAGED = f"{CODE}/规-01/-/{STREET}"
AFTER_LEAD = f"{CODE}/后-01/-/{STREET}"
AFTER_CO = f"{CODE}/后-01/-/{CITY}"
EVENT = f"{CODE}/规划批准/-/{OFFICE}"
LATER_EVENT = f"{CODE}/规划印发/-/{OFFICE}"


def _days(n: int) -> Span:
    return Span(n, SpanUnit.WORKING_DAY)


LADDER = Ladder(
    "督办",
    (
        Rung("提前三天", RungKind.REMINDER, _days(3), (Role.LIAISON,)),
        Rung("催办", RungKind.NAG, _days(1), (Role.LIAISON,)),
        Rung("报办公室", RungKind.ESCALATION, _days(3), (Role.DIRECTOR,), slip=Slip.YELLOW),
        Rung(
            "报领导",
            RungKind.ESCALATION,
            _days(5),
            (Role.LEADER, Role.HEAD),
            slip=Slip.RED,
            approve=True,
        ),
    ),
)
LEAD, CO = AssignmentRole.LEAD, AssignmentRole.CO


def _task(code: str, title: str, **more: object) -> Task:
    values = {
        "no": code,
        "responsible": (Responsible(STREET, LEAD),),
        "due": FixedDue(date(2023, 9, 28)),
        "ladder": LADDER,
        "cutoff_time": time(17, 30),
        **more,
    }
    return Task(code=code, title=title, **values)  # type: ignore[arg-type]


STAGES = (
    Stage("局办公会审议", StageKind.DELIBERATION, "局办公会", "规划送审稿", date(2023, 10, 13)),
    Stage("区政府批准", StageKind.APPROVAL, "区政府", "规划", event="规划批准"),
)
TASKS = (
    _task("核-01", "整治入河排污口", review=True, needs=Needs(files=1)),
    _task("规-01", "编制示范区规划", stages=STAGES),
    _task(
        "后-01",
        "制定年度实施计划",
        responsible=(Responsible(STREET, LEAD), Responsible(CITY, CO)),
        due=AfterEvent("规划批准", Span(1, SpanUnit.MONTH), "规划批准后一个月内"),
        co_before=_days(5),
    ),
    _task(
        "印-01",
        "印发规划文本",
        due=AfterEvent("规划批准", Span(2, SpanUnit.MONTH)),
        stages=(Stage("印发", StageKind.PUBLICATION, "区政府", "规划", event="规划印发"),),
    ),
    _task("宣-01", "宣传规划", due=AfterEvent("规划印发", Span(1, SpanUnit.MONTH))),
)
EVENTS = (
    Event("规划批准", date(2023, 9, 15), "区政府批准后由创建办登记"),
    Event("规划印发"),
)


def programme(*codes: str, **changes: object) -> Programme:
    """The programme with these tasks, with all of them where none is named."""
    whole = Programme(
        code=CODE,
        title="红谷滩区示范区规划编制方案",
        office=OFFICE,
        starts_on=date(2023, 8, 21),
        ends_on=date(2023, 12, 31),
        short="示范区规划",
        tasks=tuple(task for task in TASKS if not codes or task.code in codes),
        digests=(DigestRule("周报", 5, time(16, 0), (Role.DIRECTOR,)),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def home_of(found: Programme) -> Home:
    """The shipped home with this programme alone."""
    return replace(shipped(), programmes=(found,))


async def people(here: Town, medium: str, *who: tuple[str, str]) -> list[Holder]:
    """Holders of posts, (unit, role), who are met over this medium."""
    found = []
    for unit, role in who:
        person = here.person(medium, f"{unit}{role}")
        await here.enrol(person, unit, role)
        found.append(person)
    return found
