"""What every paper (公文) becomes, whatever file it came in: numbered lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaperKind(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "txt"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a table row as the paper has it, uncorrected.

    `number` is what a person can look up: the physical line of a text file (1-based), else the
    running number of the paragraph or row. `cells` holds a table row's cells left to right
    (`text` is then the cells joined by " | "), a cell that a merge covers being "". `page` is
    the printed page where the format knows it.
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """An official document as read: its lines in reading order.

    `silent_pages` are the pages that hold a picture and no text, so that nothing on them was read.
    `cleaned` says that `config.papers.cleaning` has been through it: it is not cleaned twice.
    """

    kind: PaperKind
    lines: tuple[Line, ...]
    silent_pages: tuple[int, ...] = ()
    cleaned: bool = False
