"""Circles among events (来事): work that waits for what it would itself bring about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from config.records import Fields
from config.report import FileReport
from workflows.programme import AfterEvent, Task


def check_circles(tasks: Iterable[Task], entries: Iterable[Fields], file: FileReport) -> None:
    """Reports every circle once, at the due date of the first task that is part of it."""
    made = list(tasks)
    leads_to = _leads_to(made)
    places = {entry.get("code"): entry for entry in entries}
    seen: set[frozenset[str]] = set()
    for task in made:
        path = _circle(task, leads_to)
        if path and frozenset(path) not in seen and task.code in places:
            seen.add(frozenset(path))
            node = places[task.code].at("due")
            file.error("event-circle", node, word=task.code, circle=" → ".join(path))


def _circle(task: Task, leads_to: Mapping[str, set[str]]) -> tuple[str, ...]:
    """The events from the one that a task waits for, by way of one it brings about, back; or ()."""
    if not isinstance(task.due, AfterEvent):
        return ()
    waits = task.due.event
    for brought in sorted({stage.event for stage in task.stages if stage.event}):
        path = (brought,) if brought == waits else _path(brought, waits, leads_to)
        if path:
            return (waits, *path)
    return ()


def _leads_to(tasks: Iterable[Task]) -> Mapping[str, set[str]]:
    """From each event to those that the work waiting for it brings about."""
    found: dict[str, set[str]] = {}
    for task in tasks:
        if isinstance(task.due, AfterEvent):
            brought = {stage.event for stage in task.stages if stage.event}
            found.setdefault(task.due.event, set()).update(brought)
    return found


def _path(start: str, end: str, leads_to: Mapping[str, set[str]]) -> tuple[str, ...]:
    """A way from `start` to `end`, both included, or ()."""
    stack: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while stack:
        path = stack.pop()
        for following in sorted(leads_to.get(path[-1], ())):
            if following == end:
                return (*path, following)
            if following not in seen:
                seen.add(following)
                stack.append((*path, following))
    return ()
