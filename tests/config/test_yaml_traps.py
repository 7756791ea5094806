"""Hostile and broken files: one clear problem each, quickly, and never a traceback."""

from __future__ import annotations

import gc
import os
import time
import tracemalloc
from pathlib import Path

import pytest

from config.home import read_calendar, read_home
from config.problems import Severity, as_json, describe
from tests.config.written_homes import FULL, SMALL, read_small, with_more, write_home

PATIENCE_S = 5.0  # a hang, not a speed: figures are in benchmarks
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [*{below}, *{below}, *{below}, *{below}, *{below}, *{below}, *{below}]\n"
    for below, name in zip("abcdefghi", "bcdefghij", strict=True)
)

TRAPS: list[tuple[str, str | bytes, str, int, int]] = [
    ("alias bomb", BOMB, "alias-bomb", 5, 24),
    ("alias of itself", "hours: &a {send: *a}\n", "alias-inside-itself", 1, 18),
    ("alias to nothing", "title: *abc\n", "alias-unknown", 1, 8),
    ("depth in brackets", "title: " + "[" * 10_000, "too-deep", 1, 1007),
    ("depth in braces", "{title: " * 10_000, "too-deep", 1, 32 * 8 + 1),
    ("depth in dashes", "- " * 10_000 + "x\n", "too-deep", 1, 65),
    ("50 MB", b"title: " + b"x" * 50_000_000, "file-too-large", 0, 0),
    ("python object", "title: !!python/object/apply:os.system [x]\n", "tag-forbidden", 1, 8),
    ("python name", "title: !!python/name:os.system x\n", "tag-forbidden", 1, 8),
    ("own tag", "title: !env HOME\n", "tag-forbidden", 1, 8),
    ("harmless tag", "title: !!str x\n", "tag-forbidden", 1, 8),
    ("anchor in Chinese", "title: &题 方案\n", "anchor-unfit", 1, 8),
    ("anchor before a mapping", "hours: &作息\n  send: 09:00\n", "anchor-unfit", 1, 8),
    ("merge key", "<<: {title: x}\n", "merge-key", 1, 1),
    ("tab", "hours:\n\tsend: 09:00\n", "tab-indentation", 2, 1),
    ("tab deeper", "hours:\n  send: 09:00\n\tnoon: 12:00\n", "tab-indentation", 3, 1),
    ("full-width colon", "title：方案\nlanguage: zh\n", "full-width-colon", 1, 6),
    ("full-width colon alone", "title：方案\n", "full-width-colon", 1, 1),
    ("full-width colon later", "language: zh\ntitle：方案\n", "full-width-colon", 2, 6),
    ("full-width colon swallowed", "title: 甲\n  listen：x\n", "full-width-colon", 1, 8),
    ("no space after colon", "language: zh\ntitle:方案\nlisten: a:1\n", "colon-space", 2, 6),
    ("at sign", "title: @所有人\n", "character-special", 1, 8),
    ("per cent", "title: %x\n", "character-special", 1, 8),
    ("star", "title: *重点*\n", "character-special", 1, 8),
    ("back quote", "title: `x`\n", "character-special", 1, 8),
    ("braces", "title: {{ name }}\n", "braces-unquoted", 1, 8),
    ("braces and more", "title: {{ name }} 好\nlanguage: zh\n", "character-special", 1, 8),
    ("colon in text", "title: 方案: 全部\n", "colon-inside", 1, 8),
    ("open quote", 'title: "x\n', "quote-unclosed", 1, 8),
    ("wrong escape", 'title: "\\q"\n', "quote-escape", 1, 9),
    ("open bracket", "title: [x\nlanguage: zh\n", "list-unclosed", 1, 8),
    ("open brace", "hours: {send: 09:00\n", "braces-unclosed", 1, 8),
    ("dash after key", "title: - x\n", "dash-misplaced", 1, 8),
    ("indentation", "title: x\n  language: zh\n", "indentation", 2, 11),
    ("no colon", "language: zh\ntitle\nlisten: a:1\n", "colon-missing", 2, 1),
    ("something unknown", "hours: {send:}\n", "yaml-broken", 1, 13),
    ("key that is a list", "? [a]\n: b\n", "key-not-text", 1, 3),
    ("two documents", "title: x\n---\ntitle: y\n", "several-documents", 2, 1),
    ("duplicate key", "title: x\ntitle: y\n", "duplicate-key", 2, 1),
    ("empty", "", "file-empty", 0, 0),
    ("comments alone", "# nothing\n", "file-empty", 0, 0),
    ("null", "~\n", "mapping-expected", 1, 1),
    ("a list", "- a\n", "mapping-expected", 1, 1),
    ("a word", "督办\n", "mapping-expected", 1, 1),
    ("GBK", "title: 方案\n".encode("gbk"), "encoding-foreign", 0, 0),
    ("UTF-16", "title: 方案\n".encode("utf-16"), "encoding-foreign", 0, 0),
    ("UTF-16 big", b"\xfe\xff" + "title: 方\n".encode("utf-16-be"), "encoding-foreign", 0, 0),
    ("UTF-16 unmarked", "title: 方案\n".encode("utf-16-le"), "encoding-foreign", 0, 0),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0", "encoding-unknown", 0, 0),
    ("half a character", "title: 方".encode()[:-1], "encoding-broken", 1, 8),
    (
        "GBK pasted in",
        "title: 方\n".encode() + "listen: 案\n".encode("gbk"),
        "encoding-broken",
        2,
        9,
    ),
    ("bell", "language: zh\ntitle: x\x07y\n", "character-forbidden", 2, 9),
    ("escape", "title: x\x1b[31my\n", "character-forbidden", 1, 9),
]


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [trap[1:] for trap in TRAPS],
    ids=[trap[0] for trap in TRAPS],
)
def test_a_trap_is_one_problem_at_its_place_and_quick(
    tmp_path: Path, content: str | bytes, code: str, line: int, column: int
) -> None:
    write_home(tmp_path, {**SMALL, "duban.yaml": content})
    started = time.perf_counter()
    reading = read_home(tmp_path)
    took = time.perf_counter() - started
    assert reading.home is None
    assert [(p.code, p.line, p.column) for p in reading.problems] == [(code, line, column)]
    assert took <= PATIENCE_S
    for lang in ("zh", "en"):
        text = describe(reading.problems[0], lang)
        assert text.isprintable() or {c for c in text if not c.isprintable()} == {"\n"}
        assert "?" not in text.split("\n")[0]
        assert as_json(reading.problems[0], lang)["message"]


def test_an_alias_bomb_stays_small(tmp_path: Path) -> None:
    write_home(tmp_path, {**SMALL, "duban.yaml": BOMB})
    read_home(tmp_path)
    tracemalloc.start()
    read_home(tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def test_no_tag_runs_anything(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    for index, tag in enumerate(
        [
            "python/object/apply:os.system",
            "python/object/new:os.system",
            "python/object/apply:subprocess.call",
            "python/object/apply:pathlib.Path.touch",
        ]
    ):
        text = f'title: !!{tag} ["touch {mark}"]\n'
        reading = read_small(tmp_path / str(index), {"duban.yaml": text})
        assert [problem.code for problem in reading.problems] == ["tag-forbidden"]
    assert not mark.exists()


def test_an_anchor_in_chinese_is_one_problem_however_often_it_is_used(tmp_path: Path) -> None:
    more = """\
tasks:
  - {no: 1, code: a, title: t, units: &两家 [区财政局, 区农业农村局]}
  - {no: 2, code: b, title: t, units: *两家}
  - {no: 3, code: c, title: t, units: *两家, titel: x}
"""
    problems = read_small(tmp_path, with_more(more)).problems
    assert [(p.code, p.line) for p in problems] == [("anchor-unfit", 11), ("unknown-key", 13)]


def test_one_slip_does_not_hide_the_others(tmp_path: Path) -> None:
    text = "title：甲\nlisten:x\nhours:\n\tsend: 25:00\nlangauge: zh\n"
    problems = read_small(tmp_path, {"duban.yaml": text}).problems
    assert [(p.code, p.line) for p in problems] == [
        ("full-width-colon", 1),
        ("colon-space", 2),
        ("listen-unreadable", 2),
        ("tab-indentation", 4),
        ("time-not-real", 4),
        ("unknown-key", 5),
    ]


def test_problems_of_a_gbk_file_are_found_too(tmp_path: Path) -> None:
    text = "titel: 方案\n".encode("gbk")
    problems = read_small(tmp_path, {"duban.yaml": text}).problems
    assert [p.code for p in problems] == ["encoding-foreign", "unknown-key"]


def test_a_broken_units_file_does_not_blame_the_programmes(tmp_path: Path) -> None:
    changes = {"units.yaml": 'units: "x\n', **with_more("tasks: []\n")}
    problems = read_small(tmp_path, changes).problems
    assert [p.code for p in problems] == ["quote-unclosed"]


@pytest.mark.parametrize("name", ["duban.yaml", "units.yaml"])
def test_a_missing_file_is_one_problem(tmp_path: Path, name: str) -> None:
    write_home(tmp_path, SMALL)
    (tmp_path / name).unlink()
    problems = read_home(tmp_path).problems
    assert [(p.file, p.code) for p in problems] == [(str(tmp_path / name), "file-missing")]


@pytest.mark.parametrize(
    ("settings", "code"),
    [('title: "x\n', "quote-unclosed"), ("calender: days\nprogrammes: plans\n", "unknown-key")],
)
def test_broken_settings_do_not_blame_the_folders(tmp_path: Path, settings: str, code: str) -> None:
    problems = read_home(write_home(tmp_path, {**FULL, "duban.yaml": settings})).problems
    errors = [p.code for p in problems if p.severity is Severity.ERROR]
    assert errors == [code]


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    write_home(tmp_path, dict(SMALL))
    (tmp_path / "duban.yaml").unlink()
    (tmp_path / "duban.yaml").mkdir()
    (tmp_path / "programmes" / "q.yaml").mkdir()
    problems = read_home(tmp_path).problems
    assert [p.code for p in problems] == ["is-a-folder", "is-a-folder"]


def test_a_pipe_does_not_hang_the_reader(tmp_path: Path) -> None:
    write_home(tmp_path, dict(SMALL))
    (tmp_path / "duban.yaml").unlink()
    os.mkfifo(tmp_path / "duban.yaml")
    assert [p.code for p in read_home(tmp_path).problems] == ["not-a-file"]


def test_a_link_that_leads_nowhere_is_a_missing_file(tmp_path: Path) -> None:
    write_home(tmp_path, dict(SMALL))
    (tmp_path / "duban.yaml").unlink()
    (tmp_path / "duban.yaml").symlink_to(tmp_path / "gone.yaml")
    assert [p.code for p in read_home(tmp_path).problems] == ["file-missing"]


def test_a_link_to_itself_cannot_be_read(tmp_path: Path) -> None:
    write_home(tmp_path, dict(SMALL))
    (tmp_path / "duban.yaml").unlink()
    (tmp_path / "duban.yaml").symlink_to(tmp_path / "duban.yaml")
    assert [p.code for p in read_home(tmp_path).problems] == ["file-unreadable"]


def test_a_home_that_is_no_folder_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert [p.code for p in read_home(tmp_path / "file").problems] == ["home-not-a-folder"]
    assert [p.code for p in read_home(tmp_path / "none").problems] == ["home-missing"]


def test_missing_and_empty_folders_are_told_apart(tmp_path: Path) -> None:
    write_home(tmp_path, {name: SMALL[name] for name in ("duban.yaml", "units.yaml")})
    problems = read_home(tmp_path).problems
    assert [p.code for p in problems] == ["calendar-folder-missing", "programmes-folder-missing"]
    (tmp_path / "calendar").mkdir()
    (tmp_path / "programmes").mkdir()
    reading = read_home(tmp_path)
    assert reading.home is not None
    codes = [p.code for p in reading.problems]
    assert codes == ["calendar-folder-empty", "programmes-folder-empty"]


def test_a_file_in_place_of_a_folder_is_said_so(tmp_path: Path) -> None:
    write_home(tmp_path, {"calendar": "x"})
    _, problems = read_calendar(tmp_path / "calendar")
    assert [p.code for p in problems] == ["folder-unreadable"]


def test_too_many_nodes_are_refused(tmp_path: Path) -> None:
    text = "title: [" + "[]," * 1_000_010 + "]\n"
    problems = read_small(tmp_path, {"duban.yaml": text}).problems
    assert [p.code for p in problems] == ["too-many-nodes"]


def test_a_thousand_problems_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    text = "".join(f"key{n}: x\n" for n in range(1_500))
    started = time.perf_counter()
    problems = read_small(tmp_path, {"duban.yaml": text}).problems
    assert time.perf_counter() - started < 2
    assert len(problems) == 1_001
    assert problems[-1].code == "more-problems"
    assert problems[-1].params["count"] == "500"


def test_a_very_long_line_is_cut_in_problems(tmp_path: Path) -> None:
    text = "title: x\nlisten: " + "y" * 1_000_000 + "\n"
    problem = read_small(tmp_path, {"duban.yaml": text}).problems[0]
    assert len(problem.source_line) <= 400
    assert len(describe(problem, "zh")) < 2_000


def test_the_garbage_collector_is_left_as_it_was(tmp_path: Path) -> None:
    write_home(tmp_path, dict(SMALL))
    assert gc.isenabled()
    read_home(tmp_path)
    assert gc.isenabled()
    gc.disable()
    try:
        read_home(tmp_path)
        assert not gc.isenabled()
    finally:
        gc.enable()
