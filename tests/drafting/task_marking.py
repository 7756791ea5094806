"""The tasks of a draft held against those of the label: units, roles, numbers, deadlines."""

from __future__ import annotations

from typing import Any

from tests.drafting.pairing import Entry, holds, pair, plain, similarity
from tests.drafting.tally import Marks


class TaskMarking:
    """One document's draft against its label. `by_line` where both count the same lines."""

    def __init__(self, name: str, label: Entry, draft: Entry, by_line: bool = True) -> None:
        self.marks = Marks(name)
        self.label = label
        self.draft = draft
        self.by_line = by_line
        self._names = spellings(label, draft)

    def unit(self, name: str) -> str:
        """A unit by its name in the label, whatever spelling was printed."""
        return self._names.get(plain(name), name)

    def set_of(self, names: Any) -> set[str]:
        """Units by their names in the label."""
        return {self.unit(name) for name in names}

    def mark_tasks(self) -> None:
        """Tasks, their units with and without role, their numbers and deadlines."""
        labels, entries = self.label["tasks"], self.draft["tasks"]
        pairs = pair(labels, entries, self.by_line)
        for at, label in enumerate(labels):
            if label.get("optional"):
                continue
            if at in pairs:
                self._task(label, entries[pairs[at]])
            else:
                self._lost_task(label)
        for where, entry in enumerate(entries):
            if where not in pairs.values() and not self._said_elsewhere(entry):
                what = f"{named(entry)} ({'、'.join(entry['units'])})"
                self.marks.wrong("tasks", what)
                for kind in ("units of tasks", "with role"):
                    self.marks.tallies[kind].wrong += len(set(entry["units"]))
                self.marks.tallies["due dates"].wrong += bool(entry["due_on"])

    def _lost_task(self, label: Entry) -> None:
        self.marks.missed("tasks", named(label))
        for kind in ("units of tasks", "with role"):
            self.marks.tallies[kind].missed += len(label["units"])
        self.marks.tallies["numbers"].missed += 1
        if not label.get("due_inferred") and (label["due_on"] or label["due_text"]):
            self.marks.tallies["due dates"].missed += 1

    def _said_elsewhere(self, entry: Entry) -> bool:
        """A reporting duty or dated step of the label may be drafted as a task as well."""
        return any(
            self._same_place(other, entry)
            and self.set_of(entry["units"]) <= self.set_of(other["units"])
            for other in (*self.label["duties"], *self.label["milestones"])
        )

    def _same_place(self, label: Entry, entry: Entry) -> bool:
        if similarity(label["title"], entry["title"]) >= 1:
            return True
        return self.by_line and label["line"] == entry["line"]

    def _task(self, label: Entry, entry: Entry) -> None:
        self.marks.right("tasks")
        if label.get("any_no") or plain(label["no"]) == plain(entry["no"]):
            self.marks.right("numbers")
        else:
            self.marks.missed("numbers", f"{named(label)}: drafted {entry['no']!r}")
        self._task_units(label, entry)
        self._due(label, entry)

    def _task_units(self, label: Entry, entry: Entry) -> None:
        free = self.set_of(label.get("optional_units", ()))
        want = {self.unit(u): "lead" for u in label["lead"]} | {
            self.unit(u): "co" for u in label["co"]
        }
        got = {self.unit(u): "co" for u in entry["co"]} | {
            self.unit(u): "lead" for u in entry["lead"]
        }
        for unit, role in want.items():
            if unit not in got:
                self.marks.missed("units of tasks", f"{named(label)}: {unit}")
                self.marks.tallies["with role"].missed += 1
            else:
                self.marks.right("units of tasks")
                if got[unit] == role or label.get("any_role"):
                    self.marks.right("with role")
                else:
                    self.marks.missed("with role", f"{named(label)}: {unit} {role}, drafted other")
                    self.marks.tallies["with role"].wrong += 1
        for unit in got.keys() - want.keys() - free:
            self.marks.wrong("units of tasks", f"{named(label)}: {unit}")
            self.marks.tallies["with role"].wrong += 1

    def _due(self, label: Entry, entry: Entry) -> None:
        want, got = label["due_on"], entry["due_on"]
        accepted = {want, *label.get("due_also", ())} - {None}
        drafted = got or entry["due_text"] or "none"
        what = f"{named(label)}: {want or label['due_text'] or 'none'}, drafted {drafted}"
        if label.get("due_inferred"):
            if got and accepted and got not in accepted:
                self.marks.wrong("due dates", what)
        elif want:
            if got in accepted:
                self.marks.right("due dates")
            else:
                self.marks.missed("due dates", what)
                self.marks.tallies["due dates"].wrong += bool(got)
        elif got:
            self.marks.wrong("due dates", what)
            self.marks.tallies["due dates"].missed += bool(label["due_text"])
        elif label["due_text"]:
            if holds(label["due_text"], entry["due_text"]):
                self.marks.right("due dates")
            else:
                self.marks.missed("due dates", what)


def spellings(label: Entry, draft: Entry) -> dict[str, str]:
    """Every spelling of a unit → its name in the label."""
    names: dict[str, str] = {}
    for unit in label["units"]:
        for spelling in (unit["name"], *unit["aliases"]):
            names.setdefault(plain(spelling), unit["name"])
    for unit in draft["units"]:
        spellings = [unit["name"], *unit["aliases"]]
        known = next((names[plain(one)] for one in spellings if plain(one) in names), None)
        if known is not None:
            names.setdefault(plain(unit["name"]), known)
    return names


def named(entry: Entry) -> str:
    return f"{entry['no']} {entry['title'][:30]}".strip()
