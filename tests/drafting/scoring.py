"""How well documents are drafted: `python -m tests.drafting.scoring [--mistakes] [NAME …]`.

Every document of `corpus/` (and the five of `gold/`, where their texts are at hand) is read and
drafted, and the draft held against its label. A table gives the F1 of every document and of all.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from config.drafting.draft import draft
from config.drafting.json_document import draft_json
from config.papers.reading import read_paper
from tests.drafting.marking import Marking
from tests.drafting.printing import pdf_document, word_document
from tests.drafting.tally import KINDS, Marks

HERE: Final = Path(__file__).parent
CORPUS: Final = HERE / "corpus"
GOLD: Final = HERE / "gold"
SEEDS: Final = HERE.parents[2] / "shared" / "seeds"
_TEXTS: Final = {path.name[0]: path for path in sorted(SEEDS.glob("[0-9]-*.txt"))}
PRINTERS: Final[dict[str, Callable[[str], bytes]]] = {
    ".docx": word_document,
    ".pdf": pdf_document,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A document and its label."""

    name: str
    file: Path
    label: dict[str, Any]


def samples(folder: Path = CORPUS) -> list[Sample]:
    """The documents of a folder that have a label, in order."""
    found = []
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text("utf-8"))
        file = next(
            (path.with_suffix(end) for end in (".txt", ".html") if path.with_suffix(end).exists()),
            None,
        )
        file = file or _TEXTS.get(path.name[0])
        if file is not None:
            found.append(Sample(path.stem, file, label))
    return found


def drafted(sample: Sample, printed: str = "") -> dict[str, Any]:
    """The draft of a sample, as it lies or printed as ".docx" or ".pdf" first."""
    content, name = sample.file.read_bytes(), sample.file.name
    if printed:
        content, name = PRINTERS[printed](content.decode("utf-8")), f"{sample.name}{printed}"
    return draft_json(draft(read_paper(name, content)))


def marked(sample: Sample, printed: str = "") -> Marks:
    """A sample's draft held against its label."""
    by_line = not printed and sample.file.suffix == ".txt"
    return Marking(sample.name, sample.label, drafted(sample, printed), by_line).run()


def total(marks: Iterable[Marks], name: str = "all") -> Marks:
    """The marks of all documents together: each entry weighs the same, not each document."""
    whole = Marks(name)
    for each in marks:
        whole.add(each)
    return whole


def show(title: str, marks: Sequence[Marks], console: Console) -> None:
    """A table: F1 in per cent for each document and for all."""
    table = Table(title=title)
    table.add_column("document")
    for kind in KINDS:
        table.add_column(kind, justify="right")
    table.add_column("invented", justify="right")
    for each in (*marks, total(marks)):
        cells = [_cell(each, kind) for kind in KINDS]
        table.add_row(
            each.name, *cells, str(len(each.invented) or ""), end_section=each is marks[-1]
        )
    whole = total(marks)
    for what in ("precision", "recall"):
        table.add_row(what, *(f"{getattr(whole.tallies[kind], what):.1%}" for kind in KINDS), "")
    console.print(table)


def _cell(marks: Marks, kind: str) -> str:
    tally = marks.tallies[kind]
    return f"{tally.f1 * 100:.0f}" if tally.size + tally.wrong else "·"


def main(words: Sequence[str]) -> int:
    """The command: what is marked, then the tables."""
    wanted = [word for word in words if not word.startswith("-")]
    console = Console(width=200)
    for title, folder in (("corpus", CORPUS), ("gold", GOLD)):
        started = time.perf_counter()
        chosen = [
            one for one in samples(folder) if not wanted or one.name.startswith(tuple(wanted))
        ]
        marks = [marked(sample) for sample in chosen]
        if not marks:
            continue
        if "--mistakes" in words:
            for each in marks:
                for mistake in (*each.mistakes, *(f"invented: {unit}" for unit in each.invented)):
                    console.print(f"{each.name}  {mistake}", markup=False, highlight=False)
        show(f"{title}: {len(marks)} documents, F1 in %", marks, console)
        console.print(f"{time.perf_counter() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
