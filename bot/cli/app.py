"""All commands in one app, and the one place where errors become sentences."""

from __future__ import annotations

import asyncio
import os
import sys

from cyclopts import App, CycloptsError

from bot.cli.check import check
from bot.cli.demonstrate import demo
from bot.cli.keep import backup, doctor, verify
from bot.cli.operate import apply, digest, invite
from bot.cli.plan import plan
from bot.cli.problems import Refused
from bot.cli.rehearse import rehearse
from bot.cli.serve import run
from bot.cli.understand import understand
from bot.settings import BadSetting
from bot.store import StoreBusy, StoreHeld, StoreRefused
from bot.store.backup import BackupFailed

app = App(
    name="duban",
    help="Duban 督办: coordinate responsible units (责任单位): remind, collect, escalate, report.",
    version_flags=[],
)
for command in (
    check, plan, apply, rehearse, run, demo, invite, understand, digest, verify, doctor, backup,
):  # fmt: skip
    app.command(command)


_PLAIN = (Refused, BadSetting, StoreBusy, StoreHeld, StoreRefused, BackupFailed)
"""Errors whose text is meant for the person at the terminal."""


def main() -> None:
    """The console command `duban`."""
    sys.exit(_run())


def _run() -> int:
    try:
        result = app(exit_on_error=False, print_error=False, result_action="return_value")
        return result if isinstance(result, int) else 0
    except CycloptsError as problem:
        return _say(str(problem) or type(problem).__name__)
    except _PLAIN as problem:
        return _say(str(problem))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        return _say(f"{problem.strerror or problem}: {problem.filename or ''}".rstrip(": "))


def _say(text: str) -> int:
    print(text, file=sys.stderr)
    return 2


__all__ = ["app", "main"]
