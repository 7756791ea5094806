"""A guarded pattern finds what the bare one finds, and hardly looks elsewhere."""

import importlib
import pkgutil
import re

import pytest

from messages import understand as package
from messages.understand.folding import fold, lower, tidy
from messages.understand.patterns import guarded
from tests.understand.test_understand_corpus import ROWS

_GUARD = re.compile(r"(?:\(\?:\^\|)?\(\?=\[(?:\\.|[^\]\\])*\]\)\)?\(\?:(?P<source>.*)\)", re.DOTALL)
TEXTS = [lower(tidy(fold(row["text"]))) for row in ROWS][::3]
GUARDED = {
    f"{info.name}.{name}": (found, pattern)
    for info in pkgutil.iter_modules(package.__path__)
    for name, pattern in vars(importlib.import_module(f"messages.understand.{info.name}")).items()
    if isinstance(pattern, re.Pattern) and (found := _GUARD.fullmatch(pattern.pattern))
}


@pytest.mark.parametrize("name", GUARDED)
def test_a_guarded_pattern_finds_the_same(name: str) -> None:
    found, pattern = GUARDED[name]
    bare = re.compile(found["source"], pattern.flags)
    for text in TEXTS:
        assert [m.span() for m in pattern.finditer(text)] == [
            m.span() for m in bare.finditer(text)
        ], text


def test_the_long_patterns_are_guarded() -> None:
    assert len(GUARDED) >= 30


@pytest.mark.parametrize(
    ("source", "begins"),
    [
        ("ab|cd", "ac"), ("(?:a|b)?c", "abc"), ("[a-c]x", "abc"), (r"\dx", "0123456789"),
        ("(?<!q)a", "a"), ("(?=z)a", "a"), (r"(?P<n>k)\.", "k"), ("a{0,3}b", "ab"), ("a+b", "a"),
        (r"\ue001b", "\ue001"), ("(?:(?:a|b)|c)d", "abc"),
    ],
)  # fmt: skip
def test_the_guard_names_every_beginning(source: str, begins: str) -> None:
    letters = re.match(r"\(\?=\[(.*?)\]\)", guarded(source).pattern)
    assert letters
    assert set(letters[1].replace("\\", "")) == set(begins)


@pytest.mark.parametrize("source", ["[^a]b", ".x", "a?", r"\w", "a|"])
def test_what_can_begin_anyhow_is_left_alone(source: str) -> None:
    assert guarded(source).pattern == source


def test_an_anchored_choice_is_still_found_at_the_beginning() -> None:
    pattern = guarded("^无|没有$")
    assert [pattern.search(t) is not None for t in ("无", "有无", "没有", "没有了")] == [
        True, False, True, False,
    ]  # fmt: skip
