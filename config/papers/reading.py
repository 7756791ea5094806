"""Reading a file as a paper (公文), or saying plainly why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from config.papers.kinds import kind_of, word_package
from config.papers.limits import MAX_FILE_BYTES, MAX_TEXT_BYTES
from config.papers.packing import megabytes
from config.papers.paper import Line, Paper, PaperKind
from config.papers.pdf import read_pdf
from config.papers.plain import read_plain
from config.papers.refusal import Fault, PaperRefused
from config.papers.web_page import read_web_page
from config.papers.word import read_word

_HAN: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003134f]")
_KANA: Final = re.compile("[\u3041-\u30ff\uac00-\ud7a3]")
_WRITTEN: Final = re.compile(r"[^\W\d_]")
_LEAST_HAN: Final = 20
_LEAST_SHARE: Final = 0.15
_SAMPLE: Final = 400_000


def read_paper(name: str, content: bytes) -> Paper:
    """The lines of a file, uncorrected, in reading order.

    `name` is only looked at where the content leaves a question. Raises PaperRefused, which says
    in Chinese and in English what is wrong and what to do. What a file may unpack to is bounded
    before it is unpacked.
    """
    if len(content) > MAX_FILE_BYTES:
        raise PaperRefused(Fault.TOO_LARGE, megabytes(len(content)))
    kind = kind_of(name, content)
    if kind in (PaperKind.TEXT, PaperKind.HTML) and len(content) > MAX_TEXT_BYTES:
        raise PaperRefused(Fault.TOO_LARGE, megabytes(len(content)))
    paper = _paper(kind, content)
    check_language(paper.lines)
    return paper


def _paper(kind: PaperKind, content: bytes) -> Paper:
    match kind:
        case PaperKind.DOCX:
            return Paper(kind, tuple(read_word(word_package(content))))
        case PaperKind.PDF:
            lines, silent_pages = read_pdf(content)
            return Paper(kind, tuple(lines), silent_pages)
        case PaperKind.HTML:
            return Paper(kind, tuple(read_web_page(content)))
        case PaperKind.TEXT:
            return Paper(kind, tuple(read_plain(content)))


def check_language(lines: Sequence[Line]) -> None:
    """Refuse what has no text, and what is not written in Chinese."""
    text = "".join(line.text for line in lines)[:_SAMPLE]
    written = len(_WRITTEN.findall(text))
    if not written:
        raise PaperRefused(Fault.NO_TEXT)
    han = len(_HAN.findall(text))
    foreign = len(_KANA.findall(text))
    if han < min(_LEAST_HAN, written) or han < written * _LEAST_SHARE or foreign * 4 > han:
        raise PaperRefused(Fault.OTHER_LANGUAGE, f"{han / written:.0%}")
