"""Bare figures (只报数字): words that are a figure and nothing else, and which reading they are.

A number alone is an indicator's value where only one reading can be meant; with a name before it
(PM2.5 31) or a place in the day's message (1：31；2：92.3) several can stand in one message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from messages.dialogue.aim import take_aim
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting
from messages.dialogue.measures import Figure, figure_in, in_unit, is_measure, speaks_of
from messages.dialogue.recording import REPORTS
from messages.dialogue.told import Told, read
from messages.understand import Intent, Reading
from workflows.case import Case
from workflows.programme import Indicator
from workflows.readings import takes_text

_PARTS = re.compile(r"[;；\n]+|[,，、](?=\s*[第\d]*\d\s*[项.、:：)）])|[,，](?=\s*[^\d\s,，])")
_NUMBERED = re.compile(r"^\s*第?(?P<ref>\d{1,3})\s*(?:项|[.、:：)）]\s*|\s+)\s*(?P<rest>\S.*)$")
_BARE = frozenset({Intent.OTHER, Intent.PROGRESS, Intent.VALUE, Intent.CORRECTION})


def as_figure(reading: Reading, told: Told, desk: Desk) -> Reading:
    """The reading of words that are nothing but figures, where this person owes readings.

    Everything else comes back as it was understood.
    """
    draft = desk.live_draft()
    if reading.intent not in (*_BARE, Intent.MULTI) or not any(map(is_figure_reading, desk.own())):
        return reading
    if draft is not None and draft.awaiting is Awaiting.ITEM:
        return reading
    parts = [part for part in _PARTS.split(told.words) if part.strip()]
    figures = [_numbered(part, told, desk) or _named(part, desk) for part in parts]
    items = [item or _plain(part, desk) for part, item in zip(parts, figures, strict=True)]
    if len(items) > 1 and all(items) and any(figures):
        found = tuple(item for item in items if item)
        refs = tuple(ref for item in found for ref in item.refs)
        return Reading(told.words, Intent.MULTI, refs=refs, items=found)
    alone = (
        _named(told.words, desk) or _numbered(told.words, told, desk) or _bare(told, reading, desk)
    )
    return alone or reading


def figure_for(case: Case, words: str) -> Reading | None:
    """The words as this indicator's figure, or None where they are more or less than that."""
    if not is_figure_reading(case):
        return None
    found = figure_in(words)
    if found is None or (found.unit and not _is_unit_for(found.unit, case)):
        return None
    if found.name and not speaks_of(found.name, case.assignment):
        return None
    return _valued(words, found, case)


def in_target_words(case: Case, words: str) -> bool:
    """True where words answer a target in words with its own (基本消除, 尚未消除)."""
    indicator = case.assignment.indicator
    if indicator is None or not takes_text(indicator):
        return False
    aims = [str(target.value or "") for target in indicator.targets]
    pairs = {aim[i : i + 2] for aim in aims for i in range(len(aim) - 1)}
    return any(pair in words for pair in pairs)


def is_figure_reading(case: Case) -> bool:
    """True for a reading whose value is a number."""
    indicator = case.assignment.indicator
    return indicator is not None and not takes_text(indicator)


def indicator_of(case: Case) -> Indicator:
    """The indicator that a reading is of."""
    indicator = case.assignment.indicator
    assert indicator is not None, "only readings come here"
    return indicator


def _plain(part: str, desk: Desk) -> Reading | None:
    """A part beside figures that reports on a named item by itself (第3项已完成)."""
    said = read(part, desk)
    return said if said.refs and said.intent in REPORTS and not said.ask else None


def _numbered(part: str, told: Told, desk: Desk) -> Reading | None:
    """1：31 — the item at this place of the day's message, or with this number."""
    found = _NUMBERED.match(part)
    if found is None:
        return None
    aim = take_aim((found["ref"],), part, told.hints, desk)
    if aim.case is None:
        return None
    read = figure_for(aim.case, found["rest"])
    return replace(read, text=part.strip(), refs=(found["ref"],)) if read else None


def _named(part: str, desk: Desk) -> Reading | None:
    """PM2.5 31 — a figure with the name or the code of one indicator."""
    found = figure_in(part)
    if found is None or not found.name:
        return None
    meant = [c for c in desk.cases if is_figure_reading(c) and speaks_of(found.name, c.assignment)]
    if not meant or len({case.assignment.task for case in meant}) != 1:
        return None
    read = _valued(part.strip(), found, meant[0])
    return replace(read, refs=(meant[0].assignment.task,))


def _bare(told: Told, reading: Reading, desk: Desk) -> Reading | None:
    """31 — a figure and nothing else: of the only reading that it can be about."""
    found = figure_in(told.words)
    if found is None or found.name or reading.intent is Intent.CORRECTION:
        return None
    pool = _pool(told, desk)
    wanting = [case for case in pool if is_figure_reading(case)]
    if not wanting or (found.unit and not any(_is_unit_for(found.unit, c) for c in wanting)):
        return None
    if len(pool) > 1 and (_may_be_a_place(found, pool) or _may_be_progress(found, pool, wanting)):
        return None
    fitting = [c for c in wanting if in_unit(1.0, found.unit, indicator_of(c).unit) is not None]
    wanting = fitting if found.unit and len(fitting) == 1 else wanting
    if len(wanting) > 1:
        return Reading(told.words, Intent.VALUE, value=found.value, unit=found.unit or None)
    return replace(_valued(told.words, found, wanting[0]), refs=_refs_to(wanting[0], told, desk))


def _refs_to(case: Case, told: Told, desk: Desk) -> tuple[str, ...]:
    """The code where nothing else tells the item; a chosen or replied one needs none."""
    chosen = told.hints.about == case.assignment.id or bool(told.hints.reply_about)
    alike = [other for other in desk.cases if other.assignment.task == case.assignment.task]
    return () if chosen or len(alike) > 1 else (case.assignment.task,)


def _pool(told: Told, desk: Desk) -> Sequence[Case]:
    """The items that a bare figure can be about."""
    draft = desk.live_draft()
    about = told.hints.about or (draft.about if draft else None)
    for wanted in (told.hints.reply_about, (about,) if about else (), desk.asked):
        pool = [case for case in desk.cases if case.assignment.id in wanted]
        if pool:
            return pool
    return desk.cases


def _may_be_a_place(found: Figure, pool: Sequence[Case]) -> bool:
    return not found.unit and found.value == int(found.value) and 0 < found.value <= len(pool)


def _may_be_progress(found: Figure, pool: Sequence[Case], wanting: Sequence[Case]) -> bool:
    return found.unit == "%" and len(pool) > len(wanting)


def _valued(words: str, found: Figure, case: Case) -> Reading:
    unit = found.unit or indicator_of(case).unit or None
    return Reading(words, Intent.VALUE, value=found.value, unit=unit)


def _is_unit_for(unit: str, case: Case) -> bool:
    return is_measure(unit) or in_unit(1.0, unit, indicator_of(case).unit) is not None
