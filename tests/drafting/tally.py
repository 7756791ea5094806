"""How much of a label a draft has, how much it has besides: precision, recall, F1."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = (
    "tasks", "units of tasks", "with role", "numbers", "due dates", "phases", "duties",
    "units of duties", "milestones", "indicators", "targets", "units", "head",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Right, wrong (in the draft, not in the label) and missed (the other way round)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """1.0 where nothing was said."""
        said = self.right + self.wrong
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """1.0 where nothing was to be found."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """1.0 where nothing was to be found and nothing was said."""
        all_three = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / all_three if all_three else 1.0

    @property
    def size(self) -> int:
        """How many the label has."""
        return self.right + self.missed

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


def _tallies() -> dict[str, Tally]:
    return {kind: Tally() for kind in KINDS}


@dataclass(slots=True)
class Marks:
    """The tallies of one document (or of all), with every mistake in words.

    `invented` are units of the draft that the label does not know at all.
    """

    name: str
    tallies: dict[str, Tally] = field(default_factory=_tallies)
    invented: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def right(self, kind: str, count: int = 1) -> None:
        """Count what the draft has as it should."""
        self.tallies[kind].right += count

    def missed(self, kind: str, what: str, count: int = 1) -> None:
        """Count what the draft lacks."""
        self.tallies[kind].missed += count
        self.mistakes.append(f"{kind}: missed {what}")

    def wrong(self, kind: str, what: str, count: int = 1) -> None:
        """Count what the draft has and should not."""
        self.tallies[kind].wrong += count
        self.mistakes.append(f"{kind}: wrong {what}")

    def add(self, other: Marks) -> None:
        """Count another document's marks in."""
        for kind, tally in other.tallies.items():
            self.tallies[kind].add(tally)
        self.invented += other.invented
