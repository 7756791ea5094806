"""Laws of standing: what facts add up to."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.worlds import World, assignment, days, opened, worlds
from workflows.calendar import at_office
from workflows.fold import after, stand
from workflows.ledger import Fact, FactKind
from workflows.standing import FINISHED, Standing, State

OWED = assignment(date(2026, 3, 13))
MORNING = at_office(date(2026, 3, 10), time(9))


def fact(kind: FactKind, days: int = 0, **data: Any) -> Fact:
    """A fact some days after the 10th of March."""
    return Fact(kind, MORNING + timedelta(days=days), "区生态环境局/liaison", data)


def said(intent: str, days: int = 0, **data: Any) -> Fact:
    """A report some days after the 10th of March."""
    return fact(FactKind.REPORTED, days, receipt=f"R-{days}", intent=intent, **data)


ISSUED = fact(FactKind.ISSUED)
LATER = at_office(date(2026, 4, 30), time(17, 30))


@law(world=worlds(), cut=st.integers(0, 9))
def test_folding_in_two_pieces_equals_folding_at_once(world: World, cut: int) -> None:
    owed, facts = world.case.assignment, world.case.facts
    standing = stand(owed, facts[:cut])
    for more in facts[cut:]:
        standing = after(standing, more)
    assert standing == stand(owed, facts) == stand(owed, list(facts))


@law(world=worlds(), examples=250)
def test_finished_means_that_there_is_a_day_on_which_it_was(world: World) -> None:
    owed, facts = world.case.assignment, world.case.facts
    for n in range(len(facts) + 1):
        standing = stand(owed, facts[:n])
        assert (standing.finished_at is not None) == (standing.state in FINISHED)
        if standing.finished_at is not None:
            assert standing.finished_at in {known.at for known in facts[:n]}
        if standing.state not in FINISHED or standing.state is State.EXCUSED:
            assert standing.on_time is None


@law(world=worlds())
def test_what_is_done_is_in_time_exactly_where_it_was_done_by_the_due_date(world: World) -> None:
    standing = world.case.standing
    if standing.state not in (State.DONE, State.NIL, State.ACCEPTED):
        return
    assert standing.finished_at is not None
    if standing.due_at is None:
        assert standing.on_time is None
    else:
        assert standing.on_time == (standing.finished_at <= standing.due_at)


@law(day=days, minutes=st.integers(-600, 600))
def test_in_time_is_a_matter_of_the_instant_not_of_the_day(day: date, minutes: int) -> None:
    owed = assignment(day)
    assert owed.due is not None
    at = owed.due.due_at + timedelta(minutes=minutes)
    done = Fact(FactKind.REPORTED, at, "x", {"intent": "done", "receipt": "R"})
    assert stand(owed, [Fact(FactKind.ISSUED, at, "x"), done]).on_time is (minutes <= 0)


@law(world=worlds())
def test_the_original_due_date_and_the_count_of_moves_are_kept(world: World) -> None:
    case = world.case
    due = case.assignment.due
    moves = [known for known in case.facts if "due_at" in known.data]
    first = moves[0].data["due_at"] if moves else None
    named = due.due_at if due else datetime.fromisoformat(first) if first else None
    assert case.standing.original_due_at == named
    assert case.standing.due_revision == len(moves)
    expected = datetime.fromisoformat(moves[-1].data["due_at"]) if moves else None
    assert case.standing.due_at == (expected or case.standing.original_due_at)
    assert case.standing.extensions == sum(f.kind is FactKind.EXTENDED for f in case.facts)


@law(world=opened)
def test_whoever_speaks_has_been_reached(world: World) -> None:
    at = world.terms.now
    for kind, data in [
        (FactKind.ACKNOWLEDGED, {}),
        (FactKind.REPORTED, {"intent": "progress"}),
        (FactKind.QUESTION, {"text": "?"}),
    ]:
        standing = after(world.case.standing, Fact(kind, at, "x", data))
        assert standing.reached_at is not None
        assert standing.unreachable_since is None


@law(world=worlds())
def test_proof_of_delivery_is_lost_when_a_notice_comes_back(world: World) -> None:
    at = world.terms.now
    lost = after(world.case.standing, Fact(FactKind.UNDELIVERED, at, "duban"))
    assert lost.reached_at is None
    assert lost.unreachable_since is not None
    again = after(lost, Fact(FactKind.DELIVERED, at + timedelta(days=9), "duban"))
    assert again.reached_at == at + timedelta(days=9)
    assert again.unreachable_since is None


def test_no_facts_mean_planned() -> None:
    assert OWED.due is not None
    due_at = OWED.due.due_at
    assert stand(OWED, []) == Standing(due_at=due_at, original_due_at=due_at)


def test_a_correction_of_done_to_progress_reopens() -> None:
    done = stand(OWED, [ISSUED, said("done")])
    assert (done.state, done.on_time, done.percent) == (State.DONE, True, 100)
    corrected = fact(FactKind.CORRECTED, 1, receipt="R-1", intent="progress", percent=60)
    standing = after(done, corrected)
    assert standing.state is State.IN_PROGRESS
    assert (standing.finished_at, standing.on_time, standing.percent) == (None, None, 60)
    assert standing.receipt == "R-1"


def test_a_withdrawn_report_is_owed_again_and_an_old_receipt_withdraws_nothing() -> None:
    done = stand(OWED, [ISSUED, said("progress", percent=30), said("done", 1)])
    assert after(done, fact(FactKind.WITHDRAWN, 2, receipt="R-0")) == done
    standing = after(done, fact(FactKind.WITHDRAWN, 2, receipt="R-1"))
    assert standing.state is State.OPEN
    assert (standing.finished_at, standing.reported_at, standing.percent) == (None, None, None)


def test_an_extension_keeps_the_original_date_and_ends_the_asking() -> None:
    asked = fact(FactKind.EXTENSION_ASKED, 1, until="2026-04-30", reason="待批")
    extended = fact(FactKind.EXTENDED, 2, due_at=LATER.isoformat(), reason="同意")
    standing = stand(OWED, [ISSUED, asked, extended])
    assert OWED.due is not None
    assert (standing.due_at, standing.original_due_at) == (LATER, OWED.due.due_at)
    assert (standing.due_revision, standing.extensions) == (1, 1)
    assert standing.extension_asked_until is None
    assert standing.decided is FactKind.EXTENDED


def test_a_date_moved_after_the_finish_judges_it_anew() -> None:
    late = stand(OWED, [ISSUED, said("done", 9)])
    assert late.on_time is False
    moved = after(late, fact(FactKind.DUE_MOVED, 10, due_at=LATER.isoformat(), reason="上级"))
    assert moved.on_time is True
    assert moved.finished_at == late.finished_at
    early = at_office(date(2026, 3, 1), time(17, 30)).isoformat()
    assert after(moved, fact(FactKind.DUE_MOVED, 11, due_at=early, reason="x")).on_time is False


def test_what_was_excused_is_never_judged_late() -> None:
    excused = stand(OWED, [ISSUED, fact(FactKind.EXCUSED, 20, reason="机构撤并")])
    early = at_office(date(2026, 3, 1), time(17, 30)).isoformat()
    moved = after(excused, fact(FactKind.DUE_MOVED, 21, due_at=early, reason="x"))
    assert (excused.on_time, moved.on_time) == (None, None)


def test_acceptance_keeps_the_day_on_which_the_unit_was_done() -> None:
    done = stand(OWED, [ISSUED, said("done", 1)])
    accepted = after(done, fact(FactKind.ACCEPTED, 30))
    assert accepted.state is State.ACCEPTED
    assert (accepted.finished_at, accepted.on_time) == (done.finished_at, True)


def test_a_return_reopens_and_voids_what_was_promised() -> None:
    promised = stand(OWED, [ISSUED, said("progress", 1, percent=80, until="2026-05-01")])
    returned = after(promised, fact(FactKind.RETURNED, 2, reason="缺佐证"))
    assert returned.state is State.RETURNED
    assert (returned.promised_until, returned.percent, returned.returns) == (None, None, 1)
    assert returned.decision_reason == "缺佐证"


def test_a_handover_asks_for_new_proof_of_delivery() -> None:
    reached = stand(OWED, [ISSUED, fact(FactKind.DELIVERED)])
    assert reached.reached_at == MORNING
    assert after(reached, fact(FactKind.HANDED_OVER, 1)).reached_at is None
