"""An idle tick costs the same over a few and over very many sleeping assignments."""

from __future__ import annotations

import sqlite3
import statistics
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from benchmarks.figures import Figure, Size, Watch, span
from benchmarks.ground import wave
from bot.store.fields import to_micros
from tests.crash.big_home import REMINDED_AT

TICKS = 200
GOAL = 2.0
_SLEEPERS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<?)
INSERT INTO assignment (code, programme, task, unit, occurrence, body, opens_on, state, percent,
  light, due_at, wake_at, standing, facts_count, last_hash, head_hash, closed)
SELECT 'sleep/' || i || '/-/u', 'sleep', 't' || i, 'u' || (i % 3000), NULL, ?, '2024-01-01',
  'open', NULL, 'green', ?+i, ?+i, '{}', 0, '', '', 0 FROM n
"""
_BODY = "{" + " " * 400 + "}"


async def run(size: Size) -> list[Figure]:
    few, many = 10_000, size.of(1_000_000, 100_000)
    small, large = await _idle(few), await _idle(many)
    ratio = large / small
    return [
        Figure(
            f"idle tick over {many:,} sleeping",
            span(large),
            f"over {few:,}: {span(small)}",
            ratio,
            f"≤ {GOAL:g} ×",
            ratio <= GOAL,
        )
    ]


async def _idle(sleepers: int) -> float:
    """Median seconds of a tick with nothing due."""
    async with wave(1) as (shell, path):
        await shell.engine.tick()
        _fill(path, sleepers)
        assert len(await shell.ground.store.assignment_ids("sleep")) == sleepers
        spans = []
        for _ in range(TICKS):
            watch = Watch()
            assert await shell.engine.tick() == 0
            spans.append(watch.seconds)
        return statistics.median(spans)


def _fill(path: Path, sleepers: int) -> None:
    """Straight into the table; the store rests meanwhile."""
    later = to_micros(REMINDED_AT + timedelta(days=30))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(_SLEEPERS, (sleepers, _BODY, later, later))
