"""Laws of notice keys: equal for equal notices, different for different ones."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import strategies as st

from tests.workflows.law import law
from workflows.calendar import at_office
from workflows.ladder import Slip
from workflows.notice import Notice, NoticeKind

AT = at_office(date(2026, 3, 13), time(9))
words = st.sampled_from(["甲", "乙", "甲乙", "1", "11", ""])
notices = st.builds(
    Notice,
    kind=st.sampled_from([NoticeKind.NAG, NoticeKind.REMINDER]),
    rung=words,
    to=words,
    about=words,
    at=st.just(AT),
    due_revision=st.integers(0, 11),
    repeat=st.integers(0, 11),
)


def identity(notice: Notice) -> tuple[object, ...]:
    return (
        notice.about,
        notice.kind,
        notice.rung,
        notice.repeat,
        notice.due_revision,
        notice.to,
    )


@law(one=notices, other=notices, examples=200)
def test_keys_are_equal_exactly_where_the_notices_are_the_same(one: Notice, other: Notice) -> None:
    assert (one.key == other.key) == (identity(one) == identity(other))
    assert re.fullmatch(r"[0-9a-f]{40}", one.key)


@law(one=notices, days=st.integers(0, 99), slip=st.sampled_from(Slip), urgent=st.booleans())
def test_a_key_does_not_know_the_time_nor_the_tone(
    one: Notice, days: int, slip: Slip, urgent: bool
) -> None:
    again = replace(one, at=AT + timedelta(days=days), slip=slip, urgent=urgent)
    assert again.key == one.key


@law(one=notices, more=st.integers(1, 9))
def test_every_part_of_the_identity_makes_another_key(one: Notice, more: int) -> None:
    others = [
        replace(one, about=f"{one.about}x"),
        replace(one, kind=NoticeKind.ESCALATION),
        replace(one, rung=f"{one.rung}x"),
        replace(one, to=f"{one.to}x"),
        replace(one, repeat=one.repeat + more),
        replace(one, due_revision=one.due_revision + more),
    ]
    assert len({one.key, *(other.key for other in others)}) == 7


@law(n=st.integers(0, 99), word=words)
def test_nothing_can_slip_from_one_part_of_a_key_into_the_next(n: int, word: str) -> None:
    one = Notice(NoticeKind.NAG, f"{word}1", "甲", "乙", AT, due_revision=n, repeat=1)
    pairs = [
        (one, replace(one, rung=word, repeat=11)),
        (replace(one, repeat=1, due_revision=int(f"1{n}")), replace(one, repeat=11)),
        (replace(one, due_revision=1, to="1甲"), replace(one, due_revision=11, to="甲")),
    ]
    assert all(left.key != right.key for left, right in pairs)


def test_keys_stay_what_they_were_when_they_were_first_written() -> None:
    notice = Notice(NoticeKind.NAG, "催办", "区生态环境局/liaison", "honggutan/制-01/-/甲", AT)
    assert notice.key == "6295b367c1e9665ca0f22ad91743f39fb87e5570"
