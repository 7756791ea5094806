"""Habits of the house: small files with plain names, documented, speaking of nothing but itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import FUNCTIONS, ROOT, File, files, read

LONGEST_FILE, LONGEST_FUNCTION = 320, 60
FORBIDDEN_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "base", "manager"})
FORBIDDEN_NAMES |= {"managers", "misc"}
_INDEX_HOSTS = ("pypi", "pythonhosted", "npmjs", "registry.npm", "anaconda")
_MACHINE_PATHS = r"(?<![\w./-])/(?:work|tmp|home|root|opt|Users)/\w"
_SKIPPED = {".git", ".venv", ".hypothesis", ".ruff_cache", ".pytest_cache", "__pycache__"}
_SKIPPED |= {"node_modules", ".import_linter_cache"}
_TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".json", ".html", ".j2", ".css", ".js"}
_TEXT |= {".in", ".cfg", ".ini", ".sh", ""}
FORBIDDEN = re.compile(
    "|".join([rf"\b{re.escape(host)}\b" for host in _INDEX_HOSTS] + [_MACHINE_PATHS]),
    re.IGNORECASE,
)


def tree_texts() -> Iterator[tuple[str, str]]:
    """Every text file of the tree but this one, with its path from the root."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        skipped = _SKIPPED & set(inside.parts) or inside.parts[0].endswith(".egg-info")
        if skipped or not path.is_file() or path.suffix not in _TEXT or path == Path(__file__):
            continue
        yield inside.as_posix(), path.read_text(encoding="utf-8", errors="replace")


def forbidden_words(text: str) -> list[str]:
    """Package index hosts and paths of somebody's machine."""
    return [f"{text.count(chr(10), 0, m.start()) + 1} {m[0]}" for m in FORBIDDEN.finditer(text)]


def test_no_file_is_too_long() -> None:
    long = {file.path: file.text.count("\n") for file in files()}
    assert not {path: lines for path, lines in long.items() if lines > LONGEST_FILE}


def long_functions(file: File) -> list[str]:
    """Functions that pass the limit."""
    return [
        f"{file.path}:{node.lineno} {node.name}"
        for node in ast.walk(file.tree)
        if isinstance(node, FUNCTIONS) and node.end_lineno
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]


def test_no_function_is_too_long() -> None:
    assert not [place for file in files() for place in long_functions(file)]


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    parts = {part for file in files() for part in file.path.removesuffix(".py").split("/")}
    assert not parts & FORBIDDEN_NAMES


def undocumented(file: File) -> list[str]:
    """Public functions and classes of a file without a docstring; "" stands for the module."""
    missing = [] if ast.get_docstring(file.tree) else [f"{file.path}:1"]
    for node in _public(file.tree):
        trivial = isinstance(node, ast.ClassDef) and _is_plain_list(node)
        if not ast.get_docstring(node) and not trivial:
            missing.append(f"{file.path}:{node.lineno} {node.name}")
    return missing


def _is_plain_list(node: ast.ClassDef) -> bool:
    """True for a class that only lists fields or members: its names say what it is."""
    return all(isinstance(inner, ast.AnnAssign | ast.Assign) for inner in node.body)


def _public(
    node: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for inner in node.body:
        if not isinstance(inner, (*FUNCTIONS, ast.ClassDef)) or inner.name.startswith("_"):
            continue
        yield inner
        if isinstance(inner, ast.ClassDef):
            yield from _public(inner)


def test_every_module_says_what_it_is() -> None:
    assert not [file.path for file in files() if not ast.get_docstring(file.tree)]


def test_everything_public_in_the_core_is_documented() -> None:
    core = (file for file in files() if file.folder == "workflows")
    assert not [place for file in core for place in undocumented(file)]


def test_the_tree_names_no_package_index_and_no_path_of_a_machine() -> None:
    found = {path: words for path, text in tree_texts() if (words := forbidden_words(text))}
    assert not found


def test_bad_habits_are_noticed() -> None:
    file = read(
        "workflows/x.py", "def f():\n    pass\n\nclass C:\n    def g(self):\n        pass\n"
    )
    assert undocumented(file) == [
        "workflows/x.py:1",
        "workflows/x.py:1 f",
        "workflows/x.py:4 C",
        "workflows/x.py:5 g",
    ]
    long = read("bot/x.py", "def f():\n" + "    pass\n" * LONGEST_FUNCTION)
    assert long_functions(long) == ["bot/x.py:1 f"]
    assert forbidden_words("see /wo" + "rk/main or files.python" + "hosted.org") == [
        "1 /wo" + "rk/m",
        "1 python" + "hosted",
    ]
    assert forbidden_words("a\nhttps://pyp" + "i.org/simple") == ["2 pypi"]
