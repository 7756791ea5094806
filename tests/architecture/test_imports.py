"""The import law: folders in one direction, every file of the core placed, no cycles anywhere."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import FOLDERS, FUNCTIONS, ROOT, File, files, graph, read

ALLOWED = {
    "bot": {"messages", "config", "workflows"},
    "messages": {"workflows"},
    "config": {"workflows"},
    "workflows": set[str](),
}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the project's contracts over the folders under `root`."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    command += ["--config", str(ROOT / ".importlinter")]
    environment = {"PYTHONPATH": str(root), "PATH": ""}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_import_contracts_are_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("workflows/stray.py", '"""A file without a place."""\n'),
        ("workflows/ledger.py", "import workflows.plan\n"),
        ("workflows/roster.py", "def lazy():\n    import config.home\n"),
        (
            "messages/split.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import bot.ports\n",
        ),
        ("config/words.py", "import messages.speech\n"),
    ],
)
def test_a_broken_import_law_is_noticed(name: str, text: str, tmp_path: Path) -> None:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=_only_python)
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(text)
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


def _only_python(folder: str, names: list[str]) -> set[str]:
    def kept(name: str) -> bool:
        return name.endswith(".py") or (Path(folder) / name).is_dir()

    return {name for name in names if not kept(name) or name == "__pycache__"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_imports_only_what_it_may(folder: str) -> None:
    found = graph()
    wrong = sorted(
        f"{module} -> {other}"
        for module in found.modules
        for other in found.find_modules_directly_imported_by(module)
        if _folder(module) == folder and _folder(other) not in {folder, *ALLOWED[folder]}
    )
    assert not wrong


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_imports_itself_by_a_detour(folder: str) -> None:
    assert not cycles(edges(folder))


def edges(folder: str) -> dict[str, set[str]]:
    """Which modules of a folder import which others of it."""
    found = graph()
    members = {module for module in found.modules if _folder(module) == folder}
    return {module: found.find_modules_directly_imported_by(module) & members for module in members}


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that reach one another, sorted."""
    return sorted(sorted(group) for group in _components(graph) if len(group) > 1)


def _components(graph: dict[str, set[str]]) -> list[set[str]]:
    """Modules grouped by mutual reach."""
    reach = {module: _reachable(module, graph) for module in graph}
    groups = {
        module: frozenset({module, *(o for o in reach[module] if module in reach[o])})
        for module in graph
    }
    return [set(group) for group in set(groups.values())]


def _reachable(start: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for other in graph.get(waiting.pop(), set()) - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def _folder(module: str) -> str:
    return module.split(".", 1)[0]


def test_a_cycle_is_found_and_a_diamond_is_none() -> None:
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert cycles({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set()}) == []


def lazy_imports(file: File) -> list[str]:
    """The imports of a file that stand inside functions."""
    return sorted(
        {
            f"{file.path}:{node.lineno}"
            for function in ast.walk(file.tree)
            if isinstance(function, FUNCTIONS)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
    )


def test_nothing_is_imported_inside_a_function() -> None:
    assert not [place for file in files() for place in lazy_imports(file)]


def test_an_import_inside_a_function_is_noticed() -> None:
    text = "import a\nclass B:\n    async def f(self):\n        from c import d\n"
    assert lazy_imports(read("bot/x.py", text)) == ["bot/x.py:4"]
