"""Collecting the problems of a home: every one of them, with places and paths, within limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType

from config.names import nearest
from config.nodes import Mapping, Node, Scalar, Sequence, Trouble, is_blank
from config.problems import Problem, Severity, order
from config.reading import Source, place_of

MAX_PROBLEMS = 1_000
"""More than this helps nobody; one last problem says how many were left out."""


@dataclass(slots=True)
class _Tally:
    """How many problems there are, over all files."""

    count: int = 0

    def room(self) -> bool:
        """Counts one more problem; False where it is one too many."""
        self.count += 1
        return self.count <= MAX_PROBLEMS


@dataclass(slots=True)
class Report:
    """All problems of one reading, file by file."""

    _files: list[FileReport] = field(default_factory=list)
    _tally: _Tally = field(default_factory=_Tally)

    def file(self, source: Source) -> FileReport:
        """The report of one file; its problems join this one's."""
        made = FileReport(self._tally, source)
        self._files.append(made)
        return made

    def problems(self) -> tuple[Problem, ...]:
        """Everything found so far, sorted by file, line and column."""
        problems = [problem for file in self._files for problem in file.problems()]
        problems.sort(key=order)
        left_out = self._tally.count - MAX_PROBLEMS
        if left_out > 0:
            params = MappingProxyType({"count": str(left_out)})
            where = problems[-1].file
            problems.append(Problem(where, 0, 0, "", Severity.ERROR, "more-problems", params))
        return tuple(problems)


@dataclass(slots=True)
class _Found:
    node: Node | None
    trouble: Trouble
    severity: Severity
    also_at: tuple[str, int] | None


class FileReport:
    """The problems of one file. Paths are worked out at the end, and only for what was found."""

    def __init__(self, tally: _Tally, source: Source) -> None:
        self._tally = tally
        self.source = source
        self.root: Node | None = None
        self._found: list[_Found] = []

    @property
    def file(self) -> str:
        """The file's name as problems print it."""
        return self.source.file

    def error(
        self,
        code: str,
        node: Node,
        *,
        near: Iterable[str] = (),
        also: tuple[str, int] | None = None,
        **params: str,
    ) -> None:
        """Reports an error at `node`. `near` are the names among which "did you mean" looks for
        the one closest to params["word"]; `also` is another place concerned.
        """
        self._add(Severity.ERROR, code, node, (params, near, also))

    def refuse(
        self, code: str, node: Node, params: dict[str, str], near: Iterable[str] = ()
    ) -> None:
        """`error` for words that are in a dictionary already."""
        self._add(Severity.ERROR, code, node, (params, near, None))

    def note(self, code: str, node: Node, **params: str) -> None:
        """Reports a note (提示) at `node`: nothing is wrong, somebody should look."""
        self._add(Severity.NOTE, code, node, (params, (), None))

    def place(self, node: Node) -> tuple[str, int]:
        """File and line of a node, as `also` takes it."""
        return self.file, node.line

    def whole(
        self,
        code: str,
        params: dict[str, str] | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Reports what concerns the file as a whole."""
        at = self.source.trouble_at
        line, column = place_of(self.source.text or "", at) if at is not None else (0, 0)
        if self._tally.room():
            trouble = Trouble(code, line, column, 1, params or {})
            self._found.append(_Found(None, trouble, severity, None))

    def syntax(self, trouble: Trouble) -> None:
        """Reports what disturbed the reading of the file."""
        if self._tally.room():
            self._found.append(_Found(None, trouble, Severity.ERROR, None))

    def _add(
        self,
        severity: Severity,
        code: str,
        node: Node,
        rest: tuple[dict[str, str], Iterable[str], tuple[str, int] | None],
    ) -> None:
        if is_blank(node) or not self._tally.room():
            return
        params, near, also = rest
        if "suggestion" not in params and (found := nearest(params.get("word", ""), near)):
            params["suggestion"] = found
        trouble = Trouble(code, node.line, node.column, self._length(node), params)
        self._found.append(_Found(node, trouble, severity, also))

    def _length(self, node: Node) -> int:
        if not isinstance(node, Scalar):
            return 1
        if node.end_line == node.line:
            return max(1, node.end_column - node.column)
        return max(1, len(self.source.line(node.line)) - node.column + 1)

    def problems(self) -> list[Problem]:
        """The file's problems with their paths and source lines."""
        paths = _paths(self.root, {id(found.node) for found in self._found if found.node})
        made = []
        for found in self._found:
            trouble = found.trouble
            made.append(
                Problem(
                    file=self.file,
                    line=trouble.line,
                    column=trouble.column,
                    path=paths.get(id(found.node), ""),
                    severity=found.severity,
                    code=trouble.code,
                    params=MappingProxyType(trouble.params),
                    source_line=self.source.line(trouble.line),
                    length=trouble.length,
                    also_at=found.also_at,
                )
            )
        return made


def _paths(root: Node | None, wanted: set[int]) -> dict[int, str]:
    """Paths ("tasks[3].due") of the wanted nodes, by node id; a key has its value's path."""
    paths: dict[int, str] = {}
    stack: list[tuple[Node, str]] = [(root, "")] if root is not None and wanted else []
    while stack and len(paths) < len(wanted):
        node, path = stack.pop()
        if id(node) in wanted:
            paths.setdefault(id(node), path)
        if isinstance(node, Sequence):
            stack += [(item, f"{path}[{index}]") for index, item in enumerate(node.items)]
        elif isinstance(node, Mapping):
            for key, value in node.pairs:
                below = f"{path}.{key.text}" if isinstance(key, Scalar) and path else path
                below = key.text if isinstance(key, Scalar) and not path else below
                if id(key) in wanted:
                    paths.setdefault(id(key), below)
                stack.append((value, below))
    return paths
