"""Rosters in several files: one roster, and every collision at the second place."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.home import read_home
from config.problems import Severity, as_json, describe
from tests.config.written_homes import SMALL, TASK, errors, read_small, with_more, write_home

MORE = """\
units:
  - {name: 厚田乡, short: 厚田}
groups:
  乡镇: [厚田乡]
  大家: [group: 两局, group: 乡镇]
offices:
  - {name: 乡镇办, host: 区财政局, posts: {clerk: 工作人员}}
"""
A, B = "units/a.yaml", "units/b.yaml"


def test_all_files_are_one_roster_in_the_order_of_their_names(tmp_path: Path) -> None:
    other = MORE.replace("厚田", "流湖").replace("乡镇", "村镇").replace("大家", "都")
    reading = read_small(tmp_path, {B: MORE, A: other})
    assert reading.home is not None, reading.problems
    names = [unit.name for unit in reading.home.roster.units if not unit.is_office]
    assert names == ["区生态环境局", "区财政局", "区农业农村局", "流湖乡", "厚田乡"]
    assert dict(reading.home.roster.groups)["大家"] == ("区生态环境局", "区财政局", "厚田乡")


def test_a_programme_names_units_and_offices_of_any_file(tmp_path: Path) -> None:
    plan = with_more(TASK.replace("区财政局", "group: 大家") % "nil: false")
    text = str(plan["programmes/p.yaml"]).replace("office: 创建办", "office: 乡镇办")
    reading = read_small(tmp_path, {A: MORE, "programmes/p.yaml": text})
    assert reading.home is not None, reading.problems
    assert reading.home.programmes[0].office == "乡镇办"
    assert len(reading.home.programmes[0].tasks[0].responsible) == 3


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "first"),
    [
        ("name: 厚田乡", "name: 区财政局", "duplicate-unit", 2, 5),
        ("short: 厚田", "short: 区环保局", "alias-taken", 2, 4),
        ("name: 乡镇办", "name: 创建办", "alias-taken", 7, 11),
        ("  乡镇: [", "  两局: [区财政局]\n  乡镇: [", "duplicate-group", 4, 8),
    ],
)
def test_what_two_files_claim_is_reported_in_the_second_with_the_place_of_the_first(
    tmp_path: Path, old: str, new: str, code: str, line: int, first: int
) -> None:
    assert MORE.count(old) == 1
    found = [p for p in errors(read_small(tmp_path, {A: MORE.replace(old, new)})) if p.also_at]
    assert [(p.file, p.code, p.line) for p in found] == [(str(tmp_path / A), code, line)]
    assert found[0].also_at == (str(tmp_path / "units.yaml"), first)


def test_a_group_opens_only_what_stands_above_it_or_in_an_earlier_file(tmp_path: Path) -> None:
    later = MORE.replace("厚田", "流湖").replace("乡镇", "村镇").replace("大家", "都")
    files = {A: MORE.replace("group: 两局", "group: 村镇"), B: later}
    found = errors(read_small(tmp_path, files))
    assert [(Path(p.file).name, p.code, p.line) for p in found] == [("a.yaml", "unknown-group", 5)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00", "encoding-unknown"),
        ("units: [", "list-unclosed"),
        ("", "file-empty"),
        ("units:\n  - {nmae: 厚田乡}\noffices: [{name: 乡镇办}]\n", "unknown-key"),
        ("unit: []\noffices: [{name: 乡镇办}]\n", "unknown-key"),
    ],
)
def test_a_roster_that_cannot_be_read_blames_no_task_for_its_units(
    tmp_path: Path, content: str | bytes, code: str
) -> None:
    more = with_more(TASK.replace("区财政局", "厚田乡, group: 乡镇") % "nil: false")
    groups = code == "unknown-key" and "nmae" in str(content)
    text = {key: str(value).replace(", group: 乡镇", "") for key, value in more.items()}
    found = errors(read_small(tmp_path, {**(text if groups else more), A: content}))
    assert [(Path(p.file).name, p.code) for p in found] == [("a.yaml", code)]


def test_a_folder_in_place_of_a_roster_is_named(tmp_path: Path) -> None:
    write_home(tmp_path, {**SMALL, A: MORE})
    (tmp_path / B).mkdir()
    assert [p.code for p in errors(read_home(tmp_path))] == ["is-a-folder"]


@pytest.mark.parametrize("what", ["empty", "file", "nowhere"])
def test_a_rosters_folder_that_holds_nothing_is_said(tmp_path: Path, what: str) -> None:
    folder = write_home(tmp_path, SMALL) / "units"
    if what == "empty":
        folder.mkdir()
    elif what == "file":
        folder.write_text("units: []")
    else:
        folder.symlink_to(tmp_path / "gone")
    expected = {
        "empty": ("units-folder-empty", Severity.NOTE),
        "file": ("folder-unreadable", Severity.ERROR),
        "nowhere": ("units-folder-missing", Severity.ERROR),
    }
    (problem,) = read_home(tmp_path).problems
    assert (problem.code, problem.severity) == expected[what]
    assert describe(problem, "zh")
    assert as_json(problem, "en")["message"]


def test_hidden_and_other_files_are_no_rosters(tmp_path: Path) -> None:
    reading = read_small(tmp_path, {"units/.a.yaml": "x", "units/read.me": "x", A: MORE})
    assert reading.problems == ()
