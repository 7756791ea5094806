"""Pressing (点按): what a tap does. Old buttons explain themselves, double taps change nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from messages.dialogue import office
from messages.dialogue.aim import in_order
from messages.dialogue.asking import (
    ask_correction,
    ask_extension_reason,
    ask_item,
    ask_reason,
    ask_until,
    tell,
)
from messages.dialogue.correcting import is_final
from messages.dialogue.decision import Decision, Receipt, Record, Refresh, Show, Sight, Speak
from messages.dialogue.desk import Desk, by_receipt, last_report
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Pressed
from messages.dialogue.extension import reason_in, refusal
from messages.dialogue.recording import added
from messages.dialogue.resuming import read_as, resume
from messages.dialogue.settling import extend, extension_recorded, same_in_force, settle
from messages.dialogue.stating import settle_each
from messages.dialogue.told import Told, day_in, forced, read, tapped, told_by_draft
from messages.dialogue.wording import name, plain, say
from messages.speech import Action, Speech, Verb
from messages.understand import Intent
from workflows.case import Case
from workflows.ledger import FactKind, ReportKind
from workflows.standing import State

_INTENTS = {Verb.DONE: Intent.DONE, Verb.PROGRESS: Intent.PROGRESS, Verb.NIL: Intent.NIL}
_FULL = 100.0


def press(event: Pressed, desk: Desk) -> Decision:
    """What a tap does. The shell has checked that the holder of the post pressed."""
    verb = event.action.verb
    if verb in office.VERBS:
        return office.press(event, desk)
    act = _ACTS.get(verb)
    if act is not None:
        return act(event, desk)
    case = desk.open_case(event.action.about)
    if case is None:
        return _stale(event, desk)
    return _ON_CASE[verb](case, event, desk)


def _stale(event: Pressed, desk: Desk) -> Decision:
    """The item is finished, excused or no longer this unit's: say so, show it as it is now."""
    case = desk.own_case(event.action.about)
    if case is None:
        return _unchanged(event, desk, "toast_gone", alert=True)
    words = plain(desk.lang, f"state_{case.standing.state.value}")
    if case.standing.receipt and case.standing.state in (State.DONE, State.NIL):
        words = plain(desk.lang, "toast_recorded", receipt=case.standing.receipt)
    return replace(_unchanged(event, desk, "toast_gone"), toast=words)


def _unchanged(event: Pressed, desk: Desk, toast: str, *, alert: bool = False) -> Decision:
    return Decision(
        draft=desk.live_draft(),
        answers=(Refresh(event.message),),
        toast=plain(desk.lang, toast),
        alert=alert,
    )


def _told(event: Pressed, desk: Desk) -> Told:
    """A tap on an item; files already gathered for that very item go with it."""
    draft = desk.live_draft()
    told = Told(words="", message=event.message, key=event.message)
    mine = draft is not None and draft.about == event.action.about
    if draft is None or not mine:
        return told
    if draft.awaiting is Awaiting.MISSING:
        return replace(
            told,
            words=draft.text,
            evidence=draft.evidence,
            asked_times=draft.asked_times,
            key=draft.key,
            replaces=draft.replaces,
        )
    if draft.awaiting is Awaiting.SUBMIT:
        return replace(told, words=draft.text, evidence=draft.evidence, album=draft.album)
    return told


def _report(case: Case, event: Pressed, desk: Desk) -> Decision:
    """已完成, 推进中, 零报告: recorded at once, one receipt."""
    reading = tapped(_INTENTS[event.action.verb])
    if same_in_force(case, reading, event.message, desk):
        toast = plain(desk.lang, "toast_recorded", receipt=case.standing.receipt or "")
        return replace(_unchanged(event, desk, "toast_gone"), toast=toast)
    told = _told(event, desk)
    if told.words:
        reading = forced(read(told.words, desk), reading.intent)
    decision = settle(case, reading, told, desk)
    return _after_tap(decision, event, desk)


def _percent(case: Case, event: Pressed, desk: Desk) -> Decision:
    """A figure for a report of progress that had none completes that report; else it is new."""
    try:
        percent = float(event.action.arg)
    except ValueError:
        return _unchanged(event, desk, "toast_gone")
    if not 0 <= percent < _FULL:
        return _unchanged(event, desk, "toast_gone")
    report = last_report(case)
    said = report.data if report else {}
    if said.get("intent") == ReportKind.PROGRESS and said.get("percent") == percent:
        return _unchanged(event, desk, "toast_same")
    told = Told(words="", message=event.message, key=event.message)
    in_force = said.get("intent") == ReportKind.PROGRESS and case.standing.receipt
    if in_force and said.get("percent") is None:
        words = str(said.get("text") or "")
        told = replace(told, words=words, replaces=case.standing.receipt or "", in_place=True)
    reading = replace(read(told.words, desk), percent=percent) if told.words else None
    reading = forced(reading, Intent.PROGRESS) if reading else tapped(Intent.PROGRESS, percent)
    return _after_tap(settle(case, reading, told, desk), event, desk)


def _blocked(case: Case, event: Pressed, desk: Desk) -> Decision:
    draft = desk.live_draft()
    if _already(draft, case, Awaiting.REASON):
        return Decision(draft=draft, toast=plain(desk.lang, "toast_write_reason"))
    if case.assignment.offline:
        return settle(case, tapped(Intent.BLOCKED), _told(event, desk), desk)
    return _after_tap(ask_reason(case, _told(event, desk), desk), event, desk)


def _extend(case: Case, event: Pressed, desk: Desk) -> Decision:
    draft = desk.live_draft()
    if _already(draft, case, Awaiting.UNTIL):
        return Decision(draft=draft, toast=plain(desk.lang, "toast_choose_day"))
    told = _told(event, desk)
    if case.assignment.offline:
        return settle(case, tapped(Intent.EXTEND), told, desk)
    return _after_tap(extend(case, None, told, desk), event, desk)


def _until(case: Case, event: Pressed, desk: Desk) -> Decision:
    """A day was chosen; with a reason already written the request is complete."""
    try:
        until = date.fromisoformat(event.action.arg)
    except ValueError:
        return _unchanged(event, desk, "toast_gone")
    draft = desk.live_draft()
    mine = draft is not None and draft.about == case.assignment.id
    asked_why = draft is not None and draft.awaiting is Awaiting.REASON_AFTER_UNTIL
    if draft is not None and mine and asked_why and draft.until == until:
        return Decision(draft=draft, toast=plain(desk.lang, "toast_write_reason"))
    if case.standing.extension_asked_until == until:
        return _unchanged(event, desk, "toast_same")
    told = told_by_draft(draft, event.message) if draft is not None and mine else None
    told = told or Told(words="", message=event.message, key=event.message, in_place=True)
    if case.assignment.offline or refusal(case, until, desk) is not None:
        return extend(case, until, told, desk)
    reason = reason_in(told.words, lambda clause: day_in(clause, desk) is not None)
    if not reason:
        return ask_extension_reason(case, until, told, desk)
    return extension_recorded(case, until, reason, told, desk)


def _already(draft: Draft | None, case: Case, awaiting: Awaiting) -> bool:
    return draft is not None and draft.about == case.assignment.id and draft.awaiting is awaiting


def _acknowledge(case: Case, event: Pressed, desk: Desk) -> Decision:
    if case.standing.state is not State.OPEN:
        return _unchanged(event, desk, "toast_acknowledged")
    record = Record(case.assignment.id, FactKind.ACKNOWLEDGED)
    return replace(_unchanged(event, desk, "toast_acknowledged"), records=(record,))


def _after_tap(decision: Decision, event: Pressed, desk: Desk) -> Decision:
    """The pressed message shows the new state; a draft about something else is kept."""
    old = desk.live_draft()
    in_place = any(isinstance(a, Receipt | Speak) and a.in_place for a in decision.answers)
    answers = decision.answers
    if decision.records and not in_place:
        answers = (*answers, Refresh(event.message))
    keep = old if old is not None and old.about != event.action.about else None
    return replace(decision, answers=answers, draft=decision.draft or keep)


def _draft_of(event: Pressed, desk: Desk) -> tuple[Draft, str] | None:
    """The draft whose button was pressed and the button's word, or None where it is over."""
    word, _, key = event.action.arg.partition(".")
    draft = desk.live_draft()
    return (draft, word) if draft is not None and draft.key == key else None


def _pick(event: Pressed, desk: Desk) -> Decision:
    """An item was chosen: for the words that wait, or to see it and speak about it next."""
    action = event.action
    if action.arg:
        found = _draft_of(event, desk)
        if found is None:
            return _unchanged(event, desk, "toast_over")
        draft, word = found
        told = told_by_draft(draft, event.message, action.about)
        if word == "other":
            return ask_item(in_order(desk), told, desk)
        case = desk.open_case(action.about)
        return resume(told, case, desk) if case else _stale(event, desk)
    case = desk.open_case(action.about)
    if case is None:
        return _stale(event, desk)
    draft = desk.live_draft()
    if draft is None or not draft.evidence:
        draft = Draft(event.message, desk.now, Awaiting.NOTHING, case.assignment.id)
    return Decision(draft=draft, answers=(Show(Sight.ITEM, case.assignment.id),))


def _read_as(event: Pressed, desk: Desk) -> Decision:
    """The reading was chosen; only one of those offered counts."""
    found = _draft_of(event, desk)
    if found is None or found[1] not in found[0].readings:
        return _unchanged(event, desk, "toast_over")
    draft, word = found
    intent = Intent(word)
    told = told_by_draft(draft, event.message, event.action.about)
    if not event.action.about and draft.about is None:
        cases = [c for c in desk.cases if c.assignment.id in draft.candidates]
        reading = forced(read(told.words, desk), intent)
        told = replace(told, borrowed=False)
        return settle_each([(case, reading, told) for case in cases], desk)
    case = desk.own_case(event.action.about) if draft.replaces else None
    case = case or desk.open_case(event.action.about)
    if case is None or draft.about != case.assignment.id or (draft.replaces and is_final(case)):
        return _stale(event, desk)
    return read_as(intent, told, case, desk)


def _submit(event: Pressed, desk: Desk) -> Decision:
    """Hand in what was gathered: as evidence, or with the status chosen."""
    found = _draft_of(event, desk)
    if found is None:
        return _unchanged(event, desk, "toast_over")
    draft, word = found
    about = event.action.about
    case = desk.own_case(about)
    if case is None or (case in desk.recent and (word != "add" or is_final(case))):
        return _stale(event, desk)
    told = told_by_draft(draft, event.message, about)
    if word == "note":
        return _with_note(case, draft, told, desk)
    if case.assignment.offline:
        return settle(case, tapped(Intent.DONE), told, desk)
    if word == "add" and told.evidence:
        record = added(case, told.evidence, told)
        return Decision((record,), None, (Receipt((0,), in_place=True),))
    intents = {"done": Intent.DONE, "progress": Intent.PROGRESS, "blocked": Intent.BLOCKED}
    if word not in intents:
        return _unchanged(event, desk, "toast_over")
    return read_as(intents[word], told, case, desk)


def _with_note(case: Case, draft: Draft, told: Told, desk: Desk) -> Decision:
    """附说明提交: words already written are the note, else one sentence is asked for."""
    if draft.awaiting is not Awaiting.MISSING or draft.about != case.assignment.id:
        return replace(tell(desk, "just_write"), draft=draft)
    if told.words.strip():
        return settle(case, forced(read(told.words, desk), Intent.DONE), _noted(told), desk)
    html = say(desk.lang, "ask_note", item=name(case, desk.lang))
    asked = replace(draft, awaiting=Awaiting.NOTE, since=desk.now)
    return Decision(draft=asked, answers=(Speak(Speech(html), in_place=True),))


def _noted(told: Told) -> Told:
    return replace(told, noted=True)


def _discard(event: Pressed, desk: Desk) -> Decision:
    draft = desk.live_draft()
    if draft is None or draft.key != event.action.arg:
        return _unchanged(event, desk, "toast_over")
    html = say(desk.lang, "discarded")
    return Decision(answers=(Speak(Speech(html), in_place=True),))


def _correct(event: Pressed, desk: Desk) -> Decision:
    """改正: the next words replace the receipt."""
    found = by_receipt(desk, event.action.arg)
    if found is None:
        return _unchanged(event, desk, "toast_gone", alert=True)
    case, fact = found
    if is_final(case):
        return _stale(event, desk)
    told = Told(words="", message=event.message, key=event.message)
    if fact.kind is FactKind.EXTENSION_ASKED and case in desk.cases:
        return ask_until(case, told, desk)
    receipt = case.standing.receipt
    if receipt is None:
        return _unchanged(event, desk, "toast_over")
    if _already(desk.live_draft(), case, Awaiting.CORRECTION):
        return Decision(draft=desk.live_draft(), toast=plain(desk.lang, "toast_write"))
    return ask_correction(case, receipt, told, desk)


def _withdraw(event: Pressed, desk: Desk) -> Decision:
    """撤回: only what is in force can be taken back, and not after the office's last word."""
    receipt = event.action.arg
    found = by_receipt(desk, receipt)
    if found is None:
        return _unchanged(event, desk, "toast_gone", alert=True)
    case = found[0]
    if is_final(case):
        return _stale(event, desk)
    if case.standing.receipt != receipt:
        return _unchanged(event, desk, "toast_replaced")
    record = Record(case.assignment.id, FactKind.WITHDRAWN, {"receipt": receipt})
    html = say(desk.lang, "withdrawn", receipt=receipt, item=name(case, desk.lang))
    draft = desk.live_draft()
    return Decision(
        (record,),
        draft if draft is not None and draft.about != case.assignment.id else None,
        (Speak(Speech(html), in_place=True),),
        plain(desk.lang, "toast_withdrawn"),
    )


def _show(event: Pressed, desk: Desk) -> Decision:
    sights = {Verb.TASKS: Sight.TASKS, Verb.SOURCE: Sight.SOURCE, Verb.UPLOAD: Sight.UPLOADS}
    action: Action = event.action
    show = Show(sights[action.verb], action.about, action.arg)
    return Decision(draft=desk.live_draft(), answers=(show,))


_ACTS: dict[Verb, Callable[[Pressed, Desk], Decision]] = {
    Verb.PICK: _pick,
    Verb.READ_AS: _read_as,
    Verb.SUBMIT: _submit,
    Verb.DISCARD: _discard,
    Verb.CORRECT: _correct,
    Verb.WITHDRAW: _withdraw,
    Verb.TASKS: _show,
    Verb.SOURCE: _show,
    Verb.UPLOAD: _show,
}
_ON_CASE: dict[Verb, Callable[[Case, Pressed, Desk], Decision]] = {
    Verb.DONE: _report,
    Verb.PROGRESS: _report,
    Verb.NIL: _report,
    Verb.PERCENT: _percent,
    Verb.BLOCKED: _blocked,
    Verb.EXTEND: _extend,
    Verb.UNTIL: _until,
    Verb.ACK: _acknowledge,
}
