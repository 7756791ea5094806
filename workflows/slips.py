"""Slips (督办单): how an approval is kept, and when a talk (约谈) is worth a thought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workflows.ladder import Slip
from workflows.ledger import Fact, FactKind
from workflows.standing import Standing

_YELLOW_ENOUGH = 2


def slip_key(rung: str, standing: Standing) -> str:
    """What an approved or dropped rung is kept under: a moved due date asks anew."""
    return f"{rung} {standing.due_revision}"


def talk_advised(facts: Iterable[Fact]) -> bool:
    """True after a red slip or two yellow ones. A talk is only ever suggested, never decided."""
    sent = [fact.data for fact in facts if fact.kind is FactKind.ESCALATED]
    if any(data.get("slip") == Slip.RED for data in sent):
        return True
    yellow = Counter(str(data.get("to")) for data in sent if data.get("slip") == Slip.YELLOW)
    return max(yellow.values(), default=0) >= _YELLOW_ENOUGH
