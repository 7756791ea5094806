"""A wave: everything due at once is planned and enqueued, beside the bare writes it ends in."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.figures import ROUNDS, Figure, Size, Watch, rate
from benchmarks.ground import wave

GOAL = 3.0
_BATCH = 500


async def run(size: Size) -> list[Figure]:
    units = size.of(10_000, 1_000)
    rounds = [await _plan(units) for _ in range(ROUNDS)]
    ours = median(mine for mine, _ in rounds)
    floor = median(raw for _, raw in rounds)
    ratio = median(mine / raw for mine, raw in rounds)
    words = f"raw executemany: {rate(units / floor)}"
    return [
        Figure(
            f"wave of {units:,} planned and enqueued (time)",
            rate(units / ours),
            words,
            ratio,
            f"≤ {GOAL:g} ×",
            ratio <= GOAL,
        )
    ]


async def _plan(units: int) -> tuple[float, float]:
    """Seconds for the tick, and for the same rows written with nothing thought."""
    async with wave(units) as (shell, path):
        before = path.with_name("before.db")
        await shell.ground.store.copy_to(before)
        watch = Watch()
        assert await shell.engine.tick() == units
        ours = watch.seconds
        after = path.with_name("after.db")
        await shell.ground.store.copy_to(after)
        return ours, _floor(before, after)


def _floor(before: Path, after: Path) -> float:
    with closing(sqlite3.connect(after)) as found:
        notices = found.execute("SELECT * FROM notice").fetchall()
        facts = found.execute("SELECT * FROM fact").fetchall()
        kept = found.execute(
            "SELECT state, light, wake_at, standing, facts_count, last_hash, head_hash, id"
            " FROM assignment"
        ).fetchall()
    with closing(sqlite3.connect(before, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA foreign_keys=ON")
        watch = Watch()
        for start in range(0, len(kept), _BATCH):
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(
                "UPDATE assignment SET state=?, light=?, wake_at=?, standing=?, facts_count=?,"
                " last_hash=?, head_hash=? WHERE id=?",
                kept[start : start + _BATCH],
            )
            for table, rows in (("fact", facts), ("notice", notices)):
                part: Sequence[tuple] = rows[start : start + _BATCH]
                marks = ",".join("?" * len(part[0]))
                raw.executemany(f"INSERT INTO {table} VALUES ({marks})", part)
            raw.execute("COMMIT")
        return watch.seconds
