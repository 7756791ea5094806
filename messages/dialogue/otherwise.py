"""Otherwise (别的答法): words that are no report: waiting, remind me later, the same again."""

from __future__ import annotations

from messages.dialogue import repeating, snoozing, wait_words, waiting
from messages.dialogue.decision import Decision
from messages.dialogue.desk import Desk
from messages.dialogue.told import Told
from messages.understand import Intent, Reading
from workflows.case import Case

_REPORTED = (Intent.DONE, Intent.VALUE, Intent.EXTEND, Intent.QUESTION, Intent.WRONG_UNIT)


def speaks_otherwise(reading: Reading, told: Told, desk: Desk) -> bool:
    """True where the words say one of these things and nothing that is a report instead."""
    if told.borrowed or told.evidence or told.replaces or not told.words.strip():
        return False
    if repeating.heard(told.words):
        return any(repeating.has_last(case, desk) for case in desk.cases)
    if not reading.ask and reading.intent in _REPORTED:
        return False
    return bool(snoozing.heard(told.words, desk) or wait_words.heard(told.words, desk))


def otherwise(case: Case, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """The decision about such words on this item, or None where they are a report."""
    if case.assignment.offline or not speaks_otherwise(reading, told, desk):
        return None
    if repeating.heard(told.words):
        return repeating.same(case, told, desk) if repeating.has_last(case, desk) else None
    later = snoozing.heard(told.words, desk)
    if later is not None:
        return snoozing.snooze(case, later, told, desk)
    wait = wait_words.heard(told.words, desk)
    return waiting.wait(case, wait, told, desk, reading) if wait else None
