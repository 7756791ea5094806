"""How well documents are drafted: `python -m tests.drafting.scoring [--mistakes] [NAME …]`.

Every document of `corpus/` (and those of `gold/`, where their texts are at hand) is read and
drafted, and the draft held against its label. A table gives the F1 of every document and of all.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from config.drafting import NotADocument, draft
from config.drafting.json_document import draft_json
from config.drafting.model import Draft
from config.papers.cleaning import clean
from config.papers.reading import read_paper
from tests.drafting.labels import CORPUS, GOLD, Sample, samples
from tests.drafting.marking import Marking
from tests.drafting.printing import pdf_document, word_document
from tests.drafting.tally import KINDS, Marks

PRINTERS: Final[dict[str, Callable[[str], bytes]]] = {
    ".docx": word_document,
    ".pdf": pdf_document,
}


def drafted(sample: Sample, printed: str = "") -> dict[str, Any]:
    """The draft of a sample, as it lies or printed as ".docx" or ".pdf" first.

    A refusal (NotADocument) counts as a draft with nothing in it and the refusal as its doubt.
    """
    content, name = sample.file.read_bytes(), sample.file.name
    if printed:
        content, name = PRINTERS[printed](content.decode("utf-8")), f"{sample.name}{printed}"
    try:
        return draft_json(draft(clean(read_paper(name, content))))
    except NotADocument as refusal:
        empty = draft_json(Draft(title="", document_no="", issuer="", issued_on=None))
        return empty | {"problems": [{"line": 0, "text": "", "why": refusal.zh}]}


def marked(sample: Sample, printed: str = "", by_line: bool = True) -> Marks:
    """A sample's draft held against its label; `by_line` where both count the same lines."""
    by_line = by_line and not printed and sample.file.suffix == ".txt"
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
    table.add_column("document", no_wrap=True)
    for kind in KINDS:
        table.add_column(kind, justify="right")
    table.add_column("invented", justify="right")
    whole = total(marks)
    for each in (*marks, whole):
        cells = [_cell(each, kind) for kind in KINDS]
        last = bool(marks) and each is marks[-1]
        table.add_row(each.name, *cells, str(len(each.invented) or ""), end_section=last)
    for what in ("precision", "recall"):
        cells = [f"{getattr(whole.tallies[kind], what) * 100:.1f}" for kind in KINDS]
        table.add_row(what, *cells, "")
    table.add_row("entries", *(str(whole.tallies[kind].size) for kind in KINDS), "")
    console.print(table)


def _cell(marks: Marks, kind: str) -> str:
    tally = marks.tallies[kind]
    digits = 1 if marks.name == "all" else 0
    return f"{tally.f1 * 100:.{digits}f}" if tally.size + tally.wrong else "·"


def _list_mistakes(marks: Iterable[Marks], console: Console) -> None:
    for each in marks:
        for mistake in (*each.mistakes, *(f"invented: {unit}" for unit in each.invented)):
            console.print(f"{each.name}  {mistake}", markup=False, highlight=False, soft_wrap=True)


def main(words: Sequence[str]) -> int:
    """The command: the mistakes where they are asked for, then a table for each folder."""
    wanted = tuple(word for word in words if not word.startswith("-"))
    printed = next((end for end in PRINTERS if f"--{end[1:]}" in words), "")
    console = Console(width=200)
    for title, folder in (("corpus", CORPUS), ("gold", GOLD)):
        started = time.perf_counter()
        chosen = [one for one in samples(folder) if not wanted or one.name.startswith(wanted)]
        chosen = [one for one in chosen if not printed or one.file.suffix == ".txt"]
        marks = [marked(sample, printed) for sample in chosen]
        if not marks:
            continue
        if "--mistakes" in words:
            _list_mistakes(marks, console)
        show(f"{title}{printed}: {len(marks)} documents, F1 in %", marks, console)
        console.print(f"{time.perf_counter() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
