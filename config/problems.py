"""Problems (配置问题): what is wrong in a home, where, and what was expected.

A problem is a value with a stable code; `describe` gives it words in Chinese or English.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal

from config.wording import expectation, sentence, words

Lang = Literal["zh", "en"]

SHOWN_LINE_CHARS = 400
"""Longer source lines are cut: a problem must stay small whatever the file holds."""

SHOWN_CHARS = 110
"""How much of a source line `describe` shows around the place."""


class Severity(StrEnum):
    """ERROR keeps a home from being used; NOTE (提示) asks somebody to look."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `line` and `column` count from 1, columns in characters; both are 0 where the
    whole file is meant (missing, unreadable, a folder).

    `path` names the value in the file ("tasks[3].due"), "" for the whole file. `params` fill the
    wording of `code`. `length` is the caret's width in characters. `also_at` is the file and
    line of the other place concerned (the first of two duplicates), where there is one.
    """

    file: str
    line: int
    column: int
    path: str
    severity: Severity
    code: str
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source_line: str = ""
    length: int = 1
    also_at: tuple[str, int] | None = None


def order(problem: Problem) -> tuple[str, int, int]:
    """The sort key of problems: file, line, column."""
    return problem.file, problem.line, problem.column


def describe(problem: Problem, lang: Lang) -> str:
    """The problem in words, several lines: place and message, the source line with a caret,
    what was expected, "did you mean", the other place. No trailing newline.
    """
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    at = _bracketed(problem.path, lang) if problem.path else ""
    label = words(problem.severity.value, lang)
    lines = [f"{place}: {label}{_message(problem, lang)}{at}"]
    lines += _excerpt(problem)
    expected = expectation(problem.code, problem.params, lang)
    if expected:
        lines.append(f"  = {words('expected', lang)}{expected}")
    if suggestion := problem.params.get("suggestion"):
        lines.append(f"  = {words('did you mean', lang).format(suggestion=_short(suggestion))}")
    if problem.also_at:
        lines.append(f"  = {words('see also', lang)}{problem.also_at[0]}:{problem.also_at[1]}")
    return "\n".join(lines)


def as_json(problem: Problem, lang: Lang) -> dict[str, Any]:
    """The problem as a JSON-ready dictionary. Keys are stable; absent values are None."""
    also = problem.also_at
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "length": problem.length,
        "path": problem.path,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": _message(problem, lang),
        "expected": expectation(problem.code, problem.params, lang) or None,
        "suggestion": problem.params.get("suggestion") or None,
        "source_line": problem.source_line,
        "also_at": {"file": also[0], "line": also[1]} if also else None,
    }


def _message(problem: Problem, lang: Lang) -> str:
    shown = {name: _short(value) for name, value in problem.params.items()}
    return sentence(problem.code, shown, lang)


def _bracketed(path: str, lang: Lang) -> str:
    return f"（{path}）" if lang == "zh" else f" ({path})"


def _excerpt(problem: Problem) -> list[str]:
    if not problem.line or not problem.source_line.strip():
        return []
    number = str(problem.line)
    margin = " " * len(number)
    line, start = _window(problem.source_line, problem.column - 1)
    shown = [f" {margin} |", f" {number} | {_visible(line)}"]
    if start <= len(line):
        before = _width(_visible(line[:start]))
        under = max(1, _width(_visible(line[start : start + problem.length])))
        shown.append(f" {margin} | {' ' * before}{'^' * under}")
    return shown


def _window(line: str, start: int) -> tuple[str, int]:
    """The part of a long line around `start`, and where `start` is in it."""
    if len(line) > SHOWN_CHARS and start > SHOWN_CHARS // 2:
        cut = start - SHOWN_CHARS // 2
        line, start = "…" + line[cut:], start - cut + 1
    return (line[:SHOWN_CHARS] + "…" if len(line) > SHOWN_CHARS else line), start


def _short(text: str) -> str:
    text = _visible(text)
    return text if len(text) <= SHOWN_CHARS else text[:SHOWN_CHARS] + "…"


def _visible(text: str) -> str:
    """`text` safe to print on a terminal: tabs as spaces, control characters replaced."""
    if text.isprintable():
        return text
    text = text.replace("\t", "    ")
    return "".join(char if char.isprintable() else "�" for char in text)


def _width(text: str) -> int:
    """Terminal columns of `text`: full-width characters take two, combining marks none."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
