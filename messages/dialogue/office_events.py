"""Events (来事登记): the office says on which day something has happened; due dates follow."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from messages.dialogue.asking import tell
from messages.dialogue.decision import Decision, Record, Refresh, Show, Sight
from messages.dialogue.desk import Desk
from messages.dialogue.event import Pressed
from messages.dialogue.office_answers import Question, Turn, ask, over, said_line, settled
from messages.dialogue.office_days import past_day
from messages.dialogue.wording import name, plain
from messages.speech import Action, Choice, Verb
from messages.words import date_words, day_words
from workflows.calendar import office_day
from workflows.case import Case
from workflows.happening import Claim, event_refusal, first_cause
from workflows.ledger import FactKind

NOT_YET = "no"
_ASKED_AGAIN = 5
"""Working days after 尚未发生 until the office is asked again."""
_YET = re.compile(r"尚未|还没|还未|没有发生|未发生|没发生|not yet|has not", re.IGNORECASE)
_HAPPENED = re.compile(
    r"已|发生|批准|通过|印发|批复|happened|approved|passed|published", re.IGNORECASE
)


def press(case: Case, event: Pressed, desk: Desk) -> Decision:
    """已发生 with a day, 尚未, or 选日期."""
    if not case.assignment.is_event or case.standing.happened_on is not None:
        return over(event, desk)
    if event.action.arg == NOT_YET:
        return _put_off(case, Turn(desk, event.message))
    if not event.action.arg:
        return ask(case, Question("ask_event_day", Verb.HAPPENED, _days(case, desk)), event, desk)
    try:
        on = date.fromisoformat(event.action.arg)
    except ValueError:
        return over(event, desk)
    return happened(case, on, Turn(desk, event.message))


def said(case: Case, words: str, desk: Desk) -> Decision | None:
    """尚未, a day, or 已发生 (today); None for words that say none of it."""
    if _YET.search(words):
        return _put_off(case, Turn(desk))
    on = past_day(words, office_day(desk.now))
    if on is None and not _HAPPENED.search(words):
        return None
    return happened(case, on or office_day(desk.now), Turn(desk))


def said_day(case: Case, words: str, desk: Desk) -> Decision:
    """The day that was asked for; what is no day is asked for again."""
    on = past_day(words, office_day(desk.now))
    if on is None:
        return replace(tell(desk, "event_day_unclear"), draft=desk.live_draft())
    return happened(case, on, Turn(desk))


def happened(case: Case, on: date, turn: Turn) -> Decision:
    """The event is on record, or a sentence says why it cannot be."""
    desk = turn.desk
    causes = desk.causes.get(case.assignment.id, ())
    claim = Claim(on, office_day(desk.now), causes)
    problem = event_refusal(case.assignment, case.standing, claim)
    if problem is not None:
        cause = first_cause(claim)
        values = {
            "item": name(case, desk.lang),
            "on": date_words(on, desk.now, desk.lang),
            "start": day_words(case.assignment.opens_on, desk.now, desk.lang),
            "cause": cause.event if cause else "",
        }
        return replace(tell(desk, f"event_{problem.value}", **values), draft=desk.live_draft())
    record = Record(case.assignment.id, FactKind.EVENT, {"on": on.isoformat()})
    shown = Show(Sight.EVENT, case.assignment.id)
    words = date_words(on, desk.now, desk.lang)
    toast = plain(desk.lang, "toast_event", on=words)
    if not turn.message:
        return Decision((record,), None, (shown,))
    note = said_line(case, desk, "event", on=words)
    return Decision((record,), None, (Refresh(turn.message, note=note), shown), toast)


def _put_off(case: Case, turn: Turn) -> Decision:
    desk = turn.desk
    until = desk.calendar.add_working_days(office_day(desk.now), _ASKED_AGAIN)
    data = {"until": until.isoformat(), "reason": plain("zh", "event_not_yet")}
    record = Record(case.assignment.id, FactKind.SNOOZED, data)
    words = day_words(until, desk.now, desk.lang)
    return settled(record, case, turn, "event_put_off", until=words)


def _days(case: Case, desk: Desk) -> tuple[Choice, ...]:
    about, today = case.assignment.id, office_day(desk.now)
    days = (("today", today), ("yesterday", today - timedelta(days=1)))
    return tuple(
        Choice(plain(desk.lang, f"button_{key}"), Action(Verb.HAPPENED, about, day.isoformat()))
        for key, day in days
    )
