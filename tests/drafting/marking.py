"""A draft held against the label of its document, both as `duban draft --json` prints them.

A label may say more than the contract: "optional" entries count neither way; "optional_units" of
a task may be named or not; "due_inferred" deadlines may be left open; "due_also" and "every_also"
are as good as the first; "any_role" and "any_no" leave the role and the number free;
"indicators_open" allows further indicators than those listed; "programme": false is a document
from which nothing must be drafted.
"""

from __future__ import annotations

from typing import Final

from tests.drafting.pairing import Entry, holds, pair, plain, similarity
from tests.drafting.tally import Marks
from tests.drafting.task_marking import TaskMarking

_HEAD: Final = ("title", "document_no", "issuer", "issued_on")
_NEAR: Final = 1


class Marking(TaskMarking):
    """One document's draft against its label. `by_line` where both count the same lines."""

    def run(self) -> Marks:
        """All tallies."""
        self._head()
        self.mark_tasks()
        self._phases()
        self._duties()
        self._milestones()
        self._indicators()
        self._units()
        return self.marks

    def _head(self) -> None:
        if not self.label.get("programme", True):
            return  # a refusal has no head
        for key in _HEAD:
            want, got = self.label[key] or "", self.draft[key] or ""
            if plain(want) == plain(got) or (key == "title" and want and plain(want) in plain(got)):
                self.marks.right("head", 1 if want else 0)
            else:
                if want:
                    self.marks.missed("head", f"{key} {want}")
                if got:
                    self.marks.wrong("head", f"{key} {got}")

    # phases, duties, milestones

    def _phases(self) -> None:
        labels, entries = self.label["phases"], self.draft["phases"]
        pairs = pair(labels, entries, by_line=False)
        for at, label in enumerate(labels):
            entry = entries[pairs[at]] if at in pairs else None
            if entry and all(entry[key] == label[key] for key in ("start_on", "end_on")):
                self.marks.right("phases")
            else:
                days = f"{entry['start_on']}–{entry['end_on']}" if entry else "none"
                self.marks.missed("phases", f"{label['title']}: drafted {days}")
                self.marks.tallies["phases"].wrong += entry is not None
        for where, entry in enumerate(entries):
            if where not in pairs.values():
                self.marks.wrong("phases", entry["title"])

    def _duties(self) -> None:
        labels, left = self.label["duties"], list(self.draft["duties"])
        for label in sorted(labels, key=lambda one: bool(one.get("optional"))):
            entry = next((one for one in left if self._same_duty(label, one)), None)
            if entry is not None:
                left.remove(entry)
            if label.get("optional"):
                continue
            if entry is None:
                self.marks.missed("duties", f"{label['title']} ({label['every']})")
                self.marks.tallies["units of duties"].missed += len(label["units"])
                continue
            self.marks.right("duties")
            want, got = self.set_of(label["units"]), self.set_of(entry["units"])
            self.marks.right("units of duties", len(want & got))
            for unit in want - got:
                self.marks.missed("units of duties", f"{label['title']}: {unit}")
            for unit in got - want:
                self.marks.wrong("units of duties", f"{label['title']}: {unit}")
        for entry in left:
            self.marks.wrong("duties", f"{entry['title']} ({entry['every']}, {entry['due_text']})")

    def _same_duty(self, label: Entry, entry: Entry) -> bool:
        if entry["every"] not in (label["every"], *label.get("every_also", ())):
            return False
        near = not self.by_line or abs(label["line"] - entry["line"]) <= _NEAR
        return similarity(label["title"], entry["title"]) >= 0.5 or (
            near and holds(label["due_text"], entry["due_text"])
        )

    def _milestones(self) -> None:
        labels, left = self.label["milestones"], list(self.draft["milestones"])
        for label in sorted(labels, key=lambda one: bool(one.get("optional"))):
            entry = next((one for one in left if self._same_milestone(label, one)), None)
            if entry is not None:
                left.remove(entry)
            if label.get("optional"):
                continue
            if entry is None:
                day = label["due_on"] or label["due_text"]
                self.marks.missed("milestones", f"{label['title']} ({day})")
            else:
                self.marks.right("milestones")
        for entry in left:
            if not self._free_milestone(entry):
                what = f"{entry['title']} ({entry['due_on'] or entry['due_text']})"
                self.marks.wrong("milestones", what)

    def _same_milestone(self, label: Entry, entry: Entry) -> bool:
        if label["due_on"] != entry["due_on"]:
            return False
        near = not self.by_line or abs(label["line"] - entry["line"]) <= _NEAR
        return similarity(label["title"], entry["title"]) >= 0.5 or (
            near and holds(label["due_text"], entry["due_text"])
        )

    def _free_milestone(self, entry: Entry) -> bool:
        """A task's own deadline and a phase's end may be milestones as well."""
        if any(similarity(phase["title"], entry["title"]) >= 0.5 for phase in self.label["phases"]):
            return True
        for task in self.label["tasks"]:
            if self.by_line and 0 <= entry["line"] - task["line"] <= 2:
                return True
            if entry["due_on"] and entry["due_on"] in (task["due_on"], *task.get("due_also", ())):
                return True
        return False

    # indicators and units

    def _indicators(self) -> None:
        labels, entries = self.label["indicators"], self.draft["indicators"]
        pairs = pair(labels, entries, self.by_line)
        for at, label in enumerate(labels):
            if label.get("optional"):
                continue
            if at not in pairs:
                self.marks.missed("indicators", label["name"])
                self.marks.tallies["targets"].missed += len(label["targets"])
                continue
            self.marks.right("indicators")
            for year, target in label["targets"].items():
                got = entries[pairs[at]]["targets"]
                if _same_target(target, got.get(year) or got.get("")):
                    self.marks.right("targets")
                else:
                    self.marks.missed("targets", f"{label['name']} {year} {target}, drafted {got}")
        for where, entry in enumerate(entries):
            if where not in pairs.values() and not self.label.get("indicators_open"):
                self.marks.wrong("indicators", f"{entry['name']} {entry['targets']}")

    def _units(self) -> None:
        known = {self.unit(unit["name"]) for unit in self.label["units"]}
        got = {self.unit(unit["name"]) for unit in self.draft["units"]}
        for entry in self.draft["tasks"]:
            got |= self.set_of(entry["units"])
        for unit in self.label["units"]:
            if not unit.get("optional"):
                if unit["name"] in got:
                    self.marks.right("units")
                else:
                    self.marks.missed("units", unit["name"])
        for name in sorted(got - known):
            self.marks.wrong("units", name)
            self.marks.invented.append(name)


def _same_target(want: Entry, got: Entry | None) -> bool:
    if got is None or want["op"] != got["op"]:
        return False
    if isinstance(want["value"], str):
        return holds(want["value"], str(got["value"]))
    return want["value"] is None or want["value"] == got["value"]
