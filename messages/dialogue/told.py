"""Told (所述): some words with what came along, on their way to becoming a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from messages.dialogue.aim import Hints
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Evidence
from messages.understand import Intent, OpenTask, Reading, understand
from workflows.calendar import OFFICE_ZONE, office_day

_HOLIDAY_SIGNS = ("节", "假", "国庆", "五一", "十一", "元旦", "清明", "春", "年前", "年后")
_FAR = 370


@dataclass(frozen=True, slots=True)
class Told:
    """`key` names the draft it belongs to, `message` the words' own message.

    `replaces`: the receipt to be corrected. `borrowed`: somebody else's words (forwarded), never
    taken as a statement without a tap. `noted`: handed in although something is missing.
    `in_place`: the answer takes the place of the message that asked. `same_as` is the receipt of
    last period's report that is given again. `doubt` is the doubt about a figure that the person
    has answered, as the ledger keeps it; `confirmed` the figure he stands by.
    """

    words: str
    message: str
    key: str
    evidence: tuple[Evidence, ...] = ()
    album: str = ""
    hints: Hints = field(default_factory=Hints)
    replaces: str = ""
    borrowed: bool = False
    noted: bool = False
    in_place: bool = False
    asked_times: int = 0
    same_as: str = ""
    doubt: str = ""
    confirmed: float | None = None


def told_by_draft(draft: Draft, message: str, about: str | None = None) -> Told:
    """What a draft holds, to be settled by a tap."""
    return Told(
        words=draft.text,
        message=draft.key,
        key=draft.key or message,
        evidence=draft.evidence,
        album=draft.album,
        hints=Hints(about=about or draft.about),
        replaces=draft.replaces,
        in_place=True,
        asked_times=draft.asked_times,
        borrowed=draft.borrowed,
        same_as=draft.same_as,
    )


def drafted(told: Told, desk: Desk, awaiting: Awaiting, **more: Any) -> Draft:
    """A draft of what was told, waiting for one thing."""
    draft = Draft(
        key=told.key,
        since=desk.now,
        awaiting=awaiting,
        words=(told.words,) if told.words else (),
        evidence=told.evidence,
        replaces=told.replaces,
        album=told.album,
        asked_times=told.asked_times,
        borrowed=told.borrowed,
        same_as=told.same_as,
    )
    return replace(draft, **more)


def read(text: str, desk: Desk) -> Reading:
    """The words as understood on this desk.

    Whether the words are in doubt is judged without the list of tasks: which item is meant is
    settled here, with the message replied to and the draft, and must not be asked about twice.
    """
    tasks = [
        OpenTask(ref, case.assignment.title)
        for case in desk.cases
        for ref in dict.fromkeys((case.assignment.no, case.assignment.task))
        if ref
    ]
    bare, knowing = _understood(text, desk, []), _understood(text, desk, tasks)
    return _without_doubt_about_items(bare, knowing)


def _understood(text: str, desk: Desk, tasks: list[OpenTask]) -> Reading:
    holidays = _holidays(desk) if any(sign in text for sign in _HOLIDAY_SIGNS) else None
    return understand(
        text,
        desk.now.astimezone(OFFICE_ZONE),
        tasks,
        is_working_day=desk.calendar.is_working_day,
        holidays=holidays,
    )


def _without_doubt_about_items(bare: Reading, knowing: Reading) -> Reading:
    if bare.intent is not knowing.intent or len(bare.items) != len(knowing.items):
        return replace(knowing, ask=True)
    pairs = zip(bare.items, knowing.items, strict=True)
    items = tuple(_without_doubt_about_items(a, b) for a, b in pairs)
    return replace(knowing, ask=bare.ask, items=items)


def day_in(text: str, desk: Desk) -> date | None:
    """The day that a short answer names (下周五, 3月20日), or None."""
    return read(text, desk).until or read(f"申请延期到{text.strip()}", desk).until


def forced(reading: Reading, intent: Intent) -> Reading:
    """The reading, where the person has chosen by a tap how it is meant."""
    percent = reading.percent
    match intent:
        case Intent.DONE:
            percent = 100.0
        case Intent.NOT_STARTED:
            percent = 0.0
        case Intent.PROGRESS:
            percent = percent if percent is not None and 0 < percent < 100 else None
        case _:
            percent = None
    return replace(reading, intent=intent, percent=percent, ask=False, items=())


def tapped(intent: Intent, percent: float | None = None) -> Reading:
    """The reading of a tap: no words, no doubt."""
    return forced(Reading("", Intent.PROGRESS, percent), intent)


_THANKS = re.compile(
    r"^(?:谢谢|多谢|感谢|辛苦|thanks?(?: you)?|thx)[您你了啦呀！!。.~\s]*$", re.IGNORECASE
)


def is_thanks(text: str) -> bool:
    """True for thanks and nothing else."""
    return bool(_THANKS.match(text.strip()))


def _holidays(desk: Desk) -> dict[str, date]:
    """The last rest day of each holiday of the coming year."""
    today = office_day(desk.now)
    last: dict[str, date] = {}
    for offset in range(_FAR):
        day = today + timedelta(days=offset)
        rest = desk.calendar.rest_name(day)
        if not rest or rest.startswith("周"):
            continue
        for name in rest.split("、"):
            known = last.get(name)
            if known is None or (day - known).days < 30:
                last[name] = day
    return last
