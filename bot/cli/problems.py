"""Reading a home for a command: problems to stderr, a refusal where it cannot be used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import orjson
from cyclopts import Parameter

from bot.refusal import Refusal
from config.home import Home, HomeReading, default_home, read_home
from config.problems import Problem, Severity, describe

Language = Literal["zh", "en"]
Lang = Annotated[str | None, Parameter(help="zh or en; else the home's language")]
HomePath = Annotated[Path | None, Parameter(name="--home", help="the home folder (DUBAN_HOME)")]


class Refused(Refusal):
    """Bad input; the text is for the person at the terminal."""


def reading_of(home: Path | None, environment_home: str | None) -> HomeReading:
    """Read the home that the command line, the environment or the default names."""
    return read_home(home or Path(environment_home or default_home()))


def usable_home(reading: HomeReading, lang: str | None) -> Home:
    """The home, or a refusal that lists every problem."""
    if reading.home is None:
        show_problems(reading.problems, language(reading, lang))
        raise Refused(
            {"zh": "配置有误，未继续。", "en": "The home has errors; nothing was done."}[
                language(reading, lang)
            ]
        )
    return reading.home


def language(reading: HomeReading, lang: str | None) -> Language:
    """zh or en."""
    if lang is not None and lang not in ("zh", "en"):
        raise Refused(f"--lang must be zh or en, not {lang}")
    chosen = lang or (reading.home.settings.language if reading.home else "zh")
    return "en" if chosen == "en" else "zh"


def show_problems(problems: tuple[Problem, ...], lang: Language) -> None:
    """Every problem to stderr, errors first, in the order of the files."""
    for severity in (Severity.ERROR, Severity.NOTE):
        for problem in problems:
            if problem.severity is severity:
                print(describe(problem, lang), file=sys.stderr)
                print(file=sys.stderr)


def print_json(value: object) -> None:
    """One JSON document to stdout and nothing else."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()
