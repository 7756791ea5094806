"""Review (审核): reports are accepted, or returned with a reason; accepted work is closed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time

from messages.dialogue.decision import Decision, Record, Refresh
from messages.dialogue.desk import Desk
from messages.dialogue.event import Pressed
from messages.dialogue.office_answers import Question, Turn, ask, over, settled
from messages.dialogue.told import day_in
from messages.dialogue.wording import plain, say
from messages.speech import Action, Choice, Verb
from messages.words import due_words
from workflows.calendar import at_office, office_day
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.standing import State

_CUTOFF = time(17, 30)
_RETURN_DAYS = 3
"""A returned item that is due sooner, or was due, gets three working days."""
_PRESETS = {"1": "return_incomplete", "2": "return_unclear", "3": "return_unsealed"}
_REPORTED = frozenset({State.DONE, State.NIL})
_ITS_OWN_DAY = re.compile(r"[^，,。；;]*(?:之?前|以前|\bby\b)[^，,。；;]*", re.IGNORECASE)
"""请于9月20日前重报: the part of a reason that sets the new deadline."""


def may_return(case: Case) -> bool:
    """True where the unit has reported and the office may still send it back."""
    return case.standing.state in _REPORTED


def may_accept(case: Case) -> bool:
    """True where a report waits to be accepted."""
    return case.standing.state in _REPORTED


def may_close(case: Case) -> bool:
    """True for what is accepted, or needs no review: it can be struck off the list (销号)."""
    state = case.standing.state
    return state is State.ACCEPTED or (state in _REPORTED and not case.standing.reviewed)


def accept(case: Case, event: Pressed, desk: Desk) -> Decision:
    """审核通过 by a tap."""
    return accepted(case, Turn(desk, event.message)) if may_accept(case) else over(event, desk)


def accepted(case: Case, turn: Turn) -> Decision:
    """The report is accepted. The unit sees it on its receipt and gets no message."""
    record = Record(case.assignment.id, FactKind.ACCEPTED)
    return settled(record, case, turn, "accepted")


def close(case: Case, event: Pressed, desk: Desk) -> Decision:
    """销号 by a tap."""
    return closed(case, Turn(desk, event.message)) if may_close(case) else over(event, desk)


def closed(case: Case, turn: Turn) -> Decision:
    """The item is struck off the list."""
    record = Record(case.assignment.id, FactKind.CLOSED)
    return settled(record, case, turn, "closed")


def close_all(event: Pressed, desk: Desk) -> Decision:
    """全部销号: everything that the desk holds and that can be closed."""
    cases = [case for case in desk.office_cases if may_close(case) and desk.of_office(_id(case))]
    if not cases:
        return over(event, desk)
    records = tuple(Record(_id(case), FactKind.CLOSED) for case in cases)
    note = say(desk.lang, "said_closed_all", n=len(cases))
    toast = plain(desk.lang, "toast_closed")
    return Decision(records, desk.live_draft(), (Refresh(event.message, note=note),), toast)


def _id(case: Case) -> str:
    return case.assignment.id


def give_back(case: Case, event: Pressed, desk: Desk) -> Decision:
    """退回 by a tap: a reason by one more tap, or in words."""
    if not may_return(case):
        return over(event, desk)
    preset = _PRESETS.get(event.action.arg)
    if preset:
        decision = returned(case, plain(desk.lang, preset), Turn(desk, event.message))
        return replace(decision, draft=None)
    about = case.assignment.id
    choices = tuple(
        Choice(plain(desk.lang, key), Action(Verb.RETURN, about, arg))
        for arg, key in _PRESETS.items()
    )
    return ask(case, Question("ask_return_reason", Verb.RETURN, choices), event, desk)


def returned(case: Case, reason: str, turn: Turn) -> Decision:
    """The report goes back with its reason and, where it is due too soon, a new deadline."""
    due_at = again_at(case, reason, turn.desk)
    data = {"reason": reason} | ({"due_at": due_at.isoformat()} if due_at else {})
    record = Record(case.assignment.id, FactKind.RETURNED, data)
    standing_due = due_at or case.standing.due_at
    by = due_words(standing_due, turn.desk.now, turn.desk.lang) if standing_due else ""
    key = "returned_by" if by else "returned"
    return settled(record, case, turn, key, by=by)


def again_at(case: Case, reason: str, desk: Desk) -> datetime | None:
    """When work that is sent back is due: the day that the reason names, else three working days
    where the due date is nearer than that. None: the due date stands.
    """
    named = _ITS_OWN_DAY.search(reason)
    day = day_in(named[0], desk) if named else None
    if day is not None and day > office_day(desk.now):
        return at_office(day, cutoff(case))
    again_on = desk.calendar.add_working_days(office_day(desk.now), _RETURN_DAYS)
    earliest = at_office(again_on, cutoff(case))
    due_at = case.standing.due_at
    return earliest if due_at is not None and due_at < earliest else None


def cutoff(case: Case) -> time:
    """The time of day at which the item is due."""
    return case.assignment.due.cutoff_time if case.assignment.due else _CUTOFF
