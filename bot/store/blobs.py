"""Files by their content: each once, under its SHA-256, safe on disk before a row speaks of it.

What a sender calls a file is data and never part of a path. A crash leaves at most a stray file
in `tmp/` or a blob that no row speaks of; the sweep removes both when they are old enough.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import filetype

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 256 * 1024
_HEAD = 8192
_FRESH_SECONDS = 3600


class BlobTooBig(Exception):
    """The file is larger than the cap; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A stored file. `mime` is what the content looks like, "" where that is not known."""

    sha256: str
    size_bytes: int
    mime: str


class Blobs:
    """Content-addressed files below a folder.

    `durable` False lets rehearsals skip the wait for the disk; all then happens on the caller's
    thread, so that two photos at one instant are kept in the order in which they came.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._durable = durable
        self._blobs = folder / "blobs"
        self._incoming = folder / "tmp"

    async def store(self, chunks: AsyncIterator[bytes], cap_bytes: int) -> Blob:
        """Keep the bytes; returns once they would survive a power cut.

        Raises BlobTooBig past `cap_bytes`. Whatever is raised, nothing half-written remains.
        """
        path, file = self._begin()  # not in a thread: a cancelled caller would lose its name
        try:
            with file:
                blob = await self._receive(chunks, cap_bytes, file)
            await self._aside(self._keep, path, blob.sha256)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return blob

    async def _receive(self, chunks: AsyncIterator[bytes], cap_bytes: int, file: BinaryIO) -> Blob:
        running, size, head = hashlib.sha256(), 0, b""
        async for chunk in chunks:
            size += len(chunk)
            if size > cap_bytes:
                raise BlobTooBig(f"larger than {cap_bytes} bytes")
            if len(head) < _HEAD:
                head += chunk[: _HEAD - len(head)]
            await self._aside(_add, file, running, chunk)
        if self._durable:
            await asyncio.to_thread(_sync, file)
        return Blob(running.hexdigest(), size, sniff(head))

    async def _aside(self, work: Callable[..., object], *values: object) -> None:
        """Do what may wait for the disk in a thread; here where nobody waits for a disk."""
        if self._durable:
            await asyncio.to_thread(work, *values)
        else:
            work(*values)

    def path(self, sha256: str) -> Path:
        """Where a blob lies, whether it is there or not. Raises ValueError for a bad hash."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256 in hexadecimal: {sha256[:80]!r}")
        return self._blobs / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    async def stream(self, sha256: str) -> AsyncIterator[bytes]:
        """The bytes in chunks. Raises FileNotFoundError where there is no such blob."""
        file = await asyncio.to_thread(self.path(sha256).open, "rb")
        with file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                yield chunk

    async def check(self, sha256: str) -> bool:
        """True where the blob is there and its content still has this hash."""
        running = hashlib.sha256()
        try:
            async for chunk in self.stream(sha256):
                await asyncio.to_thread(running.update, chunk)
        except FileNotFoundError:
            return False
        return running.hexdigest() == sha256

    async def sweep(self, kept: Collection[str], before: datetime) -> int:
        """Delete what no row speaks of and nobody touched since `before`; how many files.

        `kept` are the hashes that rows speak of, read after `before`.
        """
        return await asyncio.to_thread(self._sweep, set(kept), before.timestamp())

    def _begin(self) -> tuple[Path, BinaryIO]:
        self._incoming.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._incoming, suffix=".part")
        return Path(name), os.fdopen(handle, "wb")

    def _keep(self, path: Path, sha256: str) -> None:
        """Put the finished file in its place. The same content again only renews its age."""
        place = self.path(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, place)
        folders = (place.parent, place.parent.parent, self._blobs) if self._durable else ()
        for folder in folders:
            sync_folder(folder)

    def _sweep(self, kept: set[str], before: float) -> int:
        self._incoming.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._incoming) as marker:
            now = os.stat(marker.name).st_mtime  # the disk's clock, which no rehearsal pretends
        before = min(before, now - _FRESH_SECONDS)
        strays = [*self._incoming.glob("*.part")]
        strays += [path for path in self._blobs.glob("??/??/*") if path.name not in kept]
        removed = 0
        for path in strays:
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
                removed += 1
        return removed


def sniff(head: bytes) -> str:
    """The MIME type that the first bytes look like; "" for text and whatever is not known."""
    kind = filetype.guess(head)
    return kind.mime if kind else ""


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _add(file: BinaryIO, running: hashlib._Hash, chunk: bytes) -> None:
    file.write(chunk)
    running.update(chunk)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
