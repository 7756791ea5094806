"""Folding (归集): the facts of one assignment, in order, added up to its standing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime

from workflows.assignment import Assignment
from workflows.ladder import Slip
from workflows.ledger import Fact, FactKind
from workflows.roster import Role
from workflows.said import (
    acknowledged,
    at_stage,
    evidence_added,
    extension_asked,
    questioned,
    reported,
    snoozed,
    waiting,
    withdrawn,
)
from workflows.stage import Outcome
from workflows.standing import Standing, State
from workflows.turns import decided, finished, reopened

_LIAISON = f"/{Role.LIAISON.value}"
"""Ends the post of who reports: he is not told what he has just put on record himself."""
_REPORTED_OR_ACCEPTED = frozenset({State.DONE, State.NIL, State.ACCEPTED})


def stand(assignment: Assignment, facts: Iterable[Fact]) -> Standing:
    """Fold facts, in order, into the standing. No facts: planned, with the rule's due date."""
    due_at = assignment.due.due_at if assignment.due else None
    standing = Standing(
        due_at=due_at,
        original_due_at=assignment.first_due_at or due_at,
        reviewed=assignment.review,
        stages_left=tuple((stage.name, stage.due_at) for stage in assignment.stages),
    )
    for fact in facts:
        standing = after(standing, fact)
    return standing


def after(standing: Standing, fact: Fact) -> Standing:
    """The standing after one more fact: `stand` of all facts is `after` of one at a time."""
    return _APPLY[fact.kind](standing, fact)


def _issued(standing: Standing, fact: Fact) -> Standing:
    del fact
    if standing.state is State.PLANNED:
        return replace(standing, state=State.OPEN)
    return standing


def _delivered(standing: Standing, fact: Fact) -> Standing:
    return replace(standing, reached_at=standing.reached_at or fact.at, unreachable_since=None)


def _undelivered(standing: Standing, fact: Fact) -> Standing:
    since = standing.unreachable_since or fact.at
    return replace(standing, reached_at=None, unreachable_since=since)


def _staged(standing: Standing, fact: Fact) -> Standing:
    """A stage is passed or skipped, and the next one begins; or the work goes back to the unit."""
    outcome = Outcome(fact.data["outcome"])
    standing = replace(standing, stage_outcome=outcome)
    if outcome is Outcome.RETURNED:
        back = _returned(standing, fact)
        return replace(back, decided=None) if fact.by.endswith(_LIAISON) else back
    left = tuple(stage for stage in standing.stages_left if stage[0] != fact.data["stage"])
    standing = replace(standing, stages_left=left)
    if standing.state is not State.IN_REVIEW:
        return standing
    return at_stage(standing) if left else _accepted(standing, fact)


def _extended(standing: Standing, fact: Fact) -> Standing:
    moved = decided(_due_moved(standing, fact), fact)
    return replace(moved, extensions=standing.extensions + 1, extension_asked_until=None)


def _extension_refused(standing: Standing, fact: Fact) -> Standing:
    return replace(decided(standing, fact), extension_asked_until=None)


def _due_moved(standing: Standing, fact: Fact) -> Standing:
    """A new due date opens the ladder anew; a finished item is judged by it too."""
    due_at = datetime.fromisoformat(fact.data["due_at"])
    original = standing.original_due_at or due_at
    revision = standing.due_revision + 1
    moved = replace(standing, due_at=due_at, original_due_at=original, due_revision=revision)
    judged = moved.state in _REPORTED_OR_ACCEPTED or moved.on_time is not None
    return finished(moved, moved.finished_at) if judged and moved.finished_at else moved


def _returned(standing: Standing, fact: Fact) -> Standing:
    returned = reopened(
        replace(
            decided(standing, fact),
            state=State.RETURNED,
            returns=standing.returns + 1,
            percent=None,
            promised_until=None,
        )
    )
    return _due_moved(returned, fact) if fact.data.get("due_at") else returned


def _accepted(standing: Standing, fact: Fact) -> Standing:
    finished_at = standing.finished_at or fact.at
    return finished(replace(standing, state=State.ACCEPTED), finished_at)


def _excused(standing: Standing, fact: Fact) -> Standing:
    excused = replace(decided(standing, fact), state=State.EXCUSED, waiting_for="")
    return replace(excused, finished_at=fact.at, on_time=None)


def _closed(standing: Standing, fact: Fact) -> Standing:
    return replace(standing, state=State.CLOSED, finished_at=standing.finished_at or fact.at)


def _filed(standing: Standing, fact: Fact) -> Standing:
    return replace(standing, state=State.FILED, finished_at=standing.finished_at or fact.at)


def _escalated(standing: Standing, fact: Fact) -> Standing:
    slip, to = fact.data.get("slip"), str(fact.data.get("to") or "")
    new = (to,) if slip and to and to not in standing.slips_to else ()
    return replace(
        standing,
        escalated=(*standing.escalated, str(fact.data["rung"])),
        slip=Slip(slip) if slip else standing.slip,
        slips_to=(*standing.slips_to, *new),
    )


def _slip_approved(standing: Standing, fact: Fact) -> Standing:
    return replace(standing, slips_approved=(*standing.slips_approved, str(fact.data["rung"])))


def _slip_dropped(standing: Standing, fact: Fact) -> Standing:
    return replace(standing, slips_dropped=(*standing.slips_dropped, str(fact.data["rung"])))


def _waiting_over(standing: Standing, fact: Fact) -> Standing:
    """The unit waited for has delivered (`told`), or is waited for no longer."""
    over = replace(
        standing, waiting_for="", waiting_request="", waiting_since=None, waiting_until=None
    )
    over = decided(over, fact) if fact.data.get("told") else over
    return _due_moved(over, fact) if fact.data.get("due_at") else over


def _happened(standing: Standing, fact: Fact) -> Standing:
    on = date.fromisoformat(fact.data["on"])
    return replace(standing, state=State.CLOSED, happened_on=on, finished_at=fact.at)


def _answered(standing: Standing, fact: Fact) -> Standing:
    told = replace(standing, question="", decided=fact.kind, decided_at=fact.at)
    return replace(told, decision_reason=str(fact.data.get("text") or ""))


def _handed_over(standing: Standing, fact: Fact) -> Standing:
    """A new holder has not been reached yet: proof of delivery starts anew."""
    del fact
    return replace(standing, reached_at=None)


_APPLY: dict[FactKind, Callable[[Standing, Fact], Standing]] = {
    FactKind.ISSUED: _issued,
    FactKind.DELIVERED: _delivered,
    FactKind.UNDELIVERED: _undelivered,
    FactKind.ACKNOWLEDGED: acknowledged,
    FactKind.REPORTED: reported,
    FactKind.CORRECTED: reported,
    FactKind.WITHDRAWN: withdrawn,
    FactKind.EVIDENCE_ADDED: evidence_added,
    FactKind.EXTENSION_ASKED: extension_asked,
    FactKind.EXTENDED: _extended,
    FactKind.EXTENSION_REFUSED: _extension_refused,
    FactKind.RETURNED: _returned,
    FactKind.ACCEPTED: _accepted,
    FactKind.EXCUSED: _excused,
    FactKind.ESCALATED: _escalated,
    FactKind.HANDED_OVER: _handed_over,
    FactKind.DUE_MOVED: _due_moved,
    FactKind.QUESTION: questioned,
    FactKind.ANSWERED: _answered,
    FactKind.CLOSED: _closed,
    FactKind.FILED: _filed,
    FactKind.STAGE: _staged,
    FactKind.SNOOZED: snoozed,
    FactKind.WAITING: waiting,
    FactKind.WAITING_OVER: _waiting_over,
    FactKind.SLIP_APPROVED: _slip_approved,
    FactKind.SLIP_DROPPED: _slip_dropped,
    FactKind.EVENT: _happened,
}
