"""Laws of lights: arithmetic, and only ever worse by time alone."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.test_standing import ISSUED, LATER, fact, said
from tests.workflows.worlds import DAY, REAL, World, assignment, near_due, unfinished, worlds
from workflows.calendar import at_office
from workflows.fold import stand
from workflows.ledger import Fact, FactKind
from workflows.light import Look, light_of, pace_gap
from workflows.standing import FINISHED, Light, State

WORSE = {Light.GREY: 0, Light.GREEN: 1, Light.YELLOW: 2, Light.RED: 3}


@law(world=near_due(), minutes=st.integers(0, 60 * 24 * 9), examples=150)
def test_a_light_only_gets_worse_while_nobody_says_anything(world: World, minutes: int) -> None:
    case, terms = world.case, world.terms
    later = Look(terms.now + timedelta(minutes=minutes), terms.calendar)
    first = light_of(case.assignment, case.standing, Look(terms.now, terms.calendar))
    assert WORSE[light_of(case.assignment, case.standing, later)] >= WORSE[first]


@law(world=worlds(), days=st.integers(0, 400), examples=120)
def test_a_finished_light_rests_and_late_stays_yellow(world: World, days: int) -> None:
    case, terms = world.case, world.terms
    light = light_of(case.assignment, case.standing, Look(terms.now + days * DAY, terms.calendar))
    if case.standing.state in FINISHED:
        late = case.standing.on_time is False
        assert light is (Light.YELLOW if late else Light.GREEN)
    if case.standing.state is State.PLANNED:
        assert light is Light.GREY
    if case.assignment.wish:
        assert light is not Light.RED


@law(world=unfinished)
def test_what_is_overdue_is_red_unless_it_is_a_wish(world: World) -> None:
    case, terms = world.case, world.terms
    due_at = case.standing.due_at
    if due_at is None or case.standing.state is State.PLANNED:
        return
    overdue = Look(due_at + timedelta(seconds=1), terms.calendar)
    wanted = Light.YELLOW if case.assignment.wish else Light.RED
    assert light_of(case.assignment, case.standing, overdue) is wanted
    assert light_of(case.assignment, case.standing, Look(due_at, terms.calendar)) is not Light.GREEN


OWED = assignment(date(2026, 3, 13), opens_on=date(2025, 12, 3))


@pytest.mark.parametrize(
    ("day", "clock", "facts", "light"),
    [
        (date(2026, 3, 9), time(9), [], Light.GREEN),
        (date(2026, 3, 10), time(9), [], Light.YELLOW),
        (date(2026, 3, 13), time(17, 30), [], Light.YELLOW),
        (date(2026, 3, 13), time(17, 31), [], Light.RED),
        (date(2026, 1, 22), time(9), [said("progress", -60, percent=41)], Light.GREEN),
        (date(2026, 1, 22), time(9), [said("progress", -60, percent=39)], Light.YELLOW),
        (date(2026, 1, 22), time(9), [said("progress", -60, percent=19)], Light.RED),
        (date(2026, 2, 2), time(9), [said("blocked", -40, text="卡住")], Light.YELLOW),
        (date(2026, 3, 20), time(9), [said("done", 1)], Light.GREEN),
        (date(2026, 3, 20), time(9), [said("done", 6)], Light.YELLOW),
    ],
)
def test_named_lights(day: date, clock: time, facts: list[Fact], light: Light) -> None:
    standing = stand(OWED, [ISSUED, *facts])
    assert light_of(OWED, standing, Look(at_office(day, clock), REAL)) is light


def test_an_open_end_is_grey_until_it_is_blocked() -> None:
    owed = assignment(None)
    look = Look(LATER, REAL)
    assert light_of(owed, stand(owed, [ISSUED]), look) is Light.GREY
    assert light_of(owed, stand(owed, [ISSUED, said("blocked")]), look) is Light.YELLOW
    assert light_of(owed, stand(owed, []), look) is Light.GREY


def test_an_extension_turns_the_light_back() -> None:
    look = Look(at_office(date(2026, 3, 20), time(9)), REAL)
    extended = fact(FactKind.EXTENDED, 1, due_at=LATER.isoformat())
    assert light_of(OWED, stand(OWED, [ISSUED]), look) is Light.RED
    assert light_of(OWED, stand(OWED, [ISSUED, extended]), look) is Light.GREEN


def test_the_pace_is_measured_from_opening_to_due() -> None:
    standing = stand(OWED, [ISSUED, said("progress", percent=40)])
    half = at_office(date(2026, 1, 22), time(8, 45))
    gap = pace_gap(OWED, standing, half)
    assert gap is not None
    assert abs(gap - 10) < 0.5
