"""Settling (落定): one item and one reading without doubt become facts, or one question."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from messages.dialogue.asking import (
    ask_extension_reason,
    ask_missing,
    ask_reading,
    ask_reason,
    ask_until,
    tell,
)
from messages.dialogue.bare_figures import in_target_words
from messages.dialogue.decision import Decision, Receipt, Record, Show, Sight, Speak
from messages.dialogue.desk import Desk
from messages.dialogue.extension import is_late, reason_in, refusal
from messages.dialogue.needs import given, lacking
from messages.dialogue.reading_in import settle_reading
from messages.dialogue.recording import REPORTS, extension, question, report
from messages.dialogue.told import Told, day_in
from messages.dialogue.wording import name, say
from messages.speech import Speech
from messages.understand import Intent, Reading
from messages.words import day_words, due_words
from workflows.calendar import office_day
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.standing import State

_WHEN_DUE = re.compile(
    r"(?:什么时候|几号|哪天|何时|啥时候|多久)[^，。？?]{0,6}(?:交|报|截止|到期|完成|办结|要)"
    r"|(?:截止|到期|时限|期限)[^，。？?]{0,6}(?:什么时候|几号|哪天|何时|是多少|多久)"
    r"|\b(?:deadline|when is it due)\b",
    re.IGNORECASE,
)
_DONE_FIRST = re.compile(r"\s*(?:[\w-]{1,8}\s*[：:]?\s*)?已(?:经)?(?:全部)?完成\s*[，,。；;]")
"""“制-03 已完成，比例22%”: done said first and by itself, then the figure that was asked for."""
_BARE_TROUBLE = 5
_BARE_DAY = 14


def settle(case: Case, reading: Reading, told: Told, desk: Desk) -> Decision:
    """What the reading, which carries no doubt, means for the item."""
    if case.assignment.offline:
        return replace(tell(desk, "offline", item=name(case, desk.lang)), hush=True)
    in_words = reading.intent is Intent.PROGRESS and in_target_words(case, told.words)
    if in_words or (case.assignment.indicator and reading.intent in (Intent.DONE, Intent.VALUE)):
        return settle_reading(case, reading, told, desk)
    match reading.intent:
        case Intent.DONE:
            return _done(case, reading, told, desk)
        case Intent.VALUE if case.assignment.needs.number and _DONE_FIRST.match(reading.text):
            return _done(case, replace(reading, intent=Intent.DONE, percent=100), told, desk)
        case Intent.EXTEND:
            return extend(case, reading.until, told, desk)
        case Intent.NIL if not case.assignment.nil_allowed:
            refused = say(desk.lang, "nil_not_allowed", item=name(case, desk.lang))
            asked = ask_reading(case, reading, told, desk)
            return _saying_first(refused, asked)
        case Intent.BLOCKED if len(told.words.strip()) < _BARE_TROUBLE:
            return ask_reason(case, told, desk)
        case Intent.QUESTION:
            return _ask_office(case, told, desk)
        case Intent.WRONG_UNIT:
            record = question(case, told, wrong_unit=True)
            answer = tell(desk, "wrong_unit", item=name(case, desk.lang))
            return replace(answer, records=(record,))
        case intent if intent in REPORTS:
            return recorded(case, reading, told)
        case _:
            return ask_reading(case, reading, told, desk)


def recorded(case: Case, reading: Reading, told: Told) -> Decision:
    """The report, with its receipt."""
    return Decision((report(case, reading, told),), None, (Receipt((0,), told.in_place),))


def _done(case: Case, reading: Reading, told: Told, desk: Desk) -> Decision:
    """Done, if nothing is missing; else what is missing is asked for, and the report waits."""
    lacks = lacking(case, given(case, reading, told.words, told.evidence))
    if lacks and not told.noted:
        return ask_missing(case, lacks, told, desk)
    record = report(case, reading, told, lacks)
    return Decision((record,), None, (Receipt((0,), told.in_place),))


def extend(case: Case, until: date | None, told: Told, desk: Desk) -> Decision:
    """A request for an extension: the day, then the reason, then the office has the word."""
    if case.standing.due_at is None:
        return tell(desk, "extend_open_end", item=name(case, desk.lang))
    if until is None:
        return ask_until(case, told, desk)
    problem = refusal(case, until, desk)
    if problem is not None:
        due = due_words(case.standing.due_at, desk.now, desk.lang)
        words = say(
            desk.lang,
            f"until_{problem.value}",
            until=day_words(until, desk.now, desk.lang),
            due=due,
            end=_end_words(case, desk),
        )
        return ask_until(case, told, desk, words)
    reason = reason_in(told.words, lambda clause: _mostly_a_day(clause, desk))
    if not reason:
        return ask_extension_reason(case, until, told, desk)
    return extension_recorded(case, until, reason, told, desk)


def _end_words(case: Case, desk: Desk) -> str:
    end = desk.ends.get(case.assignment.programme)
    return day_words(end, desk.now, desk.lang) if end else ""


def _mostly_a_day(clause: str, desk: Desk) -> bool:
    return len(clause) <= _BARE_DAY and day_in(clause, desk) is not None


def extension_recorded(case: Case, until: date, reason: str, told: Told, desk: Desk) -> Decision:
    """The request with its receipt; the very same request is not recorded twice."""
    if case.standing.extension_asked_until == until:
        words = day_words(until, desk.now, desk.lang)
        return tell(desk, "extension_pending", item=name(case, desk.lang), until=words)
    record = extension(case, until, reason, told, late=is_late(case, desk))
    return Decision((record,), None, (Receipt((0,), told.in_place),))


def _ask_office(case: Case, told: Told, desk: Desk) -> Decision:
    """A question goes to the office; when it is only about the due day, the answer is known."""
    if _WHEN_DUE.search(told.words):
        return Decision(answers=(Show(Sight.ITEM, case.assignment.id),))
    answer = tell(desk, "question_passed", item=name(case, desk.lang))
    return replace(answer, records=(question(case, told),))


def acknowledge(cases: tuple[Case, ...], desk: Desk) -> Decision:
    """收到: recorded without a receipt for items that nobody has answered yet."""
    fresh = [case for case in cases if case.standing.state is State.OPEN]
    records = tuple(Record(case.assignment.id, FactKind.ACKNOWLEDGED) for case in fresh)
    return replace(tell(desk, "acknowledged" if fresh else "all_right"), records=records)


def same_in_force(case: Case, reading: Reading, message: str, desk: Desk) -> bool:
    """True where this tap on this message was recorded already today (a double tap)."""
    for fact in reversed(case.facts):
        if fact.kind not in (FactKind.REPORTED, FactKind.CORRECTED):
            if fact.kind in (FactKind.WITHDRAWN, FactKind.RETURNED):
                return False
            continue
        same = fact.data.get("intent") == reading.intent.value
        same = same and fact.data.get("message") == message
        same = same and fact.data.get("percent") == reading.percent
        return same and office_day(fact.at) == office_day(desk.now)
    return False


def _saying_first(words: str, asked: Decision) -> Decision:
    """The decision's question with a sentence before it."""
    answers = tuple(
        replace(a, speech=Speech(f"{words}\n{a.speech.html}", a.speech.choices))
        if isinstance(a, Speak)
        else a
        for a in asked.answers
    )
    return replace(asked, answers=answers)
