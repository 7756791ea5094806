"""Every kind of message over the samples, by name: what the golden files show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from messages.compose import (
    Ask,
    Reply,
    clock_footer,
    compose_asks,
    compose_contacts,
    compose_decisions,
    compose_digest,
    compose_escalations,
    compose_gap,
    compose_help,
    compose_item,
    compose_requests,
    compose_source,
    compose_stranger,
    compose_tasks,
    compose_upload,
    compose_welcome,
    join,
)
from messages.speech import Speech
from tests.messages import digest_samples as week
from tests.messages import liaison_samples as more
from tests.messages import samples as s
from tests.messages.office_messages import office_messages
from workflows.digest import Line, digest_lines, figure_lines
from workflows.ledger import FactKind
from workflows.notice import NoticeKind
from workflows.plan import UNSIGNED_RUNG
from workflows.programme import AssignmentRole
from workflows.roster import Role

ISSUE, NAG, ESCALATION = NoticeKind.ISSUE, NoticeKind.NAG, NoticeKind.ESCALATION
CONTACT, DECISION, REQUEST = NoticeKind.CONTACT, NoticeKind.DECISION, NoticeKind.REQUEST
LATER = s.at(10, 8)
"""Seven working days after the river was due."""


def all_messages(lang: str) -> dict[str, Speech]:
    """Each message by the name of its golden file."""
    return {
        **_to_liaison(lang),
        **_to_office(lang),
        **office_messages(lang),
        **_about_the_talk(lang),
    }


def _to_liaison(lang: str) -> dict[str, Speech]:
    to, nag = s.liaison(lang), s.ask(s.river(), NAG, "次日催办")
    three = [s.ask(s.quarterly()), nag, s.ask(s.scheme(), ISSUE, "issue")]
    returned = _with(
        FactKind.RETURNED, reason="缺少验收材料", due_at=s.at(9, 28, 17, 30).isoformat()
    )
    extended = _with(FactKind.EXTENDED, due_at=s.at(10, 20, 17, 30).isoformat())
    refused = _with(FactKind.EXTENSION_REFUSED, reason="汛期已过，请抓紧")
    corrected = _with(
        FactKind.CORRECTED,
        receipt="R-0034",
        replaces="R-0012",
        intent="progress",
        percent=60,
        text="清淤标段已开标",
    )
    open_items = [s.river(), s.quarterly(), s.wish(), s.secret()]
    left = {case.assignment.id: s.ask(case).working_days_left for case in open_items}
    decided = [s.ask(case, DECISION) for case in (returned, extended, refused)]
    return {
        "reminder": compose_asks([s.ask(s.quarterly())], to, s.NOW),
        "reminder_partners": compose_asks([_co()], to, s.NOW),
        "reminder_returned": compose_asks([s.ask(returned)], to, s.NOW),
        "reminder_extended": compose_asks([s.ask(extended)], to, s.NOW),
        "issue": compose_asks([s.ask(s.wish(), ISSUE, "issue")], to, s.NOW),
        "offline": compose_asks([s.ask(s.secret())], to, s.NOW),
        "nag": compose_asks([nag], to, s.NOW),
        "bundle_of_three": compose_asks(three, to, s.NOW),
        "bundle_of_thirteen": compose_asks([nag, *_many(12)], to, s.NOW),
        "notice_only": compose_asks(three, replace(to, notice_only=True), s.NOW),
        "decision_with_reminder": join(
            [compose_decisions(decided[:1], to, s.NOW), compose_asks(three[2:], to, s.NOW)]
        ),
        "decisions": compose_decisions(
            [replace_id(a, n) for n, a in enumerate(decided)], to, s.NOW
        ),
        "tasks": compose_tasks(open_items, left, to, s.NOW),
        "tasks_none": compose_tasks([], {}, to, s.NOW),
        "item": compose_item(s.ask(returned), to, s.NOW),
        "item_of_lead": compose_item(replace(s.ask(corrected), parts=more.parts()), to, s.NOW),
        "item_versions": compose_item(s.ask(corrected), to, s.NOW, every=True),
        "issue_to_sign": compose_asks([s.ask(more.to_sign(), ISSUE, "交办")], to, s.NOW),
        "reading": compose_asks([replace(s.ask(more.air()), last=more.air_before())], to, s.NOW),
        "reading_and_request": compose_asks(
            [
                s.ask(more.asked_for(), ISSUE, "交办"),
                replace(s.ask(more.air()), last=more.air_before()),
            ],
            to,
            s.NOW,
        ),
        "request_of_unit": compose_asks([s.ask(more.asked_for(), ISSUE, "交办")], to, s.NOW),
        "wait_over": compose_decisions([s.ask(more.wait_over(), DECISION)], to, s.NOW),
    }


def _to_office(lang: str) -> dict[str, Speech]:
    clerk, leader = s.official(Role.CLERK, lang), s.official(Role.LEADER, lang)
    late = s.case(s.river().assignment, s.river().facts[1:], LATER)
    asked = _with(FactKind.EXTENSION_ASKED, until="2023-10-20", reason="第二标段流标，需重新招标")
    wondered = s.case(s.scheme().assignment, [s.fact(FactKind.QUESTION, s.NOW, text="要盖章吗")])
    gone = [s.ask(_unreached(case), CONTACT) for case in (s.river(), s.quarterly())]
    digest = s.digest()
    reply = Reply(s.WATER, "水-03", "R-0012", s.at(9, 12, 10, 5), "清淤标段正在走采购流程")
    esc = s.ask(s.river(), ESCALATION, "报办公室")
    head = replace(s.liaison(lang), post=replace(s.liaison().post, role=Role.HEAD))
    lost = s.ask(_unreached(s.blocked("城-02", s.TOWN, "管网改造", "x")), CONTACT)
    return {
        "escalation_to_office": compose_escalations([esc], clerk, s.NOW),
        "escalation_to_head": compose_escalations([esc], head, s.NOW),
        "escalation_to_leader": compose_escalations(
            [s.ask(late, ESCALATION, "报领导", LATER)], leader, LATER
        ),
        "escalation_of_two": compose_escalations(
            [esc, s.ask(s.blocked("城-02", s.TOWN, "管网改造", "经费未到位"), ESCALATION)],
            clerk,
            s.NOW,
        ),
        "contact": compose_contacts(gone, clerk, s.NOW),
        "unsigned": compose_contacts(
            [s.ask(more.to_sign(), CONTACT, UNSIGNED_RUNG), *gone], clerk, s.NOW
        ),
        "contact_two": compose_contacts([*gone, lost], clerk, s.NOW),
        "request": compose_requests([s.ask(asked, REQUEST)], clerk, s.NOW),
        "requests": compose_requests(
            [s.ask(asked, REQUEST), s.ask(wondered, REQUEST)], clerk, s.NOW
        ),
        "digest": compose_digest(digest, s.official(Role.DIRECTOR, lang), s.NOW),
        "digest_quiet": compose_digest(s.digest(quiet=True), clerk, s.NOW),
        "digest_life": compose_digest(week.life(), s.official(Role.DIRECTOR, lang), s.NOW),
        "digest_life_clerk": compose_digest(week.life(), clerk, s.NOW),
        "source": compose_source("red", digest.red, [reply], clerk, s.NOW),
        "source_readings": compose_source("readings", *_behind("readings"), clerk, s.NOW),
    }


def _behind(figure: str) -> tuple[Sequence[Line], Sequence[Reply]]:
    """The lines behind a figure of the full week, and what was said on them."""
    cases = week.cases()
    lines = figure_lines(week.life(), digest_lines(cases, week.LOOK), figure)
    replies = [
        Reply(one.assignment.unit, one.assignment.task, str(fact.data["receipt"]), fact.at,
              str(fact.data["text"]), one.assignment.id)
        for one in cases
        for fact in one.facts
        if fact.kind is FactKind.REPORTED
    ]  # fmt: skip
    return lines, replies


def _about_the_talk(lang: str) -> dict[str, Speech]:
    to, clerk = s.liaison(lang), s.official(Role.CLERK, lang)
    pretending = replace(to, footer=clock_footer(s.NOW, lang))
    return {
        "help": compose_help(to, s.NOW, s.OFFICE),
        "help_office": compose_help(clerk, s.NOW, s.OFFICE),
        "welcome": compose_welcome(to, s.WATER, 3, s.OFFICE, s.NOW),
        "welcome_office": compose_welcome(clerk, s.OFFICE, 0, s.OFFICE, s.NOW),
        "stranger": compose_stranger(lang),
        "gap": compose_gap(s.at(9, 25, 22, 10), s.NOW, to),
        "upload": compose_upload("https://duban.example/upload/x", s.at(9, 27), to, s.NOW),
        "pretended_clock": compose_asks([s.ask(s.scheme())], pretending, s.NOW),
    }


def _with(kind: FactKind, **data: object):
    """The river with one more fact."""
    return s.case(
        s.river().assignment, [*s.river().facts[1:], s.fact(kind, s.at(9, 25, 16), **data)]
    )


def _co() -> Ask:
    about = replace(s.scheme().assignment, role=AssignmentRole.CO)
    return replace(
        s.ask(s.case(about)), partners=("县生态环境局", "县财政局", "县林业局", "县城管局")
    )


def _many(count: int) -> list[Ask]:
    due = s.deadline(s.NOW.date() + s.days(16))
    return [s.ask(s.case(s.assignment(f"林-{n:02d}", "造林绿化任务", due))) for n in range(count)]


def replace_id(ask: Ask, number: int) -> Ask:
    """The ask about another item, so that several decisions stand side by side."""
    about = replace(ask.case.assignment, id=f"县/水-{number}/-/x", task=f"水-{number}")
    return replace(ask, case=replace(ask.case, assignment=about))


def _unreached(case):
    lost = s.fact(
        FactKind.UNDELIVERED,
        s.at(9, 25),
        notice="n",
        post=f"{case.assignment.unit}/liaison",
        reason="Forbidden: bot was blocked by the user",
    )
    return s.case(case.assignment, [*case.facts[1:], lost])
