"""Broken YAML, explained in an admin's words, and repaired in memory so that reading can go on.

libyaml stops at its first error. Where the cause is one of the usual slips (全角冒号, Tab, an
unquoted @ or {{ …) the slip is reported, mended on a copy of the text and the copy is read
again, so that the file's other problems are found in the same run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from config.nodes import MAX_DEPTH, Node, TreeBuilder, Trouble
from config.reading import LINE_BREAK, Source

MAX_REPAIRS = 50
REPAIR_BUDGET_CHARS = 4_000_000
"""Re-reading is bounded: so many characters in all, however many repairs that allows."""

_FULL_COLON = re.compile(r"^(\s*(?:- +)*[\w-]+)(：)\s*")
_TIGHT_COLON = re.compile(r"^(\s*(?:- +)*[\w-]+)(:)(?=[^\s:/])")
_TAB = re.compile(r"^ *(\t+)[\t ]*")
_SPECIAL = re.compile(r"(?:^\s*|: +|- +|[\[,] *)(?P<value>(?P<sign>[@`%*&!]|\{\{)[^,\]#]*)")
_ANCHOR = re.compile(r"&([^\s,\[\]{}]*[^\x00-\x7f][^\s,\[\]{}]*)(?=\s|$|[,\]}])")
_COLON_INSIDE = re.compile(r"^(?:\s*(?:- +)*[^:#\"'\[{]+): +(?P<value>[^\"'\[{|>#].*: .*)$")
_GENERIC = (
    ("exceeded maximum nesting", "too-deep"),
    ("found unexpected end of stream", "quote-unclosed"),
    ("',' or ']'", "list-unclosed"),
    ("',' or '}'", "braces-unclosed"),
    ("while parsing a flow", "list-unclosed"),
    ("mapping values are not allowed", "indentation"),
    ("block sequence entries are not allowed", "dash-misplaced"),
    ("did not find expected '-'", "indentation"),
    ("did not find expected key", "indentation"),
    ("escape", "quote-escape"),
    ("directive", "character-special"),
    ("could not find expected ':'", "colon-missing"),
    ("tab character", "tab-indentation"),
)


@dataclass(slots=True)
class Tree:
    """What could be read of a file. `complete` is False where reading stopped early."""

    root: Node | None
    troubles: list[Trouble]
    complete: bool


@dataclass(frozen=True, slots=True)
class _Slip:
    """`mended` is its line put right. `renamed` is put right wherever it stands: (old, new)."""

    trouble: Trouble
    mended: str | None
    renamed: tuple[str, str] | None = None


def read_tree(source: Source) -> Tree:
    """The tree of a source that has text, with everything that disturbed reading it."""
    text, found, budget = source.text or "", [], REPAIR_BUDGET_CHARS
    for _ in range(MAX_REPAIRS):
        builder = TreeBuilder(text)
        try:
            root = builder.build()
        except yaml.YAMLError as error:
            lines = LINE_BREAK.split(text)
            slip = _slip(error, lines)
        else:
            stopped = any(trouble.code in _STOPPERS for trouble in builder.troubles)
            return Tree(root, found + builder.troubles, complete=not stopped)
        if any((old.code, old.line) == (slip.trouble.code, slip.trouble.line) for old in found):
            break  # mending did not help; its line is reported already
        found.append(slip.trouble)
        budget -= len(text)
        if slip.mended is None or budget < 0:
            break
        lines[slip.trouble.line - 1] = slip.mended
        if slip.renamed is not None:
            lines = [_renamed(line, *slip.renamed) for line in lines]
        text = "\n".join(lines)
    return Tree(None, found, complete=False)


_STOPPERS = {"too-deep", "too-many-nodes", "alias-bomb"}


def _slip(error: yaml.YAMLError, lines: list[str]) -> _Slip:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {error}"
    if mark is None:
        return _Slip(Trouble("yaml-broken", 1, 1, 1, {"why": words.split("\n")[0]}), None)
    for index in _suspects(mark, context, lines):
        slip = _usual_slip(lines[index], index + 1, mark)
        if slip is not None:
            return slip
    code = next((code for part, code in _GENERIC if part in words), "yaml-broken")
    place = context if context and code in _AT_CONTEXT else mark
    why = getattr(error, "problem", None) or str(error)
    params = {"why": why, "limit": str(MAX_DEPTH)}
    return _Slip(Trouble(code, place.line + 1, place.column + 1, 1, params), None)


_AT_CONTEXT = {"quote-unclosed", "list-unclosed", "braces-unclosed", "colon-missing"}


def _suspects(
    mark: yaml.error.Mark, context: yaml.error.Mark | None, lines: list[str]
) -> list[int]:
    """Lines (from 0) that may hold the cause: where libyaml stood, began, and the one before."""
    before = mark.line - 1
    while before > 0 and not lines[min(before, len(lines) - 1)].strip():
        before -= 1
    wanted = [mark.line, *([context.line] if context else []), before]
    return [index for index in dict.fromkeys(wanted) if 0 <= index < len(lines)]


def _usual_slip(line: str, number: int, mark: yaml.error.Mark) -> _Slip | None:
    if found := _TAB.match(line):
        column, length = found.start(1) + 1, len(found.group(1))
        mended = line[: found.end()].replace("\t", "  ") + line[found.end() :]
        return _Slip(Trouble("tab-indentation", number, column, length, {}), mended)
    if found := _FULL_COLON.match(line):
        mended = f"{found.group(1)}: {line[found.end() :]}"
        key = found.group(1).split()[-1]
        return _Slip(
            Trouble("full-width-colon", number, found.start(2) + 1, 1, {"key": key}), mended
        )
    if found := _TIGHT_COLON.match(line):
        mended = f"{found.group(1)}: {line[found.end() :]}"
        key = found.group(1).split()[-1]
        return _Slip(Trouble("colon-space", number, found.start(2) + 1, 1, {"key": key}), mended)
    return _unquoted(line, number, mark)


def _unquoted(line: str, number: int, mark: yaml.error.Mark) -> _Slip | None:
    for found in _SPECIAL.finditer(line):
        sign, value = found.group("sign"), found.group("value").rstrip()
        near = number == mark.line + 1 and found.start("value") <= mark.column + 1
        if near and line.count('"', 0, found.start("value")) % 2 == 0:
            if anchor := _ANCHOR.match(line, found.start("value")):
                return _anchored(line, number, anchor)
            return _quoted(line, number, found.start("value"), (value, sign, "character-special"))
    if (found := _COLON_INSIDE.match(line)) and number == mark.line + 1:
        value = found.group("value").rstrip()
        return _quoted(line, number, found.start("value"), (value, ":", "colon-inside"))
    return None


def _anchored(line: str, number: int, anchor: re.Match[str]) -> _Slip:
    """An anchor with a name that YAML does not take; a plain one takes its place everywhere."""
    name = anchor.group(1)
    plain = "n" + "".join(f"{ord(char):x}" for char in name)
    trouble = Trouble("anchor-unfit", number, anchor.start() + 1, len(name) + 1, {"name": name})
    return _Slip(trouble, line, (name, plain))


def _renamed(line: str, name: str, plain: str) -> str:
    return re.sub(rf"(?<=[&*]){re.escape(name)}(?=\s|$|[,\]}}])", plain, line)


def _quoted(line: str, number: int, start: int, slip: tuple[str, str, str]) -> _Slip:
    value, sign, code = slip
    escaped = value.replace("'", "''")
    mended = f"{line[:start]}'{escaped}'{line[start + len(value) :]}"
    params = {"sign": sign, "suggestion": f'"{value}"'}
    return _Slip(Trouble(code, number, start + 1, len(value), params), mended)
