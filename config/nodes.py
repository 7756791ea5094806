"""YAML as a tree of our own nodes: every scalar is text, every node knows its place.

libyaml gives the events; nothing is resolved, no tag is obeyed, no object is built. Depth,
nodes and aliases have limits, so a hostile file is refused while it is being read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yaml import CSafeLoader, error, events

MAX_DEPTH = 32
MAX_NODES = 1_000_000
MAX_ALIAS_NODES = 20_000
"""How many nodes aliases may stand for, all together."""


class Scalar:
    """Text. `plain` is False where it was quoted or a block. Lines and columns count from 1."""

    __slots__ = ("_end", "_start", "plain", "text")

    def __init__(self, text: str, plain: bool, start: error.Mark, end: error.Mark) -> None:
        self.text = text
        self.plain = plain
        self._start = start
        self._end = end

    @property
    def line(self) -> int:
        return self._start.line + 1

    @property
    def column(self) -> int:
        return self._start.column + 1

    @property
    def end_line(self) -> int:
        return self._end.line + 1

    @property
    def end_column(self) -> int:
        return self._end.column + 1


class Sequence:
    """A list of nodes."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.items: list[Node] = []
        self.line = line
        self.column = column


class Mapping:
    """Pairs in the order of the file, duplicates included; keys may be any node."""

    __slots__ = ("column", "line", "pairs")

    def __init__(self, line: int, column: int) -> None:
        self.pairs: list[tuple[Node, Node]] = []
        self.line = line
        self.column = column


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stopped or disturbed the reading of a file. `line` and `column` count from 1."""

    code: str
    line: int
    column: int
    length: int
    params: dict[str, str]


class TreeBuilder:
    """Builds the tree of one document. `root` is None where the file holds none.

    `troubles` lists what is refused; reading goes on where it can. Syntax errors of libyaml come
    out of `build` as yaml.YAMLError.
    """

    def __init__(self, text: str) -> None:
        self._parser = CSafeLoader(text)
        self.troubles: list[Trouble] = []
        self.root: Node | None = None
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Node | None] = []  # per open collection: the key that awaits its value
        self._anchors: dict[str, Node] = {}
        self._names: list[str | None] = []  # anchors of the open collections
        self._nodes = 0
        self._documents = 0
        self._alias_nodes = 0

    def build(self) -> Node | None:
        """The root node of the first document. Raises yaml.YAMLError for broken syntax."""
        get: Callable[[], Any] = self._parser.get_event
        steps: dict[type, Callable[[Any], bool]] = {
            events.MappingStartEvent: self._start,
            events.SequenceStartEvent: self._start,
            events.MappingEndEvent: self._end,
            events.SequenceEndEvent: self._end,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
            events.DocumentEndEvent: lambda _: True,
            events.StreamStartEvent: lambda _: True,
            events.StreamEndEvent: lambda _: False,
        }
        put, scalar = self._put, events.ScalarEvent
        go_on = True
        while go_on:
            event = get()
            if type(event) is scalar:  # nine events in ten
                node = Scalar(event.value, not event.style, event.start_mark, event.end_mark)
                if event.tag is not None or event.anchor is not None:
                    node = self._marked(event, node)
                go_on = put(node, event)
            else:
                go_on = steps[type(event)](event)
        return self.root

    def _document(self, event: events.Event) -> bool:
        self._documents += 1
        return self._documents == 1 or self._refuse("several-documents", event, 3)

    def _marked(self, event: events.ScalarEvent, node: Scalar) -> Scalar:
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        if event.tag is None or event.tag == "!":
            return node
        self._tag(event)
        return _Blank("", True, event.start_mark, event.start_mark)

    def _start(self, event: events.CollectionStartEvent) -> bool:
        mark = event.start_mark
        make = Mapping if type(event) is events.MappingStartEvent else Sequence
        node = make(mark.line + 1, mark.column + 1)
        shown: Node = node
        if event.tag is not None:
            self._tag(event)
            shown = _Blank("", True, mark, mark)
        if not self._put(shown, event):
            return False
        if len(self._open) >= MAX_DEPTH:
            return self._refuse("too-deep", event, 1, limit=str(MAX_DEPTH))
        self._open.append(node)
        self._keys.append(None)
        self._names.append(event.anchor)
        return True

    def _end(self, _: events.Event) -> bool:
        node = self._open.pop()
        self._keys.pop()
        name = self._names.pop()
        if name is not None:
            self._anchors[name] = node
        return True

    def _alias(self, event: events.AliasEvent) -> bool:
        target = self._anchors.get(event.anchor)
        length = len(event.anchor) + 1
        if target is None:
            code = "alias-inside-itself" if event.anchor in self._names else "alias-unknown"
            self._refuse(code, event, length, name=str(event.anchor))
            blank = _Blank("", True, event.start_mark, event.start_mark)
            return self._put(blank, event)
        self._alias_nodes += _size(target, MAX_ALIAS_NODES)
        if self._alias_nodes > MAX_ALIAS_NODES:
            return self._refuse("alias-bomb", event, length, limit=str(MAX_ALIAS_NODES))
        return self._put(target, event)

    def _put(self, node: Node, event: events.NodeEvent) -> bool:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            return self._refuse("too-many-nodes", event, 1, limit=str(MAX_NODES))
        if not self._open:
            self.root = node
            return True
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return True
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = node
        else:
            parent.pairs.append((key, node))
            self._keys[-1] = None
        return True

    def _tag(self, event: events.ScalarEvent | events.CollectionStartEvent) -> None:
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        self._refuse("tag-forbidden", event, len(tag), tag=tag)

    def _refuse(self, code: str, event: events.Event, length: int, **params: str) -> bool:
        mark = event.start_mark
        self.troubles.append(Trouble(code, mark.line + 1, mark.column + 1, length, params))
        return False


class _Blank(Scalar):
    """Stands for a tagged value or a lost alias; readers pass over it in silence."""

    __slots__ = ()


def is_blank(node: Node) -> bool:
    """True for a node whose own problem is reported already."""
    return type(node) is _Blank


def _size(node: Node, limit: int) -> int:
    """Nodes in the tree under `node`, shared ones counted every time; stops above `limit`."""
    stack, count = [node], 0
    while stack and count <= limit:
        current = stack.pop()
        count += 1
        if isinstance(current, Sequence):
            stack.extend(current.items)
        elif isinstance(current, Mapping):
            for key, value in current.pairs:
                stack += (key, value)
    return count
