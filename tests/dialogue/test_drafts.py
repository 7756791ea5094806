"""Drafts survive the store; anything else is refused in plain words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.dialogue import Awaiting, Draft, Evidence, from_json, to_json
from messages.speech import Verb
from tests.dialogue.desks import MONDAY

EVIDENCE = st.builds(
    Evidence, st.text(), st.text(), st.sampled_from(["photo", "voice"]), st.integers(0, 10**12)
)
TEXTS = st.lists(st.text(max_size=20), max_size=3).map(tuple)
DRAFTS = st.builds(
    Draft,
    key=st.text(),
    since=st.just(MONDAY),
    awaiting=st.sampled_from(Awaiting),
    about=st.none() | st.text(),
    words=TEXTS,
    evidence=st.lists(EVIDENCE, max_size=3).map(tuple),
    verb=st.none() | st.sampled_from(Verb),
    until=st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    replaces=st.text(),
    readings=TEXTS,
    candidates=TEXTS,
    album=st.text(),
    asked_times=st.integers(0, 9),
    borrowed=st.booleans(),
)


@given(DRAFTS)
def test_a_draft_comes_back_equal(draft: Draft) -> None:
    assert from_json(to_json(draft)) == draft


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"key": 1}', '{"key":"a","since":"x"}'])
def test_what_is_no_draft_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_json(text)
