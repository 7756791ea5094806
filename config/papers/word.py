"""Reading a .docx: paragraphs and tables in order, as they would print once changes are accepted.

The XML is read directly: a document of a hundred pages takes a fraction of a second, and nothing
but text, styles and list numbers is unpacked.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from config.papers.gathering import CELL_BREAK, Gathering
from config.papers.limits import MAX_COLUMNS
from config.papers.markup import Element, attribute, child, local, whole
from config.papers.numbering import Numbering
from config.papers.packing import Package
from config.papers.paper import Line
from config.papers.refusal import Fault, PaperRefused

_DROPPED: Final = frozenset(
    {"del", "moveFrom", "delText", "rt", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr"}
    | {"footnoteReference", "endnoteReference", "commentReference", "instrText", "delInstrText"}
)  # fmt: skip
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_TEXT: Final = frozenset({"t"})
_DEEPEST_TABLE: Final = 8


def read_word(package: Package) -> list[Line]:
    """The lines of a .docx. Raises PaperRefused where it has no readable main part."""
    main = _main_part(package)
    folder = posixpath.dirname(main)
    styles, numbering = (
        package.tree(name) if (name := f"{folder}/{part}") in package.names else None
        for part in ("styles.xml", "numbering.xml")
    )
    body = child(package.tree(main), "body")
    if body is None:
        raise PaperRefused(Fault.BROKEN, main)
    reader = _Reader(Numbering(numbering, styles))
    reader.read(body, 0)
    return reader.gathered.lines


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package.names:
        for relation in package.tree("_rels/.rels"):
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                name = posixpath.normpath((attribute(relation, "Target") or "").lstrip("/"))
                if name in package.names:
                    return name
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise PaperRefused(Fault.BROKEN, "word/document.xml")


class _Reader:
    """Walks a document once, counting list numbers as it goes."""

    def __init__(self, numbering: Numbering) -> None:
        self.gathered = Gathering()
        self._numbering = numbering
        self._carried = ""  # text of a paragraph whose end was deleted: it runs into the next

    def read(self, body: Element, depth: int) -> None:
        """Gather the paragraphs and tables of a body, cell or text box."""
        for element in _blocks(body):
            if local(element) == "tbl":
                self._table(element, depth)
            else:
                self._paragraph(element, depth)

    def _paragraph(self, element: Element, depth: int) -> None:
        text, boxes = self._text(element)
        for part in text.split("\n"):
            if part.strip():
                self.gathered.paragraph(part.strip(" "))
        for box in boxes:
            if depth < _DEEPEST_TABLE:
                self.read(box, depth + 1)

    def _text(self, element: Element) -> tuple[str, list[Element]]:
        """What a paragraph prints, its number in front, and the text boxes anchored in it."""
        properties = child(element, "pPr")
        marks = child(properties, "rPr")
        parts, boxes = _runs(element)
        text = "".join(parts)
        if child(marks, "del") is not None or child(marks, "moveFrom") is not None:
            self._carried += text
            return "", boxes
        text, self._carried = self._carried + text, ""
        label = self._numbering.label(properties)
        return label + text.lstrip() if label else text, boxes

    def _table(self, table: Element, depth: int) -> None:
        rows = [row for row in _blocks(table, "tr") if not _is_deleted(row)]
        if all(len(_cells(row)) == 1 for row in rows):
            for row in rows:  # a frame (专栏) around paragraphs, not a table
                for cell in _cells(row):
                    self.read(cell, depth + 1)
            return
        for row in rows:
            self.gathered.row(self._row(row, depth))

    def _row(self, row: Element, depth: int) -> list[str]:
        before = child(child(row, "trPr"), "gridBefore")
        texts = [""] * min(max(whole(attribute(before, "val")), 0), MAX_COLUMNS)
        for cell in _cells(row):
            properties = child(cell, "tcPr")
            covered = _is_covered(properties)
            text = self._cell(cell, depth)
            texts.append("" if covered else text)
            span = whole(attribute(child(properties, "gridSpan"), "val"), 1)
            texts.extend([""] * (min(max(span, 1), MAX_COLUMNS) - 1))
        return texts

    def _cell(self, cell: Element, depth: int) -> str:
        """A cell's paragraphs, and the rows of tables inside it, as one text."""
        parts: list[str] = []
        if depth >= _DEEPEST_TABLE:
            return ""
        for element in _blocks(cell):
            if local(element) == "tbl":
                for row in _blocks(element, "tr"):
                    inner = (self._cell(inside, depth + 1) for inside in _cells(row))
                    parts.append(" ".join(text for text in inner if text))
            else:
                text, boxes = self._text(element)
                parts += text.split("\n")
                parts += [self._cell(box, depth + 1) for box in boxes]
        return CELL_BREAK.join(" ".join(part.split()) for part in parts if part.strip())


def _blocks(parent: Element, *wanted: str) -> Iterator[Element]:
    """Paragraphs and tables (or what is wanted) of a parent, through whatever wraps them."""
    names = wanted or ("p", "tbl")
    waiting = [iter(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif (name := local(element)) in names:
            yield element
        elif name in _WRAPPERS:
            waiting.append(iter(element))


def _cells(row: Element) -> list[Element]:
    return list(_blocks(row, "tc"))


def _is_deleted(row: Element) -> bool:
    return child(child(row, "trPr"), "del") is not None


def _is_covered(properties: Element | None) -> bool:
    """True for the cells under (or right of) the first of a merge."""
    for name in ("vMerge", "hMerge"):
        merge = child(properties, name)
        if merge is not None and attribute(merge, "val") in (None, "continue"):
            return True
    return False


def _runs(paragraph: Element) -> tuple[list[str], list[Element]]:
    """The printed text of a paragraph in pieces, and the text boxes in it.

    Deleted runs, field codes and hidden text are left out. Of the two forms that a drawing is
    stored in (a choice and its fallback) the first with a text box counts.
    """
    parts: list[str] = []
    boxes: list[Element] = []
    waiting = [iter(paragraph)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            continue
        name = local(element)
        if name in _TEXT:
            parts.append(element.text or "")
        elif name == "r":
            if not _is_hidden(element):
                waiting.append(iter(element))
        elif name in _SIGNS:
            parts.append("" if attribute(element, "type") == "page" else _SIGNS[name])
        elif name == "txbxContent":
            boxes.append(element)
        elif name == "AlternateContent":
            waiting.append(iter(_chosen(element)))
        elif name not in _DROPPED:
            waiting.append(iter(element))
    return parts, boxes


def _chosen(alternatives: Element) -> list[Element]:
    for alternative in alternatives:
        if any(local(inner) in ("txbxContent", "t") for inner in alternative.iter()):
            return [alternative]
    return []


def _is_hidden(run: Element) -> bool:
    hidden = child(child(run, "rPr"), "vanish")
    return hidden is not None and attribute(hidden, "val") not in ("0", "false", "none")
