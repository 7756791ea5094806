"""Papers made of lines, for the tests of the drafter; "|" parts the cells of a table row."""

from __future__ import annotations

from config.drafting import draft
from config.drafting.model import Draft, DraftTask, Passage
from config.drafting.passages import outline
from config.papers.paper import Line, Paper, PaperKind


def paper(*texts: str) -> Paper:
    """A paper of these lines, uncleaned."""
    return Paper(PaperKind.TEXT, tuple(_line(n, text) for n, text in enumerate(texts, 1)))


def _line(number: int, text: str) -> Line:
    cells = tuple(cell.strip() for cell in text.split("|")) if "|" in text else ()
    return Line(number, " | ".join(cells) if cells else text, cells)


def passages(*texts: str) -> tuple[Passage, ...]:
    """Their outline."""
    return outline(paper(*texts))


def drafted(*texts: str) -> Draft:
    """The draft of a plan whose first line is its title."""
    return draft(paper("云溪市河湖整治工作方案", *texts))


def tasks(*texts: str) -> tuple[DraftTask, ...]:
    """The tasks of such a plan; `texts` stand under 主要任务."""
    return drafted("一、主要任务", *texts).tasks
