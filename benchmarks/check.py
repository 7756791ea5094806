"""Reading and checking a home of 3,000 units and 10,000 tasks."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml

from benchmarks.figures import Figure, Size, Watch, median_of, span
from config.home import read_home
from tests.config.test_yaml_speed import TASKS, UNITS, large_home

GOAL_S = 1.0


async def run(size: Size) -> list[Figure]:
    del size
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as folder:
        home = large_home(Path(folder), "督办")

        async def ours() -> float:
            watch = Watch()
            assert read_home(home).home is not None
            return watch.seconds

        async def plain() -> float:
            texts = [path.read_bytes() for path in home.rglob("*.yaml")]
            watch = Watch()
            for text in texts:
                yaml.load(text, yaml.CSafeLoader)
            return watch.seconds

        read, loaded = await median_of(ours), await median_of(plain)
    return [
        Figure(
            f"check of {UNITS:,} units and {TASKS:,} tasks",
            span(read),
            f"CSafeLoader alone: {span(loaded)}",
            read / loaded,
            f"≤ {GOAL_S:g} s",
            read <= GOAL_S,
        )
    ]
