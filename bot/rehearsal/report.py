"""What a rehearsal showed: every message, the load on each person, collisions, rest days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.rehearsal.stage import Sighting
from messages.split import plain
from workflows.assignment import Assignment
from workflows.bundle import ANSWERS
from workflows.calendar import WorkCalendar, office_day


@dataclass(frozen=True, slots=True)
class Report:
    """The findings. `entries` is the calendar of every message in order of time."""

    start_on: date
    end_on: date
    seed: int
    scenario: str
    entries: Sequence[dict[str, Any]]
    totals: dict[str, int]
    per_person_week: Sequence[dict[str, Any]]
    collisions: Sequence[dict[str, Any]]
    rest_days: Sequence[dict[str, Any]]
    unreachable: Sequence[dict[str, Any]]
    on_rest_days: Sequence[str]

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def entry(sighting: Sighting) -> dict[str, Any]:
    """One message as a line of the calendar."""
    kinds = Counter(row.notice.kind.value for row in sighting.notices)
    text = plain(sighting.delivered.outgoing.html)
    return {
        "at": sighting.delivered.at.isoformat(),
        "to": sighting.post,
        "kinds": dict(sorted(kinds.items())) or {"reply": 1},
        "about": [row.notice.about for row in sighting.notices],
        "first_line": text.partition("\n")[0],
        "characters": len(text),
        "asked": not any(row.notice.kind not in ANSWERS for row in sighting.notices),
    }


def totals(entries: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Messages, and notices by kind."""
    kinds: Counter[str] = Counter()
    for line in entries:
        kinds.update(line["kinds"])
    return {"messages": len(entries), **dict(sorted(kinds.items()))}


def per_person_week(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Unasked messages per post: the total, the busiest week and the average over its weeks."""
    weeks: dict[str, Counter[str]] = defaultdict(Counter)
    for line in entries:
        if not line["asked"]:
            year, week, _ = date.fromisoformat(line["at"][:10]).isocalendar()
            weeks[line["to"]][f"{year}W{week:02d}"] += 1
    rows = []
    for post in sorted(weeks):
        busiest, most = max(weeks[post].items(), key=lambda item: (item[1], item[0]))
        total = sum(weeks[post].values())
        rows.append({"post": post, "messages": total, "busiest_week": busiest, "most": most})
    return rows


def collisions(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Days on which one person gets more than one unasked message. There should be none."""
    days: Counter[tuple[str, str]] = Counter()
    for line in entries:
        if not line["asked"]:
            days[(line["at"][:10], line["to"])] += 1
    return [
        {"on": on, "post": post, "messages": n} for (on, post), n in sorted(days.items()) if n > 1
    ]


def rest_days(assignments: Sequence[Assignment], calendar: WorkCalendar) -> list[dict[str, Any]]:
    """Deadlines whose nominal day is a rest day, and where the roll rule put them."""
    found: dict[tuple[str, str | None], dict[str, Any]] = {}
    for assignment in assignments:
        due = assignment.due
        if due is None or (calendar.is_working_day(due.nominal_on) and not due.provisional):
            continue
        found.setdefault(
            (assignment.task, assignment.occurrence),
            {
                "task": assignment.task,
                "occurrence": assignment.occurrence,
                "nominal_on": due.nominal_on.isoformat(),
                "due_on": due.due_on.isoformat(),
                "rest": due.rest,
                "still_a_rest_day": not calendar.is_working_day(due.due_on),
                "provisional": due.provisional,
                "units": 0,
            },
        )["units"] += 1
    return list(found.values())


def on_rest_days(sightings: Sequence[Sighting], calendar: WorkCalendar) -> list[str]:
    """Posts written to, unasked, on a rest day. There should be none."""
    return [
        f"{s.delivered.at.isoformat()} {s.post}"
        for s in sightings
        if any(row.notice.kind not in ANSWERS for row in s.notices)
        and not calendar.is_working_day(office_day(s.delivered.at))
    ]
