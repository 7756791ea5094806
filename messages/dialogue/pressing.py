"""Pressing (点按): what a tap does. Old buttons explain themselves, double taps change nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from messages.dialogue import office, repeating, snoozing, taps_on_drafts, waiting
from messages.dialogue.asking import (
    ask_extension_reason,
    ask_reason,
)
from messages.dialogue.decision import Decision, Receipt, Record, Refresh, Show, Sight, Speak
from messages.dialogue.desk import Desk, last_report
from messages.dialogue.draft import Awaiting
from messages.dialogue.event import Pressed
from messages.dialogue.extension import reason_in, refusal
from messages.dialogue.settling import extend, extension_recorded, same_in_force, settle
from messages.dialogue.stale import already, stale, unchanged
from messages.dialogue.told import Told, day_in, forced, read, tapped, told_by_draft
from messages.dialogue.wording import plain
from messages.speech import Action, Verb
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
    if verb is Verb.PICK and desk.is_office:
        return office.show(event, desk)
    act = _ACTS.get(verb)
    if act is not None:
        return act(event, desk)
    case = desk.open_case(event.action.about)
    if case is None:
        return stale(event, desk)
    on_case = _ON_CASE.get(verb)
    return on_case(case, event, desk) if on_case else unchanged(event, desk, "toast_over")


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
        return replace(unchanged(event, desk, "toast_gone"), toast=toast)
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
        return unchanged(event, desk, "toast_gone")
    if not 0 <= percent < _FULL:
        return unchanged(event, desk, "toast_gone")
    report = last_report(case)
    said = report.data if report else {}
    if said.get("intent") == ReportKind.PROGRESS and said.get("percent") == percent:
        return unchanged(event, desk, "toast_same")
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
    if already(draft, case, Awaiting.REASON):
        return Decision(draft=draft, toast=plain(desk.lang, "toast_write_reason"))
    if case.assignment.offline:
        return settle(case, tapped(Intent.BLOCKED), _told(event, desk), desk)
    return _after_tap(ask_reason(case, _told(event, desk), desk), event, desk)


def _extend(case: Case, event: Pressed, desk: Desk) -> Decision:
    draft = desk.live_draft()
    if already(draft, case, Awaiting.UNTIL):
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
        return unchanged(event, desk, "toast_gone")
    draft = desk.live_draft()
    mine = draft is not None and draft.about == case.assignment.id
    asked_why = draft is not None and draft.awaiting is Awaiting.REASON_AFTER_UNTIL
    if draft is not None and mine and asked_why and draft.until == until:
        return Decision(draft=draft, toast=plain(desk.lang, "toast_write_reason"))
    if case.standing.extension_asked_until == until:
        return unchanged(event, desk, "toast_same")
    told = told_by_draft(draft, event.message) if draft is not None and mine else None
    told = told or Told(words="", message=event.message, key=event.message, in_place=True)
    if case.assignment.offline or refusal(case, until, desk) is not None:
        return extend(case, until, told, desk)
    reason = reason_in(told.words, lambda clause: day_in(clause, desk) is not None)
    if not reason:
        return ask_extension_reason(case, until, told, desk)
    return extension_recorded(case, until, reason, told, desk)


def _acknowledge(case: Case, event: Pressed, desk: Desk) -> Decision:
    if case.standing.state is not State.OPEN:
        return unchanged(event, desk, "toast_acknowledged")
    record = Record(case.assignment.id, FactKind.ACKNOWLEDGED)
    return replace(unchanged(event, desk, "toast_acknowledged"), records=(record,))


_INSTEAD = {Verb.WAIT: waiting.press, Verb.SNOOZE: snoozing.press, Verb.SAME: repeating.press}


def _instead(case: Case, event: Pressed, desk: Desk) -> Decision:
    """等其他单位, 稍后提醒, 与上期一致."""
    return _after_tap(_INSTEAD[event.action.verb](case, event, desk), event, desk)


def _after_tap(decision: Decision, event: Pressed, desk: Desk) -> Decision:
    """The pressed message shows the new state; a draft about something else is kept."""
    old = desk.live_draft()
    in_place = any(isinstance(a, Receipt | Speak) and a.in_place for a in decision.answers)
    answers = decision.answers
    if decision.records and not in_place:
        answers = (*answers, Refresh(event.message))
    keep = old if old is not None and old.about != event.action.about else None
    return replace(decision, answers=answers, draft=decision.draft or keep)


def _show(event: Pressed, desk: Desk) -> Decision:
    sights = {Verb.TASKS: Sight.TASKS, Verb.SOURCE: Sight.SOURCE, Verb.UPLOAD: Sight.UPLOADS}
    action: Action = event.action
    show = Show(sights[action.verb], action.about, action.arg)
    return Decision(draft=desk.live_draft(), answers=(show,))


_ACTS: dict[Verb, Callable[[Pressed, Desk], Decision]] = {
    Verb.PICK: taps_on_drafts.pick,
    Verb.READ_AS: taps_on_drafts.choose_reading,
    Verb.SUBMIT: taps_on_drafts.submit,
    Verb.DISCARD: taps_on_drafts.discard,
    Verb.CORRECT: taps_on_drafts.correct_receipt,
    Verb.WITHDRAW: taps_on_drafts.withdraw,
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
    Verb.WAIT: _instead,
    Verb.SNOOZE: _instead,
    Verb.SAME: _instead,
}
