"""Whatever happens to a file, reading a home ends in a home or in problems, never in an error."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from config.home import read_home
from config.problems import as_json, describe
from tests.config.written_homes import FULL, write_home

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


@pytest.mark.parametrize("seed", range(40))
def test_damage_is_reported_and_never_raised(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    write_home(tmp_path, FULL)
    for _ in range(25):
        name = chance.choice(list(FULL))
        write_home(tmp_path, {name: damaged(FULL[name], chance)})
        reading = read_home(tmp_path)
        assert reading.home is not None or reading.problems
        for problem in reading.problems:
            for lang in ("zh", "en"):
                assert describe(problem, lang)
                assert as_json(problem, lang)["message"]
        write_home(tmp_path, {name: FULL[name]})
