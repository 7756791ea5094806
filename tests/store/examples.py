"""Values for the store's tests: a clockless morning in September 2024."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.store import CaseRow, MessageDraft, Person, Store
from workflows.assignment import Assignment, Deadline, assignment_id
from workflows.fold import stand
from workflows.ladder import Ladder, Rung, RungKind, Slip
from workflows.ledger import Fact, FactKind
from workflows.notice import Notice, NoticeKind
from workflows.programme import AssignmentRole, Needs
from workflows.roll import Roll
from workflows.roster import Role
from workflows.span import Span, SpanUnit
from workflows.standing import Light

NOW = datetime(2024, 9, 11, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
KEY = b"the key of these tests"
_MINUTE = timedelta(minutes=1)
_LADDER = Ladder(
    "standard",
    (
        Rung("remind-3", RungKind.REMINDER, Span(3, SpanUnit.WORKING_DAY), (Role.LIAISON,)),
        Rung("late-5", RungKind.ESCALATION, Span(5, SpanUnit.DAY), (Role.HEAD,), slip=Slip.YELLOW),
    ),
)


def at(minutes: float) -> datetime:
    """So many minutes after the morning began."""
    return NOW + minutes * _MINUTE


def an_assignment(n: int = 1, programme: str = "水", unit: str = "区生态环境局") -> Assignment:
    """The n-th assignment of a programme."""
    due = Deadline(
        NOW + timedelta(days=30), date(2024, 10, 11), date(2024, 10, 5), Roll.NEXT, time(17, 30),
        "文件规定的日期", rest="国庆节",
    )  # fmt: skip
    return Assignment(
        id=assignment_id(programme, f"task-{n}", None, unit),
        programme=programme,
        task=f"task-{n}",
        no=str(n),
        title=f"第{n}项：整治入河排污口",
        unit=unit,
        role=AssignmentRole.LEAD,
        opens_on=date(2024, 9, 1),
        due=due,
        ladder=_LADDER,
        office="区领导小组办公室",
        needs=Needs(text_chars=10, files=1),
    )


def a_fact(n: int = 0, kind: FactKind = FactKind.ACKNOWLEDGED, **data: object) -> Fact:
    """The n-th thing that happened, a minute after the one before."""
    return Fact(kind, at(n), "区生态环境局/liaison", data)


def a_notice(n: int = 0, to: str = "区生态环境局/liaison", about: str = "") -> Notice:
    """A reminder that may leave at once."""
    return Notice(NoticeKind.REMINDER, f"remind-{n}", to, about or an_assignment().id, NOW)


def a_draft(n: int = 0, chat: str = "", lane: int = 1) -> MessageDraft:
    """A message, each to its own chat unless told otherwise."""
    return MessageDraft(f"message-{n}", lane, "telegram", chat or f"chat-{n}", f"第{n}条", NOW, NOW)


def a_person(n: int = 0) -> Person:
    return Person("telegram", f"account-{n}", f"chat-{n}", "zh", "区生态环境局联络员")


async def add_cases(store: Store, count: int, wake_at: datetime | None = None) -> list[CaseRow]:
    """Add so many assignments and load them."""
    assignments = [an_assignment(n) for n in range(1, count + 1)]
    wakes = {each.id: wake_at for each in assignments}
    await store.write(lambda w: store.add_assignments(w, assignments, wakes))
    return await store.cases([each.id for each in assignments])


async def append(store: Store, row: CaseRow, facts: Sequence[Fact]) -> CaseRow:
    """Append facts and return the case as the store now has it."""
    standing = stand(row.assignment, (*row.facts, *facts))
    await store.write(
        lambda w: store.append_facts(w, row, facts, standing, Light.GREEN, row.wake_at)
    )
    found = await store.case(row.assignment.id)
    assert found is not None
    return found


def without_facts(row: CaseRow) -> CaseRow:
    """The row as somebody saw it before anything happened."""
    return replace(row, facts=(), last_hash="")
