"""How problems are put into words: two languages, carets under wide characters, stable JSON."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import config
from config.fields import FieldType, ListOf
from config.names import nearest
from config.problems import Problem, Severity, as_json, describe
from config.records import Record, Table
from config.schema import all_sections
from config.wording import SENTENCES
from config.wording.expected import EXPECTED, LABELS
from tests.config.written_homes import TASK, read_small, with_more


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def problem_of(folder: Path, more: str) -> Problem:
    return read_small(folder, with_more(TASK % more)).problems[0]


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_say_the_same_things(code: str) -> None:
    chinese, english = SENTENCES[code]
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert not re.search("[\u4e00-\u9fff]", english)
    named = {"meaning_zh", "meaning_en"}
    assert fields_of(english) - named <= fields_of(chinese)


def test_every_code_in_the_source_has_words_and_every_word_a_use() -> None:
    folder = Path(config.__file__).parent
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in folder.rglob("*.py")
        if "wording" not in path.parts
    )
    quoted = set(re.findall(r'f?"([a-z{][a-z0-9{}-]+)"', source))
    patterns = [
        re.sub(r"\{\w+\}", "[a-z]+", text) for text in quoted if "{" in text and "-" in text
    ]
    for code in SENTENCES:
        assert code in quoted or any(re.fullmatch(p, code) for p in patterns), code
    raised = set(
        re.findall(r'(?:error|note|refuse|Refused|whole|_refuse)\(\s*"([a-z0-9-]+)"', source)
    )
    assert raised <= set(SENTENCES)


def labels_of(kind: FieldType) -> set[str]:
    match kind:
        case Record():
            return set()
        case ListOf(item=item):
            return labels_of(item)
        case Table(keys=keys, item=item):
            return labels_of(keys) | labels_of(item)
    return {kind.label}


def test_every_form_of_value_says_what_is_expected() -> None:
    keys = [key for section in all_sections().values() for key in section.keys]
    labels = {label for key in keys for label in labels_of(key.type)}
    assert labels - set(EXPECTED) == set()


def test_chinese_says_file_line_column_message_line_caret_form_and_guess(tmp_path: Path) -> None:
    text = describe(problem_of(tmp_path, "ladder: 督力"), "zh")
    file = tmp_path / "programmes" / "p.yaml"
    assert text.split("\n") == [
        f"{file}:11:59: 错误：没有“督力”这个催办升级规则（tasks[0].ladder）",
        "    |",
        " 11 |   - {no: 1, code: 制-01, title: 规划, units: [区财政局], ladder: 督力}",
        "    |                                                                  ^^^^",
        "  = 应为：ladders 里的名称",
        "  = 是不是想写：督办",
    ]


def test_english_says_the_same(tmp_path: Path) -> None:
    text = describe(problem_of(tmp_path, "ladder: 督力"), "en")
    assert text.split("\n")[0].endswith(
        ":11:59: error: there is no ladder “督力” (tasks[0].ladder)"
    )
    assert text.split("\n")[-2:] == ["  = expected: the name of a ladder", "  = did you mean: 督办"]


def test_the_other_place_is_named(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "due: open,\n     due: open")
    assert (problem.line, problem.also_at) == (12, (problem.file, 11))
    assert describe(problem, "zh").split("\n")[-1] == f"  = 另见：{problem.file}:11"


def test_a_problem_of_a_whole_file_has_no_line(tmp_path: Path) -> None:
    problem = read_small(tmp_path, {"duban.yaml": ""}).problems[0]
    assert describe(problem, "en") == f"{tmp_path / 'duban.yaml'}: error: the file is empty"


def test_a_caret_far_to_the_right_is_brought_into_sight(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, f"text: {'长' * 150}, roll: nxt")
    line, caret = describe(problem, "zh").split("\n")[2:4]
    assert len(line) < 140
    assert caret.endswith("^^^")
    wide = sum(2 if ord(char) > 0x2000 and char != "…" else 1 for char in line.split("nxt")[0])
    assert caret.index("^") == wide


def test_json_has_stable_keys(tmp_path: Path) -> None:
    made = as_json(problem_of(tmp_path, "ladder: 督力"), "zh")
    assert made == {
        "file": str(tmp_path / "programmes" / "p.yaml"),
        "line": 11,
        "column": 59,
        "length": 2,
        "path": "tasks[0].ladder",
        "severity": "error",
        "code": "unknown-ladder",
        "message": "没有“督力”这个催办升级规则",
        "expected": "ladders 里的名称",
        "suggestion": "督办",
        "source_line": "  - {no: 1, code: 制-01, title: 规划, units: [区财政局], ladder: 督力}",
        "also_at": None,
    }


def test_what_an_admin_typed_cannot_move_the_cursor() -> None:
    problem = Problem(
        "a.yaml", 1, 1, "", Severity.ERROR, "unknown-unit", {"word": "\x1b[2J\r"}, "\x1b[2J"
    )
    text = describe(problem, "zh")
    assert "\x1b" not in text
    assert "\r" not in text


def test_braces_in_what_was_typed_are_no_format(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, 'ladder: "{0.__class__}{x}"')
    assert "{0.__class__}{x}" in describe(problem, "en")


@pytest.mark.parametrize("form", [*EXPECTED.values(), *LABELS.values()])
def test_every_form_is_said_in_both_languages(form: tuple[str, str]) -> None:
    assert len(form) == 2
    assert all(form)


@pytest.mark.parametrize(
    ("word", "among", "found"),
    [
        ("titel", ["title", "text", "units"], "title"),
        ("Title", ["title"], "title"),
        ("working_day", ["working-day"], "working-day"),
        ("区财政据", ["区财政局", "区教育局"], "区财政局"),
        ("生态环境局", ["区生态环境局", "区财政局"], "区生态环境局"),
        ("环境局", ["区生态环境局"], "区生态环境局"),
        ("xyz", ["title", "text"], ""),
        ("", ["title"], ""),
        ("x" * 1000, ["title"], ""),
        ("title", [], ""),
    ],
)
def test_the_nearest_name_is_found_or_none(word: str, among: list[str], found: str) -> None:
    assert nearest(word, among) == found
