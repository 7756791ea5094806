"""Whatever happens to a file, reading a home ends in a home or in problems, never in an error."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from config.home import HomeReading, read_home
from config.problems import as_json, describe
from config.schema import all_sections
from tests.config.written_homes import FULL, write_home
from workflows.expand import assignments

BITS = [
    "", " ", "\t", "\n", "：", ":", ": ", "- ", "[", "]", "{", "}", "{{", "&a ", "*a", "!!str ",
    "<<: ", '"', "'", "|", ">", "#", "%", "@", "`", "?", "---\n", "...\n", "0", "-1", "24:00",
    "2024-02-30", "null", "~", "，", "\u3000", "\ufeff", "\u2028", "\x00", "\x1b[2J", "🙂", "９",
    "open", "yes",
]  # fmt: skip


def damaged(text: str, chance: random.Random) -> bytes:
    """The text with a few pieces cut out, doubled, or put in."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text))
        end = min(len(text), at + chance.choice([0, 1, 1, 3, 20]))
        piece = chance.choice([*BITS, text[at:end] * 2])
        text = text[:at] + piece + text[end:]
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        at = chance.randrange(len(data))
        data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    return data


def judge(reading: HomeReading) -> None:
    """There is a home or a reason, every problem has words, and a home can be worked with."""
    assert reading.home is not None or reading.problems
    for problem in reading.problems:
        for lang in ("zh", "en"):
            assert describe(problem, lang)
            assert as_json(problem, lang)["message"]
    if reading.home is not None:
        for programme in reading.home.programmes:
            assignments(programme, reading.home.calendar)


@pytest.mark.parametrize("seed", range(40))
def test_damage_is_reported_and_never_raised(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    write_home(tmp_path, FULL)
    for _ in range(25):
        name = chance.choice(list(FULL))
        write_home(tmp_path, {name: damaged(FULL[name], chance)})
        judge(read_home(tmp_path))
        write_home(tmp_path, {name: FULL[name]})


KEYS = sorted({key.name for section in all_sections().values() for key in section.keys})
WORDS = st.sampled_from(
    [
        "", "0", "1 day", "2024年6月底", "2024-02-30", "2024-06-30", "2025-03-01", "open",
        "规划批准", "（一）", "month", "day 31", "working-day -9", "2024-Q2", "true", "否", "督办",
        "区财政局", "流湖镇", "制-01", "red", "leader", "ge", "20%", "next", "17:30",
        "9999999999", "a/b", "无",
    ]
)  # fmt: skip
VALUES = st.recursive(
    WORDS | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=8,
)
TREES = {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in FULL.items()}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a tree."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in pairs if isinstance(value, dict | list) else ():
        yield (*path, step)
        yield from places(inner, (*path, step))


PLACES = [(name, path) for name, tree in TREES.items() for path in places(tree)]


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3))
def test_any_value_anywhere_is_read_or_reported(
    changes: list[tuple[tuple[str, tuple[Any, ...]], Any]],
) -> None:
    trees = copy.deepcopy(TREES)
    for (name, path), value in changes:
        holder = trees[name]
        try:
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change has taken its place away
    files = {
        name: yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
        for name, tree in trees.items()
    }
    with TemporaryDirectory() as folder:
        judge(read_home(write_home(Path(folder), files)))
