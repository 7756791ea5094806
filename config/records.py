"""The declarative description of the language: sections, their keys, and how they are read.

One description serves the checker (`read`), the JSON Schema (`schema`) and the reference table
in docs/yaml.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from config.dates import half_width
from config.fields import BAD, FieldType, JsonSchema
from config.names import nearest
from config.nodes import Mapping, Node, Scalar
from config.report import FileReport


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a section. `default` is what the reference prints where it is left out."""

    name: str
    type: FieldType
    zh: str
    en: str
    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping with known keys. `name` is its heading in the reference."""

    name: str
    keys: tuple[Key, ...]
    by_name: dict[str, Key] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {key.name: key for key in self.keys})


class Fields:
    """A section as read: good values by key, and the nodes of everything that was written.

    `unknown` holds the keys that misspelt ones were probably meant to be.
    """

    __slots__ = ("node", "nodes", "unknown", "values")

    def __init__(self, node: Node) -> None:
        self.node = node
        self.values: dict[str, Any] = {}
        self.nodes: dict[str, tuple[Node, Node]] = {}
        self.unknown: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """The value where it is written and good, else `default`."""
        return self.values.get(key, default)

    def at(self, key: str) -> Node:
        """The node of the key's value, or of the whole section where the key is not written."""
        found = self.nodes.get(key)
        return found[1] if found else self.node

    def bad(self, key: str) -> bool:
        """True where the key is written and its value was refused."""
        return key in self.nodes and key not in self.values


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping that a section describes; reads as `Fields`."""

    section: Section

    @property
    def label(self) -> str:
        return "record"

    def read(self, node: Node, file: FileReport) -> Any:
        if not isinstance(node, Mapping):
            not_a_mapping(node, file)
            return BAD
        return read_fields(node, self.section, file)

    def schema(self) -> JsonSchema:
        return {"$ref": f"#/$defs/{self.section.name}"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair of a table: the key's value, its node, and the value."""

    key: Any
    key_node: Node
    value: Any


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys the admin names; reads as a list of `Entry` in file order.

    An entry whose value was refused is kept with `BAD`, so that its name is known.
    """

    keys: FieldType
    item: FieldType
    label: str = "table"

    def read(self, node: Node, file: FileReport) -> Any:
        if not isinstance(node, Mapping):
            not_a_mapping(node, file)
            return BAD
        entries: dict[Any, Entry] = {}
        for key_node, value_node in node.pairs:
            if key_text(key_node, file) is None:
                continue
            key = self.keys.read(key_node, file)
            if key is BAD:
                continue
            key = key.text if isinstance(key, Scalar) else key
            if key in entries:
                first = file.place(entries[key].key_node)
                file.error("duplicate-key", key_node, also=first, key=str(key))
                continue
            entries[key] = Entry(key, key_node, self.item.read(value_node, file))
        return list(entries.values())

    def schema(self) -> JsonSchema:
        made: JsonSchema = {"type": "object", "additionalProperties": self.item.schema()}
        names = self.keys.schema().get("enum")
        return made | {"propertyNames": {"enum": names}} if names else made


def not_a_mapping(node: Node, file: FileReport) -> None:
    """Reports that keys and values were expected, with the usual reason where one shows."""
    if isinstance(node, Scalar) and node.text:
        slip = re.match(r"([\w-]+)([：:])", node.text)
        if slip and node.plain:
            code = "full-width-colon" if slip.group(2) == "：" else "colon-space"
            file.error(code, node, key=slip.group(1))
            return
    code = "value-empty" if isinstance(node, Scalar) and not node.text else "mapping-expected"
    file.error(code, node, expected="record")


def read_fields(node: Mapping, section: Section, file: FileReport) -> Fields:
    """Reads every pair of a mapping: unknown, repeated and missing keys are reported."""
    fields = Fields(node)
    known, meant = section.by_name, fields.unknown
    for key_node, value_node in node.pairs:
        name = key_text(key_node, file)
        if name is None:
            continue
        key = known.get(name)
        if key is None:
            meant.add(_unknown_key(key_node, name, section, file))
        elif name in fields.nodes:
            first = fields.nodes[name][0]
            file.error("duplicate-key", key_node, also=file.place(first), key=name)
        else:
            fields.nodes[name] = (key_node, value_node)
            value = key.type.read(value_node, file)
            if value is not BAD:
                fields.values[name] = value
    for key in section.keys:
        if key.required and key.name not in fields.nodes and key.name not in meant:
            file.error("missing-key", node, key=key.name, meaning_zh=key.zh, meaning_en=key.en)
    return fields


def key_text(node: Node, file: FileReport) -> str | None:
    """The text of a key; None after reporting that it is no text."""
    if isinstance(node, Scalar):
        return node.text
    line = file.source.line(node.line)[node.column - 1 :]
    before = file.source.line(node.line)[: node.column - 1]
    if line.startswith("{") and before.rstrip().endswith("{"):
        file.error("braces-unquoted", node, suggestion=f'"{{{line.strip()}"')
    else:
        file.error("key-not-text", node)
    return None


def _unknown_key(node: Node, name: str, section: Section, file: FileReport) -> str:
    """Reports an unknown key and returns the known one that was probably meant, or ""."""
    if name == "<<":
        file.error("merge-key", node)
        return ""
    plain = half_width(name)
    meant = next((key.name for key in section.keys if plain in (key.name, key.zh)), "")
    meant = meant or nearest(plain, section.by_name)
    choices = ", ".join(section.by_name)
    params = {"key": name, "choices": choices}
    file.refuse("unknown-key", node, params | ({"suggestion": meant} if meant else {}))
    return meant
