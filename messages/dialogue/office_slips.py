"""Slips (督办单审批): a letter goes up only after a person of the office has approved it."""

from __future__ import annotations

from messages.dialogue.decision import Decision, Record
from messages.dialogue.desk import Desk
from messages.dialogue.event import Pressed
from messages.dialogue.office_answers import Turn, over, settled
from messages.speech import Verb
from workflows.case import Case
from workflows.ladder import Rung
from workflows.ledger import FactKind
from workflows.slips import slip_key
from workflows.standing import FINISHED


def waiting(case: Case, number: str) -> Rung | None:
    """The rung with this number, where its letter may still be approved or dropped."""
    rungs = case.assignment.ladder.rungs
    if not number.isdecimal() or not number.isascii() or int(number) >= len(rungs):
        return None
    rung, standing = rungs[int(number)], case.standing
    settled_ = {*standing.slips_approved, *standing.slips_dropped}
    may = rung.approve and slip_key(rung.name, standing) not in settled_
    return rung if may and standing.state not in FINISHED else None


def number_of_rung(case: Case, name: str) -> str:
    """The number of a rung on the item's ladder; "" for a name that is not on it."""
    names = [rung.name for rung in case.assignment.ladder.rungs]
    return str(names.index(name)) if name in names else ""


def press(case: Case, event: Pressed, desk: Desk) -> Decision:
    """批准发出 or 不发."""
    rung = waiting(case, event.action.arg)
    if rung is None:
        return over(event, desk)
    turn = Turn(desk, event.message)
    if event.action.verb is Verb.APPROVE:
        return approved(case, rung, turn)
    return dropped(case, rung, "", turn)


def approved(case: Case, rung: Rung, turn: Turn) -> Decision:
    """The letter may leave; the shell gives it its number (编号)."""
    data = {
        "rung": slip_key(rung.name, case.standing),
        "slip": rung.slip.value if rung.slip else "",
    }
    record = Record(case.assignment.id, FactKind.SLIP_APPROVED, data)
    return settled(record, case, turn, "approved")


def dropped(case: Case, rung: Rung, reason: str, turn: Turn) -> Decision:
    """The letter does not leave; a reason may stand beside that."""
    data = {"rung": slip_key(rung.name, case.standing), "reason": reason}
    record = Record(case.assignment.id, FactKind.SLIP_DROPPED, data)
    return settled(record, case, turn, "dropped")
