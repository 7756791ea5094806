"""The five planning texts, cleaned and as they came, against a reading by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tests.drafting.labels import GOLD, SEEDS, samples
from tests.drafting.scoring import marked, total
from tests.drafting.tally import Marks

FLOOR = 0.98
KINDS = ("tasks", "units of tasks", "with role", "milestones", "duties", "indicators")
RAW = SEEDS / "raw"
FORMS = ("cleaned", "raw")

pytestmark = pytest.mark.skipif(
    not samples(GOLD) or not RAW.is_dir(),
    reason="the five planning texts are not beside the project",
)


@cache
def marks_of(form: str) -> Marks:
    """All five together; the raw texts have other lines, so lines are not compared there."""
    found = samples(GOLD)
    if form == "raw":
        found = [replace(sample, file=RAW / sample.file.name) for sample in found]
    return total(marked(sample, by_line=form == "cleaned") for sample in found)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_five_texts_are_drafted_as_a_person_reads_them(kind: str, form: str) -> None:
    marks = marks_of(form)
    assert marks.tallies[kind].size
    assert marks.tallies[kind].f1 >= FLOOR, [m for m in marks.mistakes if m.startswith(kind)]


@pytest.mark.parametrize("form", FORMS)
def test_no_unit_is_invented(form: str) -> None:
    assert marks_of(form).invented == []
