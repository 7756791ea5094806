"""What cannot be read is refused in words that say what was found and what to do."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from time import perf_counter

import pytest

from config.papers.reading import read_paper
from config.papers.refusal import SENTENCES, Fault, PaperRefused
from tests.papers.building import SENTENCE, Item, printed, printed_text, repacked, with_xml, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _refusal(name: str, content: bytes) -> PaperRefused:
    with pytest.raises(PaperRefused) as caught:
        read_paper(name, content)
    return caught.value


def _zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


PLAINLY_OTHER = {
    "empty": (b"", Fault.EMPTY),
    "nothing but blanks": (b"\xef\xbb\xbf \r\n\t\n", Fault.EMPTY),
    "old Word": (OLE + _utf16("WordDocument"), Fault.OLD_WORD),
    "old Excel": (OLE + _utf16("Workbook"), Fault.OTHER_OFFICE),
    "password": (OLE + _utf16("EncryptedPackage"), Fault.PASSWORD),
    "program": (b"MZ\x90\x00\x03" + bytes(300), Fault.NOT_A_PAPER),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(300), Fault.PICTURE),
    "rar": (b"Rar!\x1a\x07\x00" + bytes(300), Fault.ARCHIVE),
    "rtf": (b"{\\rtf1\\ansi hello}", Fault.RICH_TEXT),
    "mhtml": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", Fault.RICH_TEXT),
    "zip": (_zip(readme=b"x"), Fault.ARCHIVE),
    "xlsx": (_zip(**{"xl/workbook.xml": b"<x/>"}), Fault.OTHER_OFFICE),
    "odt": (_zip(**{"content.xml": b"<x/>"}), Fault.RICH_TEXT),
    "ofd": (_zip(**{"OFD.xml": b"<x/>"}), Fault.OFD),
    "binary": (bytes(range(256)) * 40, Fault.NOT_A_PAPER),
    "half a docx": (word(SENTENCE)[:-400], Fault.BROKEN),
    "half a pdf": (printed([printed_text(SENTENCE, 120)])[:700], Fault.BROKEN),
    "docx without a body": (_zip(**{"word/document.xml": b"<w/>"}), Fault.BROKEN),
    "docx with broken XML": (_zip(**{"word/document.xml": b"<w><p></w>"}), Fault.BROKEN),
    "empty docx": (word(), Fault.NO_TEXT),
    "scan": (printed([[], []]), Fault.SCANNED),
    "English": (b"The county shall repair all canals by the end of June.", Fault.OTHER_LANGUAGE),
    "Japanese": ("これはひらがなとカタカナのぶんです。漢字も。".encode(), Fault.OTHER_LANGUAGE),
}  # fmt: skip


@pytest.mark.parametrize("what", PLAINLY_OTHER)
def test_the_content_decides_and_not_the_name(what: str) -> None:
    content, fault = PLAINLY_OTHER[what]
    for name in ("方案.docx", "方案.pdf", "方案"):
        assert _refusal(name, content).fault is fault


def test_a_wps_file_is_told_from_an_old_word_file_by_its_name() -> None:
    assert _refusal("方案.wps", OLE + _utf16("WordDocument")).fault is Fault.WPS


def test_every_refusal_has_a_sentence_in_both_languages_and_says_what_to_do() -> None:
    assert set(SENTENCES) == set(Fault)
    for fault in Fault:
        refusal = PaperRefused(fault, "某物")
        assert refusal.zh.endswith("。")
        assert refusal.zh.count("。") >= 2 or "不读取" in refusal.zh
        assert refusal.en.isascii() or "某物" in refusal.en
        assert "{" not in refusal.zh + refusal.en


def test_macros_are_refused() -> None:
    content = repacked(word(SENTENCE), lambda _, data: data, **{"word/vbaProject.bin": b"x"})
    refusal = _refusal("方案.docm", content)
    assert refusal.fault is Fault.MACROS
    assert "vbaProject" in refusal.zh


def test_entities_are_never_expanded() -> None:
    laughs = b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n + 1, n, n) for n in range(40))
    bomb = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">' + laughs + b"]><d>&a40;</d>"

    def change(name: str, data: bytes) -> bytes:
        return bomb if name == "word/document.xml" else data

    began = perf_counter()
    assert _refusal("方案.docx", repacked(word(SENTENCE), change)).fault is Fault.ENTITIES
    assert perf_counter() - began < 0.5


def test_entities_in_another_encoding_are_refused_too() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d [<!ENTITY a "x">]><d>&a;</d>'

    def change(name: str, data: bytes) -> bytes:
        return text.encode("utf-16") if name == "word/document.xml" else data

    assert _refusal("方案.docx", repacked(word(SENTENCE), change)).fault is Fault.ENTITIES


@pytest.mark.parametrize("part", ["word/document.xml", "word/media/image1.bmp"])
def test_a_bomb_is_refused_before_it_is_unpacked(part: str) -> None:
    content = repacked(word(SENTENCE), lambda name, data: None if name == part else data,
                       **{part: bytes(300_000_000)})  # fmt: skip
    assert len(content) < 500_000
    tracemalloc.start()
    began = perf_counter()
    refusal = _refusal("方案.docx", content)
    took, (_, peak) = perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.fault is Fault.BOMB
    assert "300.0 MB" in refusal.zh
    assert took < 0.2
    assert peak < 5_000_000


def test_a_part_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    def without(name: str, data: bytes) -> bytes | None:
        return None if name == "word/numbering.xml" else data

    large = {"word/numbering.xml": bytes(30_000_000)}
    content = bytearray(repacked(word(SENTENCE), without, **large))
    directory = content.rfind(b"PK\x01\x02")
    assert struct.unpack_from("<L", content, directory + 24)[0] == 30_000_000
    struct.pack_into("<L", content, directory + 24, 1_000)
    tracemalloc.start()
    refusal = _refusal("方案.docx", bytes(content))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.fault is Fault.BROKEN
    assert peak < 5_000_000


def test_a_directory_of_very_many_parts_is_refused_at_once() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(30_000):
            archive.writestr(f"word/{number}", b"")
    began = perf_counter()
    assert _refusal("方案.docx", buffer.getvalue()).fault is Fault.BOMB
    assert perf_counter() - began < 0.1


def test_a_pdf_that_swells_is_refused_before_it_is_unpacked() -> None:
    packed = zlib.compress(bytes(300_000_000), 9)
    bomb = b"\n90 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    content = printed([printed_text(SENTENCE, 120)]) + bomb + packed + b"\nendstream\nendobj\n"
    began = perf_counter()
    refusal = _refusal("方案.pdf", content)
    assert refusal.fault is Fault.BOMB
    assert perf_counter() - began < 1


def test_a_pdf_packed_twice_is_refused() -> None:
    content = printed([printed_text(SENTENCE, 120)])
    twice = content.replace(b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]")
    assert _refusal("方案.pdf", twice).fault is Fault.BOMB


def test_a_pdf_with_a_password_is_refused() -> None:
    lock = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32
        + b"> /P -4 >> /ID [<00> <00>]"
    )  # fmt: skip
    content = printed([printed_text(SENTENCE, 120)], lock)
    assert _refusal("方案.pdf", content).fault is Fault.PASSWORD


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    refusal = _refusal("方案.pdf", printed([[Item(90, 120, 16, "水利建设")]] * 301))
    assert refusal.fault is Fault.TOO_MANY_PAGES
    assert "301" in refusal.zh


def test_depth_is_no_way_to_break_the_reader() -> None:
    deep = "<w:sdt><w:sdtContent>" * 100 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 100
    text = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
    assert [line.text for line in read_paper("方案.docx", with_xml(deep, text)).lines] == [SENTENCE]
