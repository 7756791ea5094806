"""Taps that lead a draft to its end (草稿按钮) and those that undo a receipt."""

from __future__ import annotations

from dataclasses import replace

from messages.dialogue import reading_in
from messages.dialogue.aim import in_order
from messages.dialogue.asking import (
    ask_correction,
    ask_item,
    ask_until,
    tell,
)
from messages.dialogue.correcting import is_final
from messages.dialogue.decision import Decision, Receipt, Record, Show, Sight, Speak
from messages.dialogue.desk import Desk, by_receipt
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Pressed
from messages.dialogue.recording import added
from messages.dialogue.resuming import read_as, resume
from messages.dialogue.settling import settle
from messages.dialogue.stale import already, stale, unchanged
from messages.dialogue.stating import settle_each
from messages.dialogue.told import Told, forced, read, tapped, told_by_draft
from messages.dialogue.wording import name, plain, say
from messages.speech import Speech
from messages.understand import Intent
from workflows.case import Case
from workflows.ledger import FactKind


def _draft_of(event: Pressed, desk: Desk) -> tuple[Draft, str] | None:
    """The draft whose button was pressed and the button's word, or None where it is over."""
    word, _, key = event.action.arg.partition(".")
    draft = desk.live_draft()
    return (draft, word) if draft is not None and draft.key == key else None


def pick(event: Pressed, desk: Desk) -> Decision:
    """An item was chosen: for the words that wait, or to see it and speak about it next."""
    action = event.action
    if action.arg:
        found = _draft_of(event, desk)
        if found is None:
            return unchanged(event, desk, "toast_over")
        draft, word = found
        told = told_by_draft(draft, event.message, action.about)
        if word == "other":
            return ask_item(in_order(desk), told, desk)
        case = desk.open_case(action.about)
        return resume(told, case, desk) if case else stale(event, desk)
    case = desk.open_case(action.about)
    if case is None:
        return stale(event, desk)
    draft = desk.live_draft()
    if draft is None or not draft.evidence:
        draft = Draft(event.message, desk.now, Awaiting.NOTHING, case.assignment.id)
    return Decision(draft=draft, answers=(Show(Sight.ITEM, case.assignment.id),))


def choose_reading(event: Pressed, desk: Desk) -> Decision:
    """The reading was chosen; only one of those offered counts."""
    found = _draft_of(event, desk)
    if found is None or found[1] not in found[0].readings:
        return unchanged(event, desk, "toast_over")
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
        return stale(event, desk)
    return read_as(intent, told, case, desk)


def submit(event: Pressed, desk: Desk) -> Decision:
    """Hand in what was gathered: as evidence, or with the status chosen."""
    found = _draft_of(event, desk)
    if found is None:
        return unchanged(event, desk, "toast_over")
    draft, word = found
    about = event.action.about
    case = desk.own_case(about)
    if draft.awaiting is Awaiting.CONFIRM and case is not None and draft.about == about:
        if is_final(case) or word not in ("sure", "again"):
            return unchanged(event, desk, "toast_over")
        told = told_by_draft(draft, event.message, about)
        return reading_in.press(case, word, draft, told, desk)
    if case is None or (case in desk.recent and (word != "add" or is_final(case))):
        return stale(event, desk)
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
        return unchanged(event, desk, "toast_over")
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


def discard(event: Pressed, desk: Desk) -> Decision:
    """取消: the draft and its files are thrown away."""
    draft = desk.live_draft()
    if draft is None or draft.key != event.action.arg:
        return unchanged(event, desk, "toast_over")
    html = say(desk.lang, "discarded")
    return Decision(answers=(Speak(Speech(html), in_place=True),))


def correct_receipt(event: Pressed, desk: Desk) -> Decision:
    """改正: the next words replace the receipt."""
    found = by_receipt(desk, event.action.arg)
    if found is None:
        return unchanged(event, desk, "toast_gone", alert=True)
    case, fact = found
    if is_final(case):
        return stale(event, desk)
    told = Told(words="", message=event.message, key=event.message)
    if fact.kind is FactKind.EXTENSION_ASKED and case in desk.cases:
        return ask_until(case, told, desk)
    receipt = case.standing.receipt
    if receipt is None:
        return unchanged(event, desk, "toast_over")
    if already(desk.live_draft(), case, Awaiting.CORRECTION):
        return Decision(draft=desk.live_draft(), toast=plain(desk.lang, "toast_write"))
    return ask_correction(case, receipt, told, desk)


def withdraw(event: Pressed, desk: Desk) -> Decision:
    """撤回: only what is in force can be taken back, and not after the office's last word."""
    receipt = event.action.arg
    found = by_receipt(desk, receipt)
    if found is None:
        return unchanged(event, desk, "toast_gone", alert=True)
    case = found[0]
    if is_final(case):
        return stale(event, desk)
    if case.standing.receipt != receipt:
        return unchanged(event, desk, "toast_replaced")
    record = Record(case.assignment.id, FactKind.WITHDRAWN, {"receipt": receipt})
    html = say(desk.lang, "withdrawn", receipt=receipt, item=name(case, desk.lang))
    draft = desk.live_draft()
    return Decision(
        (record,),
        draft if draft is not None and draft.about != case.assignment.id else None,
        (Speak(Speech(html), in_place=True),),
        plain(desk.lang, "toast_withdrawn"),
    )
