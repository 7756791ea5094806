"""The console command as a person at a terminal meets it: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ENTRY = [sys.executable, "-c", "from bot.cli import main; main()"]
"""What the installed script `duban` does, without asking that it is installed."""
_OURS = ("DUBAN_", "TELEGRAM_")


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON document; anything beside it fails."""
        return json.loads(self.out)

    def in_plain_words(self) -> Ended:
        """The same, once it is sure that no traceback was shown."""
        assert "Traceback" not in self.out + self.err, self.err
        return self


@dataclass(frozen=True, slots=True)
class Desk:
    """Where commands are run: a data folder of its own and no settings from outside."""

    data: Path
    home: Path | None = None

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a command."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        kept |= {"DUBAN_DATA": str(self.data), "DUBAN_LISTEN": "127.0.0.1:0", "COLUMNS": "200"}
        if self.home is not None:
            kept["DUBAN_HOME"] = str(self.home)
        return kept | more

    def run(self, *words: str, given: str = "") -> Ended:
        """Run `duban` to its end."""
        done = subprocess.run(
            [*ENTRY, *words],
            cwd=ROOT,
            env=self.environment(),
            input=given.encode(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode()).in_plain_words()

    def run_all(self, *commands: Sequence[str]) -> list[Ended]:
        """Run several commands, two at a time; their ends in the order given."""
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda words: self.run(*words), commands))

    def start(self, *words: str, **more: str) -> Running:
        """Start `duban` and leave it running."""
        return Running(
            subprocess.Popen(
                [*ENTRY, *words],
                cwd=ROOT,
                env=self.environment(**more),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        )


class Running:
    """A command that goes on until it is told to stop."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()

    def first_line(self) -> str:
        """What it says once it is ready."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self._process.communicate()[1]
        return line.strip()

    def stop(self, by: signal.Signals, within: float = 10) -> Ended:
        """Send a signal and wait for the end. Raises TimeoutExpired where it does not end."""
        self._process.send_signal(by)
        out, err = self._process.communicate(timeout=within)
        return Ended(self._process.returncode, out, err).in_plain_words()
