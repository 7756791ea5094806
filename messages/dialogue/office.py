"""The office's side: requests granted or refused, reports accepted or returned."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from messages.dialogue.asking import tell
from messages.dialogue.decision import Decision, Record, Refresh, Speak
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Pressed, Said
from messages.dialogue.told import day_in
from messages.dialogue.wording import button, name, plain, say
from messages.speech import Action, Choice, Speech, Verb
from messages.words import day_words
from workflows.calendar import at_office, office_day
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.standing import State

VERBS = frozenset({Verb.GRANT, Verb.REFUSE, Verb.ACCEPT, Verb.RETURN})
_CUTOFF = time(17, 30)
_RETURN_DAYS = 3
"""A returned item that is due sooner, or was due, gets three working days."""
_PRESETS = {"1": "return_incomplete", "2": "return_unclear", "3": "return_unsealed"}
_REVIEWED = frozenset({State.DONE, State.NIL})
_NO = re.compile(
    r"^\s*(?:不同意|不予同意|不批准?|不行|拒绝|refuse|no\b)[，,：:。\s]*", re.IGNORECASE
)
_YES = re.compile(
    r"^\s*(?:同意|批准|准予?|可以|行$|ok\b|yes\b|agree|approved?)[，,：:。\s]*", re.IGNORECASE
)


def press(event: Pressed, desk: Desk) -> Decision:
    """A tap of the office. What is decided already, or not this office's, is not decided again."""
    action = event.action
    case = desk.request(action.about)
    if case is None or not _waits(case, action.verb):
        return Decision(
            draft=desk.live_draft(),
            answers=(Refresh(event.message),),
            toast=plain(desk.lang, "toast_decided"),
        )
    match action.verb:
        case Verb.GRANT:
            return _granted(case, _day(action.arg), event.message, desk)
        case Verb.REFUSE:
            return _refused(case, "", event.message, desk)
        case Verb.ACCEPT:
            record = Record(case.assignment.id, FactKind.ACCEPTED)
            return _decided(record, "toast_accepted", event.message, desk)
        case _:
            return _return(case, event, desk)


def said(event: Said, desk: Desk) -> Decision | None:
    """Words of the office: the reason of a return, or 同意/不同意 in reply to a request."""
    draft = desk.live_draft()
    if draft is not None and draft.awaiting is Awaiting.RETURN_REASON and event.text.strip():
        case = desk.request(draft.about)
        if case is None or not _waits(case, Verb.RETURN):
            return tell(desk, "already_decided")
        return _spoken(_returned(case, event.text.strip(), "", desk), case, "said_returned", desk)
    case = _request_replied_to(event, desk)
    if case is None or not _waits(case, Verb.GRANT):
        return None
    refused = _NO.match(event.text)
    if refused:
        reason = event.text[refused.end() :].strip()
        return _spoken(_refused(case, reason, "", desk), case, "said_refused", desk)
    granted = _YES.match(event.text)
    if not granted:
        return None
    other = day_in(event.text[granted.end() :], desk) if event.text[granted.end() :] else None
    return _spoken(_granted(case, other, "", desk), case, "said_granted", desk)


def _request_replied_to(event: Said, desk: Desk) -> Case | None:
    found = [case for about in event.reply_about if (case := desk.request(about)) is not None]
    return found[0] if len(found) == 1 else None


def _waits(case: Case, verb: Verb) -> bool:
    if verb in (Verb.GRANT, Verb.REFUSE):
        return case.standing.extension_asked_until is not None
    return case.standing.state in _REVIEWED


def _day(arg: str) -> date | None:
    try:
        return date.fromisoformat(arg) if arg else None
    except ValueError:
        return None


def _granted(case: Case, other: date | None, message: str, desk: Desk) -> Decision:
    """Extended to the day asked for, or to another day that the office names."""
    until = other or case.standing.extension_asked_until
    assert until is not None
    due_at = at_office(until, _cutoff(case)).isoformat()
    reason = _asked_reason(case)
    record = Record(case.assignment.id, FactKind.EXTENDED, {"due_at": due_at, "reason": reason})
    decision = _decided(record, "toast_granted", message, desk)
    toast = plain(desk.lang, "toast_granted", until=day_words(until, desk.now, desk.lang))
    return replace(decision, toast=toast)


def _refused(case: Case, reason: str, message: str, desk: Desk) -> Decision:
    record = Record(case.assignment.id, FactKind.EXTENSION_REFUSED, {"reason": reason})
    return _decided(record, "toast_refused", message, desk)


def _decided(record: Record, toast: str, message: str, desk: Desk) -> Decision:
    answers = (Refresh(message),) if message else ()
    words = "" if toast == "toast_granted" else plain(desk.lang, toast)
    return Decision((record,), desk.live_draft(), answers, words)


def _spoken(decision: Decision, case: Case, key: str, desk: Desk) -> Decision:
    """A typed decision is confirmed in one sentence; a tap by its toast and message."""
    html = say(desk.lang, key, item=name(case, desk.lang), unit=case.assignment.unit)
    return replace(decision, draft=None, answers=(Speak(Speech(html)),), toast="")


def _return(case: Case, event: Pressed, desk: Desk) -> Decision:
    """退回: a reason by one tap, or in words."""
    preset = _PRESETS.get(event.action.arg)
    if preset:
        return _returned(case, plain(desk.lang, preset), event.message, desk)
    about = case.assignment.id
    choices = tuple(
        (Choice(plain(desk.lang, key), Action(Verb.RETURN, about, arg)),)
        for arg, key in _PRESETS.items()
    )
    discard = (button(desk.lang, "button_discard", Verb.DISCARD, arg=event.message),)
    html = say(
        desk.lang, "ask_return_reason", item=name(case, desk.lang), unit=case.assignment.unit
    )
    draft = Draft(
        key=event.message,
        since=desk.now,
        awaiting=Awaiting.RETURN_REASON,
        about=about,
        verb=Verb.RETURN,
    )
    return Decision(draft=draft, answers=(Speak(Speech(html, (*choices, discard))),))


def _returned(case: Case, reason: str, message: str, desk: Desk) -> Decision:
    data: dict[str, str] = {"reason": reason}
    again_on = desk.calendar.add_working_days(office_day(desk.now), _RETURN_DAYS)
    again_at = at_office(again_on, _cutoff(case))
    due_at = case.standing.due_at
    if due_at is not None and due_at < again_at:
        data["due_at"] = again_at.isoformat()
    record = Record(case.assignment.id, FactKind.RETURNED, data)
    decision = _decided(record, "toast_returned", message, desk)
    return replace(decision, draft=None)


def _cutoff(case: Case) -> time:
    return case.assignment.due.cutoff_time if case.assignment.due else _CUTOFF


def _asked_reason(case: Case) -> str:
    """The reason the unit gave, kept with the decision."""
    asked = [fact for fact in case.facts if fact.kind is FactKind.EXTENSION_ASKED]
    return str(asked[-1].data.get("reason") or "") if asked else ""
