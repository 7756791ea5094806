"""Blobs and backups: whole or absent, never half."""

from __future__ import annotations

import asyncio
import hashlib
import os
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import Store
from bot.store.backup import BackupFailed, back_up, verify_copy
from bot.store.blobs import Blobs, BlobTooBig
from workflows.chain import Tampering
from workflows.fold import stand

from .examples import KEY, a_fact, add_cases, append

_PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 500
_YEAR_3000 = datetime(3000, 1, 1, tzinfo=UTC)


async def chunks(*parts: bytes, then: Exception | None = None) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    if then:
        raise then


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_file_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    content = _PNG + "现场照片".encode()
    first = await blobs.store(chunks(content[:3], content[3:]), 10_000)
    second = await blobs.store(chunks(content), 10_000)
    assert first == second
    assert first.sha256 == hashlib.sha256(content).hexdigest()
    assert (first.size_bytes, first.mime) == (len(content), "image/png")
    assert files_below(tmp_path) == [blobs.path(first.sha256)]
    assert b"".join([part async for part in blobs.stream(first.sha256)]) == content
    assert blobs.has(first.sha256)
    assert await blobs.check(first.sha256)


async def test_what_a_file_is_comes_from_its_content_alone(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    assert (await blobs.store(chunks(b"<script>alert(1)</script>"), 100)).mime == ""
    assert (await blobs.store(chunks(b"%PDF-1.7 ..."), 100)).mime == "application/pdf"
    assert (await blobs.store(chunks(), 100)).size_bytes == 0


async def test_a_file_that_is_too_big_or_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    with pytest.raises(BlobTooBig):
        await blobs.store(chunks(b"x" * 60, b"x" * 60), 100)
    with pytest.raises(ConnectionError):
        await blobs.store(chunks(b"half", then=ConnectionError("gone")), 100)
    task = asyncio.create_task(blobs.store(_endless(), 10**9))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert files_below(tmp_path) == []


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield b"x" * 1000
        await asyncio.sleep(0)


async def test_a_hash_is_never_a_path(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    for bad in ("../../etc/passwd", "", "AB" * 32, "ab" * 31, "ab" * 32 + "\n"):
        with pytest.raises(ValueError, match="SHA-256"):
            blobs.path(bad)
    assert not blobs.has("ab" * 32)
    assert not await blobs.check("ab" * 32)


async def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blob = await blobs.store(chunks(b"as it was"), 100)
    await asyncio.to_thread(blobs.path(blob.sha256).write_bytes, b"as it is")
    assert not await blobs.check(blob.sha256)


async def test_the_sweep_takes_old_strays_and_nothing_else(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    kept = await blobs.store(chunks(b"kept"), 100)
    stray = await blobs.store(chunks(b"stray"), 100)
    (tmp_path / "tmp" / "crashed.part").write_bytes(b"half")
    fresh = datetime(2000, 1, 1, tzinfo=UTC)
    assert await blobs.sweep({kept.sha256}, fresh) == 0
    for path in files_below(tmp_path):
        os.utime(path, (0, 0))
    assert await blobs.sweep({kept.sha256}, fresh) == 2
    assert blobs.has(kept.sha256)
    assert not blobs.has(stray.sha256)


async def test_a_pretended_future_does_not_sweep_what_has_just_come(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blob = await blobs.store(chunks(b"just come"), 100)
    assert await blobs.sweep(set(), _YEAR_3000) == 0
    assert blobs.has(blob.sha256)


async def test_a_backup_is_complete_while_others_write(store: Store, tmp_path: Path) -> None:
    [row] = await add_cases(store, 1)
    row = await append(store, row, [a_fact()])
    path = tmp_path / "backups" / "duban.db"
    writing = [
        asyncio.create_task(store.write(lambda w: store.bump(w, {"n": 1}))) for _ in range(50)
    ]
    report = await back_up(store, path, chain_key=KEY, rebuild=stand)
    await asyncio.gather(*writing)
    assert report.findings == ()
    assert report.size_bytes == path.stat().st_size
    assert [found.name for found in files_below(path.parent)] == ["duban.db"]
    async with await Store.open(f"sqlite://{path}", chain_key=KEY) as copy:
        assert await copy.case(row.assignment.id) == row


async def test_a_backup_of_a_changed_ledger_says_so(store: Store, tmp_path: Path) -> None:
    [row] = await add_cases(store, 1)
    await append(store, row, [a_fact()])
    await store.write(lambda w: w.change("UPDATE fact SET data='{\"a\":1}'"))
    report = await back_up(store, tmp_path / "copy.db", chain_key=KEY)
    assert {finding.kind for finding in report.findings} == {Tampering.EDITED}


async def test_a_backup_that_fails_leaves_the_older_one_alone(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    await back_up(store, path, chain_key=KEY)
    before = path.read_bytes()
    (tmp_path / "copy.db.part").mkdir()
    with pytest.raises(BackupFailed, match=r"could not back up to .*copy\.db"):
        await back_up(store, path, chain_key=KEY)
    assert path.read_bytes() == before


async def test_a_damaged_copy_is_found(store: Store, tmp_path: Path) -> None:
    rows = await add_cases(store, 200)
    path = tmp_path / "copy.db"
    await back_up(store, path, chain_key=KEY)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with pytest.raises((BackupFailed, sqlite3.DatabaseError)):
        await verify_copy(path, chain_key=KEY)
    assert len(rows) == 200
