"""Asking (追问): the one question whose answer, one tap or one sentence, finishes the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from messages.dialogue.decision import Decision, Speak
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting
from messages.dialogue.extension import is_late, offered_days
from messages.dialogue.needs import Lack, lack_words
from messages.dialogue.told import Told, drafted
from messages.dialogue.wording import (
    Html,
    button,
    button_name,
    column,
    figure,
    name,
    plain,
    quote,
    say,
)
from messages.speech import Action, Choice, Speech, Verb
from messages.understand import Intent, Reading
from messages.words import day_words, due_words
from workflows.case import Case

MOST_OFFERED = 6
_LIKELY = (Intent.DONE, Intent.PROGRESS, Intent.BLOCKED)
_CHOOSABLE = frozenset(
    {
        Intent.DONE,
        Intent.PROGRESS,
        Intent.BLOCKED,
        Intent.NIL,
        Intent.VALUE,
        Intent.NOT_STARTED,
        Intent.EXTEND,
        Intent.QUESTION,
        Intent.WRONG_UNIT,
    }
)


def ask_item(
    candidates: Sequence[Case], told: Told, desk: Desk, unknown: str = "", chosen: str = ""
) -> Decision:
    """Which item? One button each, at most six; the words wait. `chosen`: the reading chosen."""
    offered = candidates[:MOST_OFFERED]
    key = "ask_item_unknown" if unknown else "ask_item"
    html = say(desk.lang, key, quote=_said(told, desk), ref=unknown)
    buttons = [
        Choice(
            button_name(case, desk.lang), Action(Verb.PICK, case.assignment.id, f"pick.{told.key}")
        )
        for case in offered
    ]
    if len(candidates) > len(offered):
        buttons.append(button(desk.lang, "button_tasks", Verb.TASKS))
    buttons.append(button(desk.lang, "button_discard", Verb.DISCARD, arg=told.key))
    draft = drafted(
        told,
        desk,
        Awaiting.ITEM,
        candidates=tuple(case.assignment.id for case in offered),
        readings=(chosen,) if chosen else (),
    )
    return Decision(draft=draft, answers=(Speak(Speech(html, column(buttons)), told.in_place),))


def ask_reading(case: Case, reading: Reading, told: Told, desk: Desk) -> Decision:
    """How is it meant? The likeliest readings as buttons; done is never assumed."""
    intents = likely(case, reading)
    buttons = [
        Choice(
            _reading_label(intent, reading, desk),
            Action(Verb.READ_AS, case.assignment.id, f"{intent.value}.{told.key}"),
        )
        for intent in intents
    ]
    html = say(desk.lang, "ask_reading", quote=_said(told, desk), item=name(case, desk.lang))
    discard = button(desk.lang, "button_discard", Verb.DISCARD, arg=told.key)
    draft = drafted(
        told,
        desk,
        Awaiting.READING,
        about=case.assignment.id,
        readings=tuple(intent.value for intent in intents),
    )
    rows = (tuple(buttons[:2]), (*buttons[2:], discard))
    return Decision(draft=draft, answers=(Speak(Speech(html, rows), told.in_place),))


def likely(case: Case, reading: Reading) -> tuple[Intent, ...]:
    """Two or three readings worth a button, the understood one first."""
    first = (reading.intent,) if reading.intent in _CHOOSABLE else ()
    if reading.intent is Intent.NIL and not case.assignment.nil_allowed:
        first = ()
    return tuple(dict.fromkeys((*first, *_LIKELY)))[:3]


def _reading_label(intent: Intent, reading: Reading, desk: Desk) -> str:
    label = plain(desk.lang, f"reading_{intent.value}")
    if intent is Intent.PROGRESS and reading.percent is not None and 0 < reading.percent < 100:
        return f"{label} {figure(reading.percent)}%"
    if intent is Intent.VALUE and reading.value is not None:
        return f"{label} {figure(reading.value)}{reading.unit or ''}"
    if intent is Intent.EXTEND and reading.until is not None:
        return f"{label} {day_words(reading.until, desk.now, desk.lang)}"
    return label


def ask_reason(case: Case, told: Told, desk: Desk) -> Decision:
    """有困难: one sentence."""
    html = say(desk.lang, "ask_reason", item=name(case, desk.lang))
    about = case.assignment.id
    instead = (
        button(desk.lang, "button_wait", Verb.WAIT, about),
        button(desk.lang, "button_snooze", Verb.SNOOZE, about),
    )
    draft = drafted(told, desk, Awaiting.REASON, about=about, verb=Verb.BLOCKED)
    return Decision(draft=draft, answers=(Speak(Speech(html, (instead,)), told.in_place),))


def ask_until(case: Case, told: Told, desk: Desk, problem: str = "") -> Decision:
    """Until when? Days as buttons, or typed. `problem` is why the day given will not do."""
    lang, about = desk.lang, case.assignment.id
    due = case.standing.due_at
    by = due_words(due, desk.now, lang) if due else plain(lang, "no_due")
    html = say(lang, "ask_until", item=name(case, lang), due=by)
    if problem:
        html = Html(f"{problem}\n{html}")
    if case.standing.extensions:
        html = Html(f"{html}\n{say(lang, 'extended_before', n=case.standing.extensions)}")
    if is_late(case, desk):
        html = Html(f"{html}\n{say(lang, 'late_request')}")
    days = [
        Choice(day_words(day, desk.now, lang), Action(Verb.UNTIL, about, day.isoformat()))
        for day in offered_days(case, desk)
    ]
    rows = tuple(tuple(days[i : i + 2]) for i in range(0, len(days), 2))
    discard = (button(lang, "button_discard", Verb.DISCARD, arg=told.key),)
    draft = drafted(told, desk, Awaiting.UNTIL, about=about, verb=Verb.EXTEND)
    return Decision(draft=draft, answers=(Speak(Speech(html, (*rows, discard)), told.in_place),))


def ask_extension_reason(case: Case, until: date, told: Told, desk: Desk) -> Decision:
    """The day is known; why?"""
    html = say(
        desk.lang,
        "ask_extension_reason",
        item=name(case, desk.lang),
        until=day_words(until, desk.now, desk.lang),
    )
    draft = drafted(
        told,
        desk,
        Awaiting.REASON_AFTER_UNTIL,
        about=case.assignment.id,
        verb=Verb.EXTEND,
        until=until,
    )
    return Decision(draft=draft, answers=(Speak(Speech(html), told.in_place),))


def ask_missing(case: Case, lacks: Sequence[Lack], told: Told, desk: Desk) -> Decision:
    """What is still missing, exactly. Asked a second time it may be handed in with a note."""
    lang, about = desk.lang, case.assignment.id
    again = told.asked_times > 0
    key = "ask_missing_again" if again else "ask_missing"
    html = say(lang, key, item=name(case, lang), lack=lack_words(case, lacks, lang))
    rows = ()
    if again:
        note = Action(Verb.SUBMIT, about, f"note.{told.key}")
        progress = Action(Verb.PROGRESS, about)
        rows = (
            (Choice(plain(lang, "button_note"), note),),
            (Choice(plain(lang, "button_progress"), progress),),
        )
    draft = drafted(
        told,
        desk,
        Awaiting.MISSING,
        about=about,
        verb=Verb.DONE,
        asked_times=told.asked_times + 1,
    )
    return Decision(draft=draft, answers=(Speak(Speech(html, rows), told.in_place),))


def ask_correction(case: Case, receipt: str, told: Told, desk: Desk) -> Decision:
    """What should the receipt say instead? By a tap or in words."""
    lang, about = desk.lang, case.assignment.id
    html = say(lang, "ask_correction", receipt=receipt, item=name(case, lang))
    choices = [
        Choice(
            plain(lang, f"reading_{intent.value}"),
            Action(Verb.READ_AS, about, f"{intent.value}.{told.key}"),
        )
        for intent in _LIKELY
    ]
    discard = button(lang, "button_discard", Verb.DISCARD, arg=told.key)
    draft = drafted(
        told,
        desk,
        Awaiting.CORRECTION,
        about=about,
        verb=Verb.CORRECT,
        replaces=receipt,
        readings=tuple(intent.value for intent in _LIKELY),
    )
    rows = (tuple(choices), (discard,))
    return Decision(draft=draft, answers=(Speak(Speech(html, rows), told.in_place),))


def tell(desk: Desk, key: str, **values: object) -> Decision:
    """One sentence, nothing recorded."""
    return Decision(answers=(Speak(Speech(say(desk.lang, key, **values))),))


def _said(told: Told, desk: Desk) -> Html:
    if told.words:
        return quote(told.words)
    return say(desk.lang, "files_said", n=len(told.evidence))
