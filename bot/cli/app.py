"""All commands in one app, and the one place where errors become sentences."""

from __future__ import annotations

import asyncio
import os
import sys

from cyclopts import App, CycloptsError

from bot.refusal import Refusal

app = App(
    name="duban",
    help="Duban 督办: coordinate responsible units (责任单位): remind, collect, escalate, report.",
    version_flags=[],
)
_COMMANDS = {
    "check": ("check", "check the YAML files: every problem at once (检查配置)"),
    "plan": ("plan", "what would be in force, and every message of a window (预览)"),
    "apply": ("operate", "put the programmes into force (生效)"),
    "rehearse": ("rehearse", "the whole programme on a virtual clock; nothing is sent (演练)"),
    "run": ("serve", "the service: chat and web pages (运行)"),
    "demo": ("demonstrate", "everything on one page, no token needed (演示)"),
    "invite": ("operate", "a one-time link that binds a person to a post (邀请)"),
    "handover": ("operate", "a one-time link by which a successor takes over a post (移交)"),
    "understand": ("understand", "how replies on stdin would be read (理解回复)"),
    "draft": ("draft", "a draft programme from an official document (起草)"),
    "digest": ("operate", "the weekly digest (周报)"),
    "event": ("operate", "put an event on record; due dates follow (来事登记)"),
    "file": ("operate", "file what is closed in an ended programme (归档)"),
    "burden": ("burden", "what programmes ask of people: messages and asks (减负账本)"),
    "verify": ("keep", "check the chained ledger and its seals (台账校验)"),
    "doctor": ("keep", "what would keep the service from working (体检)"),
    "backup": ("keep", "copy the database while the service runs, and check it (备份)"),
}
# Named, not imported: a command loads what it needs when it is called, and `check` is quick.
for name, (place, summary) in _COMMANDS.items():
    app.command(f"bot.cli.{place}:{name}", name=name, help=summary)


def main() -> None:
    """The console command `duban`."""
    sys.exit(_run())


def _run() -> int:
    try:
        result = app(exit_on_error=False, print_error=False, result_action="return_value")
        return result if isinstance(result, int) else 0
    except CycloptsError as problem:
        return _say(str(problem) or type(problem).__name__)
    except Refusal as problem:
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
