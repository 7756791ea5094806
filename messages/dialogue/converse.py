"""converse: what a person did and what is known, in; facts, answers and the new draft, out.

Pure. The shell loads the desk, calls `converse`, appends the records, numbers their receipts,
renders what is to be shown and keeps the draft, all in one transaction.
"""

from __future__ import annotations

from dataclasses import replace

from messages.dialogue import office, office_stages
from messages.dialogue.absence import leave_days
from messages.dialogue.aim import Hints, take_aim
from messages.dialogue.answering import answer, is_cancelling, with_draft
from messages.dialogue.asking import tell
from messages.dialogue.bare_figures import as_figure
from messages.dialogue.basket import gather, merged
from messages.dialogue.correcting import correct_case
from messages.dialogue.decision import Decision, Show, Sight
from messages.dialogue.desk import RECEIPTED, Desk, by_receipt
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.editing import edited
from messages.dialogue.event import Asked, Command, Event, Handed, Pressed, Said
from messages.dialogue.handing import evidence_names, handed
from messages.dialogue.pressing import press
from messages.dialogue.secrecy import is_secret
from messages.dialogue.settling import settle
from messages.dialogue.stating import state
from messages.dialogue.told import Told, read
from messages.speech import Verb
from messages.understand import Intent, Reading

_SIGHTS = {
    Command.TASKS: Sight.TASKS,
    Command.HELP: Sight.HELP,
    Command.DIGEST: Sight.DIGEST,
    Command.START: Sight.START,
    Command.HANDOVER: Sight.HANDOVER,
}


def converse(event: Event, desk: Desk) -> Decision:
    """Decide about one event. Never raises for anything a person can do.

    Records are only ever about cases on the desk. Where `hush` is set nothing of the event may be
    kept. A draft that is None ends the one on the desk.
    """
    match event:
        case Asked():
            return Decision(draft=desk.draft, answers=(_shown(event, desk),))
        case Pressed():
            return _keeping_files(press(event, desk), event, desk)
        case Handed():
            if is_secret(event.caption, *evidence_names(event.evidence)):
                return _secret(desk)
            return _keeping_files(handed(event, desk), event, desk)
        case Said():
            if is_secret(event.text):
                return _secret(desk)
            return _keeping_files(_said(event, desk), event, desk)


def _shown(event: Asked, desk: Desk) -> Show:
    """What a command asks to see. The days of a leave are read here, as in every sentence."""
    if event.command is not Command.LEAVE:
        return Show(_SIGHTS[event.command])
    return Show(Sight.LEAVE, arg=leave_days(event.words, desk))


def _secret(desk: Desk) -> Decision:
    """A mark of secrecy: nothing is kept, the sender is told what to do."""
    return replace(tell(desk, "secret"), draft=desk.draft, hush=True)


def _said(event: Said, desk: Desk) -> Decision:
    if not event.text.strip():
        return Decision(draft=desk.live_draft())
    if desk.is_office:
        return office.said(event, desk) or replace(tell(desk, "office_line"), draft=desk.draft)
    told = Told(
        words=event.text,
        message=event.message,
        key=event.message,
        hints=Hints(event.reply_about),
        borrowed=event.forwarded,
    )
    staged = None if event.forwarded else office_stages.said_by_lead(event, desk)
    if staged is not None and not event.edited:
        return staged
    if event.edited:
        changed = edited(told, desk)
        if changed is not None:
            return changed
    reading = as_figure(read(event.text, desk), told, desk)
    replied = _to_receipt(event, reading, told, desk)
    return replied or _fresh(reading, told, desk)


def _to_receipt(event: Said, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """A reply to a receipt corrects it, unless it is a thank-you or a question."""
    found = by_receipt(desk, event.reply_receipt)
    if found is None:
        return None
    case = found[0]
    if reading.intent is Intent.QUESTION and not reading.ask:
        return replace(settle(case, reading, told, desk), draft=desk.live_draft())
    if reading.intent in (Intent.ACK, Intent.OTHER) and not reading.ask:
        return replace(tell(desk, "all_right"), draft=desk.live_draft())
    return correct_case(case, event.reply_receipt, reading, told, desk)


def _fresh(reading: Reading, told: Told, desk: Desk) -> Decision:
    draft = desk.live_draft()
    if draft is None:
        return state(reading, told, desk)
    answered = answer(draft, reading, told, desk)
    if answered is not None:
        return answered
    small_talk = reading.intent in (Intent.ACK, Intent.QUESTION) and not reading.ask
    if small_talk:
        told = replace(told, hints=replace(told.hints, about=draft.about))
        return _keeping(state(reading, told, desk), draft)
    whole = with_draft(told, draft, reading)
    if draft.awaiting is Awaiting.SUBMIT and _is_finished(draft, desk):
        aim = take_aim(reading.refs, whole.words, Hints(whole.hints.reply_about), desk)
        return gather(whole, aim, desk)
    return _keeping(state(reading, whole, desk), draft)


def _is_finished(draft: Draft, desk: Desk) -> bool:
    return any(case.assignment.id == draft.about for case in desk.recent)


def _keeping(decision: Decision, draft: Draft) -> Decision:
    """A draft outlives what has nothing to do with it."""
    if decision.draft is not None:
        return decision
    about = {record.assignment for record in decision.records if record.kind in RECEIPTED}
    consumed = any(record.data.get("evidence") for record in decision.records)
    over = consumed or draft.about in about or (about and draft.about is None)
    return decision if over else replace(decision, draft=draft)


def _keeping_files(decision: Decision, event: Event, desk: Desk) -> Decision:
    """Files that wait are never lost by a decision that does not mention them.

    Only throwing the draft away, by button or in words, lets them go.
    """
    draft = desk.live_draft()
    if draft is None or not draft.evidence or _throws_away(event):
        return decision
    recorded = {e["sha256"] for r in decision.records for e in r.data.get("evidence") or ()}
    kept = decision.draft.evidence if decision.draft else ()
    left = tuple(item for item in draft.evidence if item.sha256 not in recorded)
    if not left:
        return decision
    if decision.draft is None:
        return replace(decision, draft=replace(draft, evidence=left))
    return replace(decision, draft=replace(decision.draft, evidence=merged(left, kept)))


def _throws_away(event: Event) -> bool:
    if isinstance(event, Said):
        return is_cancelling(event.text)
    return isinstance(event, Pressed) and event.action.verb is Verb.DISCARD
