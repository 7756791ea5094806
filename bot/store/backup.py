"""Backup while the service runs, through the one connection; and the check of a copy."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from bot.refusal import Refusal
from bot.store.blobs import sync_folder
from bot.store.ledger import Rebuild
from bot.store.store import Store
from workflows.chain import Finding


class BackupFailed(Refusal):
    """No backup was made; an older file under the same name is untouched."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """`findings` are what verification of the copy found; empty where all is well."""

    path: Path
    size_bytes: int
    findings: tuple[Finding, ...]


async def back_up(
    store: Store, path: Path, *, chain_key: bytes, rebuild: Rebuild | None = None
) -> BackupReport:
    """Write a complete copy of the database to `path`, replacing what is there, and verify it.

    The copy appears under its name only when it is whole and safe on disk. Raises BackupFailed.
    """
    part = path.with_name(path.name + ".part")
    try:
        await asyncio.to_thread(_prepare, part)
        await store.copy_to(part)
        await asyncio.to_thread(_settle, part)
        findings = await verify_copy(part, chain_key=chain_key, rebuild=rebuild)
        size = await asyncio.to_thread(_replace, part, path)
    except (OSError, sqlite3.DatabaseError) as failure:
        raise BackupFailed(f"could not back up to {path}: {failure}") from failure
    finally:
        with contextlib.suppress(OSError):
            await asyncio.to_thread(_clear, part)
    return BackupReport(path, size, tuple(findings))


async def verify_copy(
    path: Path, *, chain_key: bytes, rebuild: Rebuild | None = None
) -> list[Finding]:
    """What is wrong with the ledger in a copy. Raises BackupFailed where the file is damaged."""
    problem = await asyncio.to_thread(_integrity, path)
    if problem != "ok":
        raise BackupFailed(f"the copy {path} is damaged: {problem}")
    url = f"sqlite://{await asyncio.to_thread(path.resolve)}"
    async with await Store.open(url, chain_key=chain_key) as copy:
        return await copy.verify(rebuild)


def _prepare(part: Path) -> None:
    part.parent.mkdir(parents=True, exist_ok=True)
    _clear(part)


def _settle(part: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _replace(part: Path, path: Path) -> int:
    _settle(part)
    os.replace(part, path)
    sync_folder(path.parent)
    return path.stat().st_size


def _clear(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", ".gate"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)


def _integrity(path: Path) -> str:
    """SQLite's own verdict on a file that nobody else uses."""
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    finally:
        connection.close()
