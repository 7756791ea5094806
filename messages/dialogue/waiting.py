"""Waiting (等待其他单位): for whom, for what, until when; a request to that unit follows from it.

The shell makes the request (协办请求) in the transaction that records the wait.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from messages.dialogue.asking import tell
from messages.dialogue.decision import Answer, Decision, Receipt, Record, Speak
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Pressed
from messages.dialogue.recording import question, report
from messages.dialogue.stale import already, unchanged
from messages.dialogue.told import Told, drafted, told_by_draft
from messages.dialogue.unit_names import Mention, mention_in
from messages.dialogue.wait_words import WHAT_CHARS, Wait, heard, wait_on
from messages.dialogue.wording import Rows, button, name, plain, say
from messages.speech import Action, Choice, Speech, Verb
from messages.understand import Intent, Reading
from messages.words import clean, day_words
from workflows.calendar import OFFICE_ZONE, WorkCalendar, at_office, office_day
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.roster import Unit
from workflows.standing import Standing

_SHORT_CHARS = 8
WAITING_DAYS = 3
"""Working days that a unit asked for help gets where nobody names a day."""


def wait(
    case: Case, found: Wait, told: Told, desk: Desk, reading: Reading | None = None
) -> Decision:
    """Record the wait where all is said and nothing speaks against it; else ask or refuse."""
    if found.office:
        record = question(case, told)
        return replace(tell(desk, "question_passed", item=name(case, desk.lang)), records=(record,))
    if found.unit is None:
        return _ask_which(case, found.mention, told, desk)
    problem = _refusal(case, found.unit, desk)
    if problem:
        return _refused(problem, case, found.unit, desk)
    if not found.what:
        return _ask_what(case, found, told, desk)
    return _recorded(case, found, told, desk, reading)


def _refusal(case: Case, unit: Unit, desk: Desk) -> str:
    """Why this unit cannot be waited for: the key of the sentence, "" where it can."""
    if unit.name == desk.post.unit:
        return "wait_self"
    if case.standing.waiting_for:
        same = case.standing.waiting_for == unit.name
        return "wait_already" if same else "wait_one"
    asking = {
        other.assignment.request_of.rpartition("/")[2]
        for other in desk.cases
        if other.assignment.request_of
    }
    chain = desk.waited_by.get(case.assignment.id, ())
    return "wait_circle" if unit.name in asking or unit.name in chain else ""


def _refused(key: str, case: Case, unit: Unit, desk: Desk) -> Decision:
    html = say(
        desk.lang,
        key,
        item=name(case, desk.lang),
        unit=unit.name,
        waiting=case.standing.waiting_for,
    )
    rows: Rows = ()
    if case.standing.waiting_for:
        rows = (_stop_row(case, desk),)
    return Decision(answers=(Speak(Speech(html, rows)),))


def _recorded(case: Case, found: Wait, told: Told, desk: Desk, reading: Reading | None) -> Decision:
    """The wait on record, after the progress that the same words report."""
    assert found.unit is not None
    today = office_day(desk.now)
    until = found.until if found.until and found.until > today else None
    until = until or desk.calendar.add_working_days(today, WAITING_DAYS)
    data = {"for": found.unit.name, "reason": found.what, "until": until.isoformat()}
    data |= {"text": told.words} if told.words else {}
    data |= {"message": told.message} if told.message else {}
    records = [Record(case.assignment.id, FactKind.WAITING, data)]
    answers: list[Answer] = []
    if reading is not None and reading.intent is Intent.PROGRESS and reading.percent is not None:
        records.insert(0, report(case, reading, told))
        answers.append(Receipt((0,)))
    html = say(
        desk.lang,
        "wait_noted" if case.standing.due_at else "wait_noted_open",
        item=name(case, desk.lang),
        unit=found.unit.name,
        what=found.what,
        until=day_words(until, desk.now, desk.lang),
    )
    answers.append(Speak(Speech(html, (_stop_row(case, desk),)), told.in_place))
    return Decision(tuple(records), None, tuple(answers))


def _stop_row(case: Case, desk: Desk) -> tuple[Choice, ...]:
    return (button(desk.lang, "button_stop_waiting", Verb.WAIT, case.assignment.id, "stop"),)


def ask_for(case: Case, told: Told, desk: Desk) -> Decision:
    """等其他单位 was tapped: which unit, and what is needed?"""
    html = say(desk.lang, "ask_wait_for", item=name(case, desk.lang))
    draft = drafted(told, desk, Awaiting.WAIT_FOR, about=case.assignment.id, verb=Verb.WAIT)
    return Decision(draft=draft, answers=(Speak(Speech(html), told.in_place),))


def _ask_which(case: Case, mention: Mention | None, told: Told, desk: Desk) -> Decision:
    """The name is none of ours, or fits several: did you mean … ?"""
    units = mention.units if mention else ()
    known = mention is not None and mention.known
    words = mention.words if mention else ""
    key = "wait_did_you_mean" if units else "wait_unknown" if mention else "wait_no_unit"
    key = "wait_which" if known else key
    html = say(desk.lang, key, item=name(case, desk.lang), words=words)
    about = case.assignment.id
    rows: list[tuple[Choice, ...]] = [
        (Choice(unit.short, Action(Verb.WAIT, about, f"u{n}.{told.key}")),)
        for n, unit in enumerate(units)
    ]
    blocked = button(desk.lang, "button_just_blocked", Verb.READ_AS, about, f"blocked.{told.key}")
    last = button(desk.lang, "button_discard", Verb.DISCARD, arg=told.key)
    draft = drafted(
        told,
        desk,
        Awaiting.WAIT_FOR,
        about=about,
        verb=Verb.WAIT,
        candidates=tuple(unit.name for unit in units),
        readings=(Intent.BLOCKED.value,) if told.words else (),
    )
    rows.append((blocked, last) if told.words else (last,))
    return Decision(draft=draft, answers=(Speak(Speech(html, tuple(rows)), told.in_place),))


def _ask_what(case: Case, found: Wait, told: Told, desk: Desk) -> Decision:
    assert found.unit is not None
    html = say(desk.lang, "ask_wait_what", item=name(case, desk.lang), unit=found.unit.name)
    draft = drafted(
        told,
        desk,
        Awaiting.WAIT_WHAT,
        about=case.assignment.id,
        verb=Verb.WAIT,
        waits_for=found.unit.name,
        until=found.until,
    )
    return Decision(draft=draft, answers=(Speak(Speech(html), told.in_place),))


def answered_for(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """Which unit, perhaps with what is needed. Plain reports are fresh words."""
    case = desk.open_case(draft.about)
    if case is None or (not reading.ask and reading.intent in _OTHER_NEWS):
        return None
    told = replace(told, key=draft.key)
    found = heard(told.words, desk, cued=False)
    return wait(case, found or _guessed(told.words.strip(), desk), told, desk)


def _guessed(words: str, desk: Desk) -> Wait:
    """A name cut short (财政) is that unit's where only one can be meant."""
    short = len(words) <= _SHORT_CHARS and not re.search(r"\W", words)
    guess = mention_in(f"{words}局", desk.units) if short else None
    sure = guess.units[0] if guess and guess.known and len(guess.units) == 1 else None
    return Wait(sure, None if sure else guess, False, "", None)


_OTHER_NEWS = (Intent.DONE, Intent.NIL, Intent.EXTEND, Intent.VALUE, Intent.MULTI)


def answered_what(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """What the unit is to provide, perhaps by when."""
    case, unit = desk.open_case(draft.about), _unit(draft.waits_for, desk)
    if case is None or unit is None or (not reading.ask and reading.intent in _OTHER_NEWS):
        return None
    said = told.words.strip()
    whole = wait_on(said, Mention(0, 0, "", (unit,), known=True), desk)
    what = whole.what or clean(said, WHAT_CHARS)
    found = Wait(unit, None, False, what, whole.until or draft.until)
    return wait(case, found, replace(told, key=draft.key), desk)


def press(case: Case, event: Pressed, desk: Desk) -> Decision:
    """等其他单位, a unit offered, or 不等了."""
    word, _, key = event.action.arg.partition(".")
    draft = desk.live_draft()
    if case.assignment.offline:
        return replace(tell(desk, "offline", item=name(case, desk.lang)), hush=True)
    if word == "stop":
        return _stop(case, event, desk)
    if word:
        return _chosen(case, (word, key), event, desk)
    if already(draft, case, Awaiting.WAIT_FOR):
        return Decision(draft=draft, toast=plain(desk.lang, "toast_write_unit"))
    if case.standing.waiting_for:
        unit = Unit(case.standing.waiting_for, case.standing.waiting_for)
        return replace(_refused("wait_already", case, unit, desk), draft=draft)
    return ask_for(case, Told(words="", message=event.message, key=event.message), desk)


def _stop(case: Case, event: Pressed, desk: Desk) -> Decision:
    if not case.standing.waiting_for:
        return unchanged(event, desk, "toast_over")
    data = {"request": case.standing.waiting_request}
    record = Record(case.assignment.id, FactKind.WAITING_OVER, data)
    html = say(
        desk.lang,
        "wait_stopped",
        item=name(case, desk.lang),
        unit=case.standing.waiting_for,
    )
    return Decision((record,), desk.live_draft(), (Speak(Speech(html), in_place=True),))


def _chosen(case: Case, choice: tuple[str, str], event: Pressed, desk: Desk) -> Decision:
    word, key = choice
    draft = desk.live_draft()
    place = word[1:]
    if draft is None or draft.key != key or draft.awaiting is not Awaiting.WAIT_FOR:
        return unchanged(event, desk, "toast_over")
    if not place.isdigit() or int(place) >= len(draft.candidates):
        return unchanged(event, desk, "toast_over")
    unit = _unit(draft.candidates[int(place)], desk)
    if unit is None or draft.about != case.assignment.id:
        return unchanged(event, desk, "toast_over")
    told = told_by_draft(draft, event.message)
    said = heard(told.words, desk, cued=False)
    what, until = (said.what, said.until) if said else ("", None)
    return wait(case, Wait(unit, None, False, what, until), told, desk)


def _unit(unit: str, desk: Desk) -> Unit | None:
    return next((found for found in desk.units if found.name == unit), None)


def due_after_wait(standing: Standing, now: datetime, calendar: WorkCalendar) -> datetime | None:
    """The due instant after a wait: later by the working days waited; None where none moves.

    Only a wait that began before the due instant moves it.
    """
    since, due_at = standing.waiting_since, standing.due_at
    if since is None or due_at is None or since > due_at:
        return None
    waited = calendar.working_days_between(office_day(since), office_day(now))
    if waited <= 0:
        return None
    on = calendar.add_working_days(office_day(due_at), waited)
    return at_office(on, due_at.astimezone(OFFICE_ZONE).time())
