"""What the office reads and what its decisions make units read, over the samples, by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from messages.compose import (
    Ask,
    Queue,
    compose_asks,
    compose_cleared,
    compose_decisions,
    compose_escalations,
    compose_event,
    compose_item,
    compose_queue,
    compose_requests,
)
from messages.speech import Speech
from tests.messages import samples as s
from workflows.assignment import StageTerms
from workflows.case import Case
from workflows.ladder import Ladder, Rung, RungKind, Slip
from workflows.ledger import FactKind
from workflows.notice import NoticeKind
from workflows.roster import Role
from workflows.span import Span, SpanUnit
from workflows.stage import StageKind
from workflows.standing import State

SLIPS = Ladder(
    "须批准",
    (
        Rung(
            "报领导",
            RungKind.ESCALATION,
            Span(3, SpanUnit.WORKING_DAY),
            (Role.LEADER, Role.HEAD),
            slip=Slip.RED,
            approve=True,
        ),
    ),
)
STAGES = (
    StageTerms("局办公会审议", StageKind.DELIBERATION, "局办公会", "送审稿", s.at(10, 13, 17, 30)),
    StageTerms("县政府批准", StageKind.APPROVAL, "县政府", "文本"),
)


def office_messages(lang: str) -> dict[str, Speech]:
    """Each message by the name of its golden file."""
    return {**_requests(lang), **_queue(lang), **_to_units(lang), **_upwards(lang)}


def _request(case: Case, rung: str) -> Ask:
    since = case.standing.reported_at or case.standing.asked_at or s.at(9, 22, 16)
    ask = s.ask(case, NoticeKind.REQUEST, rung)
    return replace(ask, since=since)


def _requests(lang: str) -> dict[str, Speech]:
    clerk, director = s.official(Role.CLERK, lang), s.official(Role.DIRECTOR, lang)
    review = _request(reported(), "review R-0040")
    late = _request(reported_late(), "review R-0041")
    asked = _request(_wondering(), "question 1")
    wrong = _request(_wondering(wrong_unit=True), "question 1")
    overdue = _request(reported(), "overdue review R-0040")
    return {
        "review": compose_requests([review], clerk, s.NOW),
        "reviews": compose_requests([review, late, asked], clerk, s.NOW),
        "question": compose_requests([asked], clerk, s.NOW),
        "question_of_wrong_unit": compose_requests([wrong], clerk, s.NOW),
        "event_asked": compose_requests([_request(event(), "event")], clerk, s.NOW),
        "slip_draft": compose_requests([_request(unanswered(), "slip 报领导")], clerk, s.NOW),
        "slip_draft_overdue": compose_requests(
            [_request(talked_of(), "overdue slip 报领导")], director, s.NOW
        ),
        "review_overdue": compose_requests([overdue], director, s.NOW),
        "review_notice_only": compose_requests([review], replace(clerk, notice_only=True), s.NOW),
    }


def _queue(lang: str) -> dict[str, Speech]:
    clerk = s.official(Role.CLERK, lang)
    waiting = [_request(reported(), "review R-0040"), _request(_wondering(), "question 1")]
    closable = [s.ask(accepted(n)) for n in range(6)]
    queue = Queue(waiting, [s.ask(staged())], closable)
    many = [_request(_numbered(reported(), n), "review R-0040") for n in range(20)]
    return {
        "queue": compose_queue(queue, clerk, s.NOW),
        "queue_empty": compose_queue(Queue(), clerk, s.NOW),
        "queue_of_many": compose_queue(Queue(many), clerk, s.NOW),
        "queue_second_page": compose_queue(Queue(many, start=12), clerk, s.NOW),
        "item_to_office": compose_item(s.ask(s.river()), clerk, s.NOW),
        "item_at_stage": compose_item(s.ask(staged()), clerk, s.NOW),
        "item_to_close": compose_item(s.ask(accepted(1)), clerk, s.NOW),
        "event_recorded": compose_event(
            happened(), [s.ask(s.scheme()), s.ask(s.quarterly())], clerk, s.NOW
        ),
        "event_of_nothing": compose_event(happened(), [], clerk, s.NOW),
    }


def _to_units(lang: str) -> dict[str, Speech]:
    to = s.liaison(lang)
    text = "要盖公章，一式三份"
    answered = _more(_wondering(), FactKind.ANSWERED, text=text)
    back = _more(
        staged(),
        FactKind.STAGE,
        stage="局办公会审议",
        outcome="returned",
        reason="指标依据不足",
        on="2023-09-25",
    )
    entered = _more(
        s.scheme(),
        FactKind.REPORTED,
        receipt="R-0050",
        intent="progress",
        percent=60,
        text="推进中60%",
        on_behalf=True,
        **{"for": s.WATER},
    )
    excused = _more(s.scheme(), FactKind.EXCUSED, reason="并入区级方案")
    decisions = {
        "decision_answered": answered,
        "decision_of_stage": back,
        "decision_entered": entered,
        "decision_excused": excused,
    }
    return {
        **{
            name: compose_decisions([s.ask(case, NoticeKind.DECISION)], to, s.NOW)
            for name, case in decisions.items()
        },
        "reminder_at_stage": compose_asks([s.ask(staged())], to, s.NOW),
        "bundle_with_stage": compose_asks([s.ask(staged()), s.ask(s.river())], to, s.NOW),
    }


def _upwards(lang: str) -> dict[str, Speech]:
    leader, director = s.official(Role.LEADER, lang), s.official(Role.DIRECTOR, lang)
    numbered = replace(s.ask(approved(), NoticeKind.ESCALATION, "报领导"))
    done = _more(
        _more(
            approved(),
            FactKind.ESCALATED,
            rung="报领导",
            to=leader.post.id,
            slip=Slip.RED.value,
        ),
        FactKind.REPORTED,
        receipt="R-0051",
        intent="done",
        text="已完成",
    )
    return {
        "escalation_numbered": compose_escalations([numbered], leader, s.NOW),
        "escalation_to_director": compose_escalations(
            [s.ask(talked_of(), NoticeKind.ESCALATION, "报办公室")], director, s.NOW
        ),
        "cleared": compose_cleared([s.ask(done, NoticeKind.CLEARED)], leader, s.NOW),
    }


def _more(of: Case, kind: FactKind, **data: object) -> Case:
    """The case with one more fact of yesterday afternoon."""
    return s.case(of.assignment, [*of.facts[1:], s.fact(kind, s.at(9, 25, 16), **data)])


def _numbered(of: Case, n: int) -> Case:
    code = f"水-{n:02d}"
    about = replace(of.assignment, id=f"县/{code}/-/{s.WATER}", task=code)
    return replace(of, assignment=about)


def reported() -> Case:
    """Done in time, with words and two files, to be reviewed."""
    evidence = [{"sha256": "a", "name": "验收意见.pdf"}, {"sha256": "b", "name": "现场.jpg"}]
    about = replace(s.scheme().assignment, review=True)
    said = s.fact(
        FactKind.REPORTED,
        s.at(9, 25, 10, 5),
        receipt="R-0040",
        intent="done",
        text="办法已经县政府常务会议审议通过并印发。",
        evidence=evidence,
    )
    return s.case(about, [said])


def reported_late() -> Case:
    about = replace(s.river().assignment, review=True)
    said = s.fact(
        FactKind.REPORTED,
        s.at(9, 25, 11),
        receipt="R-0041",
        intent="done",
        text="已完成",
        lacking=["files"],
    )
    return s.case(about, [said])


def accepted(n: int) -> Case:
    return _numbered(_more(reported(), FactKind.ACCEPTED), n)


def _wondering(*, wrong_unit: bool = False) -> Case:
    words = "这项归城管部门，不归我们" if wrong_unit else "附件要盖章吗"
    more = {"wrong_unit": True} if wrong_unit else {}
    return _more(s.scheme(), FactKind.QUESTION, text=words, **more)


def staged() -> Case:
    """Reported done; the first of two stages is open."""
    about = replace(s.scheme().assignment, stages=STAGES)
    said = s.fact(
        FactKind.REPORTED, s.at(9, 22, 10), receipt="R-0044", intent="done", text="送审稿已成"
    )
    found = s.case(about, [said])
    assert found.standing.state is State.IN_REVIEW
    return found


def event() -> Case:
    about = s.assignment("规划批准", "规划批准", s.deadline(s.NOW.date()), s.OFFICE)
    about = replace(about, is_event=True, no="", text="综合股：县政府批准后登记")
    return s.case(about)


def happened() -> Case:
    return _more(event(), FactKind.EVENT, on="2023-09-22")


def unanswered() -> Case:
    return s.case(
        replace(s.river().assignment, ladder=SLIPS), s.delivered(s.WATER, (9, 18), (9, 22))
    )


def approved() -> Case:
    return _more(
        unanswered(),
        FactKind.SLIP_APPROVED,
        rung="报领导 0",
        slip="red",
        receipt="生态文明建设督办〔2023〕12号",
    )


def talked_of() -> Case:
    """Two yellow slips have gone to the director about it."""
    director = f"{s.OFFICE}/{Role.DIRECTOR.value}"
    sent = [
        s.fact(
            FactKind.ESCALATED,
            s.NOW - timedelta(days=n),
            rung="报办公室",
            to=director,
            slip=Slip.YELLOW.value,
        )
        for n in (4, 1)
    ]
    return s.case(unanswered().assignment, [*unanswered().facts[1:], *sent])
