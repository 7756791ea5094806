"""Understanding of a liaison's (联络员) reply in free words, Chinese or English.

``understand`` is a pure function of the text, the instant it was written, the tasks it can be
about and what is known of the calendar. It is careful before it is clever: work counts as done
only when the words say so plainly, and wherever it is unsure ``ask`` is set. How dates such as
"25号", "下周五" or "月底" resolve is written in :mod:`messages.understand.dates`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from messages.understand import parts, refusals
from messages.understand.days import Days
from messages.understand.decide import read_part
from messages.understand.folding import fold, lower, tidy
from messages.understand.reading import Intent, OpenTask, Reading, asking, join
from messages.understand.refs import find_refs

__all__ = ["EXAMINED_CHARACTERS", "Intent", "OpenTask", "Reading", "understand"]

EXAMINED_CHARACTERS = 4000  # what lies beyond is not read; such a reply is always asked back


def understand(
    text: str,
    at: datetime,
    open_tasks: Sequence[OpenTask] = (),
    is_working_day: Callable[[date], bool] | None = None,
    holidays: Mapping[str, date] | None = None,
) -> Reading:
    """What ``text`` says, written at the aware instant ``at``.

    open_tasks: the tasks the reply can be about. With them a noun becomes the task's ref, an
        unknown number is asked back, and so is a report naming none of several tasks.
    is_working_day, holidays: the calendar, where known; ``holidays`` gives the last rest day of
        each named holiday. Without them Monday to Friday are working days.
    Raises ValueError if ``at`` carries no time zone. No text raises.
    """
    if at.tzinfo is None:
        raise ValueError("at must be an aware instant")
    days = Days(at.date(), is_working_day, holidays or {})
    examined = text[:EXAMINED_CHARACTERS]
    reading = _read(examined, days, open_tasks)
    if len(text) > EXAMINED_CHARACTERS:
        return asking(replace(reading, text=text))
    return reading


def _read(text: str, days: Days, open_tasks: Sequence[OpenTask]) -> Reading:
    folded = fold(text)
    low = lower(folded)
    if len(low) < 6 or not parts.DIVIDED.search(low):
        return read_part(text, folded, days, open_tasks)
    spans = parts.spans(low)
    if len(spans) == 1 and not spans[0].headed:
        spans = parts.by_topic(low)
    if len(spans) > 1 and not refusals.INSTRUCTION.search(low):
        items = [_item(text, span, days, open_tasks) for span in spans]
        if joined := _joined(text, items):
            return joined
    whole = read_part(text, folded, days, open_tasks)
    if whole.intent is Intent.QUESTION:
        return _with_question(whole, folded, days, open_tasks)
    return whole


_SEPARATORS = " \t\n，,；;。、"
_COUNTED_HEAD = re.compile(r"(\d{1,3})项")
_LINK = re.compile(
    "^(?:还有|另外|然后|以及|同时|至于|而|[，,]){1,3}|(?:还有|另外|然后|以及|同时|而)$"
)
_SILENT = (Intent.OTHER, Intent.ACK)


def _item(text: str, span: parts.Span, days: Days, open_tasks: Sequence[OpenTask]) -> Reading:
    """One part; where its task is named but its state is not understood, it is asked about."""
    piece = _LINK.sub("", text[span.start : span.end].strip(_SEPARATORS)).strip(_SEPARATORS)
    if span.body is not None:
        body = text[span.body : span.end].strip(_SEPARATORS)
        reading = read_part(body, fold(body), days, (), weigh=False)
        strange = bool(open_tasks) and all(task.ref != span.no for task in open_tasks)
        refs = reading.refs or (span.no,)
        return replace(reading, text=piece, refs=refs, ask=reading.ask or strange)
    folded = fold(piece)
    reading = read_part(piece, folded, days, open_tasks, weigh=False)
    if span.headed and not reading.refs and (m := _COUNTED_HEAD.match(folded)):
        reading = replace(reading, refs=(m[1],))
    if span.headed and reading.intent is Intent.OTHER and (refs := find_refs(tidy(folded))):
        return replace(reading, refs=refs, ask=True)
    return reading


def _joined(text: str, items: list[Reading]) -> Reading | None:
    """The parts as one reading; a single part that says something is no ``multi``."""
    telling = [item for item in items if item.intent not in _SILENT or item.refs]
    if len(telling) < 2 or telling[0].intent is Intent.CORRECTION:
        return None
    if all(item.intent in _SILENT for item in telling):
        return None
    if any(item.refs for item in telling):  # "一项完成，其余推进": which one is not said
        telling = [i if i.refs or i.intent is not Intent.DONE else asking(i) for i in telling]
    return join(text, telling)


def _with_question(
    whole: Reading, folded: str, days: Days, open_tasks: Sequence[OpenTask]
) -> Reading:
    """A statement with a question after it, as two parts; else the question as it is."""
    start = parts.question_tail(folded)
    if start is None:
        return whole
    text = whole.text
    told = read_part(text[:start], folded[:start], days, open_tasks)
    plain = told.intent in (Intent.DONE, Intent.VALUE, Intent.NIL, Intent.NOT_STARTED)
    if not plain and not (told.intent is Intent.PROGRESS and (told.percent or told.refs)):
        return whole
    tail = read_part(text[start:], folded[start:], days, ())
    return join(text, [replace(told, text=told.text.strip("，,；;。 ")), tail])
