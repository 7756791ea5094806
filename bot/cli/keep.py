"""duban verify, doctor and backup: keeping what is kept."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from pathlib import Path
from typing import Any

from bot.access import call_command
from bot.cli.problems import HomePath, Lang, Refused, print_json, reading_of, usable_home
from bot.commands import CommandRefused
from bot.settings import Environment, read_environment
from config.home import Home


def verify(*, json: bool = False, home: HomePath = None, lang: Lang = None) -> int:
    """Check the chained ledger and its seals (台账校验). Exit code 1: something was altered."""
    found = _call(home, lang, "verify", {})
    if json:
        print_json(found)
    else:
        for finding in found["findings"]:
            print("; ".join(f"{key}: {value}" for key, value in finding.items()))
        print("OK" if found["ok"] else f"{len(found['findings'])} findings")
    return 0 if found["ok"] else 1


def doctor(*, json: bool = False, home: HomePath = None, lang: Lang = None) -> int:
    """Look for what would keep the service from working (体检). Exit code 1: there is something."""
    usable = usable_home(reading_of(home, os.environ.get("DUBAN_HOME")), lang)
    environment = read_environment(os.environ, usable.path)
    checks = dict(_checks(environment, usable))
    if json:
        print_json(checks)
    else:
        for name, problem in checks.items():
            print(f"{'✗' if problem else '✓'} {name}{': ' + problem if problem else ''}")
    return 1 if any(checks.values()) else 0


def _checks(environment: Environment, home: Home) -> list[tuple[str, str]]:
    """Each check with "" or what is wrong."""
    writable = os.access(_existing(environment.data), os.W_OK)
    secret = environment.telegram_webhook_secret
    short = bool(environment.telegram_webhook_url) and len(secret) < 32
    version = sqlite3.sqlite_version_info >= (3, 35)
    return [
        ("data folder", "" if writable else f"{environment.data} cannot be written"),
        ("sqlite", "" if version else f"SQLite {sqlite3.sqlite_version} is too old"),
        ("programmes", "" if home.programmes else "the home has no programme"),
        ("telegram token", "" if environment.telegram_token else "TELEGRAM_BOT_TOKEN is not set"),
        ("webhook secret", "TELEGRAM_WEBHOOK_SECRET needs 32 characters" if short else ""),
    ]


def _existing(path: Path) -> Path:
    """The folder, or the nearest one above that exists."""
    while not path.exists():
        path = path.parent
    return path


def backup(file: Path, *, home: HomePath = None, lang: Lang = None) -> int:
    """Copy the database into FILE while the service runs on, and check the copy (备份)."""
    if file.exists():
        raise Refused(f"{file} exists; a backup never overwrites")
    _call(home, lang, "backup", {"path": str(file.absolute())})
    print(file)
    return 0


def _call(home: Path | None, lang: str | None, name: str, arguments: dict[str, Any]) -> Any:
    usable = usable_home(reading_of(home, os.environ.get("DUBAN_HOME")), lang)
    environment = read_environment(os.environ, usable.path)
    try:
        return asyncio.run(call_command(environment, usable, name, arguments))
    except CommandRefused as refusal:
        raise Refused(str(refusal)) from refusal
