"""How well replies are understood, as a table: ``python -m tests.understand.score``.

Rows: the labelled replies, the crossed ones by family, and the done law. A field counts as exact
where the label names it. False done: read as done and not asked back, where the label is not done.
Exit code 1 when a row falls below what is promised.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from messages.understand import Intent, understand
from tests.understand.crossing import FAMILIES
from tests.understand.test_understand_corpus import AT, ROWS, mismatches
from tests.understand.test_understand_done_law import FRAMES, recorded_done, replies

FIELDS = ("intent", "percent", "until", "value", "unit", "refs", "items")
INTENT_AT_LEAST = 0.95
ALL_AT_LEAST = 0.90


@dataclass(slots=True)
class Tally:
    """Counts of one set of replies."""

    name: str
    replies: int = 0
    exact: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*FIELDS, "all"), 0))
    false_done: int = 0
    asked: int = 0

    def add(self, row: dict[str, Any]) -> None:
        """One labelled reply, understood and compared."""
        got = understand(row["text"], AT).as_json()
        wrong = {name: bool(name in row and mismatches({name: row[name]}, got)) for name in FIELDS}
        self.replies += 1
        self.asked += got["ask"]
        self.false_done += is_false_done(row, got)
        for name, missed in wrong.items():
            self.exact[name] += not missed
        self.exact["all"] += not any(wrong.values())

    def share(self, name: str) -> float:
        return self.exact[name] / self.replies

    @property
    def holds(self) -> bool:
        return (
            self.share("intent") >= INTENT_AT_LEAST
            and self.share("all") >= ALL_AT_LEAST
            and self.false_done == 0
        )


def is_false_done(row: dict[str, Any], got: dict[str, Any]) -> bool:
    """More parts are recorded done than the label says are done."""
    said = row.get("items") or [row]
    read = got["items"] or [got]
    allowed = sum(Intent.DONE in _intents(part) for part in said)
    recorded = sum(part["intent"] == Intent.DONE and not part["ask"] for part in read)
    return recorded > allowed and not got["ask"]


def _intents(part: dict[str, Any]) -> list[str]:
    intent = part["intent"]
    return intent if isinstance(intent, list) else [intent]


def tallied(name: str, rows: Iterable[dict[str, Any]]) -> Tally:
    """The tally of labelled rows."""
    tally = Tally(name)
    for row in rows:
        tally.add(row)
    return tally


def law_leaks() -> tuple[int, int]:
    """Replies of the done law, and how many of them are recorded done."""
    texts = [text for kind in FRAMES for text in replies(kind)]
    return len(texts), sum(recorded_done(understand(text, AT)) for text in texts)


def table_of(tallies: list[Tally]) -> Table:
    """The figures for people."""
    table = Table(title="understanding of replies: exact in %")
    for heading in ("replies", "n", *FIELDS, "all", "false done", "asked"):
        table.add_column(heading, justify="left" if heading == "replies" else "right")
    for t in tallies:
        shares = [f"{t.share(name):.1%}" for name in (*FIELDS, "all")]
        asked = f"{t.asked / t.replies:.1%}"
        style = None if t.holds else "bold red"
        table.add_row(t.name, str(t.replies), *shares, str(t.false_done), asked, style=style)
    return table


def main() -> int:
    """Prints the table; 0 when every promise holds, else 1."""
    tallies = [tallied("labelled by people", ROWS)]
    tallies += [tallied(f"crossed: {name}", rows()) for name, rows in FAMILIES.items()]
    held_to, leaks = law_leaks()
    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(table_of(tallies))
    console.print(f"done law: {held_to} replies that are not done, {leaks} recorded done")
    return 0 if all(t.holds for t in tallies) and not leaks else 1


if __name__ == "__main__":
    sys.exit(main())
