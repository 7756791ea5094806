"""Laws of spells (联络不畅期): one spell is one notice, and a lasting one is never kept quiet."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from tests.workflows.law import law
from tests.workflows.worlds import DAY, REAL, UNIT, World, assignment, case_of
from workflows.calendar import at_office, office_day
from workflows.ledger import Fact, FactKind
from workflows.light import Look
from workflows.notice import NoticeKind
from workflows.office import OfficeHours
from workflows.plan import Terms, plan

DUE_ON = date(2024, 9, 2)
FIRST = at_office(date(2024, 6, 10), time(9))
gaps = st.lists(st.integers(30, 60 * 24 * 12), min_size=1, max_size=12)
_FEWEST = timedelta(days=5)


def world_of(facts: list[Fact], days: float) -> World:
    """An item that opened in June 2024 with these facts, that long after its first failure."""
    owed = assignment(DUE_ON, opens_on=date(2024, 6, 3))
    now = FIRST + timedelta(days=days)
    known = [Fact(FactKind.ISSUED, FIRST - 7 * DAY, "duban"), *facts]
    return World(case_of(owed, known, Look(now, REAL)), Terms(now, REAL, OfficeHours()))


def flicker(minutes: list[int]) -> list[Fact]:
    """Failures and deliveries in turn, failing first."""
    facts, at = [Fact(FactKind.UNDELIVERED, FIRST, "duban", {"reason": "blocked"})], FIRST
    for n, gap in enumerate(minutes):
        at += timedelta(minutes=gap)
        kind = FactKind.UNDELIVERED if n % 2 else FactKind.DELIVERED
        facts.append(Fact(kind, at, "duban", {"reason": "blocked"}))
    return facts


def contacts(world: World) -> set[tuple[str, str]]:
    """What the office is told of the unit now, by key and rung."""
    notices = plan(world.case, world.terms).notices
    return {(one.key, one.rung) for one in notices if one.kind is NoticeKind.CONTACT}


@law(days=st.lists(st.integers(0, 90), min_size=2, max_size=6), examples=40)
def test_a_spell_that_lasts_is_one_notice(days: list[int]) -> None:
    told = [contacts(world_of(flicker([]), day)) for day in days]
    assert all(len(one) == 1 for one in told)
    assert len(set.union(*told)) == 1


@law(minutes=gaps, examples=80)
def test_the_office_hears_once_of_a_spell_and_once_a_week_of_a_line_that_flickers(
    minutes: list[int],
) -> None:
    facts = flicker(minutes)
    until = int((facts[-1].at - FIRST).total_seconds() // 86_400) + 30
    told: dict[str, date] = {}
    for hours in range(0, until * 24, 6):
        world = world_of(facts, hours / 24)
        for _, rung in contacts(world):
            told.setdefault(rung, office_day(world.terms.now))
    days = sorted(told.values())
    assert all(later - earlier >= _FEWEST for earlier, later in pairwise(days))
    lasts = facts[-1].kind is FactKind.UNDELIVERED
    last = contacts(world_of(facts, until))
    assert bool(last) is lasts  # a spell that lasts is told, however often the line flickered


@law(minutes=gaps, examples=40)
def test_sleeping_until_woken_the_office_still_hears_of_a_lasting_spell(
    minutes: list[int],
) -> None:
    facts = flicker(minutes)
    if facts[-1].kind is FactKind.DELIVERED:
        facts.pop()
    now = facts[-1].at
    world = world_of(facts, (now - FIRST) / DAY)
    heard = contacts(world)
    for _ in range(40):
        if heard:
            break
        wake_at = plan(world.case, world.terms).wake_at
        assert wake_at is not None
        world = world.at(wake_at)
        heard = contacts(world)
    assert heard
    assert office_day(world.terms.now) - office_day(now) <= timedelta(days=16)


def test_a_second_spell_after_a_quiet_fortnight_is_told_at_once() -> None:
    facts = flicker([60, 60 * 24 * 14])
    assert len(contacts(world_of(facts, 14.1))) == 1
    assert contacts(world_of(facts, 14.1)).isdisjoint(contacts(world_of(facts[:1], 0)))
    assert UNIT in world_of(facts, 14.1).case.assignment.id
