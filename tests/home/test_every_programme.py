"""Every shipped programme is sound and holds as many things as its document prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.home import Home, HomeReading, default_home
from config.nodes import Mapping, Node, Scalar, Sequence
from config.problems import Severity, describe
from config.reading import read_source
from config.syntax import read_tree
from workflows.expand import assignments, milestone_day
from workflows.programme import AfterEvent, Programme

FILES = sorted((default_home() / "programmes").glob("*.yaml"))
QUIET = {"unassigned", "needs-confirmation", "provisional-year"}
"""What `check` may note of a shipped programme: gaps of its document, and years to come."""


@dataclass(frozen=True, slots=True)
class Printed:
    """How many of each a document prints, counted by hand. `rows` are indicator rows, `numbers`
    their numbers; `waiting` are milestones that count from an event; `owed` are assignments.
    """

    phases: int
    tasks: int
    duties: int
    milestones: int
    waiting: int
    rows: int
    numbers: int
    events: int
    owed: int


PRINTED = {
    "honggutan": Printed(4, 30, 1, 4, 0, 27, 21, 0, 348),
    "nanchang-scheme": Printed(3, 24, 0, 12, 1, 0, 0, 1, 36),
    "ganzhou-scheme": Printed(3, 11, 0, 6, 0, 0, 0, 0, 14),
    "etdz-plan": Printed(0, 112, 0, 2, 0, 21, 18, 0, 177),
    "qingyunpu-plan": Printed(2, 115, 2, 4, 0, 33, 29, 1, 177),
}
KINDS = {
    "honggutan": {"制": 6, "质": 3, "护": 5, "险": 2, "控": 2, "节": 4, "居": 5, "文": 3},
    "nanchang-scheme": {"研": 14, "主": 7, "进": 1, "保": 2},
    "ganzhou-scheme": {"任": 5, "料": 3, "保": 3},
    "etdz-plan": {
        "绿": 12, "碳": 11, "水": 11, "气": 12, "土": 9, "废": 13, "态": 4, "险": 8, "村": 9,
        "治": 11, "保": 12,
    },
    "qingyunpu-plan": {
        "制": 15, "安": 29, "空": 5, "济": 10, "活": 9, "文": 7, "项": 26, "达": 2, "保": 12,
    },
}  # fmt: skip
"""Tasks by the first character of their codes, which stands for a chapter of the document."""


def found(home: Home, code: str) -> Programme:
    return next(programme for programme in home.programmes if programme.code == code)


def values(entries: Node | None, key: str) -> list[str]:
    items = entries.items if isinstance(entries, Sequence) else []
    return [text for item in items for text in scalars(item, key)]


def scalars(node: Node, key: str) -> Iterator[str]:
    for name, value in node.pairs if isinstance(node, Mapping) else ():
        if isinstance(name, Scalar) and name.text == key and isinstance(value, Scalar):
            yield value.text


def part(file: Path, key: str) -> Node | None:
    root = read_tree(read_source(file, file.name)).root
    pairs = root.pairs if isinstance(root, Mapping) else []
    return next((v for name, v in pairs if isinstance(name, Scalar) and name.text == key), None)


def test_there_is_a_count_for_every_programme_and_no_other() -> None:
    assert [file.stem for file in FILES] == sorted(PRINTED) == sorted(KINDS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_programme_is_clean_and_its_notes_are_gaps_of_its_document(
    file: Path, reading: HomeReading
) -> None:
    mine = [problem for problem in reading.problems if problem.file == str(file)]
    odd = [p for p in mine if p.severity is Severity.ERROR or p.code not in QUIET]
    assert [describe(problem, "zh") for problem in odd] == []
    assert reading.files[file.stem] == str(file)


@pytest.mark.parametrize("code", PRINTED)
def test_a_shipped_programme_holds_what_its_document_prints(code: str, home: Home) -> None:
    programme = found(home, code)
    waiting = [m for m in programme.milestones if isinstance(m.due, AfterEvent)]
    owed = [a for a in assignments(programme, home.calendar) if not a.is_event]
    assert (
        Printed(
            phases=len(programme.phases),
            tasks=len(values(part(file_of(code), "tasks"), "code")),
            duties=len(values(part(file_of(code), "duties"), "code")),
            milestones=len(programme.milestones),
            waiting=len(waiting),
            rows=len(programme.indicators),
            numbers=numbers(programme),
            events=len(programme.events),
            owed=len(owed),
        )
        == PRINTED[code]
    )


def file_of(code: str) -> Path:
    return default_home() / "programmes" / f"{code}.yaml"


def numbers(programme: Programme) -> int:
    """Printed indicators: rows that belong together count once; a number printed twice, twice."""
    count = 0
    last: tuple[str, bool] | None = None
    for indicator in programme.indicators:
        row = indicator.no, bool(indicator.sub)
        count += row != last or not indicator.sub
        last = row
    return count


@pytest.mark.parametrize("code", KINDS)
def test_tasks_fall_to_the_chapters_of_the_document(code: str) -> None:
    codes = values(part(file_of(code), "tasks"), "code")
    assert {kind: sum(c.split("-")[0] == kind for c in codes) for kind in KINDS[code]} == KINDS[
        code
    ]
    assert len(codes) == sum(KINDS[code].values()) == len(set(codes))


@pytest.mark.parametrize("code", PRINTED)
def test_what_is_assigned_and_what_is_not_are_all_that_is_written(code: str, home: Home) -> None:
    programme, printed = found(home, code), PRINTED[code]
    assigned = len(programme.tasks) + len(programme.duties)
    assert assigned + len(programme.unassigned) == printed.tasks + printed.duties


def test_nanchang_has_14_studies_and_5_main_tasks() -> None:
    tasks = part(file_of("nanchang-scheme"), "tasks")
    pairs = list(zip(values(tasks, "no"), values(tasks, "code"), strict=True))
    studies = [no for no, code in pairs if code.startswith("研-")]
    assert studies == [str(n) for n in range(1, 15)]
    main = dict.fromkeys(no for no, code in pairs if code.startswith("主-"))
    assert list(main) == ["（一）", "（二）", "（三）", "（四）", "（五）"]


def test_the_plan_of_the_development_zone_has_100_measures() -> None:
    codes = values(part(file_of("etdz-plan"), "tasks"), "code")
    assert sum(not code.startswith("保-") for code in codes) == 100


def test_qingyunpu_has_26_key_projects() -> None:
    tasks = part(file_of("qingyunpu-plan"), "tasks")
    assert sum(no.startswith("专栏") for no in values(tasks, "no")) == 26


def test_only_the_county_plans_of_nanchang_wait_for_an_event(home: Home) -> None:
    waiting = {
        (programme.code, item.no)
        for programme in home.programmes
        for item in programme.milestones
        if milestone_day(item, home.calendar) is None
    }
    assert waiting == {("nanchang-scheme", "（三）3-2")}


@pytest.mark.parametrize("code", ["etdz-plan", "ganzhou-scheme", "qingyunpu-plan"])
def test_a_missing_letterhead_is_asked_about(code: str, reading: HomeReading) -> None:
    asked = [
        problem
        for problem in reading.problems
        if problem.file == str(file_of(code)) and problem.path == "needs_confirmation"
    ]
    assert len(asked) == 1
    assert "没有版头" in asked[0].params["question"]
