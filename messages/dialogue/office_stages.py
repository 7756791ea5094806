"""Stages of review (审核环节): an outcome is put on record by the office, or by the lead unit.

Only the stage at which the work stands can be recorded. A stage that sends the work back needs a
reason, and gives the unit a new deadline as every return does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from messages.dialogue.asking import tell
from messages.dialogue.decision import Decision, Record
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Pressed, Said
from messages.dialogue.office_answers import Question, Turn, ask, offline, over, settled
from messages.dialogue.office_days import past_day
from messages.dialogue.office_review import again_at
from messages.dialogue.told import Told
from messages.speech import Verb
from messages.understand import Reading
from messages.words import due_words
from workflows.assignment import StageTerms
from workflows.calendar import office_day
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.programme import AssignmentRole
from workflows.stage import Outcome, StageKind
from workflows.standing import State

VERBS = frozenset({Verb.STAGE, Verb.STAGE_BACK, Verb.STAGE_SKIP})
_SHORT = 16
_SAID_ANYWAY = frozenset({Awaiting.NOTHING, Awaiting.ITEM, Awaiting.READING})
"""Questions that a plain word about a stage passes over; the others take it as their answer."""
_NOT_YET = re.compile(
    r"[?？]|(?:[还尚]?未|[还尚]?没有?|待|等|将|拟|预计|计划|准备|争取|正在|能否|是否|申请|报请|提请"
    r"|下周|明天|后天|下月|尽快)[^，,。；;]{0,8}(?:通过|审定|审议|批准|批复|备案|印发|同意|审批)"
    r"|\b(?:not|will|waiting)\b",
    re.IGNORECASE,
)
_STILL_TO_COME = re.compile(r"还[没未]|尚[未没]|not yet", re.IGNORECASE)
_BACK = re.compile(
    r"退回|未通过|[没不]通过|没有通过|不同意|修改后再|重新修改|返回修改"
    r"|returned|rejected|sent back",
    re.IGNORECASE,
)
_SKIP = re.compile(r"不需要|无需|不用|免予|不再组织|not needed|skip", re.I)
_PASSED = re.compile(r"通过|同意|审定|批准|批复|备案|印发|无异议|passed|approved|agreed", re.I)
_DOCUMENT = re.compile(
    r"《[^》]{1,60}》|[\u4e00-\u9fff]{0,12}[〔\[（(]\d{4}[〕\]）)]\s*第?\d{1,5}号"
)
_KIND_WORDS = {
    StageKind.OPINIONS: "征求意见|意见",
    StageKind.EXPERT_REVIEW: "专家|论证|评审|咨询",
    StageKind.DELIBERATION: "审议|审定|会议|办公会|常务会|领导小组",
    StageKind.APPROVAL: "审批|批复|批准|报批",
    StageKind.FILING: "备案",
    StageKind.PUBLICATION: "印发|发布|公布",
}


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a stage ended, with what is known of it."""

    outcome: Outcome
    note: str = ""
    document: str = ""
    on: date | None = None


def current(case: Case) -> tuple[int, StageTerms] | None:
    """The stage at which the work stands, with its number; None where it is at none."""
    left = case.standing.stages_left
    if case.standing.state is not State.IN_REVIEW or not left:
        return None
    stages = enumerate(case.assignment.stages)
    return next(((n, stage) for n, stage in stages if stage.name == left[0][0]), None)


def press(event: Pressed, desk: Desk) -> Decision:
    """A tap on a stage: by the office on any of its items, by a lead unit on its own."""
    about = event.action.about
    case = desk.of_office(about) if desk.is_office else _led(desk, about)
    at = current(case) if case else None
    if case is None or at is None or event.action.arg != str(at[0]):
        return over(event, desk)
    if event.action.verb is Verb.STAGE_BACK:
        question = Question("ask_stage_reason", Verb.STAGE_BACK, arg=event.action.arg)
        asked = ask(case, question, event, desk)
        assert asked.draft is not None
        return replace(asked, draft=replace(asked.draft, awaiting=Awaiting.STAGE_REASON))
    passed = event.action.verb is Verb.STAGE
    ended = _Ended(Outcome.PASSED if passed else Outcome.SKIPPED)
    return _recorded(case, ended, Turn(desk, event.message))


def answered_reason(words: str, desk: Desk) -> Decision | None:
    """The reason for which a stage sends the work back; None where the draft is over."""
    draft = desk.live_draft()
    if draft is None or not words.strip():
        return None
    case = desk.of_office(draft.about) if desk.is_office else _led(desk, draft.about or "")
    at = current(case) if case else None
    if case is None or at is None or draft.arg != str(at[0]):
        return tell(desk, "already_decided")
    ended = _Ended(Outcome.RETURNED, words.strip(), _document(words))
    return _recorded(case, ended, Turn(desk))


def answered(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """As `answered_reason`, for a unit's draft."""
    del draft, reading
    return answered_reason(told.words, desk)


def said_of_stage(case: Case, words: str, desk: Desk, *, pointed: bool) -> Decision | None:
    """What the words say of the stage at which the item stands, None where they say nothing of it.

    `pointed`: they answer a message about the item, so that a bare “已通过” is enough.
    """
    at = current(case)
    if at is None or not (_speaks_of(at[1], words) or (pointed and len(words) <= _SHORT)):
        return None
    outcome = _outcome(words)
    if outcome is None:
        return None
    if case.assignment.offline:
        return offline(case, desk)
    on = past_day(words, office_day(desk.now))
    if on is not None and on > office_day(desk.now):
        return tell(desk, "day_to_come")
    return _recorded(case, _Ended(outcome, words.strip(), _document(words), on), Turn(desk))


def said_by_lead(event: Said, desk: Desk) -> Decision | None:
    """A lead unit's words about a stage of its own work; None where they are about others."""
    draft = desk.live_draft()
    if draft is not None and draft.awaiting not in _SAID_ANYWAY:
        return None
    cases = [case for case in desk.cases if _leads(case)]
    pointed = [case for case in cases if case.assignment.id in event.reply_about]
    if len(pointed) == 1:
        return said_of_stage(pointed[0], event.text, desk, pointed=True)
    named = [case for case in cases if case.assignment.task in event.text] or cases
    found = [said_of_stage(case, event.text, desk, pointed=False) for case in named]
    meant = [decision for decision in found if decision is not None]
    return meant[0] if len(meant) == 1 else None


def _led(desk: Desk, about: str) -> Case | None:
    case = desk.open_case(about)
    return case if case and _leads(case) else None


def _leads(case: Case) -> bool:
    return case.assignment.role is AssignmentRole.LEAD and current(case) is not None


def _speaks_of(stage: StageTerms, words: str) -> bool:
    named = [stage.name, *(part for part in (stage.decider,) if len(part) > 1)]
    return any(part in words for part in named) or bool(re.search(_KIND_WORDS[stage.kind], words))


def _outcome(words: str) -> Outcome | None:
    """Back before passed: “未通过” holds “通过”; but “还没通过” says that it is still to come."""
    if _STILL_TO_COME.search(words):
        return None
    if _BACK.search(words):
        return Outcome.RETURNED
    if _NOT_YET.search(words):
        return None
    if _SKIP.search(words):
        return Outcome.SKIPPED
    return Outcome.PASSED if _PASSED.search(words) else None


def _document(words: str) -> str:
    found = _DOCUMENT.search(words)
    return found[0] if found else ""


def _recorded(case: Case, ended: _Ended, turn: Turn) -> Decision:
    at = current(case)
    assert at is not None, "only of a case that stands at a stage"
    stage, desk = at[1], turn.desk
    data: dict[str, Any] = {
        "stage": stage.name,
        "outcome": ended.outcome.value,
        "decider": stage.decider,
        "document": ended.document or stage.document,
        "on": (ended.on or office_day(desk.now)).isoformat(),
        "note": ended.note,
    }
    if ended.outcome is Outcome.RETURNED:
        data["reason"] = ended.note
        due_at = again_at(case, ended.note, desk)
        data |= {"due_at": due_at.isoformat()} if due_at else {}
    record = Record(case.assignment.id, FactKind.STAGE, data)
    left = case.standing.stages_left[1:]
    key = f"stage_{ended.outcome.value}"
    if ended.outcome is Outcome.RETURNED or not left:
        key = key if ended.outcome is Outcome.RETURNED else f"{key}_last"
        return settled(record, case, turn, key, stage=stage.name)
    following = _stage_named(case, left[0][0], desk)
    return settled(record, case, turn, key, stage=stage.name, next=following)


def stage_words(case: Case, desk: Desk) -> str:
    """The stage at which the work stands, as `_stage_named`; "" where it is at none."""
    at = current(case)
    return _stage_named(case, at[1].name, desk) if at else ""


def _stage_named(case: Case, name: str, desk: Desk) -> str:
    """A stage with who decides it and by when: 市政府审批（市政府，9月30日17:30）."""
    stage = next(stage for stage in case.assignment.stages if stage.name == name)
    due = due_words(stage.due_at, desk.now, desk.lang) if stage.due_at else ""
    inside = "，".join(part for part in (stage.decider, due) if part)
    return f"{name}（{inside}）" if inside else name
