"""A .docx is a zip of parts: its directory is judged before anything in it is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from config.papers.limits import (
    MAX_DIRECTORY_BYTES,
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    SUSPECT_PART_BYTES,
)
from config.papers.markup import Element, parse_xml
from config.papers.refusal import Fault, PaperRefused

_END_MARK: Final = b"PK\x05\x06"
_END = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT: Final = 65_535
_ENCRYPTED: Final = 0x1
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a .docx by name, none of them unpacked yet."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str) -> bytes:
        """A part unpacked, never beyond the size that the directory states for it.

        Raises PaperRefused where it is damaged, or larger than stated.
        """
        try:
            stated = self.archive.getinfo(name).file_size
            with self.archive.open(name) as part:
                return part.read(stated + 1)
        except _UNREADABLE as error:
            raise PaperRefused(Fault.BROKEN, name) from error

    def tree(self, name: str) -> Element:
        """A part as an XML tree. Raises PaperRefused where it is none or defines entities."""
        return parse_xml(self.part(name), name)


def open_package(content: bytes) -> Package:
    """The package of a zip file. Raises PaperRefused where it is damaged or would swell."""
    _check_directory(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _UNREADABLE as error:
        raise PaperRefused(Fault.BROKEN, "zip") from error
    members = archive.infolist()
    if len(members) > MAX_PARTS:
        raise PaperRefused(Fault.BOMB, f"{len(members):,} parts")
    for member in members:
        _check_member(member)
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise PaperRefused(Fault.BOMB, megabytes(unpacked))
    read = sum(member.file_size for member in members if member.filename.endswith(".xml"))
    if read > MAX_PART_BYTES:
        raise PaperRefused(Fault.BOMB, megabytes(read))
    return Package(archive, frozenset(member.filename for member in members))


def _check_directory(content: bytes) -> None:
    """The directory's own size, read from the end of the file before it is parsed."""
    at = content.rfind(_END_MARK, max(0, len(content) - _LONGEST_COMMENT - _END.size))
    if at < 0 or at + _END.size > len(content):
        raise PaperRefused(Fault.BROKEN, "zip")
    size = _END.unpack_from(content, at)[5]
    if size > MAX_DIRECTORY_BYTES:
        raise PaperRefused(Fault.BOMB, megabytes(size))


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise PaperRefused(Fault.PASSWORD, "zip")
    if member.file_size > SUSPECT_PART_BYTES:
        packed = max(member.compress_size, 1)
        if member.file_size > MAX_PART_BYTES or member.file_size > packed * MAX_RATIO:
            raise PaperRefused(Fault.BOMB, f"{member.filename}: {megabytes(member.file_size)}")


def megabytes(size: int) -> str:
    """A size as people read it."""
    return f"{size / 1_000_000:,.1f} MB"
