"""The office's own words (办公室填写): an answer to a question, a waiver, an entry for a unit."""

from __future__ import annotations

from dataclasses import replace

from messages.dialogue.asking import tell
from messages.dialogue.bare_figures import figure_for
from messages.dialogue.decision import Decision, Receipt, Record
from messages.dialogue.desk import Desk
from messages.dialogue.event import Pressed
from messages.dialogue.needs import given, lacking
from messages.dialogue.office_answers import Question, Turn, ask, offline, over, settled
from messages.dialogue.recording import REPORTS, report
from messages.dialogue.told import Told, read
from messages.dialogue.wording import name
from messages.speech import Verb
from messages.understand import Intent
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.roster import Post, Role
from workflows.standing import FINISHED, State


def is_open(case: Case) -> bool:
    """True where the unit owes something now."""
    state = case.standing.state
    return state not in FINISHED and state is not State.PLANNED and not case.assignment.is_event


def ask_answer(case: Case, event: Pressed, desk: Desk) -> Decision:
    """答复: the words come next."""
    if not case.standing.question or case.assignment.offline:
        return over(event, desk)
    return ask(case, Question("ask_answer", Verb.ANSWER), event, desk)


def answered(case: Case, words: str, desk: Desk) -> Decision:
    """The unit is told the answer in the office's words."""
    if case.assignment.offline:
        return offline(case, desk)
    record = Record(case.assignment.id, FactKind.ANSWERED, {"text": words})
    return settled(record, case, Turn(desk), "answered")


def ask_waiver(case: Case, event: Pressed, desk: Desk) -> Decision:
    """豁免: the reason comes next; an offline matter is waived without words."""
    if not is_open(case):
        return over(event, desk)
    if case.assignment.offline:
        return waived(case, "", Turn(desk, event.message))
    return ask(case, Question("ask_waive_reason", Verb.WAIVE), event, desk)


def waived(case: Case, reason: str, turn: Turn) -> Decision:
    """Nothing more is asked of the unit, which is told why."""
    record = Record(case.assignment.id, FactKind.EXCUSED, {"reason": reason})
    return settled(record, case, turn, "waived")


def ask_entry(case: Case, event: Pressed, desk: Desk) -> Decision:
    """代录: what the unit has said comes next."""
    if not is_open(case) or case.assignment.offline:
        return over(event, desk)
    return ask(case, Question("ask_entry", Verb.PROXY), event, desk)


def entered(case: Case, words: str, message: str, desk: Desk) -> Decision:
    """What the unit said by telephone or letter, read as if it had said it here. The unit is told
    and can correct it. What is missing is noted, not asked for: the office has no files of it.
    """
    if case.assignment.offline:
        return offline(case, desk)
    unit = case.assignment.unit
    theirs = replace(desk, post=Post(unit, Role.LIAISON, ""), cases=(case,), recent=(), draft=None)
    reading = figure_for(case, words) or read(words, theirs)
    if reading.ask or reading.intent not in REPORTS or reading.items:
        return replace(tell(desk, "entry_unclear", unit=unit), draft=desk.live_draft())
    if reading.intent is Intent.NIL and not case.assignment.nil_allowed:
        refused = tell(desk, "nil_not_allowed", item=name(case, desk.lang))
        return replace(refused, draft=desk.live_draft())
    done = reading.intent is Intent.DONE
    lacks = lacking(case, given(case, reading, words, ())) if done else ()
    record = report(case, reading, Told(words, message, message), lacks)
    data = {**record.data, "on_behalf": True, "for": unit}
    return Decision((replace(record, data=data),), None, (Receipt((0,)),))
