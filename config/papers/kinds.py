"""What a file really is: told by its content, whatever its name says."""

from __future__ import annotations

from typing import Final

import filetype

from config.papers.packing import Package, open_package
from config.papers.paper import PaperKind
from config.papers.refusal import Fault, PaperRefused

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins an OLE compound file: old Office files, and new ones with a password."""
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HEAD: Final = 4_096
_PDF_WITHIN: Final = 1_024
_WEB: Final = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<div", b"<p>")
_OTHER_PARTS: Final = (
    ("xl/", Fault.OTHER_OFFICE, "Excel"),
    ("ppt/", Fault.OTHER_OFFICE, "PowerPoint"),
    ("content.xml", Fault.RICH_TEXT, "OpenDocument (.odt)"),
    ("OFD.xml", Fault.OFD, "OFD"),
)
_FAMILIES: Final = {"image": Fault.PICTURE, "archive": Fault.ARCHIVE}
_MACRO_PART: Final = "vbaproject.bin"


def kind_of(name: str, content: bytes) -> PaperKind:
    """The kind of a file. Raises PaperRefused for whatever cannot be read as a paper."""
    head = content[:_HEAD]
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise PaperRefused(Fault.EMPTY)
    if head.startswith(_COMPOUND):
        raise _compound(name, content)
    if head.startswith(_ZIP):
        return PaperKind.DOCX
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return PaperKind.PDF
    if (refused := _recognised(head)) is not None:
        raise refused
    return PaperKind.HTML if _is_web_page(head) else PaperKind.TEXT


def word_package(content: bytes) -> Package:
    """The package of a zip file that holds a text document; refuses every other zip."""
    package = open_package(content)
    names = package.names
    macros = [name for name in names if name.lower().endswith(_MACRO_PART)]
    if macros:
        raise PaperRefused(Fault.MACROS, macros[0])
    if any(name.startswith("word/") for name in names):
        return package
    for start, fault, found in _OTHER_PARTS:
        if any(name.startswith(start) for name in names):
            raise PaperRefused(fault, found)
    if "EncryptedPackage" in names:
        raise PaperRefused(Fault.PASSWORD, "EncryptedPackage")
    raise PaperRefused(Fault.ARCHIVE, "zip")


def _compound(name: str, content: bytes) -> PaperRefused:
    if _ENCRYPTED in content:
        return PaperRefused(Fault.PASSWORD, "EncryptedPackage")
    if name.lower().endswith((".wps", ".wpt")):
        return PaperRefused(Fault.WPS)
    if _WORD_STREAM in content:
        return PaperRefused(Fault.OLD_WORD)
    return PaperRefused(Fault.OTHER_OFFICE, "Office 97-2003")


def _recognised(head: bytes) -> PaperRefused | None:
    """The refusal for what is plainly something else."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{\\rtf"):
        return PaperRefused(Fault.RICH_TEXT, "RTF")
    if b"multipart/related" in start and b"mime-version" in start:
        return PaperRefused(Fault.RICH_TEXT, "MHTML")
    if start.startswith(b"<?xml") and b"wordml" in start:
        return PaperRefused(Fault.RICH_TEXT, "Word 2003 XML")
    if start.startswith(b"ofd"):
        return PaperRefused(Fault.OFD)
    found = filetype.guess(head)
    if found is None or found.mime.startswith("text/"):
        return None
    fault = _FAMILIES.get(found.mime.split("/")[0], Fault.NOT_A_PAPER)
    if found.extension in {"zip", "rar", "7z", "gz", "tar", "bz2", "xz", "zst", "Z", "lz"}:
        fault = Fault.ARCHIVE
    return PaperRefused(fault, f".{found.extension}")


def _is_web_page(head: bytes) -> bool:
    start = head.replace(b"\0", b"").lower()
    first = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return first.startswith((b"<!doctype html", b"<html")) or (
        first.startswith(b"<") and any(mark in start for mark in _WEB)
    )
