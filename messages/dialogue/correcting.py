"""Correcting (更正): the right words take the place of those behind a receipt."""

from __future__ import annotations

import re
from dataclasses import replace

from messages.dialogue.aim import take_aim
from messages.dialogue.asking import ask_correction, ask_reading, tell
from messages.dialogue.bare_figures import figure_for
from messages.dialogue.decision import Decision
from messages.dialogue.desk import Desk, by_receipt, receipted
from messages.dialogue.recording import REPORTS
from messages.dialogue.settling import extend, settle
from messages.dialogue.told import Told, read
from messages.dialogue.wording import name
from messages.understand import Intent, Reading
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.standing import State

_FINAL = frozenset({State.ACCEPTED, State.EXCUSED, State.CLOSED, State.FILED})
_CONFESSION = re.compile(
    r"^.*?(?:写错|报错|填错|发错|弄错|说错|打错|搞错|更正|纠正|订正|修改|改正)(?:了|一下)*"
    r"[，,：:。；;\s]*(?:应该?[是为]|正确的?是|改[为成])?",
    re.DOTALL,
)


def is_final(case: Case) -> bool:
    """True where the office has had the last word: nothing is corrected or taken back."""
    return case.standing.state in _FINAL


def correct(reading: Reading, told: Told, desk: Desk) -> Decision:
    """A correction: of the receipt known, else of the item named, else of the last report."""
    found = _target(reading, told, desk)
    if found is None:
        return tell(desk, "nothing_to_correct")
    case, receipt = found
    return correct_case(case, receipt, reading, told, desk)


def correct_case(case: Case, receipt: str, reading: Reading, told: Told, desk: Desk) -> Decision:
    """Replace what is in force for the case by what the words say."""
    if is_final(case):
        return tell(desk, "final", item=name(case, desk.lang))
    behind = by_receipt(desk, receipt)
    told = replace(told, replaces=case.standing.receipt or "")
    if behind is not None and behind[1].kind is FactKind.EXTENSION_ASKED:
        until = reading.until
        if until is not None and reading.intent is not Intent.DONE:
            return extend(case, until, replace(told, replaces=""), desk)
    content = figure_for(case, told.words) or _content(reading, desk)
    if content is None:
        return ask_correction(case, told.replaces or receipt, replace(told, words=""), desk)
    if content.ask or told.borrowed:
        return ask_reading(case, content, told, desk)
    return settle(case, content, told, desk)


def _target(reading: Reading, told: Told, desk: Desk) -> tuple[Case, str] | None:
    known = by_receipt(desk, told.replaces)
    if known is not None:
        return known[0], told.replaces
    if reading.refs or told.hints.reply_about:
        aim = take_aim(reading.refs, told.words, told.hints, desk)
        case = aim.case or aim.finished
        if case is not None and case.standing.receipt:
            return case, case.standing.receipt
    reports = (FactKind.REPORTED, FactKind.CORRECTED)
    for case, fact in receipted(desk):
        if fact.kind in reports and fact.data["receipt"] == case.standing.receipt:
            return case, str(fact.data["receipt"])
    return None


def _content(reading: Reading, desk: Desk) -> Reading | None:
    """What the report shall say instead, or None where the words do not tell.

    A bare 100% is asked about: it may mean that the item is done.
    """
    if reading.intent in REPORTS or reading.intent is Intent.EXTEND:
        return reading
    if reading.value is not None:
        return replace(reading, intent=Intent.VALUE, percent=None)
    if reading.percent is not None:
        intent = Intent.PROGRESS if 0 < reading.percent < 100 else Intent.NOT_STARTED
        if reading.percent >= 100:
            return replace(reading, intent=Intent.DONE, percent=100.0, ask=True)
        return replace(reading, intent=intent)
    rest = _CONFESSION.sub("", reading.text, count=1).strip()
    again = read(rest, desk) if rest and rest != reading.text else None
    if again is not None and again.intent in REPORTS:
        return again
    if reading.until is not None:
        return replace(reading, intent=Intent.PROGRESS)
    return None
