"""Buttons (按钮) under asks: what a liaison can answer without typing."""

from __future__ import annotations

from collections.abc import Sequence

from messages.compose.beside import same_words
from messages.compose.item import name_of, short_code
from messages.compose.office_rows import stage_rows
from messages.compose.speaking import Rows
from messages.compose.values import Ask
from messages.speech import Action, Choice, Verb
from messages.words import clean, tongue
from workflows.case import Case
from workflows.standing import State

PICK_ROWS = 8
LABEL_CHARS = 30
_SAME_CHARS = 40

_LABELS = {
    "zh": {
        Verb.DONE: "已完成",
        Verb.PROGRESS: "推进中",
        Verb.BLOCKED: "有困难",
        Verb.EXTEND: "申请延期",
        Verb.NIL: "零报告",
        Verb.ACK: "签收",
        Verb.SAME: "与上期一致",
        Verb.WAIT: "不等了",
        Verb.SNOOZE: "稍后提醒",
        Verb.SOURCE: "历次反馈",
        Verb.UPLOAD: "网页上传附件",
        Verb.CORRECT: "更正上次反馈",
        Verb.WITHDRAW: "撤回上次反馈",
        Verb.TASKS: "我的待办",
        Verb.GRANT: "同意延期",
        Verb.REFUSE: "不同意延期",
        Verb.ACCEPT: "审核通过",
        Verb.RETURN: "退回",
    },
    "en": {
        Verb.DONE: "Done",
        Verb.PROGRESS: "In progress",
        Verb.BLOCKED: "Difficulty",
        Verb.EXTEND: "More time",
        Verb.NIL: "Nil report",
        Verb.ACK: "Acknowledge",
        Verb.SAME: "As last time",
        Verb.WAIT: "Wait no longer",
        Verb.SNOOZE: "Remind me later",
        Verb.SOURCE: "Earlier reports",
        Verb.UPLOAD: "Upload on the web",
        Verb.CORRECT: "Correct my report",
        Verb.WITHDRAW: "Withdraw my report",
        Verb.TASKS: "My items",
        Verb.GRANT: "Grant extension",
        Verb.REFUSE: "Refuse extension",
        Verb.ACCEPT: "Accept",
        Verb.RETURN: "Return",
    },
}
_SHORT = {
    "zh": {
        Verb.DONE: "完成",
        Verb.PROGRESS: "推进",
        Verb.BLOCKED: "困难",
        Verb.EXTEND: "延期",
        Verb.NIL: "零报",
        Verb.SAME: "同上期",
        Verb.ACK: "签收",
    },
    "en": {
        Verb.DONE: "done",
        Verb.PROGRESS: "going",
        Verb.BLOCKED: "stuck",
        Verb.EXTEND: "extend",
        Verb.NIL: "nil",
        Verb.SAME: "as before",
        Verb.ACK: "seen",
    },
}


def choice(verb: Verb, lang: str, about: str = "", arg: str = "") -> Choice:
    """The choice for a verb with its usual label."""
    return Choice(_LABELS[tongue(lang)][verb], Action(verb, about, arg))


def answer_rows(case: Case, lang: str, last: Case | None = None) -> Rows:
    """The rows under a single item; none for an offline matter, which is not answered here.

    A third row stands only where it applies: nil report, signature (签收), and as last time with
    what that would report. Waiting for a unit and remind me later stand behind 有困难.
    """
    if case.assignment.offline:
        return ()
    if case.standing.state is State.IN_REVIEW:
        return stage_rows(case, lang)
    about = case.assignment.id
    rows: list[tuple[Choice, ...]] = [
        (choice(Verb.DONE, lang, about), choice(Verb.PROGRESS, lang, about)),
        (choice(Verb.BLOCKED, lang, about), choice(Verb.EXTEND, lang, about)),
    ]
    verbs = [verb for verb in _sometimes(case, last) if verb is not Verb.SAME]
    if verbs:
        rows.append(tuple(choice(verb, lang, about) for verb in verbs))
    said = same_words(case, last)
    if said:
        colon = ": " if tongue(lang) == "en" else "："
        label = clean(f"{_LABELS[tongue(lang)][Verb.SAME]}{colon}{said}", _SAME_CHARS)
        rows.append((Choice(label, Action(Verb.SAME, about)),))
    return tuple(rows)


def _sometimes(case: Case, last: Case | None) -> list[Verb]:
    """The answers that not every item has."""
    verbs = [Verb.NIL] if case.assignment.nil_allowed else []
    if case.assignment.acknowledge_within and case.standing.state is State.OPEN:
        verbs.append(Verb.ACK)
    return [*verbs, Verb.SAME] if same_words(case, last) else verbs


def ask_rows(asks: Sequence[Ask], lang: str) -> Rows:
    """The rows under the day's message: in full for one item, short for three, a list beyond."""
    cases = [ask.case for ask in asks]
    if len(cases) == 1:
        return answer_rows(cases[0], lang, asks[0].last)
    if len(cases) > 3:
        return pick_rows(cases, lang)
    rows = (_short_row(n, ask, lang) for n, ask in enumerate(asks, 1))
    return tuple(row for row in rows if row)


def _short_row(number: int, ask: Ask, lang: str) -> tuple[Choice, ...]:
    case = ask.case
    if case.assignment.offline:
        return ()
    if case.standing.state is State.IN_REVIEW:
        return tuple(choice for row in stage_rows(case, lang, number) for choice in row)
    usual = (Verb.DONE, Verb.PROGRESS, Verb.BLOCKED, Verb.EXTEND)
    verbs = (*usual, *_sometimes(case, ask.last))
    labels = _SHORT[tongue(lang)]
    return tuple(Choice(f"{number} {labels[v]}", Action(v, case.assignment.id)) for v in verbs)


def pick_rows(cases: Sequence[Case], lang: str, rest_from: int | None = None) -> Rows:
    """One button per item, eight at most, then one for the rest.

    `rest_from` is where the list goes on, as the argument of TASKS; None: at its beginning.
    """
    rows = [(pick(case, lang),) for case in cases[:PICK_ROWS]]
    rest = len(cases) - PICK_ROWS
    if rest > 0:
        label = f"{rest} more" if tongue(lang) == "en" else f"其余{rest}项"
        arg = "" if rest_from is None else str(rest_from)
        rows.append((Choice(label, Action(Verb.TASKS, "", arg)),))
    return tuple(rows)


def pick(case: Case, lang: str) -> Choice:
    """The button that opens one item: its code and short title."""
    assignment = case.assignment
    label = f"{short_code(assignment)} {name_of(assignment, lang, LABEL_CHARS)}"
    return Choice(clean(label, LABEL_CHARS), Action(Verb.PICK, assignment.id))
