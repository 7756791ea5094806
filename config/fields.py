"""The types of values: how one is read, described to editors, and named in the reference.

A type's `read` returns a value, or reports a problem and returns `BAD`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from config.dates import Refused, half_width
from config.nodes import Node, Scalar, Sequence
from config.report import FileReport

BAD: Final = object()
"""Returned for a value whose problem has been reported."""

JsonSchema = dict[str, Any]
MAX_TEXT_CHARS = 4_000
_SWALLOWED = re.compile(r" ([a-z_]+)：")  # a key on the next line, taken for more text


class FieldType(Protocol):
    """What a value is: how it is read, described to editors, and named in the reference."""

    @property
    def label(self) -> str: ...

    def read(self, node: Node, file: FileReport) -> Any: ...

    def schema(self) -> JsonSchema: ...


def text_of(node: Node, file: FileReport, label: str = "text") -> str | None:
    """The text of a scalar that says something; None after reporting that it does not."""
    if not isinstance(node, Scalar):
        _not_scalar(node, file, label)
        return None
    if node.plain and node.text in ("", "~", "null"):
        file.error("value-empty", node, expected=label)
        return None
    if node.plain and "：" in node.text and node.end_line > node.line:
        swallowed = _SWALLOWED.search(node.text)
        if swallowed:
            file.error("full-width-colon", node, key=swallowed.group(1))
            return None
    return node.text


def _not_scalar(node: Node, file: FileReport, label: str) -> None:
    line = file.source.line(node.line)[node.column - 1 :]
    if line.startswith("{{"):
        file.error("braces-unquoted", node, suggestion=f'"{line.strip()}"')
    else:
        code = "list-unexpected" if isinstance(node, Sequence) else "mapping-unexpected"
        file.error(code, node, expected=label)


@dataclass(frozen=True, slots=True)
class Text:
    """Text for people. `code` is the problem reported where `pattern` does not match."""

    label: str = "text"
    pattern: re.Pattern[str] | None = None
    code: str = "text-unfit"
    empty: bool = False

    def read(self, node: Node, file: FileReport) -> Any:
        if self.empty and isinstance(node, Scalar) and not node.plain and not node.text:
            return ""
        text = text_of(node, file, self.label)
        if text is None:
            return BAD
        text = text.strip()
        if not text:
            file.error("value-empty", node, expected=self.label)
        elif len(text) > MAX_TEXT_CHARS:
            file.error("text-too-long", node, limit=str(MAX_TEXT_CHARS))
        elif self.pattern and not self.pattern.fullmatch(text):
            file.error(self.code, node, word=text, expected=self.label)
        else:
            return text
        return BAD

    def schema(self) -> JsonSchema:
        made: JsonSchema = {"type": ["string", "number", "boolean"]}
        if self.pattern:
            made["pattern"] = f"^(?:{self.pattern.pattern})$"
        return made


NAME_PATTERN: Final = re.compile(r"[^/\s\x00-\x1f](?:[^/\x00-\x1f]{0,78}[^/\s\x00-\x1f])?")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that other places refer to; reads as its node, so that a reference has a place."""

    label: str = "name"

    def read(self, node: Node, file: FileReport) -> Any:
        text = text_of(node, file, self.label)
        if text is None:
            return BAD
        if not NAME_PATTERN.fullmatch(text):
            file.error("name-unfit", node, word=text, expected=self.label)
            return BAD
        return node

    def schema(self) -> JsonSchema:
        return {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class Parsed:
    """Text that `parse` turns into a value, or refuses with `Refused`."""

    label: str
    parse: Callable[[str], Any]
    near: tuple[str, ...] = ()

    def read(self, node: Node, file: FileReport) -> Any:
        text = text_of(node, file, self.label)
        if text is None:
            return BAD
        try:
            return self.parse(text)
        except Refused as refused:
            file.refuse(refused.code, node, {"expected": self.label, **refused.params}, self.near)
            return BAD

    def schema(self) -> JsonSchema:
        return {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed set of words. English words come first; editors are offered those."""

    label: str
    words: Mapping[str, Any]

    def read(self, node: Node, file: FileReport) -> Any:
        text = text_of(node, file, self.label)
        if text is None:
            return BAD
        found = self.words.get(text, BAD)
        if found is BAD:
            found = self.words.get(half_width(text).casefold(), BAD)
        if found is BAD:
            choices = ", ".join(self.offered())
            file.error("choice-unknown", node, near=self.words, word=text, choices=choices)
        return found

    def offered(self) -> tuple[str, ...]:
        """The words to offer: one for each value, English where there is one."""
        first: dict[Any, str] = {}
        for word, value in self.words.items():
            first.setdefault(value, word)
        return tuple(first.values())

    def schema(self) -> JsonSchema:
        return {"enum": [word for word in self.words if word.isascii()] + self._others()}

    def _others(self) -> list[Any]:
        chinese: list[Any] = [word for word in self.words if not word.isascii()]
        values = [value for value in set(self.words.values()) if isinstance(value, bool)]
        return chinese + sorted(values)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; items that were refused are left out of the value. `empty` allows []."""

    item: FieldType
    empty: bool = False
    empty_code: str = "list-empty"

    @property
    def label(self) -> str:
        return "list"

    def read(self, node: Node, file: FileReport) -> Any:
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar) and node.text and node.text != "~":
                file.error("list-expected", node, suggestion=f"[{node.text}]")
            else:
                code = "value-empty" if isinstance(node, Scalar) else "list-expected"
                file.error(code, node, expected="list")
            return BAD
        if not node.items and not self.empty:
            file.error(self.empty_code, node)
            return BAD
        read = self.item.read
        values = [read(item, file) for item in node.items]
        return [value for value in values if value is not BAD]

    def schema(self) -> JsonSchema:
        made: JsonSchema = {"type": "array", "items": self.item.schema()}
        return made if self.empty else made | {"minItems": 1}
