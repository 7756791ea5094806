"""A draft held against the label of its document, both as `duban draft --json` prints them.

A label may say more than the contract: "optional" entries count neither way; "optional_units" of
a task may be named or not; "due_inferred" deadlines may be left open; "due_also" and "every_also"
are as good as the first; "any_role" and "any_no" leave the role and the number free;
"indicators_open" allows further indicators than those listed; "programme": false is a document
from which nothing must be drafted.
"""

from __future__ import annotations

from typing import Any, Final

from tests.drafting.pairing import Entry, pair, plain, similarity
from tests.drafting.tally import Marks

_HEAD: Final = ("title", "document_no", "issuer", "issued_on")
_NEAR: Final = 1


class Marking:
    """One document's draft against its label. `by_line` where both count the same lines."""

    def __init__(self, name: str, label: Entry, draft: Entry, by_line: bool = True) -> None:
        self.marks = Marks(name)
        self._label = label
        self._draft = draft
        self._by_line = by_line
        self._names = _spellings(label, draft)

    def run(self) -> Marks:
        """All tallies."""
        self._head()
        self._tasks()
        self._phases()
        self._duties()
        self._milestones()
        self._indicators()
        self._units()
        return self.marks

    def _unit(self, name: str) -> str:
        return self._names.get(plain(name), name)

    def _set(self, names: Any) -> set[str]:
        return {self._unit(name) for name in names}

    def _head(self) -> None:
        for key in _HEAD:
            want, got = self._label[key] or "", self._draft[key] or ""
            if plain(want) == plain(got) or (key == "title" and want and plain(want) in plain(got)):
                self.marks.right("head", 1 if want else 0)
            else:
                if want:
                    self.marks.missed("head", f"{key} {want}")
                if got:
                    self.marks.wrong("head", f"{key} {got}")

    # tasks

    def _tasks(self) -> None:
        labels, entries = self._label["tasks"], self._draft["tasks"]
        pairs = pair(labels, entries, self._by_line)
        for at, label in enumerate(labels):
            if label.get("optional"):
                continue
            if at in pairs:
                self._task(label, entries[pairs[at]])
            else:
                self._lost_task(label)
        for where, entry in enumerate(entries):
            if where not in pairs.values() and not self._said_elsewhere(entry):
                what = f"{_name(entry)} ({'、'.join(entry['units'])})"
                self.marks.wrong("tasks", what)
                for kind in ("units of tasks", "with role"):
                    self.marks.tallies[kind].wrong += len(set(entry["units"]))
                self.marks.tallies["due dates"].wrong += bool(entry["due_on"])

    def _lost_task(self, label: Entry) -> None:
        self.marks.missed("tasks", _name(label))
        for kind in ("units of tasks", "with role"):
            self.marks.tallies[kind].missed += len(label["units"])
        self.marks.tallies["numbers"].missed += 1
        if not label.get("due_inferred") and (label["due_on"] or label["due_text"]):
            self.marks.tallies["due dates"].missed += 1

    def _said_elsewhere(self, entry: Entry) -> bool:
        """A reporting duty or dated step of the label may be drafted as a task as well."""
        return any(
            self._same_place(other, entry) and self._set(entry["units"]) <= self._set(other["units"])
            for other in (*self._label["duties"], *self._label["milestones"])
        )

    def _same_place(self, label: Entry, entry: Entry) -> bool:
        if similarity(label["title"], entry["title"]) >= 1:
            return True
        return self._by_line and label["line"] == entry["line"]

    def _task(self, label: Entry, entry: Entry) -> None:
        self.marks.right("tasks")
        if label.get("any_no") or plain(label["no"]) == plain(entry["no"]):
            self.marks.right("numbers")
        else:
            self.marks.missed("numbers", f"{_name(label)}: drafted {entry['no']!r}")
        self._task_units(label, entry)
        self._due(label, entry)

    def _task_units(self, label: Entry, entry: Entry) -> None:
        free = self._set(label.get("optional_units", ()))
        want = {self._unit(u): "lead" for u in label["lead"]} | {
            self._unit(u): "co" for u in label["co"]
        }
        got = {self._unit(u): "co" for u in entry["co"]} | {
            self._unit(u): "lead" for u in entry["lead"]
        }
        for unit, role in want.items():
            if unit not in got:
                self.marks.missed("units of tasks", f"{_name(label)}: {unit}")
                self.marks.tallies["with role"].missed += 1
            else:
                self.marks.right("units of tasks")
                if got[unit] == role or label.get("any_role"):
                    self.marks.right("with role")
                else:
                    self.marks.missed("with role", f"{_name(label)}: {unit} {role}, drafted other")
                    self.marks.tallies["with role"].wrong += 1
        for unit in got.keys() - want.keys() - free:
            self.marks.wrong("units of tasks", f"{_name(label)}: {unit}")
            self.marks.tallies["with role"].wrong += 1

    def _due(self, label: Entry, entry: Entry) -> None:
        want, got = label["due_on"], entry["due_on"]
        accepted = {want, *label.get("due_also", ())} - {None}
        what = f"{_name(label)}: {want or label['due_text'] or 'none'}, drafted {got or entry['due_text'] or 'none'}"
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
            if _holds(label["due_text"], entry["due_text"]):
                self.marks.right("due dates")
            else:
                self.marks.missed("due dates", what)

    # phases, duties, milestones

    def _phases(self) -> None:
        labels, entries = self._label["phases"], self._draft["phases"]
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
        labels, left = self._label["duties"], list(self._draft["duties"])
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
            want, got = self._set(label["units"]), self._set(entry["units"])
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
        near = self._by_line and abs(label["line"] - entry["line"]) <= _NEAR
        return similarity(label["title"], entry["title"]) >= 0.5 or (
            near and _holds(label["due_text"], entry["due_text"])
        )

    def _milestones(self) -> None:
        labels, left = self._label["milestones"], list(self._draft["milestones"])
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
        near = self._by_line and abs(label["line"] - entry["line"]) <= _NEAR
        return similarity(label["title"], entry["title"]) >= 0.5 or (
            near and _holds(label["due_text"], entry["due_text"])
        )

    def _free_milestone(self, entry: Entry) -> bool:
        """A task's own deadline and a phase's end may be milestones as well."""
        if any(similarity(phase["title"], entry["title"]) >= 0.5 for phase in self._label["phases"]):
            return True
        for task in self._label["tasks"]:
            if self._by_line and 0 <= entry["line"] - task["line"] <= 2:
                return True
            if entry["due_on"] and entry["due_on"] in (task["due_on"], *task.get("due_also", ())):
                return True
        return False

    # indicators and units

    def _indicators(self) -> None:
        labels, entries = self._label["indicators"], self._draft["indicators"]
        pairs = pair(labels, entries, self._by_line)
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
            if where not in pairs.values() and not self._label.get("indicators_open"):
                self.marks.wrong("indicators", f"{entry['name']} {entry['targets']}")

    def _units(self) -> None:
        known = {self._unit(unit["name"]) for unit in self._label["units"]}
        got = {self._unit(unit["name"]) for unit in self._draft["units"]}
        for entry in self._draft["tasks"]:
            got |= self._set(entry["units"])
        for unit in self._label["units"]:
            if not unit.get("optional"):
                if unit["name"] in got:
                    self.marks.right("units")
                else:
                    self.marks.missed("units", unit["name"])
        for name in sorted(got - known):
            self.marks.wrong("units", name)
            self.marks.invented.append(name)


def _spellings(label: Entry, draft: Entry) -> dict[str, str]:
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


def _name(entry: Entry) -> str:
    return f"{entry['no']} {entry['title'][:30]}".strip()


def _holds(one: str, other: str) -> bool:
    a, b = plain(one), plain(other)
    return bool(a) and bool(b) and (a in b or b in a)


def _same_target(want: Entry, got: Entry | None) -> bool:
    if got is None or want["op"] != got["op"]:
        return False
    if isinstance(want["value"], str):
        return _holds(want["value"], str(got["value"]))
    return want["value"] is None or want["value"] == got["value"]
