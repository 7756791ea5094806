"""Buttons of the office (办公室按钮): for what waits on an item, and for what it may do unasked."""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.compose.speaking import Rows
from messages.compose.stages import current_stage
from messages.speech import Action, Choice, Verb
from messages.words import clean, tongue
from workflows.calendar import office_day
from workflows.case import Case
from workflows.pending import PendingKind, pending
from workflows.programme import AssignmentRole
from workflows.standing import FINISHED, State

LABEL_CHARS = 30
_LABELS = {
    "zh": {
        Verb.GRANT: ("同意延期", "同意"),
        Verb.REFUSE: ("不同意延期", "不同意"),
        Verb.ACCEPT: ("审核通过", "通过"),
        Verb.RETURN: ("退回", "退回"),
        Verb.ANSWER: ("答复", "答复"),
        Verb.WAIVE: ("豁免", "豁免"),
        Verb.PROXY: ("代录", "代录"),
        Verb.CLOSE: ("销号", "销号"),
        Verb.APPROVE: ("批准发出", "批准"),
        Verb.DROP: ("不发", "不发"),
        Verb.STAGE_BACK: ("退回修改", "退回"),
        Verb.STAGE_SKIP: ("不需要", "不需要"),
    },
    "en": {
        Verb.GRANT: ("Grant extension", "grant"),
        Verb.REFUSE: ("Refuse extension", "refuse"),
        Verb.ACCEPT: ("Accept", "accept"),
        Verb.RETURN: ("Return", "return"),
        Verb.ANSWER: ("Answer", "answer"),
        Verb.WAIVE: ("Waive", "waive"),
        Verb.PROXY: ("Enter for the unit", "enter"),
        Verb.CLOSE: ("Close", "close"),
        Verb.APPROVE: ("Approve and send", "approve"),
        Verb.DROP: ("Do not send", "drop"),
        Verb.STAGE_BACK: ("Sent back", "back"),
        Verb.STAGE_SKIP: ("Not needed", "skip"),
    },
}
_EVENT = {
    "zh": ("今天发生", "昨天发生", "其他日期", "尚未发生"),
    "en": ("It was today", "Yesterday", "Another day", "Not yet"),
}
_PASSED = {"zh": "通过", "en": "passed"}


def request_row(
    kind: PendingKind, case: Case, lang: str, arg: str = "", number: int = 0
) -> tuple[Choice, ...]:
    """The row under one thing that waits. `number` goes in front where several stand together.

    `arg` is the rung's number, for a slip. Events have rows of their own.
    """
    verbs: dict[PendingKind, tuple[Verb, ...]] = {
        PendingKind.EXTENSION: (Verb.GRANT, Verb.REFUSE),
        PendingKind.QUESTION: (Verb.ANSWER, Verb.WAIVE),
        PendingKind.REVIEW: (Verb.ACCEPT, Verb.RETURN),
        PendingKind.SLIP: (Verb.APPROVE, Verb.DROP),
    }
    about = case.assignment.id
    return tuple(_labelled(verb, lang, Action(verb, about, arg), number) for verb in verbs[kind])


def event_rows(case: Case, lang: str, now: datetime, number: int = 0) -> Rows:
    """Whether it has happened: today, yesterday, another day, not yet."""
    today, yesterday, other, not_yet = _EVENT[tongue(lang)]
    about, day = case.assignment.id, office_day(now)
    before = (day - timedelta(days=1)).isoformat()
    front = f"{number} " if number else ""
    happened = (
        Choice(f"{front}{today}", Action(Verb.HAPPENED, about, day.isoformat())),
        Choice(f"{front}{yesterday}", Action(Verb.HAPPENED, about, before)),
    )
    rest = (
        Choice(f"{front}{other}", Action(Verb.HAPPENED, about)),
        Choice(f"{front}{not_yet}", Action(Verb.HAPPENED, about, "no")),
    )
    return (happened, rest)


def stage_rows(case: Case, lang: str, item: int = 0) -> Rows:
    """How the stage ended at which the work stands; none where it is at no stage.

    The lead unit records it for its own task, the office for any. `item` is the item's number in
    a list.
    """
    at = current_stage(case)
    if at is None or case.assignment.role is not AssignmentRole.LEAD:
        return ()
    about, number = case.assignment.id, str(at[0])
    passed = _PASSED[tongue(lang)]
    label = f"{item} {passed}" if item else clean(f"{at[1].name} {passed}", LABEL_CHARS)
    others = (Verb.STAGE_BACK, Verb.STAGE_SKIP)
    return (
        (Choice(label, Action(Verb.STAGE, about, number)),),
        tuple(_labelled(verb, lang, Action(verb, about, number), item) for verb in others),
    )


def office_rows(case: Case, lang: str, now: datetime) -> Rows:
    """Everything that the office can do about an item that it looks at."""
    if case.assignment.is_event:
        return event_rows(case, lang, now) if case.standing.happened_on is None else ()
    rows: list[tuple[Choice, ...]] = [
        request_row(one.kind, case, lang)
        for one in pending(case.assignment, case.standing, now)
        if one.kind is not PendingKind.EVENT
    ]
    rows += stage_rows(case, lang)
    state, about = case.standing.state, case.assignment.id
    if state not in FINISHED and state is not State.PLANNED:
        verbs = [] if case.assignment.offline else [Verb.PROXY]
        verbs += [] if case.standing.question else [Verb.WAIVE]
        rows.append(tuple(_labelled(verb, lang, Action(verb, about)) for verb in verbs))
    if may_close(case):
        rows.append((_labelled(Verb.CLOSE, lang, Action(Verb.CLOSE, about)),))
    return tuple(row for row in rows if row)


def may_close(case: Case) -> bool:
    """True for accepted work, and for reported work that needs no review (可销号)."""
    state = case.standing.state
    reported = state in (State.DONE, State.NIL) and not case.standing.reviewed
    return state is State.ACCEPTED or reported


def queue_choice(lang: str) -> Choice:
    """To what waits for the office."""
    label = "What waits" if tongue(lang) == "en" else "待处理事项"
    return Choice(label, Action(Verb.TASKS))


def close_choice(case: Case, code: str, lang: str) -> Choice:
    """销号 水-03: in a list of what can be closed."""
    label = _LABELS[tongue(lang)][Verb.CLOSE][0]
    return Choice(clean(f"{label} {code}", LABEL_CHARS), Action(Verb.CLOSE, case.assignment.id))


def _labelled(verb: Verb, lang: str, action: Action, number: int = 0) -> Choice:
    full, short = _LABELS[tongue(lang)][verb]
    return Choice(f"{number} {short}" if number else full, action)
