"""The packed streams of a PDF are measured before any of them is unpacked for good."""

from __future__ import annotations

import re
import zlib
from typing import Final

from config.papers.limits import MAX_PART_BYTES
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
_MOST_STREAMS: Final = 200_000


def check_streams(content: bytes) -> None:
    """Refuse a PDF whose streams other than pictures would unpack beyond MAX_PART_BYTES.

    Pictures are never unpacked here, so what they would come to does not matter; what calls
    itself a picture and is used as text is caught by the same limit, counted by itself.
    """
    if _TWICE.search(content):
        raise PaperRefused(Fault.BOMB, "PDF /Filter")
    total = 0
    for turn, found in enumerate(_STREAM.finditer(content)):
        if turn > _MOST_STREAMS:
            raise PaperRefused(Fault.BOMB, f"> {_MOST_STREAMS:,} streams")
        if content[found.start() - 3 : found.start()] == b"end":
            continue
        dictionary = content[max(found.start() - _DICTIONARY_BYTES, 0) : found.start()]
        dictionary = dictionary[dictionary.rfind(b"obj") + 1 :]
        if b"/Fl" not in dictionary:
            continue
        room = MAX_PART_BYTES if _PICTURE.search(dictionary) else MAX_PART_BYTES - total
        size = _unpacked(content, found.end(), room)
        if size > room:
            raise PaperRefused(Fault.BOMB, f"PDF > {megabytes(MAX_PART_BYTES)}")
        total += 0 if room == MAX_PART_BYTES and _PICTURE.search(dictionary) else size


def _unpacked(content: bytes, start: int, room: int) -> int:
    """How much a stream unpacks to, at most a little more than `room`."""
    unpacking = zlib.decompressobj()
    size, packed = 0, memoryview(content)[start:]
    at = 0
    try:
        while not unpacking.eof and size <= room:
            part = unpacking.unconsumed_tail or packed[at : at + _STEP]
            if not part:
                break
            at += 0 if unpacking.unconsumed_tail else len(part)
            size += len(unpacking.decompress(part, _STEP))
    except zlib.error:
        return size
    return size
