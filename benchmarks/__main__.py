"""Measure and print: ``python -m benchmarks [--quick] [name …]``. Writes nothing."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable

import structlog
from rich.console import Console
from rich.table import Table

from benchmarks import check, draft, planning, receive, rehearsing, send, tick, words
from benchmarks.figures import Figure, Size
from bot.looping import run as run_loop

BENCHMARKS: dict[str, Callable[[Size], Awaitable[list[Figure]]]] = {
    "send": send.run,
    "tick": tick.run,
    "wave": planning.run,
    "receive": receive.run,
    "understand": words.run,
    "check": check.run,
    "rehearse": rehearsing.run,
    "draft": draft.run,
}


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, all without a name. Returns 1 where a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="small sizes, for a first look")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are: {', '.join(BENCHMARKS)}")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    figures = run_loop(_measure(options.names or list(BENCHMARKS), Size(options.quick)))
    Console().print(_table(figures))
    return 1 if any(figure.met is False for figure in figures) else 0


async def _measure(names: Iterable[str], size: Size) -> list[Figure]:
    figures: list[Figure] = []
    with Console(stderr=True).status("…") as status:
        for name in names:
            status.update(name)
            figures += await BENCHMARKS[name](size)
    return figures


def _table(figures: Iterable[Figure]) -> Table:
    table = Table("figure", "ours", "floor or peer", "ratio", "goal", "")
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        met = {True: "yes", False: "NO", None: ""}[figure.met]
        table.add_row(figure.name, figure.value, figure.peer, ratio, figure.goal, met)
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
