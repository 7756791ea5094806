"""Circles among events (来事): work that waits for what it would itself bring about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from config.records import Fields
from config.report import FileReport
from workflows.programme import AfterEvent, Task


def check_circles(tasks: Iterable[Task], entries: Iterable[Fields], file: FileReport) -> None:
    """Reports every task from whose stages a chain of events leads back to its own due date."""
    leads_to = _leads_to(tasks)
    places = {entry.get("code"): entry for entry in entries}
    seen: set[frozenset[str]] = set()
    for task in tasks:
        waits = task.due.event if isinstance(task.due, AfterEvent) else ""
        path = _path(waits, leads_to) if waits else ()
        if path and frozenset(path) not in seen and task.code in places:
            seen.add(frozenset(path))
            node = places[task.code].at("due")
            file.error("event-circle", node, word=task.code, circle=" → ".join((waits, *path)))


def _leads_to(tasks: Iterable[Task]) -> Mapping[str, set[str]]:
    """From each event to those that the work waiting for it brings about."""
    found: dict[str, set[str]] = {}
    for task in tasks:
        if isinstance(task.due, AfterEvent):
            brought = {stage.event for stage in task.stages if stage.event}
            found.setdefault(task.due.event, set()).update(brought)
    return found


def _path(start: str, leads_to: Mapping[str, set[str]]) -> tuple[str, ...]:
    """A way from `start` back to itself, or ()."""
    stack: list[tuple[str, tuple[str, ...]]] = [(start, ())]
    seen: set[str] = set()
    while stack:
        event, path = stack.pop()
        for following in sorted(leads_to.get(event, ())):
            if following == start:
                return (*path, following)
            if following not in seen:
                seen.add(following)
                stack.append((following, (*path, following)))
    return ()
