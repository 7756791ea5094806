"""The packed streams of a PDF are measured before any of them is unpacked for good."""

from __future__ import annotations

import re
import zlib
from typing import Final

from config.papers.limits import MAX_PART_BYTES, MAX_UNPACKED_BYTES
from config.papers.packing import megabytes
from config.papers.refusal import Fault, PaperRefused

_STREAM: Final = re.compile(rb"stream\r?\n")
_DICTIONARY_BYTES: Final = 600
_PICTURE: Final = re.compile(rb"/Subtype\s{0,4}/Image")
_TWICE: Final = re.compile(
    rb"/Filter\s{0,8}\[\s{0,8}(?:/\w{1,20}\s{0,8}){0,4}(?:/FlateDecode|/Fl)\s{0,8}"
    rb"(?:/\w{1,20}\s{0,8}){0,4}(?:/FlateDecode|/Fl|/LZWDecode|/LZW|/RunLengthDecode|/RL)\b"
)
_STEP: Final = 1 << 20
_PROBE_BYTES: Final = 1 << 16
_SWOLLEN: Final = 8 << 20
_MOST_STREAMS: Final = 200_000


def check_streams(content: bytes) -> None:
    """Refuse a PDF whose streams would unpack beyond all reason.

    Text, fonts and tables of objects may come to MAX_PART_BYTES together. A picture is never
    unpacked here; so that nothing else passes for one, those that swell most are measured too.
    """
    if _TWICE.search(content):
        raise PaperRefused(Fault.BOMB, "PDF /Filter")
    total = 0
    for turn, found in enumerate(_STREAM.finditer(content)):
        if turn > _MOST_STREAMS:
            raise PaperRefused(Fault.BOMB, f"> {_MOST_STREAMS:,} streams")
        dictionary = _dictionary(content, found.start())
        if b"/Fl" not in dictionary:
            continue
        if _PICTURE.search(dictionary):
            _check_picture(content, found.end())
            continue
        total += _unpacked(content, found.end(), MAX_PART_BYTES - total)
        if total > MAX_PART_BYTES:
            raise PaperRefused(Fault.BOMB, f"PDF > {megabytes(MAX_PART_BYTES)}")


def _dictionary(content: bytes, end: int) -> bytes:
    """What stands before a stream; empty for the word endstream."""
    before = content[max(end - _DICTIONARY_BYTES, 0) : end]
    return b"" if before.endswith(b"end") else before[before.rfind(b"obj") + 1 :]


def _check_picture(content: bytes, start: int) -> None:
    if _unpacked(content, start, _SWOLLEN, _PROBE_BYTES) <= _SWOLLEN:
        return
    if _unpacked(content, start, MAX_UNPACKED_BYTES) > MAX_UNPACKED_BYTES:
        raise PaperRefused(Fault.BOMB, f"PDF > {megabytes(MAX_UNPACKED_BYTES)}")


def _unpacked(content: bytes, start: int, room: int, packed_bytes: int | None = None) -> int:
    """How much a stream (or its first packed bytes) unpacks to, at most a little over `room`."""
    unpacking = zlib.decompressobj()
    end = len(content) if packed_bytes is None else min(start + packed_bytes, len(content))
    view, size = memoryview(content), 0
    try:
        while not unpacking.eof and size <= room:
            part = unpacking.unconsumed_tail
            if not part:
                if start >= end:
                    break
                part, start = view[start : min(start + _STEP, end)], start + _STEP
            size += len(unpacking.decompress(part, _STEP))
    except zlib.error:
        return size
    return size
