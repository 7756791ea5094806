"""Answering (作答): words that may be the answer to the question a draft waits with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from messages.dialogue import office_stages, reading_in, snoozing, waiting
from messages.dialogue.aim import take_aim
from messages.dialogue.asking import ask_reading, ask_until, tell
from messages.dialogue.bare_figures import figure_for
from messages.dialogue.basket import merged
from messages.dialogue.correcting import correct
from messages.dialogue.decision import Decision
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.extension import refusal
from messages.dialogue.needs import given, lacking, substance
from messages.dialogue.otherwise import otherwise
from messages.dialogue.recording import REPORTS
from messages.dialogue.resuming import resume
from messages.dialogue.settling import extend, extension_recorded, recorded, settle
from messages.dialogue.told import Told, day_in, forced, is_thanks
from messages.understand import Intent, Reading
from workflows.calendar import office_day
from workflows.case import Case
from workflows.readings import takes_text

_CANCEL = re.compile(
    r"^(?:取消|算了|不报了|不交了|撤销|放弃|作废|cancel|never ?mind)[了吧。！!.\s]*$", re.I
)
_BARE_DAY = 14
_GATHERING = frozenset({Awaiting.SUBMIT, Awaiting.ITEM, Awaiting.READING})


def answer(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """The decision where the words answer the draft; None where they are a fresh statement."""
    if is_cancelling(told.words):
        return tell(desk, "discarded")
    answered = _ANSWERS.get(draft.awaiting)
    if answered is None or _is_about_another(draft, reading, told, desk):
        return None
    if _is_nod(reading, told) and draft.awaiting not in (Awaiting.SUBMIT, Awaiting.CONFIRM):
        return replace(tell(desk, "just_write"), draft=draft)
    return answered(draft, reading, told, desk)


def is_cancelling(text: str) -> bool:
    """True for words that throw the draft away (算了)."""
    return bool(_CANCEL.match(text.strip()))


def with_draft(told: Told, draft: Draft, reading: Reading | None = None) -> Told:
    """The words together with the files (and words) that wait for them.

    A clear statement takes the place of words that waited for an answer; their buttons die.
    """
    hints = replace(told.hints, about=draft.about)
    if draft.awaiting not in _GATHERING:
        return replace(told, hints=hints)
    if reading and draft.awaiting is not Awaiting.SUBMIT and _clear(reading, *REPORTS):
        evidence = merged(draft.evidence, told.evidence)
        return replace(told, hints=hints, evidence=evidence, replaces=draft.replaces)
    return replace(
        told,
        hints=hints,
        words="\n".join((*draft.words, told.words)) if told.words else draft.text,
        evidence=merged(draft.evidence, told.evidence),
        album=told.album or draft.album,
        replaces=told.replaces or draft.replaces,
        key=draft.key,
    )


def _is_nod(reading: Reading, told: Told) -> bool:
    if told.evidence:
        return False
    return reading.intent is Intent.ACK or is_thanks(told.words)


def _is_about_another(draft: Draft, reading: Reading, told: Told, desk: Desk) -> bool:
    """True where the words clearly speak of another item than the draft."""
    if draft.about is None or draft.awaiting is Awaiting.NOTE:
        return False
    if told.hints.reply_about:
        return draft.about not in told.hints.reply_about
    if not reading.refs or reading.ask:
        return False
    if reading.intent is Intent.MULTI:
        return True
    aim = take_aim(reading.refs, told.words, told.hints, desk)
    meant = aim.case or aim.finished
    return meant is not None and meant.assignment.id != draft.about


def _clear(reading: Reading, *intents: Intent) -> bool:
    return not reading.ask and reading.intent in intents


def _reason(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """有困难 was tapped: any sentence is the reason, unless it plainly says something else."""
    case = desk.open_case(draft.about)
    if case is None or _clear(reading, Intent.DONE, Intent.NIL, Intent.EXTEND, Intent.MULTI):
        return None
    instead = otherwise(case, reading, replace(told, key=draft.key), desk)
    if instead is not None:
        return instead
    percent = reading.percent if reading.percent and 0 < reading.percent < 100 else None
    blocked = replace(reading, intent=Intent.BLOCKED, percent=percent, ask=False, items=())
    if case.assignment.offline:
        return settle(case, blocked, told, desk)
    return recorded(case, blocked, _whole(draft, told))


def _until(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """The day of an extension, perhaps with its reason; a reason alone is kept."""
    case = desk.open_case(draft.about)
    if case is None or _clear(reading, Intent.DONE, Intent.NIL, Intent.QUESTION, Intent.MULTI):
        return None
    whole = _whole(draft, told)
    until = day_in(told.words, desk)
    return extend(case, until, whole, desk) if until else ask_until(case, whole, desk)


def _reason_after_until(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    case = desk.open_case(draft.about)
    until = draft.until
    if case is None or until is None or _clear(reading, Intent.DONE, Intent.NIL, Intent.MULTI):
        return None
    whole = _whole(draft, told)
    short = told.words.strip()
    other = day_in(short, desk) if len(short) <= _BARE_DAY else None
    if other is not None and other != until:
        return extend(case, other, whole, desk)
    if case.assignment.offline or refusal(case, until, desk) is not None:
        return extend(case, until, whole, desk)
    return extension_recorded(case, until, told.words, whole, desk)


def _correction(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    told = replace(told, replaces=draft.replaces, evidence=merged(draft.evidence, told.evidence))
    if reading.intent is Intent.QUESTION and not reading.ask:
        return None
    case = desk.own_case(draft.about)
    if case is not None and (reading.ask or reading.intent is Intent.OTHER):
        return ask_reading(case, reading, told, desk)
    return correct(reading, told, desk)


def _missing(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """What was missing arrives, and the report finishes by itself; else it is asked for again.

    Words that would be enough but sound unfinished are asked about.
    """
    case = desk.open_case(draft.about)
    if case is None or _clear(reading, Intent.EXTEND, Intent.QUESTION, Intent.MULTI):
        return None
    whole = replace(_whole(draft, told), asked_times=draft.asked_times)
    figure = figure_for(case, told.words)
    if figure is not None:
        return settle(case, figure, whole, desk)
    if case.assignment.indicator and takes_text(case.assignment.indicator):
        return settle(case, forced(reading, Intent.DONE), whole, desk)
    done = forced(_with_figure(case, reading), Intent.DONE)
    enough = not lacking(case, given(case, done, whole.words, whole.evidence))
    if not enough and _clear(reading, *_UNFINISHED):
        return None
    fits = _is_bare_figure(case, reading) or _is_article(reading, told, desk)
    if enough and reading.intent in _UNFINISHED and not fits:
        return ask_reading(case, reading, whole, desk)
    return settle(case, done, whole, desk)


_UNFINISHED = (
    Intent.PROGRESS,
    Intent.NOT_STARTED,
    Intent.BLOCKED,
    Intent.NIL,
    Intent.WRONG_UNIT,
    Intent.CORRECTION,
)
_ARTICLE_CHARS = 60
_BARE_FIGURE = re.compile(
    r"^\s*(?P<value>-?\d{1,12}(?:\.\d{1,6})?)\s*(?P<unit>[^\d\s，。,.]{0,6})\s*$"
)


def _is_bare_figure(case: Case, reading: Reading) -> bool:
    return case.assignment.needs.number and bool(_BARE_FIGURE.match(reading.text))


def _is_article(reading: Reading, told: Told, desk: Desk) -> bool:
    """A piece of news speaks of progress without promising or measuring any."""
    promised = reading.until is not None and reading.until > office_day(desk.now)
    measured = reading.percent is not None or promised
    plain_progress = reading.intent is Intent.PROGRESS and not measured
    return plain_progress and substance(told.words) >= _ARTICLE_CHARS


def _with_figure(case: Case, reading: Reading) -> Reading:
    """A bare figure or percentage is the number that the item asked for."""
    if not case.assignment.needs.number or reading.value is not None:
        return reading
    bare = _BARE_FIGURE.match(reading.text)
    if bare:
        return replace(reading, value=float(bare["value"]), unit=bare["unit"] or None)
    if reading.percent is not None and reading.intent is Intent.PROGRESS:
        return replace(reading, value=reading.percent, unit="%")
    return reading


def _note(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """The note with which something incomplete is handed in."""
    case = desk.open_case(draft.about)
    if case is None:
        return None
    whole = replace(_whole(draft, told), noted=True)
    return settle(case, forced(reading, Intent.DONE), whole, desk)


def _item(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """Which item? A number, a code or a name answers; whole sentences start anew."""
    offered = tuple(case for case in desk.cases if case.assignment.id in draft.candidates)
    text = told.words.strip()
    refs = (*reading.refs, text)
    aim = take_aim(refs, text, told.hints, replace(desk, cases=offered or desk.cases))
    says_more = reading.intent in REPORTS and not reading.ask
    if aim.case is None or says_more or not draft.words:
        return None
    kept = with_draft(replace(told, words=""), replace(draft, about=aim.case.assignment.id))
    return resume(replace(kept, message=draft.key), aim.case, desk)


def _whole(draft: Draft, told: Told) -> Told:
    """The draft's words and files with those that answer it."""
    return replace(
        told,
        words="\n".join((*draft.words, told.words)) if told.words else draft.text,
        evidence=merged(draft.evidence, told.evidence),
        album=told.album or draft.album,
        replaces=draft.replaces,
        key=draft.key,
        same_as=draft.same_as,
    )


_ANSWERS: dict[Awaiting, Callable[[Draft, Reading, Told, Desk], Decision | None]] = {
    Awaiting.REASON: _reason,
    Awaiting.UNTIL: _until,
    Awaiting.REASON_AFTER_UNTIL: _reason_after_until,
    Awaiting.CORRECTION: _correction,
    Awaiting.MISSING: _missing,
    Awaiting.NOTE: _note,
    Awaiting.ITEM: _item,
    Awaiting.STAGE_REASON: office_stages.answered,
    Awaiting.CONFIRM: reading_in.answered,
    Awaiting.WAIT_FOR: waiting.answered_for,
    Awaiting.WAIT_WHAT: waiting.answered_what,
    Awaiting.SNOOZE_DAY: snoozing.answered_day,
    Awaiting.SNOOZE_WHY: snoozing.answered_why,
}
