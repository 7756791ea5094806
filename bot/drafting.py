"""Drafting apart (起草): a document is read in a process of its own, with bounded memory and time.

Documents come from anywhere. Whatever one of them does to a parser, the service goes on.
The process is `bot.drafting_worker`.
"""

from __future__ import annotations

import asyncio
import contextlib
import resource
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import structlog

from bot.refusal import Refusal

log = structlog.get_logger(__name__)
LONGEST_SECONDS = 60.0
_HERE = Path(__file__).parents[1]
_MOST_MEMORY_BYTES = 2 * 1024**3


class NotDrafted(Refusal):
    """The document could not be read; the text says what was found and what to do."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document beside its draft. `lines` are (number, text); `draft` is as `draft --json`."""

    lines: tuple[tuple[int, str], ...]
    draft: dict[str, Any]
    programme: str
    units: str


async def draft_apart(name: str, content: bytes, lang: str) -> Drafted:
    """Read and draft a document in a process of its own. Raises NotDrafted in plain words."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.drafting_worker",
        name,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=_HERE,
        preexec_fn=_bound,
    )
    try:
        out, grumble = await asyncio.wait_for(worker.communicate(content), LONGEST_SECONDS)
    except TimeoutError as late:
        raise NotDrafted(_sentence(lang, "late")) from late
    finally:
        if worker.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                worker.kill()
            await worker.wait()
    if not out:
        log.error("draft.broken", reason=grumble.decode("utf-8", "replace").strip()[-300:])
    return _answer(out, lang)


def _answer(out: bytes, lang: str) -> Drafted:
    try:
        made = orjson.loads(out)
    except orjson.JSONDecodeError as broken:
        raise NotDrafted(_sentence(lang, "broken")) from broken
    if "refused" in made:
        raise NotDrafted(made["refused"]["en" if lang == "en" else "zh"])
    lines = tuple((number, text) for number, text in made["lines"])
    return Drafted(lines, made["draft"], made["programme"], made["units"])


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY_BYTES, _MOST_MEMORY_BYTES))


_SENTENCES = {
    "late": (
        "这份文件读了一分钟还没有读完，已停止。请拆成几份，或另存为 .docx、.txt 再试。",
        "This document was not read within a minute. Split it, or save it as .docx or .txt.",
    ),
    "broken": (
        "这份文件没有读成，原文件没有改动。请另存为 .docx 或 .txt 再试。",
        "This document could not be read. Save it as .docx or .txt and try again.",
    ),
}


def _sentence(lang: str, key: str) -> str:
    chinese, english = _SENTENCES[key]
    return english if lang == "en" else chinese
