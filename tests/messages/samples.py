"""Sample assignments, cases, asks and digests of an invented county, for tests of wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from messages.compose import Addressee, Ask
from workflows.assignment import Assignment, Deadline, assignment_id
from workflows.calendar import CalendarYear, Holiday, WorkCalendar, at_office
from workflows.case import Case
from workflows.deadline import Timing, resolve, working_days_left
from workflows.digest import Counts, Digest, Line
from workflows.digest_waits import PendingLine
from workflows.fold import stand
from workflows.ladder import Ladder, Rung, RungKind, Slip
from workflows.ledger import Fact, FactKind
from workflows.light import Look, light_of
from workflows.notice import Notice, NoticeKind
from workflows.pending import PendingKind
from workflows.programme import AssignmentRole, Needs
from workflows.roll import Roll
from workflows.roster import Post, Role, post_id
from workflows.span import Span, SpanUnit
from workflows.standing import Light

OFFICE = "县生态文明建设领导小组办公室"
WATER, TOWN, ENVIRONMENT = "县水利局", "县住房和城乡建设局", "县生态环境局"
NOW = at_office(date(2023, 9, 26), time(9, 0))

CALENDAR = WorkCalendar(
    [
        CalendarYear(
            2023,
            True,
            "国务院办公厅通知",
            (Holiday("中秋节、国庆节", date(2023, 9, 29), date(2023, 10, 6)),),
            frozenset({date(2023, 10, 7), date(2023, 10, 8)}),
        )
    ]
)


def _after(days: int) -> Span:
    return Span(days, SpanUnit.WORKING_DAY)


LADDER = Ladder(
    "常规",
    (
        Rung("提前三天", RungKind.REMINDER, _after(3), (Role.LIAISON,)),
        Rung("次日催办", RungKind.NAG, _after(1), (Role.LIAISON,), slip=Slip.BLUE),
        Rung("报办公室", RungKind.ESCALATION, _after(3), (Role.CLERK,), slip=Slip.YELLOW),
        Rung("报领导", RungKind.ESCALATION, _after(7), (Role.LEADER,), slip=Slip.RED),
    ),
)


def deadline(day: date, rule: str = "文件规定的日期", roll: Roll = Roll.NEXT) -> Deadline:
    """The deadline for a nominal day, as the core resolves it."""
    return resolve(day, rule, Timing(roll, time(17, 30)), CALENDAR)


def assignment(
    code: str, title: str, due: Deadline | None, unit: str = WATER, **more: Any
) -> Assignment:
    """A lead assignment of the sample programme."""
    base = Assignment(
        id=assignment_id("县", code, None, unit),
        programme="县",
        task=code,
        no="1",
        title=title,
        unit=unit,
        role=AssignmentRole.LEAD,
        opens_on=date(2023, 9, 1),
        due=due,
        ladder=LADDER,
        office=OFFICE,
    )
    return replace(base, **more)


def fact(kind: FactKind, at: datetime, **data: Any) -> Fact:
    return Fact(kind, at, "duban", data)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """An instant of 2023 in the office."""
    return at_office(date(2023, month, day), time(hour, minute))


def delivered(unit: str, *days: tuple[int, int]) -> list[Fact]:
    post = post_id(unit, Role.LIAISON)
    return [fact(FactKind.DELIVERED, at(*day), notice="n", post=post) for day in days]


def case(about: Assignment, facts: Sequence[Fact] = (), now: datetime = NOW) -> Case:
    """The case that these facts add up to."""
    issued = [fact(FactKind.ISSUED, at(9, 1)), *facts]
    standing = stand(about, issued)
    return Case(about, tuple(issued), standing, light_of(about, standing, Look(now, CALENDAR)))


def ask(
    of: Case, kind: NoticeKind = NoticeKind.REMINDER, rung: str = "提前三天", now: datetime = NOW
) -> Ask:
    """The case as a notice of this kind speaks of it."""
    due_at = of.standing.due_at
    left = None if due_at is None else working_days_left(due_at, now, CALENDAR)
    slip = next((r.slip for r in LADDER.rungs if r.name == rung), None)
    to = post_id(of.assignment.unit, Role.LIAISON)
    return Ask(Notice(kind, rung, to, of.assignment.id, now, slip=slip), of, left)


def liaison(lang: str = "zh", unit: str = WATER) -> Addressee:
    return Addressee(Post(unit, Role.LIAISON, f"{unit}联络员"), lang)


def official(role: Role, lang: str = "zh") -> Addressee:
    return Addressee(Post(OFFICE, role, "办公室"), lang)


def river() -> Case:
    """Overdue since 21 September, with words on record."""
    facts = [
        *delivered(WATER, (9, 18), (9, 22), (9, 25)),
        fact(
            FactKind.REPORTED,
            at(9, 12, 10, 5),
            receipt="R-0012",
            intent="progress",
            percent=45,
            text="清淤标段正在走采购流程",
        ),
    ]
    about = assignment(
        "水-03",
        "完成城区内河清淤整治",
        deadline(date(2023, 9, 21)),
        text="完成城区三条内河清淤整治并通过验收，同步建立长效管护机制。",
        needs=Needs(text_chars=80, files=2),
    )
    facts.sort(key=lambda one: one.at)
    return case(about, facts)


def quarterly() -> Case:
    """A duty whose day was brought forward by the autumn holidays."""
    return case(
        assignment(
            "动态",
            "报送工作动态信息",
            deadline(date(2023, 9, 30), "每季度最后一日", Roll.PREVIOUS),
            occurrence="2023-Q3",
            occurrence_words="2023年第三季度",
            needs=Needs(text_chars=200, files=1, note="至少1篇"),
            nil_allowed=True,
        )
    )


def scheme() -> Case:
    """A plain task that is due soon."""
    return case(
        assignment(
            "制-01", "制定河湖长制考核办法", deadline(date(2023, 10, 13)), needs=Needs(files=1)
        )
    )


def secret() -> Case:
    """An offline matter; its title and words must never be seen."""
    return case(
        assignment("专-01", "不得出现的标题", deadline(date(2023, 9, 28)), offline=True, text="密")
    )


def wish() -> Case:
    return case(assignment("林-02", "力争建成省级湿地公园", None, wish=True))


def line(of: Case, before: Light | None, now: datetime = NOW) -> Line:
    due_at = of.standing.due_at
    left = 0 if due_at is None else working_days_left(due_at, now, CALENDAR)
    return Line(of.assignment, of.standing, of.light, before, max(-left, 0))


def blocked(code: str, unit: str, title: str, words: str) -> Case:
    reported = fact(
        FactKind.REPORTED, at(9, 21, 15), receipt=f"R-{code}", intent="blocked", text=words
    )
    about = assignment(code, title, deadline(date(2023, 9, 22)), unit)
    return case(about, [*delivered(unit, (9, 18)), reported])


def digest(*, quiet: bool = False) -> Digest:
    """A week with something in every part, or a quiet one."""
    frame = Digest(
        "县", "生态文明建设工作方案", date(2023, 9, 20), date(2023, 9, 26), 24, NOW,
        Counts(24, 10, 9, 0, 0, 0, 3, 1, 10), Counts(24, 10, 9, 0, 0, 0, 4, 1, 10),
        (), (), 0, (), (), (), (), "2023-09-25 · 1204 · 9f2c41d07be3aa10",
    )  # fmt: skip
    if quiet:
        return frame
    sewage = blocked("城-02", TOWN, "城区污水管网改造", "经费未到位，第二标段停工")
    asked = fact(
        FactKind.EXTENSION_ASKED, at(9, 25, 10), receipt="R-0031", until="2023-10-20", reason="汛期"
    )
    extended = case(
        assignment("城-05", "海绵城市示范段建设", deadline(date(2023, 9, 28)), TOWN),
        [*delivered(TOWN, (9, 20)), asked],
    )
    done = case(
        assignment("制-02", "修订排污许可办法", deadline(date(2023, 9, 28)), ENVIRONMENT),
        [fact(FactKind.REPORTED, at(9, 25, 16), receipt="R-0033", intent="done", text="已印发")],
    )
    changes = (line(sewage, Light.YELLOW), line(river(), Light.RED), line(done, Light.GREEN))
    return replace(
        frame,
        now=Counts(24, 10, 8, 2, 1, 3, 6, 1, 9),
        before=Counts(24, 7, 9, 1, 0, 5, 4, 1, 7),
        changes=changes,
        red=(line(river(), Light.RED), line(sewage, Light.YELLOW)),
        red_total=2,
        silent=((TOWN, 2), ("县林业局", 1)),
        unreachable=("县农业农村局",),
        due_soon=(line(quarterly(), Light.GREEN), line(extended, Light.GREEN)),
        requests=(
            PendingLine(line(extended, Light.GREEN), PendingKind.EXTENSION, at(9, 25, 10), 1),
        ),
    )


def days(n: int) -> timedelta:
    return timedelta(days=n)
