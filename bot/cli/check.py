"""duban check: every problem of a home at once."""

from __future__ import annotations

import os
import sys

from bot.cli.problems import HomePath, Lang, language, print_json, reading_of, show_problems
from config.home import HomeReading
from config.problems import Severity, as_json
from messages.compose import TemplateProblem, Templates, check_overrides


def check(*, home: HomePath = None, json: bool = False, lang: Lang = None) -> int:
    """Check the YAML files of a home and report every problem at once (检查配置).

    Exit code 0: fine (there may be notes). 2: there are errors.

    Parameters
    ----------
    json: one JSON document: {"ok", "problems": [...]}
    """
    reading = reading_of(home, os.environ.get("DUBAN_HOME"))
    words = language(reading, lang)
    errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
    notes = len(reading.problems) - errors
    faults = _template_faults(reading)
    if json:
        problems = [as_json(problem, words) for problem in reading.problems]
        templates = [{"file": str(f.path), "line": f.line, "text": f.text} for f in faults]
        print_json({"ok": not (errors or faults), "problems": problems, "templates": templates})
    else:
        show_problems(reading.problems, words)
        for fault in faults:
            print(f"{fault.path}:{fault.line}: {fault.text}", file=sys.stderr)
        print(_summary(errors + len(faults), notes, words))
    return 2 if errors or faults else 0


def _template_faults(reading: HomeReading) -> tuple[TemplateProblem, ...]:
    """Template overrides that cannot be used."""
    if reading.home is None:
        return ()
    folder = reading.home.path / reading.home.settings.templates
    return check_overrides(Templates(folder)) if folder.is_dir() else ()


def _summary(errors: int, notes: int, lang: str) -> str:
    if errors:
        return {
            "zh": f"发现 {errors} 处错误、{notes} 处提示，请改正后重新检查。",
            "en": f"{errors} errors, {notes} notes. Correct them and check again.",
        }[lang]
    return {
        "zh": f"检查通过，{notes} 处提示。",
        "en": f"All fine, {notes} notes.",
    }[lang]
