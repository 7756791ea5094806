"""Where the world may be touched: one clock, a pure core, transactions in the store alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable

import pytest

from tests.architecture.tree import File, dotted, files, imported, read, uses

CLOCK_FILE = "bot/clock.py"
CLOCKS = frozenset(
    {f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")}
    | {"datetime.date.today"}
    | {
        f"time.{name}{unit}"
        for name in ("time", "monotonic", "perf_counter", "process_time")
        for unit in ("", "_ns")
    }
    | {"time.localtime", "time.gmtime", "time.strftime"}
)
PURE = ("workflows", "messages")
_CHANCE = {"random", "uuid", "secrets"}
_OUTSIDE = {"os", "io", "pathlib", "shutil", "tempfile", "subprocess", "threading", "asyncio"}
_NETWORK = {"socket", "ssl", "urllib", "http", "aiohttp", "sqlite3", "tortoise"}
IMPURE = frozenset({"logging", "structlog"} | _CHANCE | _OUTSIDE | _NETWORK)
TEMPLATE_LOADERS = frozenset({"messages/compose/templates.py"})
"""The files of messages that may read the templates that ship beside them."""


def clock_reads(file: File) -> list[str]:
    """Where a file reads a clock, under whatever name it imported it."""
    loose = {"loop.time"}
    return sorted(
        f"{file.path}:{line} {name}" for line, name in set(uses(file)) if name in CLOCKS | loose
    )


def impure_imports(file: File) -> list[str]:
    """What a pure file imports that could touch the world."""
    return sorted(
        f"{file.path}:{line} {name}"
        for line, name in set(imported(file))
        if name.split(".")[0] in IMPURE
    )


def opened(file: File) -> list[str]:
    """Where a file opens, reads or prints."""
    methods = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    calls = (node for node in ast.walk(file.tree) if isinstance(node, ast.Call))
    return sorted(
        f"{file.path}:{call.lineno}"
        for call in calls
        if dotted(call.func) in {"open", "print", "input"}
        or (isinstance(call.func, ast.Attribute) and call.func.attr in methods)
    )


def _pure_files(folders: Iterable[str]) -> list[File]:
    return [
        file for file in files() if file.folder in folders and file.path not in TEMPLATE_LOADERS
    ]


def test_only_one_file_reads_the_clock() -> None:
    wrong = [place for file in files() if file.path != CLOCK_FILE for place in clock_reads(file)]
    assert not wrong


@pytest.mark.parametrize("folder", PURE)
def test_pure_folders_import_nothing_of_the_world(folder: str) -> None:
    assert not [place for file in _pure_files([folder]) for place in impure_imports(file)]


@pytest.mark.parametrize("folder", PURE)
def test_pure_folders_open_and_print_nothing(folder: str) -> None:
    assert not [place for file in _pure_files([folder]) for place in opened(file)]


def test_transactions_are_begun_in_the_store_alone() -> None:
    outside = [file for file in files() if not file.path.startswith("bot/store/")]
    assert not [file.path for file in outside if "in_transaction" in file.text]


def drops_updates(file: File) -> list[int]:
    """Lines on which waiting updates would be thrown away."""
    return [
        node.lineno
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "drop_pending_updates"
        and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
    ]


def test_waiting_updates_are_never_dropped() -> None:
    assert not {file.path: lines for file in files() if (lines := drops_updates(file))}


def test_what_is_forbidden_is_noticed() -> None:
    text = (
        "import time as t\nfrom datetime import datetime as dt, date\nimport uuid\n"
        "t.monotonic()\ndt.now()\ndate.today\nopen('x')\nbot.go(drop_pending_updates=True)\n"
    )
    file = read("workflows/x.py", text)
    assert len(clock_reads(file)) == 3
    assert impure_imports(file) == ["workflows/x.py:3 uuid"]
    assert opened(file) == ["workflows/x.py:7"]
    assert drops_updates(file) == [8]
