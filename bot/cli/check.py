"""duban check: every problem of a home at once."""

from __future__ import annotations

import os

from bot.cli.problems import HomePath, Lang, language, print_json, reading_of, show_problems
from config.problems import Severity, as_json


def check(*, home: HomePath = None, json: bool = False, lang: Lang = None) -> int:
    """Check the YAML files of a home and report every problem at once (检查配置).

    Exit code 0: fine (there may be notes). 2: there are errors.

    Parameters
    ----------
    json: one JSON document: {"ok", "problems": [...]}
    """
    reading = reading_of(home, os.environ.get("DUBAN_HOME"))
    words = language(reading, lang)
    errors = [p for p in reading.problems if p.severity is Severity.ERROR]
    if json:
        problems = [as_json(problem, words) for problem in reading.problems]
        print_json({"ok": not errors, "problems": problems})
    else:
        show_problems(reading.problems, words)
        print(_summary(len(errors), len(reading.problems) - len(errors), words))
    return 2 if errors else 0


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
