"""Extensions (延期审批): granted to the day asked for or another one, or refused."""

from __future__ import annotations

from datetime import date

from messages.dialogue.asking import tell
from messages.dialogue.decision import Decision, Record
from messages.dialogue.desk import Desk
from messages.dialogue.event import Pressed
from messages.dialogue.extension import refusal
from messages.dialogue.office_answers import Turn, over, settled
from messages.dialogue.office_review import cutoff
from messages.words import day_words, due_words
from workflows.calendar import at_office
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.standing import FINISHED


def waits(case: Case) -> bool:
    """True where an extension is asked for and not decided."""
    standing = case.standing
    return standing.extension_asked_until is not None and standing.state not in FINISHED


def grant(case: Case, event: Pressed, desk: Desk) -> Decision:
    """同意 by a tap; the button may carry the day."""
    if not waits(case):
        return over(event, desk)
    return granted(case, _day(event.action.arg), Turn(desk, event.message))


def granted(case: Case, other: date | None, turn: Turn) -> Decision:
    """Extended to the day asked for, or to another day that the office names."""
    desk = turn.desk
    until = other or case.standing.extension_asked_until
    assert until is not None, "asked of cases that wait only"
    words = day_words(until, desk.now, desk.lang)
    problem = refusal(case, other, desk) if other else None
    if problem is not None:
        due_at = case.standing.due_at
        due = due_words(due_at, desk.now, desk.lang) if due_at else ""
        return tell(desk, f"until_{problem.value}", until=words, due=due, end=_end(case, desk))
    due_at = at_office(until, cutoff(case)).isoformat()
    data = {"due_at": due_at, "reason": _asked_reason(case)}
    record = Record(case.assignment.id, FactKind.EXTENDED, data)
    return settled(record, case, turn, "granted", until=words)


def refuse(case: Case, event: Pressed, desk: Desk) -> Decision:
    """不同意 by a tap."""
    return refused(case, "", Turn(desk, event.message)) if waits(case) else over(event, desk)


def refused(case: Case, reason: str, turn: Turn) -> Decision:
    """The due date stands."""
    record = Record(case.assignment.id, FactKind.EXTENSION_REFUSED, {"reason": reason})
    return settled(record, case, turn, "refused")


def _end(case: Case, desk: Desk) -> str:
    end = desk.ends.get(case.assignment.programme)
    return day_words(end, desk.now, desk.lang) if end else ""


def _day(arg: str) -> date | None:
    try:
        return date.fromisoformat(arg) if arg else None
    except ValueError:
        return None


def _asked_reason(case: Case) -> str:
    """The reason the unit gave, kept with the decision."""
    asked = [fact for fact in case.facts if fact.kind is FactKind.EXTENSION_ASKED]
    return str(asked[-1].data.get("reason") or "") if asked else ""
