"""Desks for the stories: small builders, and the shell's part of a conversation in miniature."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from messages.dialogue import (
    Decision,
    Desk,
    Event,
    Evidence,
    Handed,
    Pressed,
    Receipt,
    Record,
    Recorded,
    Refresh,
    Said,
    Show,
    Speak,
    compose_receipt,
    converse,
    from_json,
    recall,
    to_json,
)
from messages.speech import Action, Choice, Speech, Verb
from workflows.assignment import Assignment, assignment_id
from workflows.calendar import CalendarYear, Holiday, WorkCalendar, at_office
from workflows.case import Case
from workflows.deadline import Timing, resolve
from workflows.fold import stand
from workflows.ladder import Ladder
from workflows.ledger import Fact, FactKind
from workflows.light import Look, light_of
from workflows.programme import AssignmentRole, Indicator, Needs, Op, Target
from workflows.roll import Roll
from workflows.roster import Post, Role, Unit
from workflows.standing import FINISHED

UNIT = "区生态环境局"
OFFICE = "创建工作领导小组办公室"
LIAISON = Post(UNIT, Role.LIAISON, "联络员")
CLERK = Post(OFFICE, Role.CLERK, "工作人员")
CALENDAR = WorkCalendar(
    [
        CalendarYear(
            2024,
            official=True,
            source="test",
            holidays=(
                Holiday("中秋节", date(2024, 9, 15), date(2024, 9, 17)),
                Holiday("国庆节", date(2024, 10, 1), date(2024, 10, 7)),
            ),
            make_up_days=frozenset({date(2024, 9, 14), date(2024, 9, 29), date(2024, 10, 12)}),
        )
    ]
)
MONDAY = at_office(date(2024, 9, 2), time(10, 0))
DUE = date(2024, 9, 12)


def case(no: str, title: str, due_on: date | None = DUE, **more: Any) -> Case:
    """An open case of the unit with this number, due at 17:30; `more` goes to the assignment."""
    task = more.pop("task", f"制-{no}")
    occurrence = more.get("occurrence")
    due = (
        resolve(due_on, "文件规定的日期", Timing(Roll.NEXT, time(17, 30)), CALENDAR)
        if due_on
        else None
    )
    assignment = Assignment(
        id=assignment_id("honggutan", task, occurrence, more.pop("unit", UNIT)),
        programme="honggutan",
        task=task,
        no=no,
        title=title,
        unit=UNIT,
        role=AssignmentRole.LEAD,
        opens_on=date(2024, 7, 1),
        due=due,
        ladder=Ladder("督办", ()),
        office=OFFICE,
        **more,
    )
    issued = Fact(FactKind.ISSUED, at_office(date(2024, 7, 1), time(9, 0)), "duban")
    return with_facts(assignment, (issued,), MONDAY)


def with_facts(assignment: Assignment, facts: tuple[Fact, ...], now: datetime) -> Case:
    standing = stand(assignment, facts)
    return Case(assignment, facts, standing, light_of(assignment, standing, Look(now, CALENDAR)))


WETLAND = case("3", "湿地保护修复")
RIVER = case("5", "入河排污口整治")
NEWS = case(
    "动态",
    "报送工作动态信息",
    date(2024, 9, 30),
    task="动态",
    occurrence="2024-Q3",
    occurrence_words="2024年第三季度",
    needs=Needs(text_chars=1, note="工作动态信息1篇"),
)
PLAN = case("1", "编制示范区规划", needs=Needs(files=1, note="规划印发文件"))
AIR = case("7", "改善环境空气质量", needs=Needs(number=True, note="优良天数比例"))

UNITS = (
    Unit("区财政局", "财政局"),
    Unit("区城管执法局", "城管执法局", ("区城管局",)),
    Unit("区住房和城乡建设局", "住建局", ("区住建局",)),
    Unit(UNIT, "生态环境局"),
    Unit(OFFICE, "创建办", ("创建办",), is_office=True),
)
"""Those of the same programme, as the shell gives them."""


def indicator(name: str, unit: str, target: Target, base: float | None, **more: Any) -> Indicator:
    """An indicator with one target and, from 2021, a baseline."""
    return Indicator(
        no=more.pop("no", "1"),
        name=name,
        unit=unit,
        targets=(target,),
        baseline_value=base,
        baseline_year=2021 if base is not None else None,
        **more,
    )


def reading(code: str, of: Indicator, quarter: int = 3) -> Case:
    """The reading of an indicator for a quarter of 2024, due on its last day."""
    due_on = date(2024, quarter * 3, 30)
    return case(
        of.no,
        of.name,
        due_on,
        task=code,
        occurrence=f"2024Q{quarter}",
        occurrence_words=f"2024年第{'一二三四'[quarter - 1]}季度",
        needs=Needs(number=True),
        indicator=of,
    )


PM = reading("气-01", indicator("细颗粒物（PM2.5）浓度", "μg/m3", Target(2025, Op.LE, 28), 30.97))
GOOD_DAYS = reading("气-02", indicator("优良天数比率", "%", Target(2025, Op.GE, 92), 90.14, no="2"))
BAD_WATER = reading(
    "水-04", indicator("劣V类水体比例", "%", Target(2025, Op.TEXT, "基本消除"), None, no="4")
)


def photo(name: str = "现场", album: str = "") -> Evidence:
    return Evidence(f"sha-{name}", f"{name}.jpg", "photo", 1000, album, f"m-{name}")


@dataclass
class Chat:
    """The shell in miniature: appends what is decided, numbers receipts, keeps draft and clock."""

    cases: list[Case]
    post: Post = LIAISON
    now: datetime = MONDAY
    lang: str = "zh"
    asked: tuple[str, ...] = ()
    draft_json: str = ""
    heard: list[Speech] = field(default_factory=list)
    last: Decision = Decision()
    facts: list[tuple[str, Fact]] = field(default_factory=list)
    earlier: tuple[Case, ...] = ()
    waited_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))
    _messages: Any = field(default_factory=lambda: itertools.count(100))

    def desk(self) -> Desk:
        mine = [with_facts(c.assignment, c.facts, self.now) for c in self.cases]
        office = self.post.role is Role.CLERK
        return Desk(
            post=self.post,
            lang=self.lang,
            now=self.now,
            calendar=CALENDAR,
            cases=() if office else tuple(c for c in mine if c.standing.state not in FINISHED),
            recent=() if office else tuple(c for c in mine if c.standing.state in FINISHED),
            asked=self.asked,
            draft=from_json(self.draft_json) if self.draft_json else None,
            office_requests=tuple(mine) if office else (),
            units=UNITS,
            ends={"honggutan": date(2025, 12, 31)},
            earlier=self.earlier,
            waited_by=self.waited_by,
        )

    def does(self, event: Event) -> Decision:
        """The person does something; everything that follows is applied."""
        decision = converse(event, self.desk())
        receipts = [self._append(record) for record in decision.records]
        self.draft_json = to_json(decision.draft) if decision.draft else ""
        self.last = decision
        for answer in decision.answers:
            match answer:
                case Speak(speech):
                    self.heard.append(speech)
                case Receipt(records):
                    recorded = [
                        Recorded(decision.records[i], receipts[i], self.case(decision.records[i]))
                        for i in records
                    ]
                    self.heard.append(compose_receipt(recorded, self.desk()))
                case Show() | Refresh():
                    pass
        return decision

    def _append(self, record: Record) -> str:
        data = dict(record.data)
        if record.numbered:
            data["receipt"] = f"R-{next(self._numbers):04d}"
        fact = Fact(record.kind, self.now, self.post.id, data)
        self.facts.append((record.assignment, fact))
        self.cases = [
            replace(c, facts=(*c.facts, fact)) if c.assignment.id == record.assignment else c
            for c in self.cases
        ]
        return str(data.get("receipt", ""))

    def case(self, of: Record | Case) -> Case:
        wanted = of.assignment if isinstance(of, Record) else of.assignment.id
        found = next(c for c in self.cases if c.assignment.id == wanted)
        return with_facts(found.assignment, found.facts, self.now)

    def says(self, text: str, message: str = "", **more: Any) -> Decision:
        return self.does(Said(text, message or f"m{next(self._messages)}", **more))

    def hands(self, *evidence: Evidence, caption: str = "", album: str = "") -> Decision:
        return self.does(Handed(evidence, caption, album, f"m{next(self._messages)}"))

    def taps(self, verb: Verb, about: Case | None = None, arg: str = "", message: str = "b1"):
        action = Action(verb, about.assignment.id if about else "", arg)
        return self.does(Pressed(action, message))

    def presses(self, label: str, message: str = "b2") -> Decision:
        """Press the button of the last thing heard whose label has these words."""
        found = [c for c in self.choices() if label in c.text]
        assert found, f"no button {label!r} among {[c.text for c in self.choices()]}"
        assert found[0].action is not None
        return self.does(Pressed(found[0].action, message))

    def choices(self) -> list[Choice]:
        return [choice for row in self.heard[-1].choices for choice in row]

    def waits(self, span: timedelta) -> None:
        self.now += span

    @property
    def text(self) -> str:
        return self.heard[-1].html

    @property
    def kinds(self) -> list[str]:
        """The kinds of the facts so far, with what reports say."""
        return [
            f"{fact.kind.value}:{fact.data['intent']}" if "intent" in fact.data else fact.kind.value
            for _, fact in self.facts
        ]

    @property
    def data(self) -> dict[str, Any]:
        """The data of the last fact."""
        return dict(self.facts[-1][1].data)

    def recalled(self, of: Case, receipt: str) -> Speech:
        found = recall(self.case(of), receipt)
        assert found is not None
        return compose_receipt([found], self.desk())
