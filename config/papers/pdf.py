"""Reading a .pdf that has text: printed lines become paragraphs by where they stand on the page."""

from __future__ import annotations

import io

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from config.papers.limits import MAX_PAGES
from config.papers.paper import Line
from config.papers.printed import Printed, printed_lines
from config.papers.printed_paragraphs import paragraphs
from config.papers.refusal import Fault, PaperRefused
from config.papers.streams import check_streams

_UNREADABLE = (
    PDFException,
    PSException,
    PdfminerException,
    MalformedPDFException,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    AssertionError,
    RecursionError,
    OverflowError,
    EOFError,
)
_MOST_SILENT = 0.5


def read_pdf(content: bytes) -> tuple[list[Line], tuple[int, ...]]:
    """The lines of a PDF, and the pages that are pictures without text.

    Raises PaperRefused where most pages are such pictures, and where the file is locked, swollen
    or damaged.
    """
    check_streams(content)
    try:
        pages, silent = _read(content)
        lines = paragraphs(pages)
    except _UNREADABLE as error:
        raise _refusal(content, error) from error
    if not pages:
        raise PaperRefused(Fault.BROKEN, "PDF")
    if len(silent) > len(pages) * _MOST_SILENT or not any(pages):
        raise PaperRefused(Fault.SCANNED, f"{len(silent) or len(pages)}/{len(pages)}")
    return lines, tuple(silent)


def _read(content: bytes) -> tuple[list[list[Printed]], list[int]]:
    pages: list[list[Printed]] = []
    silent: list[int] = []
    with pdfplumber.open(io.BytesIO(content)) as opened:
        if len(opened.pages) > MAX_PAGES:
            raise PaperRefused(Fault.TOO_MANY_PAGES, f"{len(opened.pages)} > {MAX_PAGES}")
        for number, page in enumerate(opened.pages, 1):
            pages.append(printed_lines(page))
            if not pages[-1] and page.images:
                silent.append(number)
            page.close()
    return pages, silent


def _refusal(content: bytes, error: Exception) -> PaperRefused:
    cause = error.args[0] if error.args else None
    if isinstance(cause, PDFPasswordIncorrect) or isinstance(error, PDFPasswordIncorrect):
        return PaperRefused(Fault.PASSWORD, "PDF")
    if b"/Encrypt" in content:
        return PaperRefused(Fault.PASSWORD, "PDF /Encrypt")
    return PaperRefused(Fault.BROKEN, "PDF")
