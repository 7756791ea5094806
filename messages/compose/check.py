"""Checking a home's templates: each is rendered with samples before anyone is written to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from messages.compose.asks import compose_asks
from messages.compose.clearings import compose_cleared
from messages.compose.decisions import compose_decisions
from messages.compose.digest import compose_digest, compose_source
from messages.compose.escalations import compose_contacts, compose_escalations
from messages.compose.handovers import compose_handover, compose_taken_over
from messages.compose.people import (
    compose_gap,
    compose_help,
    compose_secrecy,
    compose_upload,
    compose_welcome,
)
from messages.compose.queue import Queue, compose_event, compose_queue
from messages.compose.requests import compose_requests
from messages.compose.tasks import compose_item, compose_tasks
from messages.compose.templates import TemplateProblem, Templates
from messages.compose.values import Addressee, Ask, Reply
from workflows.assignment import Assignment, Deadline, StageTerms
from workflows.calendar import at_office
from workflows.case import Case
from workflows.digest import Counts, Digest, Line
from workflows.digest_ahead import Ahead
from workflows.digest_readings import ReadingLine, Readings
from workflows.digest_waits import PendingLine, StageCount, Talk, WaitLine
from workflows.ladder import Ladder, Rung, RungKind, Slip
from workflows.ledger import FactKind
from workflows.notice import Notice, NoticeKind
from workflows.pending import PendingKind
from workflows.plan import OVERDUE_MARK
from workflows.programme import AssignmentRole, Needs, Op, Target
from workflows.roll import Roll
from workflows.roster import Post, Role
from workflows.span import Span, SpanUnit
from workflows.stage import StageKind
from workflows.standing import Light, Standing, State

_NOW = at_office(date(2024, 9, 26), time(9))
_DUE = at_office(date(2024, 9, 27), time(17, 30))


_LADDER = Ladder(
    "x",
    (
        Rung(
            "报领导",
            RungKind.ESCALATION,
            Span(10, SpanUnit.WORKING_DAY),
            (Role.LEADER,),
            slip=Slip.RED,
            approve=True,
        ),
    ),
)
_ASKED = ("extension 2024-09-30", "question 1", "review R1", "slip 报领导", "event")


class _Probe(Templates):
    """Renders like the templates it checks and notes every problem on the way."""

    def __init__(self, checked: Templates) -> None:
        super().__init__()
        self._checked = checked
        self.found: dict[tuple[str, int, str], TemplateProblem] = {}

    def render(self, name: str, lang: str, view: Mapping[str, Any]) -> str:
        problem = self._checked.own_problem(name, lang, view)
        if problem is not None:
            key = (str(problem.path), problem.line, problem.text)
            self.found.setdefault(key, problem)
        return super().render(name, lang, view)


def check_overrides(templates: Templates) -> tuple[TemplateProblem, ...]:
    """Every problem of a home's templates: files that replace nothing, and failures on samples."""
    probe = _Probe(templates)
    for lang in ("zh", "en"):
        for role in (Role.LIAISON, Role.HEAD, Role.CLERK, Role.DIRECTOR, Role.LEADER):
            for notice_only in (False, True):
                post = Post("某单位", role, "某岗位")
                _compose_all(Addressee(post, lang, "", notice_only, probe))
        probe.render("stranger", lang, {})
    return (*templates.stray_files(), *probe.found.values())


def _compose_all(to: Addressee) -> None:
    asks = list(_samples())
    for some in ([asks[0]], [asks[1]], [asks[2]], asks, asks * 3):
        compose_asks(some, to, _NOW)
        compose_escalations(some, to, _NOW)
        compose_contacts(some, to, _NOW)
        compose_decisions(some, to, _NOW)
        compose_requests(some, to, _NOW)
        compose_cleared(some, to, _NOW)
        compose_queue(Queue(some, some, some), to, _NOW)
        compose_event(some[0].case, some, to, _NOW)
        compose_tasks([ask.case for ask in some], {}, to, _NOW)
    for rung in _ASKED:
        compose_requests([_as_request(ask, rung) for ask in asks], to, _NOW)
        compose_requests([_as_request(asks[3], f"{OVERDUE_MARK}{rung}")], to, _NOW)
    compose_queue(Queue(), to, _NOW)
    for ask in asks:
        compose_item(ask, to, _NOW)
    for digest in (_digest(asks, full=True), _digest(asks, full=False)):
        compose_digest(digest, to, _NOW)
        compose_source("red", digest.red, [Reply("某单位", "例-01", "R1", _NOW, "…")], to, _NOW)
    compose_help(to, _NOW, "某办公室")
    compose_welcome(to, "某单位", 1, "某办公室", _NOW)
    compose_welcome(to, "某单位", 0, "某办公室", _NOW)
    compose_gap(_NOW, _NOW, to)
    compose_upload("/upload/x", _NOW, to, _NOW)
    compose_secrecy(f"某单位/{_NOW.isoformat()}/web", to, _NOW)
    compose_handover("/join/x", _NOW, to, _NOW)
    compose_taken_over(some, to, _NOW)
    compose_tasks([], {}, to, _NOW)


def _samples() -> Iterator[Ask]:
    """Asks in different shapes: due and moved, overdue with words, offline, and each decision."""
    due = Deadline(_DUE, date(2024, 9, 27), date(2024, 9, 28), Roll.PREVIOUS, time(17, 30), "规则")
    plain = Assignment(
        id="x/例-01/-/某单位", programme="x", task="例-01", no="1", title="事项", unit="某单位",
        role=AssignmentRole.LEAD, opens_on=date(2024, 9, 1), due=due, ladder=_LADDER,
        office="某办公室", needs=Needs(80, 2, True, "说明"), nil_allowed=True, text="要求",
        stages=(StageTerms("审议", StageKind.DELIBERATION, "办公会", "草案", _DUE),),
    )  # fmt: skip
    open_end = replace(plain, due=None, wish=True)
    late = Standing(
        State.BLOCKED, 45, _NOW.replace(day=20), _DUE, 1, 1, date(2024, 9, 30), _NOW,
        receipt="R1", last_words="进展", blocked_reason="困难", question="问题", questions=1,
    )  # fmt: skip
    kind = NoticeKind.NAG
    yield _ask(plain, Standing(State.OPEN, due_at=_DUE, original_due_at=_DUE), 1, NoticeKind.ISSUE)
    yield _ask(open_end, Standing(State.OPEN), None, NoticeKind.ISSUE)
    yield _ask(replace(plain, offline=True), late, -4, kind)
    yield _ask(plain, late, -4, kind)
    for decided in (FactKind.RETURNED, FactKind.EXTENDED, FactKind.EXTENSION_REFUSED):
        yield _ask(plain, replace(late, decided=decided, decision_reason="理由"), -4, kind)
    reviewed = replace(late, state=State.IN_REVIEW, stages_left=(("审议", _DUE),))
    yield _ask(plain, reviewed, 1, NoticeKind.REMINDER)
    for decided in (FactKind.ANSWERED, FactKind.STAGE, FactKind.REPORTED):
        yield _ask(plain, replace(late, decided=decided, on_behalf=True), 1, kind)
    for state in (State.ACCEPTED, State.EXCUSED, State.CLOSED, State.RETURNED):
        yield _ask(plain, replace(late, state=state), -4, kind)


def _as_request(ask: Ask, rung: str) -> Ask:
    return replace(ask, notice=replace(ask.notice, kind=NoticeKind.REQUEST, rung=rung), since=_NOW)


def _ask(assignment: Assignment, standing: Standing, left: int | None, kind: NoticeKind) -> Ask:
    notice = Notice(kind, "", "某单位/liaison", assignment.id, _NOW)
    return Ask(notice, Case(assignment, (), standing, Light.YELLOW), left, ("甲", "乙"))


def _digest(asks: list[Ask], *, full: bool) -> Digest:
    lines = tuple(
        Line(ask.case.assignment, ask.case.standing, Light.RED, Light.GREEN, 3) for ask in asks
    )
    bare = Digest(
        "x", "某方案", date(2024, 9, 20), date(2024, 9, 26), 3, _NOW, Counts(total=len(lines)),
        Counts(), (), (), 0, (), (), (), (),
    )  # fmt: skip
    if not full:
        return bare
    line, day = lines[0], _NOW.date()
    target = Target(2025, Op.LE, 28)
    return replace(
        bare,
        changes=lines,
        red=lines[:5],
        red_total=len(lines),
        silent=(("某单位", 1),),
        unreachable=("某单位",),
        due_soon=lines,
        requests=tuple(
            PendingLine(line, kind, _NOW, 2) for kind in (*PendingKind, PendingKind.SLIP)
        ),
        seal="封印",
        waits=(WaitLine(line, "另一单位", _NOW, 2),),
        stages=(StageCount("审议", "办公会", 1, _DUE),),
        readings=Readings(1, 2, (ReadingLine(line, Light.RED, target, False, 3, True),), 1),
        ahead=tuple(
            Ahead("节点", day, ("某单位",), days > 0, days > 1, days) for days in (-1, 1, 2)
        ),
        talks=(Talk("某单位", 2, 1),),
        messages_each=1.5,
    )
