"""The scoring itself: a label answers itself, and every kind of mistake costs something."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.drafting.labels import CORPUS, Sample, samples
from tests.drafting.marking import Marking
from tests.drafting.pairing import pair, similarity
from tests.drafting.tally import KINDS, Marks

SAMPLES = samples(CORPUS)
BY_NAME = {sample.name: sample for sample in SAMPLES}
SAFETY = "01-anquan-sannian"


def marks_of(name: str, change: Callable[[dict[str, Any]], object]) -> Marks:
    """The marks of a draft that is the label with one change."""
    label = BY_NAME[name].label
    draft = copy.deepcopy(label)
    change(draft)
    return Marking(name, label, draft).run()


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_a_label_answers_itself_without_a_mistake(sample: Sample) -> None:
    marks = Marking(sample.name, sample.label, sample.label).run()
    assert (marks.mistakes, marks.invented) == ([], [])
    assert min(tally.f1 for tally in marks.tallies.values()) == 1.0


def test_an_empty_draft_has_no_recall() -> None:
    lists = ("tasks", "duties", "milestones", "indicators", "phases", "units")
    marks = marks_of(SAFETY, lambda draft: draft.update({name: [] for name in lists}))
    assert {kind for kind in KINDS if marks.tallies[kind].recall < 1} == set(KINDS) - {
        "milestones",
        "head",
        "indicators",
        "targets",
    }
    assert marks.tallies["tasks"].recall == 0.0
    assert marks.tallies["units of tasks"].f1 == 0.0


def test_a_unit_nobody_printed_is_invented() -> None:
    marks = marks_of(SAFETY, lambda draft: draft["tasks"][0]["units"].append("市彩票中心"))
    assert marks.invented == ["市彩票中心"]


def test_a_co_unit_in_the_lead_costs_the_role_and_not_the_unit() -> None:
    def swap(draft: dict[str, Any]) -> None:
        task = draft["tasks"][1]
        task["lead"], task["co"] = task["co"][:1], task["lead"] + task["co"][1:]

    marks = marks_of(SAFETY, swap)
    assert marks.tallies["units of tasks"].f1 == 1.0
    assert (marks.tallies["with role"].wrong, marks.tallies["with role"].missed) == (2, 2)


def test_a_wrong_day_is_wrong_and_missed() -> None:
    marks = marks_of(SAFETY, lambda draft: draft["tasks"][0].update(due_on="2024-06-01"))
    due = marks.tallies["due dates"]
    assert (due.wrong, due.missed) == (1, 1)


def test_a_task_drafted_twice_costs_precision() -> None:
    marks = marks_of(SAFETY, lambda draft: draft["tasks"].append(draft["tasks"][0]))
    assert marks.tallies["tasks"].wrong == 1
    assert marks.tallies["tasks"].recall == 1.0


def test_a_changed_target_is_missed() -> None:
    def change(draft: dict[str, Any]) -> None:
        draft["indicators"][0]["targets"] = {"2025": {"op": "le", "value": 2.5}}

    marks = marks_of("17-guihua", change)
    assert marks.tallies["targets"].missed == 0
    marks = marks_of("17-guihua", lambda draft: draft["indicators"][0]["targets"].clear())
    assert marks.tallies["targets"].missed == 1


def test_the_number_tells_equal_titles_apart() -> None:
    labels = [{"no": "3-1", "title": "节水载体建设"}, {"no": "3-2", "title": "节水载体建设"}]
    assert pair(labels, labels[::-1], by_line=False) == {0: 1, 1: 0}


def test_titles_are_alike_whatever_their_marks_and_width() -> None:
    assert similarity("推进“一照多址”改革。", "推进 ｢一照多址｣ 改革") == 1.0
    assert similarity("推进污水治理", "组织招聘活动") < 0.3


def test_every_label_names_units_and_deadlines_that_its_document_prints() -> None:
    for sample in SAMPLES:
        assert sample.problems() == [], sample.name
