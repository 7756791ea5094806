"""Documents of the corpus printed as .docx and .pdf, so that the same label holds for all forms.

A line with " | " or a tab in it is a table row; rows that follow one another are one table.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import docx

_CELL = " | "
_LEFT, _TOP, _BOTTOM = 72, 770, 72
_SIZE, _LEADING, _PER_LINE = 15, 26, 30
_CELL_SIZE, _CELL_LEADING, _PAD = 10, 14, 4
_WIDTH = _SIZE * _PER_LINE
_SENTENCE = re.compile(r"[。；：，:;]|^[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]")


def _row(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t" if "\t" in line else "|")]


def _is_row(line: str) -> bool:
    return _CELL in line or "\t" in line


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Runs of table rows and of paragraphs."""
    lines = [line for line in text.split("\n") if line.strip()]
    for is_table, group in groupby(lines, key=_is_row):
        yield is_table, list(group)


def word_document(text: str) -> bytes:
    """A .docx: paragraphs as paragraphs, table rows as ruled tables."""
    document = docx.Document()
    for is_table, lines in _blocks(text):
        if not is_table:
            for line in lines:
                document.add_paragraph(line)
            continue
        rows = [_row(line) for line in lines]
        width = max(map(len, rows))
        table = document.add_table(rows=0, cols=width)
        table.style = "Table Grid"
        for row in rows:
            cells = table.add_row().cells
            for cell, words in zip(cells, row, strict=False):
                cell.text = words
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class _Pages:
    """Text and rules placed on A4 pages, from the top down."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self._y = 0.0
        self.turn()

    def turn(self) -> None:
        self.pages.append([])
        self._y = _TOP

    def text(self, x: float, y: float, words: str, size: float) -> None:
        code = "".join(f"{ord(sign):04X}" for sign in words)
        self.pages[-1].append(f"BT /F1 {size} Tf {x:.1f} {y:.1f} Td <{code}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pages[-1].append(f"{x0:.1f} {y0:.1f} m {x1:.1f} {y1:.1f} l S")

    def paragraph(self, line: str) -> None:
        """Printed lines of a paragraph: titles in the middle, addressees at the left edge, the
        first line of all others indented by two signs."""
        line = line.strip()
        words = "　　" + line
        if len(line) < _PER_LINE and not _SENTENCE.search(line):
            words = "　" * ((_PER_LINE - len(line)) // 2) + line
        elif line.endswith(("：", ":")):
            words = line
        for at in range(0, len(words), _PER_LINE):
            if self._y < _BOTTOM:
                self.turn()
            piece = words[at : at + _PER_LINE]
            bare = piece.lstrip("　")
            indent = (len(piece) - len(bare)) * _SIZE
            self.text(_LEFT + indent, self._y, bare, _SIZE)
            self._y -= _LEADING

    def row(self, cells: Sequence[str], edges: Sequence[float]) -> None:
        """A ruled table row; the words of a cell are broken at its width."""
        broken = []
        for cell, left, right in zip(cells, edges, edges[1:], strict=False):
            fits = max(int((right - left - 2 * _PAD) // _CELL_SIZE), 1)
            broken.append([cell[at : at + fits] for at in range(0, len(cell), fits)])
        height = max(map(len, broken)) * _CELL_LEADING + 2 * _PAD
        if self._y - height < _BOTTOM:
            self.turn()
        top, bottom = self._y, self._y - height
        for y in (top, bottom):
            self.rule(edges[0], y, edges[-1], y)
        for x in edges:
            self.rule(x, top, x, bottom)
        for pieces, left in zip(broken, edges, strict=False):
            for at, piece in enumerate(pieces):
                y = top - _PAD - _CELL_SIZE - at * _CELL_LEADING
                self.text(left + _PAD, y, piece, _CELL_SIZE)
        self._y = bottom

    def gap(self) -> None:
        self._y -= _LEADING


def _edges(rows: Sequence[Sequence[str]]) -> list[float]:
    """Column edges by the longest cell of each column, at least three signs wide."""
    width = max(map(len, rows))
    longest = [max((len(row[at]) if at < len(row) else 0) for row in rows) for at in range(width)]
    shares = [min(max(each, 3), 14) for each in longest]
    edges = [float(_LEFT)]
    for share in shares:
        edges.append(edges[-1] + _WIDTH * share / sum(shares))
    return edges


def pdf_document(text: str) -> bytes:
    """A .pdf as an office prints it: broken lines, ruled tables, "— n —" at the foot."""
    pages = _Pages()
    for is_table, lines in _blocks(text):
        if not is_table:
            for line in lines:
                pages.paragraph(line)
            continue
        rows = [_row(line) for line in lines]
        edges = _edges(rows)
        for row in rows:
            pages.row([*row, *[""] * (len(edges) - 1 - len(row))], edges)
        pages.gap()
    for number, page in enumerate(pages.pages, start=1):
        code = "".join(f"{ord(sign):04X}" for sign in f"— {number} —")
        page.append(f"BT /F1 12 Tf 280.0 40.0 Td <{code}> Tj ET")
    return _assemble(["\n".join(page) for page in pages.pages])


_TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Plain def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


def _stream(content: str) -> bytes:
    data = content.encode("ascii")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _assemble(pages: Sequence[str]) -> bytes:
    first = 6
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode("ascii"),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /DW 1000 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor "
        b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -120 1000 880] "
        b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>",
        _stream(_TO_UNICODE),
    ]
    for at, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
            f"<< /F1 3 0 R >> >> /Contents {first + 2 * at + 1} 0 R >>".encode("ascii")
        )
        objects.append(_stream(page))
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )
    return out.getvalue()
