"""Assignments, facts and due cases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Stale, Store
from workflows.fold import stand
from workflows.ledger import FactKind
from workflows.standing import Light, State

from .examples import NOW, a_fact, add_cases, an_assignment, append, at, without_facts


async def test_an_assignment_comes_back_as_it_was_handed_in(store: Store) -> None:
    [row] = await add_cases(store, 1, NOW)
    assert row.assignment == an_assignment(1)
    assert row.standing == stand(row.assignment, ())
    assert (row.light, row.wake_at, row.facts) == (Light.GREY, NOW, ())


async def test_adding_assignments_again_changes_nothing(store: Store) -> None:
    [row] = await add_cases(store, 1, NOW)
    row = await append(store, row, [a_fact(kind=FactKind.ISSUED)])
    again = await store.write(lambda w: store.add_assignments(w, [an_assignment(1)], {}))
    assert again == 0
    assert await store.case(row.assignment.id) == row


async def test_facts_come_back_in_order_with_their_standing(store: Store) -> None:
    [row] = await add_cases(store, 1)
    facts = [
        a_fact(0, FactKind.ISSUED),
        a_fact(1, FactKind.ACKNOWLEDGED),
        a_fact(2, FactKind.REPORTED, receipt="R-1", intent="done", text="已完成\x00<b>"),
    ]
    row = await append(store, row, facts[:1])
    row = await append(store, row, facts[1:])
    assert list(row.facts) == facts
    assert row.standing.state is State.DONE
    assert await store.cases_of_unit(row.assignment.unit, unfinished=True) == []
    assert await store.cases_of_unit(row.assignment.unit, unfinished=False) == [row]


async def test_a_reply_is_never_recorded_twice(store: Store) -> None:
    [row] = await add_cases(store, 1)
    await append(store, row, [a_fact()])
    with pytest.raises(Stale):
        await append(store, row, [a_fact()])
    found = await store.case(row.assignment.id)
    assert found is not None
    assert len(found.facts) == 1


async def test_two_writers_of_one_case_in_the_same_group_do_not_both_win(store: Store) -> None:
    [row] = await add_cases(store, 1)
    outcomes = await asyncio.gather(
        *(append(store, row, [a_fact(n)]) for n in range(20)), return_exceptions=True
    )
    assert sum(isinstance(outcome, Stale) for outcome in outcomes) == 19
    assert await store.verify(stand) == []


async def test_only_cases_whose_time_has_come_are_due_longest_waiting_first(store: Store) -> None:
    rows = await add_cases(store, 6)
    wakes = [at(3), at(1), None, at(2), at(-5), at(0)]
    await store.write(
        lambda w: store.touch_cases(
            w, [(row.pk, Light.GREEN, wake) for row, wake in zip(rows, wakes, strict=True)]
        )
    )
    due = await store.due_cases(at(2), 10)
    assert [row.wake_at for row in due] == [at(-5), at(0), at(1), at(2)]
    assert [row.wake_at for row in await store.due_cases(at(2), 2)] == [at(-5), at(0)]
    assert await store.next_wake_at() == at(-5)


async def test_due_cases_come_with_their_own_facts(store: Store) -> None:
    rows = await add_cases(store, 3, NOW)
    for n, row in enumerate(rows[:2]):
        await append(store, row, [a_fact(n)])
    due = await store.due_cases(NOW, 10)
    assert [list(row.facts) for row in due] == [[a_fact(0)], [a_fact(1)], []]


async def test_cases_are_given_in_the_order_asked_for_and_unknown_ones_left_out(
    store: Store,
) -> None:
    rows = await add_cases(store, 4)
    ids = [row.assignment.id for row in rows]
    asked = [ids[3], "nobody/knows/-/this", ids[0]]
    assert [row.assignment.id for row in await store.cases(asked)] == [ids[3], ids[0]]


async def test_a_large_programme_is_read_whole_page_by_page(store: Store) -> None:
    await add_cases(store, 2500)
    seen = [row.pk async for row in store.cases_of_programme("水")]
    assert seen == sorted(set(seen))
    assert len(seen) == 2500


async def test_an_edited_assignment_keeps_its_facts(store: Store) -> None:
    [row] = await add_cases(store, 1)
    row = await append(store, row, [a_fact()])
    edited = an_assignment(1)
    await store.write(lambda w: store.update_assignment(w, edited, row.standing, at(7)))
    found = await store.case(edited.id)
    assert found is not None
    assert (found.facts, found.wake_at) == (row.facts, at(7))


async def test_naive_datetimes_are_refused(store: Store) -> None:
    [row] = await add_cases(store, 1)
    naive = datetime(2024, 9, 11, 9, 0)  # noqa: DTZ001
    with pytest.raises(ValueError, match="naive"):
        await store.due_cases(naive, 1)
    with pytest.raises(ValueError, match="naive"):
        await store.write(lambda w: store.touch_cases(w, [(row.pk, Light.RED, naive)]))
    assert await store.case(row.assignment.id) == row


async def test_instants_keep_their_microsecond_whatever_their_offset(store: Store) -> None:
    instant = (NOW + timedelta(microseconds=1)).astimezone(UTC)
    [row] = await add_cases(store, 1, instant)
    assert row.wake_at == instant
    assert await store.due_cases(NOW, 10) == []
    assert len(await store.due_cases(instant, 10)) == 1


async def test_a_programme_is_known_by_its_latest_version(store: Store) -> None:
    for version in (1, 2, 2):
        body = {"title": "水", "edition": version}
        await store.write(lambda w, v=version, b=body: store.save_programme(w, "水", v, b, at(v)))
    [row] = await store.programmes()
    assert (row.version, row.body, row.applied_at) == (2, {"title": "水", "edition": 2}, at(2))


async def test_a_stale_row_without_facts_is_stale_too(store: Store) -> None:
    [row] = await add_cases(store, 1)
    row = await append(store, row, [a_fact()])
    with pytest.raises(Stale):
        await append(store, without_facts(row), [a_fact(1)])
