"""Why an assignment is due when it is, also where it still waits for an event or has no end."""

from __future__ import annotations

from dataclasses import dataclass, field

from messages.words import explain_deadline
from workflows.assignment import Assignment
from workflows.calendar import WorkCalendar
from workflows.expand import deadline_after
from workflows.programme import AfterEvent, AssignmentRole, Event, Programme, Task
from workflows.span import Span, SpanUnit

_UNITS_ZH = {
    SpanUnit.DAY: "天",
    SpanUnit.WORKING_DAY: "个工作日",
    SpanUnit.WEEK: "周",
    SpanUnit.MONTH: "个月",
}
_UNITS_EN = {
    SpanUnit.DAY: "day",
    SpanUnit.WORKING_DAY: "working day",
    SpanUnit.WEEK: "week",
    SpanUnit.MONTH: "month",
}
_SMALL_ZH = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains the due dates of one programme."""

    programme: Programme
    calendar: WorkCalendar
    lang: str
    tasks: dict[str, Task] = field(init=False, default_factory=dict)
    events: dict[str, Event] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.tasks.update({task.code: task for task in self.programme.tasks})
        self.events.update({event.name: event for event in self.programme.events})

    def why(self, assignment: Assignment) -> str:
        """The rule, the holiday, the roll and the cut-off, in one sentence without a stop; the
        event and the provisional day where it waits for one; "" where no end is given.
        """
        if assignment.due is not None:
            return explain_deadline(assignment.due, self.lang)
        task, event = self.tasks.get(assignment.task), self.events.get(assignment.after)
        if task is None or not isinstance(task.due, AfterEvent) or event is None:
            return ""
        day = None
        if event.expected_on is not None:
            day = deadline_after(task, assignment.role, event.expected_on, self.calendar).due_on
        early = task.co_before if assignment.role is AssignmentRole.CO else None
        say = self._english if self.lang == "en" else self._chinese
        return say(event, task.due, early, day.isoformat() if day else "")

    def _chinese(self, event: Event, due: AfterEvent, early: Span | None, day: str) -> str:
        expected = f"（预计{event.expected_on.isoformat()}）" if event.expected_on else ""
        words = f"{event.name}{expected}后{span_words(due.after, 'zh')}内"
        if early is not None:
            words += f"，配合单位提前{span_words(early, 'zh')}"
        return f"{words}，{f'暂按{day}' if day else '待登记后确定'}"

    def _english(self, event: Event, due: AfterEvent, early: Span | None, day: str) -> str:
        expected = f" (expected {event.expected_on.isoformat()})" if event.expected_on else ""
        words = f"within {span_words(due.after, 'en')} of “{event.name}”{expected}"
        if early is not None:
            words += f", co units {span_words(early, 'en')} earlier"
        return f"{words}, {f'provisionally {day}' if day else 'fixed once it is recorded'}"


def span_words(span: Span, lang: str) -> str:
    """A span in words: 一个月, 3个工作日, 两周; 1 month, 3 working days."""
    if lang == "en":
        return f"{span.n} {_UNITS_EN[span.unit]}{'' if span.n == 1 else 's'}"
    spelt = span.unit in (SpanUnit.MONTH, SpanUnit.WEEK) and span.n < len(_SMALL_ZH)
    return f"{_SMALL_ZH[span.n] if spelt else span.n}{_UNITS_ZH[span.unit]}"
