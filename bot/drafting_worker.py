"""The process that reads one document: `python -m bot.drafting_worker NAME`, stdin to stdout.

Answers with one JSON document: lines, draft and YAML, or why there is none in both languages.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import orjson

from config.drafting import NotADocument, draft
from config.drafting.yaml_text import draft_json, programme_yaml, units_yaml
from config.papers.cleaning import clean
from config.papers.reading import read_paper
from config.papers.refusal import PaperRefused


def answer(name: str, content: bytes) -> dict[str, Any]:
    """What the worker says about a document."""
    try:
        paper = read_paper(name, content)
        drafted = draft(paper)
    except (PaperRefused, NotADocument) as refused:
        return {"refused": {"zh": refused.zh, "en": refused.en}}
    return {
        "lines": [(line.number, line.text) for line in clean(paper).lines],
        "draft": draft_json(drafted),
        "programme": programme_yaml(drafted),
        "units": units_yaml(drafted),
    }


def main() -> None:
    """Read stdin, answer on stdout."""
    logging.disable(logging.CRITICAL)  # parsers grumble; what matters is in the answer
    made = answer(sys.argv[1] if len(sys.argv) > 1 else "", sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(made))


if __name__ == "__main__":
    main()
