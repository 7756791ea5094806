"""Drafting from a document of a hundred pages, beside python-docx only walking through it."""

from __future__ import annotations

import asyncio
import io
import sys
import tempfile
from pathlib import Path

import docx

from benchmarks.figures import Figure, Size, Watch, median_of, span
from config.papers.cleaning import clean
from config.papers.reading import read_paper
from tests.papers.building import long_word

PAGES = 100
GOAL_S = 3.0
_COMMAND = "from bot.cli import main; main()"


async def run(size: Size) -> list[Figure]:
    pages = size.of(PAGES, PAGES // 10)
    content = long_word(pages)

    async def ours() -> float:
        watch = Watch()
        assert len(clean(read_paper("方案.docx", content)).lines) > pages
        return watch.seconds

    async def walked() -> float:
        watch = Watch()
        document = docx.Document(io.BytesIO(content))
        texts = [paragraph.text for paragraph in document.paragraphs]
        texts += [cell.text for table in document.tables for cell in table._cells]
        assert len(texts) > pages
        return watch.seconds

    read, floor = await median_of(ours), await median_of(walked)
    whole = await median_of(lambda: _command(content))
    return [
        Figure(
            f"reading and cleaning a .docx of {pages} pages",
            span(read),
            f"python-docx walking through it: {span(floor)}",
            read / floor,
        ),
        Figure(
            f"duban draft on a .docx of {pages} pages",
            span(whole),
            goal=f"≤ {GOAL_S:g} s",
            met=whole <= GOAL_S,
        ),
    ]


async def _command(content: bytes) -> float:
    """The whole command as a process of its own."""
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as folder:
        file = Path(folder) / "方案.docx"
        file.write_bytes(content)
        watch = Watch()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _COMMAND, "draft", str(file),
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert await process.wait() == 0
        return watch.seconds
