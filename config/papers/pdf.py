"""Reading a .pdf that has text: printed lines become paragraphs by where they stand on the page."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
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
_LEAST_SHARE = 0.5


def read_pdf(content: bytes) -> list[Line]:
    """The lines of a PDF. Raises PaperRefused where it is a scan, locked, swollen or damaged."""
    check_streams(content)
    try:
        with pdfplumber.open(io.BytesIO(content)) as opened:
            if len(opened.pages) > MAX_PAGES:
                raise PaperRefused(Fault.TOO_MANY_PAGES, f"{len(opened.pages)} > {MAX_PAGES}")
            pages = list(_pages(opened.pages))
    except _UNREADABLE as error:
        if isinstance(error.__cause__ or (error.args or (None,))[0], PDFPasswordIncorrect):
            raise PaperRefused(Fault.PASSWORD, "PDF") from error
        if b"/Encrypt" in content:
            raise PaperRefused(Fault.PASSWORD, "PDF /Encrypt") from error
        raise PaperRefused(Fault.BROKEN, "PDF") from error
    if not pages:
        raise PaperRefused(Fault.BROKEN, "PDF")
    silent = [page for page in pages if not page]
    if len(silent) > len(pages) * _LEAST_SHARE:
        raise PaperRefused(Fault.SCANNED, f"{len(silent)}/{len(pages)} 页 pages")
    return paragraphs(pages)


def _pages(pages: list[Page]) -> Iterator[list[Printed]]:
    for page in pages:
        yield printed_lines(page)
        page.close()
