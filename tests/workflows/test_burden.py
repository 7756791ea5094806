"""Laws of the burden ledger: asks are counted, shared messages are free, nobody is ranked."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflows.burden import Bill, Burden, Load, bills, burden
from workflows.calendar import at_office
from workflows.notice import Notice, NoticeKind

DAY = date(2026, 3, 2)
notices = st.builds(
    lambda kind, post, code, days: Notice(
        kind, "r", post, f"p/{code}/-/u", at_office(DAY + timedelta(days=days), time(9))
    ),
    st.sampled_from(NoticeKind),
    st.sampled_from(["甲/liaison", "乙/liaison", "甲/head"]),
    st.sampled_from(["a", "b"]),
    st.integers(0, 3),
)
ONLY = frozenset({("p", "a"), ("p", "b")})
loads = st.builds(Load, st.just(("甲/liaison",)), *[st.integers(0, 9)] * 3)


@given(st.lists(notices, max_size=30))
def test_a_bill_counts_every_ask_and_only_the_messages_sent_for_its_sake(
    found: list[Notice],
) -> None:
    made = {bill.task: bill for bill in bills(found, ONLY)}
    asks = [
        notice
        for notice in found
        if notice.kind in ("issue", "reminder", "nag") and notice.to.endswith("/liaison")
    ]
    assert sum(bill.asks for bill in made.values()) == len(asks)
    days = {(notice.to, notice.at) for notice in asks}
    assert sum(bill.messages for bill in made.values()) <= len(days)


def test_asks_that_travel_together_cost_one_message_and_neither_pays_it() -> None:
    at = at_office(DAY, time(9))
    together = [Notice(NoticeKind.NAG, "r", "甲/liaison", f"p/{code}/-/甲", at) for code in "ab"]
    assert [(bill.asks, bill.messages) for bill in bills(together, ONLY)] == [(1, 0), (1, 0)]
    assert bills(together[:1], ONLY) == (Bill("p", "a", 1, 1, 1),)
    assert bills(together, frozenset()) == ()


@given(st.lists(loads, max_size=20))
def test_the_burden_adds_up_and_who_got_nothing_is_not_counted(found: list[Load]) -> None:
    made = burden(found, (DAY, DAY + timedelta(days=6)))
    assert made.messages == sum(load.messages for load in found)
    assert made.people == sum(bool(load.messages or load.asks) for load in found)
    assert len(made.heaviest) <= 10


def test_no_figure_says_how_fast_anybody_was() -> None:
    kinds = {str(field.type) for kind in (Load, Bill, Burden) for field in fields(kind)}
    assert not {"datetime", "timedelta"} & kinds
    assert {field.name for field in fields(Load)} == {"posts", "messages", "asks", "answers"}
