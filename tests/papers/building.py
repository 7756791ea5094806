"""Papers made for tests: .docx with everything a word processor hides in them, and .pdf."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SENTENCE = "各有关单位要把水利建设摆上重要位置，明确分工，落实责任，确保各项任务按期完成。"


def document_bytes(document: Document) -> bytes:
    """A document as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    """A .docx of plain paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document_bytes(document)


def with_xml(*blocks: str) -> bytes:
    """A .docx whose body is the XML given, w: being the usual namespace."""
    document = docx.Document()
    body = document.element.body
    for block in blocks:
        wrapped = parse_xml(f"<w:body {nsdecls('w')} {_MORE}>{block}</w:body>")
        for element in wrapped:
            body.insert(len(body) - 1, element)
    return document_bytes(document)


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def numbered(levels: Sequence[tuple[str, str]], items: Iterable[tuple[int, str]]) -> bytes:
    """A .docx with one automatic list; `levels` are (format, text), `items` (level, text)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>'
    ))  # fmt: skip
    numbering.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    ))  # fmt: skip
    for depth, text in items:
        paragraph = document.add_paragraph(text)
        if depth >= 0:
            paragraph._p.get_or_add_pPr().append(parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
            ))  # fmt: skip
    return document_bytes(document)


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """A zip with its parts changed (None drops one) and others added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in added.items():
            new.writestr(name, data)
    return buffer.getvalue()


def long_word(pages: int) -> bytes:
    """A .docx of about so many pages: headings, tasks with units and dates, a table a page."""
    document = docx.Document()
    document.add_paragraph("关于印发全县水利建设三年行动方案的通知")
    for page in range(pages):
        document.add_paragraph(f"（{page + 1}）灌区改造第{page + 1}片")
        for item in range(8):
            document.add_paragraph(
                f"{item + 1}.完成第{item + 1}段渠道清淤。{SENTENCE * 2}2031年6月底前完成。"
                "（责任单位：县水利局、县财政局）"
            )
        table = document.add_table(rows=4, cols=4)
        for row, texts in enumerate(zip("序123", "任甲乙丙", "责县县县", "时年年年", strict=True)):
            for cell, text in zip(table.rows[row].cells, texts, strict=True):
                cell.text = text
    return document_bytes(document)


class Item(NamedTuple):
    """Text at x, y (from the top), in a type size."""

    x: float
    y: float
    size: float
    text: str


class Rule(NamedTuple):
    """A ruled line."""

    x0: float
    y0: float
    x1: float
    y1: float


_HEAD_OBJECTS = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    b"/DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
    b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 5 0 R >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
    b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
)
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    b"/BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream"
)


def printed(pages: Sequence[Sequence[Item | Rule]], trailer: bytes = b"") -> bytes:
    """A .pdf of A4 pages; a page of nothing holds a picture, as a scan does."""
    objects: list[bytes] = [b"", b"", *_HEAD_OBJECTS]
    kids: list[int] = []
    objects.append(_PICTURE)
    picture = len(objects)
    for page in pages:
        drawn = [_drawn(item) for item in page] or [b"q 595 0 0 842 0 0 cm /P1 Do Q"]
        packed = zlib.compress(b"\n".join(drawn))
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
            + packed
            + b"\nendstream"
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
            b"<< /F1 3 0 R >> /XObject << /P1 %d 0 R >> >> /Contents %d 0 R >>"
            % (picture, len(objects))
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    return _file(objects, trailer)


def _drawn(item: Item | Rule) -> bytes:
    if isinstance(item, Rule):
        return f"{item.x0} {842 - item.y0} m {item.x1} {842 - item.y1} l S".encode()
    code = item.text.encode("utf-16-be").hex()
    place = f"{item.x} {842 - item.y - item.size}"
    return f"BT /F1 {item.size} Tf {place} Td <{code}> Tj ET".encode()


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, inner in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + inner + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer,
        start,
    )


def printed_text(text: str, top: float, columns: int = 26) -> list[Item]:
    """A paragraph set in 16 points: two characters indented, so many to a line."""
    items = [Item(122, top, 16, text[: columns - 2])]
    rest, y = text[columns - 2 :], top + 28
    while rest:
        items.append(Item(90, y, 16, rest[:columns]))
        rest, y = rest[columns:], y + 28
    return items


def printed_table(rows: Sequence[Sequence[str]], top: float) -> list[Item | Rule]:
    """A ruled table in 12 points, columns of ten characters; a longer cell takes two lines."""
    drawn: list[Item | Rule] = []
    right, y = 90 + 130 * len(rows[0]), top
    for row in rows:
        for column, text in enumerate(row):
            drawn += [
                Item(92 + 130 * column, y + 2 + 14 * turn, 12, text[turn * 10 : turn * 10 + 10])
                for turn in range(2)
                if text[turn * 10 :]
            ]
        drawn += [Rule(90 + 130 * n, y, 90 + 130 * n, y + 32) for n in range(len(row) + 1)]
        drawn.append(Rule(90, y, right, y))
        y += 32
    return [*drawn, Rule(90, y, right, y)]
