"""A home's own templates: used where they are sound, named where they are not, never a way out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from messages.compose import SHIPPED, Templates, check_overrides, compose_asks, compose_item
from tests.messages import samples as s
from tests.messages.telegram_html import assert_sendable


def home(folder: Path, name: str, text: str) -> Templates:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Templates(folder)


def said(templates: Templates) -> str:
    to = replace(s.liaison(), templates=templates)
    speech = compose_asks([s.ask(s.river())], to, s.NOW)
    assert_sendable(speech)
    return speech.html


def test_the_shipped_templates_have_no_problem(tmp_path: Path) -> None:
    assert check_overrides(SHIPPED) == ()
    assert check_overrides(Templates(tmp_path)) == ()
    assert check_overrides(Templates(tmp_path / "absent")) == ()


def test_both_languages_have_the_same_messages() -> None:
    folder = Path(SHIPPED.render.__code__.co_filename).parent.parent / "templates"
    names = [{path.name for path in (folder / lang).iterdir()} for lang in ("zh", "en")]
    assert names[0] == names[1]


def test_a_sound_template_of_the_home_is_used(tmp_path: Path) -> None:
    own = home(
        tmp_path, "zh/asks_one.html.j2", "<b>{{ unit }}</b>：{{ item.code }}，{{ item.due }}"
    )
    assert said(own) == "<b>县水利局</b>：水-03，9月21日（周四）17:30"
    assert check_overrides(own) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ item.cod }}", "cod"),
        ("{% if %}", "Expected"),
        ("<h1>{{ unit }}</h1>", "<h1>"),
        ("<b>{{ unit }}", "never closed"),
        ("a < b", "raw <"),
        ("   ", "empty"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{% include 'zh/nothing.html.j2' %}", "nothing"),
        ("{% for n in range(99999) %}甲{% endfor %}", "characters"),
    ],
)
def test_a_broken_template_is_reported_and_never_costs_the_message(
    tmp_path: Path, text: str, words: str
) -> None:
    own = home(tmp_path, "zh/asks_one.html.j2", f"{text}\n")
    assert said(own) == said(SHIPPED)
    problems = check_overrides(own)
    assert problems
    assert any(words in problem.text for problem in problems)
    assert {problem.path for problem in problems} == {tmp_path / "zh/asks_one.html.j2"}


def test_a_problem_names_its_line(tmp_path: Path) -> None:
    own = home(tmp_path, "zh/asks_one.html.j2", "{{ unit }}\n\n{{ item.nothing }}\n")
    assert [problem.line for problem in check_overrides(own)] == [3]
    broken = home(tmp_path, "zh/asks_one.html.j2", "{{ unit }}\n{% if %}\n")
    assert [problem.line for problem in check_overrides(broken)] == [2]


def test_a_file_that_replaces_nothing_is_reported(tmp_path: Path) -> None:
    own = home(tmp_path, "zh/remind.html.j2", "x")
    (problem,) = check_overrides(own)
    assert "no message is called zh/remind.html.j2" in problem.text


@pytest.mark.parametrize(
    "text",
    ["{{ item.title | safe }}", "{% autoescape false %}{{ item.title }}{% endautoescape %}"],
)
def test_no_template_can_let_a_persons_text_out_as_markup(tmp_path: Path, text: str) -> None:
    own = home(tmp_path, "zh/item.html.j2", text)
    assignment = replace(s.river().assignment, title="<b>甲</b>")
    to = replace(s.liaison(), templates=own)
    html = compose_item(s.ask(s.case(assignment)), to, s.NOW).html
    assert html == "&lt;b&gt;甲&lt;/b&gt;"
