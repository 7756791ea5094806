"""The four folders as the tests see them: their files, their syntax trees and their imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("bot", "messages", "config", "workflows")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class File:
    """A Python file: its path from the root, with slashes, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def folder(self) -> str:
        return self.path.split("/", 1)[0]


@cache
def files() -> tuple[File, ...]:
    """Every Python file of the four folders, by path. Migrations are generated and left out."""
    return tuple(
        read(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    )


def read(path: str, text: str) -> File:
    """A file from its text, for the tests of the tests as well."""
    return File(path, text, ast.parse(text))


@cache
def graph() -> grimp.ImportGraph:
    """Who imports whom, lazy and type-only imports included."""
    return grimp.build_graph(*FOLDERS, cache_dir=None)


def imported(file: File) -> Iterator[tuple[int, str]]:
    """Every dotted name a file imports, with its line."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.expr) -> str:
    """`a.b.c` as text; "" for anything that is not a plain chain of names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def written_names(file: File) -> dict[str, str]:
    """What each imported name of a file stands for, in full: `dt` -> `datetime.datetime`."""
    names: dict[str, str] = {}
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                head = alias.name.split(".")[0]
                names[alias.asname or head] = alias.name if alias.asname else head
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def uses(file: File) -> Iterator[tuple[int, str]]:
    """Every chain of names in a file, with the imported name at its head written out in full."""
    names = written_names(file)
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute | ast.Name) and (chain := dotted(node)):
            head, dot, rest = chain.partition(".")
            yield node.lineno, names.get(head, head) + dot + rest
