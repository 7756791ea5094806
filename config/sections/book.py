"""The unit book: who a name in YAML means, whichever of its spellings was used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from config.fields import BAD, JsonSchema, Name
from config.nodes import Mapping, Node, Scalar
from config.records import Key, Section, read_fields
from config.report import FileReport
from workflows.roster import Roster, Unit

_SEPARATORS = re.compile("[，、；;,]")

GROUP: Final = Section(
    "group",
    (Key("group", Name("group"), "单位组", "all units of a group, in its order", required=True),),
)


@dataclass(frozen=True, slots=True)
class GroupRef:
    """{group: NAME} in a list of units."""

    node: Scalar


@dataclass(frozen=True, slots=True)
class UnitItem:
    """An item of a list of units: a name or alias, or {group: NAME}."""

    label: str = "unit"

    def read(self, node: Node, file: FileReport) -> Any:
        if not isinstance(node, Mapping):
            return Name("unit").read(node, file)
        name = read_fields(node, GROUP, file).get("group")
        return GroupRef(name) if name is not None else BAD

    def schema(self) -> JsonSchema:
        return {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/group"}]}


@dataclass(slots=True)
class UnitBook:
    """The roster and its spellings. `sound` is False where units.yaml could not be read, and
    `complete` where some unit in it could not: what a name means is then not complained about.
    """

    roster: Roster = Roster(())
    spellings: dict[str, Unit] = field(default_factory=dict)
    groups: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    sound: bool = True
    complete: bool = True

    def find(self, node: Scalar, file: FileReport, *, office: bool = False) -> Unit | None:
        """The unit (or office) meant; None after reporting that there is none of that kind."""
        unit = self.spellings.get(node.text)
        if unit is None:
            self._unknown(node, file, office=office)
            return None
        if unit.is_office != office:
            file.error("not-an-office" if office else "unit-is-office", node, word=node.text)
            return None
        return unit

    def _unknown(self, node: Scalar, file: FileReport, *, office: bool) -> None:
        if not self.sound:
            return
        parts = [part.strip() for part in _SEPARATORS.split(node.text)]
        if len(parts) > 1 and all(part in self.spellings for part in parts):
            file.error("units-separator", node, suggestion=", ".join(parts), word=node.text)
            return
        if node.text in self.groups:
            suggestion = f"{{group: {node.text}}}"
            file.error("group-as-unit", node, word=node.text, suggestion=suggestion)
            return
        near = [name for name, unit in self.spellings.items() if unit.is_office == office]
        if self.complete:
            file.error(
                "unknown-office" if office else "unknown-unit", node, near=near, word=node.text
            )

    def group(self, node: Scalar, file: FileReport) -> tuple[Unit, ...]:
        """The units of a group; empty after reporting that there is no such group."""
        found = self.groups.get(node.text)
        if found is None:
            if self.sound:
                file.error("unknown-group", node, near=self.groups, word=node.text)
            return ()
        return found

    def expand(self, items: Iterable[Scalar | GroupRef], file: FileReport) -> list[Unit]:
        """The units of a list in order, groups opened, each once. A unit that is written twice is
        reported; one that a group brings again is not.
        """
        units: dict[str, Unit] = {}
        written: dict[str, Scalar] = {}
        for item in items:
            if isinstance(item, GroupRef):
                for unit in self.group(item.node, file):
                    units.setdefault(unit.name, unit)
                continue
            unit = self.find(item, file)
            if unit is None:
                continue
            if unit.name in written:
                also = file.place(written[unit.name])
                file.error("unit-twice", item, also=also, word=unit.name)
            written[unit.name] = item
            units.setdefault(unit.name, unit)
        return list(units.values())
