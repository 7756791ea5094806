"""A large home made in code: units u0001, u0002 …, each owing one task of one programme."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from bot.store import Person, Store, Writer
from config.home import Home, Settings, default_home, read_calendar
from workflows.calendar import WorkCalendar, at_office
from workflows.ladder import Ladder, Rung, RungKind
from workflows.programme import AssignmentRole, FixedDue, Programme, Responsible, Task
from workflows.roster import Post, Role, Roster, Unit, post_id
from workflows.span import Span, SpanUnit

OFFICE = "创建工作办公室"
PROGRAMME = "wave"
DUE_ON = date(2024, 9, 30)
REMINDED_AT = at_office(date(2024, 9, 26), time(10, 0))
"""A Thursday morning: the reminder of every unit is due, and may leave at once."""
CHANNEL = "telegram"
_FIRST_CHAT = 7_200_000_000
_LADDER = Ladder(
    "督办",
    (
        Rung("提醒", RungKind.REMINDER, Span(3, SpanUnit.WORKING_DAY), (Role.LIAISON,)),
        Rung("催办", RungKind.NAG, Span(1, SpanUnit.WORKING_DAY), (Role.LIAISON,)),
    ),
)


@cache
def calendar() -> WorkCalendar:
    """The shipped working calendar."""
    found, problems = read_calendar(default_home() / "calendar")
    assert not problems, problems
    return found


def unit_name(number: int) -> str:
    return f"u{number:04}"


def code_of(number: int) -> str:
    """The code of the task that this unit owes."""
    return f"制-{number:04}"


def case_id(number: int) -> str:
    """The assignment of this unit."""
    return f"{PROGRAMME}/{code_of(number)}/-/{unit_name(number)}"


def chat_of(number: int) -> int:
    """The private chat of this unit's liaison."""
    return _FIRST_CHAT + number


def big_home(units: int) -> Home:
    """A home of so many units; nothing of it is on disk."""
    numbers = range(1, units + 1)
    clerk = Post(OFFICE, Role.CLERK, "创建办工作人员")
    office = Unit(OFFICE, "创建办", posts=(clerk,), is_office=True)
    programme = Programme(
        code=PROGRAMME,
        title="生态文明建设工作方案",
        office=OFFICE,
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
        tasks=tuple(_task(number) for number in numbers),
    )
    return Home(
        path=Path("big-home"),
        settings=Settings(),
        roster=Roster((*(_unit(number) for number in numbers), office)),
        programmes=(programme,),
        calendar=calendar(),
    )


async def enrol(store: Store, units: int, at: datetime) -> None:
    """Bind a liaison to every unit's post."""

    async def bind(writer: Writer) -> None:
        for number in range(1, units + 1):
            chat = str(chat_of(number))
            post = post_id(unit_name(number), Role.LIAISON)
            await store.bind(writer, Person(CHANNEL, chat, chat, "zh"), post, "A", at)

    await store.write(bind)


def _unit(number: int) -> Unit:
    name = unit_name(number)
    return Unit(name, name, posts=(Post(name, Role.LIAISON, f"{name}联络员"),))


def _task(number: int) -> Task:
    return Task(
        code=code_of(number),
        no=str(number),
        title=f"编制并报送生态文明建设工作台账（{number:04}）",
        responsible=(Responsible(unit_name(number), AssignmentRole.LEAD),),
        due=FixedDue(DUE_ON, "9月底前"),
        ladder=_LADDER,
    )
