"""The shipped programme against the document itself, where that lies beside the checkout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config.home import Home
from tests.home.printed import MEMBERS
from tests.home.test_roster import resolve
from workflows.programme import Programme

CHECKOUT = Path(__file__).resolve().parents[2]
DOCUMENT = CHECKOUT.parent / "shared" / "seeds" / "3-honggutan-eco-district.txt"
TASK = re.compile(r"^(?P<no>\d+)\.(?P<body>.*)（责任(?:单位|部门)：(?P<units>[^）]+)）$")


@pytest.fixture(scope="module")
def document() -> str:
    if not DOCUMENT.is_file():
        pytest.skip(f"the source document lies beside the project and is not here: {DOCUMENT}")
    return DOCUMENT.read_text(encoding="utf-8")


def test_each_task_falls_to_the_units_that_the_document_prints(
    document: str, home: Home, programme: Programme
) -> None:
    printed = {
        found["no"]: [resolve(home, written) for written in found["units"].split("、")]
        for line in document.splitlines()
        if (found := TASK.match(line.strip()))
    }
    assert len(printed) == 30
    assert printed == {
        task.no: [responsible.unit for responsible in task.responsible] for task in programme.tasks
    }


def test_sections_are_printed_as_given(document: str, programme: Programme) -> None:
    lines = set(document.splitlines())
    sections = list(dict.fromkeys(task.section for task in programme.tasks))
    numerals = "一二三四五六七八"
    assert all(f"（{no}）{name}" in lines for no, name in zip(numerals, sections, strict=True))


def test_every_number_of_a_target_stands_in_its_task(document: str, programme: Programme) -> None:
    bodies = {m["no"]: m["body"] for m in map(TASK.match, document.splitlines()) if m}
    nos = {task.code: task.no for task in programme.tasks}
    for indicator in programme.indicators:
        for target in indicator.targets:
            if isinstance(target.value, float):
                assert f"{target.value:g}%" in bodies[nos[indicator.task]]
    percentages = sum(len(re.findall(r"\d+%", body)) for body in bodies.values())
    ours = [t for i in programme.indicators for t in i.targets if isinstance(t.value, float)]
    assert len(ours) == percentages


def test_the_annex_prints_the_posts_of_the_members_in_our_order(document: str) -> None:
    annex = document.split("成员：", 1)[1].splitlines()
    assert [line.strip() for line in annex[: len(MEMBERS)]] == [post for _, post in MEMBERS]


def test_no_text_copies_a_sentence_of_the_document(document: str, programme: Programme) -> None:
    """Titles and texts are written for a chat window; a whole clause would be a copy."""
    for task in programme.tasks:
        for sentence in re.split(r"[。；]", task.text):
            assert len(sentence) < 12 or sentence not in document
