"""A draft (草稿): what a person has begun to say, kept until what is still missing arrives."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from messages.dialogue.event import Evidence
from messages.speech import Verb


class Awaiting(StrEnum):
    """The one thing that the draft waits for."""

    NOTHING = "nothing"  # an item was chosen: the next words are about it
    ITEM = "item"  # which item is meant
    READING = "reading"  # which reading is meant
    SUBMIT = "submit"  # files are gathered: hand them in
    REASON = "reason"  # 有困难: one sentence
    UNTIL = "until"  # 申请延期: the day
    REASON_AFTER_UNTIL = "reason_after_until"  # 申请延期: why
    CORRECTION = "correction"  # the right words for `replaces`
    MISSING = "missing"  # what the item needs to count as done
    NOTE = "note"  # 附说明提交: why something is missing
    CONFIRM = "confirm"  # an odd figure: confirmed, or the right one
    WAIT_FOR = "wait_for"  # 等其他单位: which unit, and what is needed
    WAIT_WHAT = "wait_what"  # what `waits_for` is to provide
    SNOOZE_DAY = "snooze_day"  # 稍后提醒: the day
    SNOOZE_WHY = "snooze_why"  # 稍后提醒: why
    STAGE_REASON = "stage_reason"  # why a stage of review (number `arg`) sends the work back
    OFFICE = "office"  # office: the words that `verb` asks for


_QUESTION_HOLDS = timedelta(hours=24)
"""After a day the next words are no longer taken as the answer to an old question."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`key` is the id of the message that began it; buttons of other drafts do not touch it.

    `about` is the assignment chosen, `candidates` those offered. `until` is the day asked for an
    extension, `replaces` the receipt that is to be corrected, `readings` the ones offered,
    `asked_times` how often what is missing was asked for. `borrowed`: forwarded words.
    `figure` in `figure_unit` is the one asked about, `doubt` why, as the ledger keeps it.
    `waits_for` is the unit waited for. `same_as` is the receipt whose report is given again.
    `arg` is what the office's button carried.
    """

    key: str
    since: datetime
    awaiting: Awaiting = Awaiting.NOTHING
    about: str | None = None
    words: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    verb: Verb | None = None
    until: date | None = None
    replaces: str = ""
    readings: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    album: str = ""
    asked_times: int = 0
    borrowed: bool = False
    figure: float | None = None
    figure_unit: str = ""
    doubt: str = ""
    waits_for: str = ""
    same_as: str = ""
    arg: str = ""

    @property
    def text(self) -> str:
        """The words so far, as typed, one message a line."""
        return "\n".join(self.words)

    def holds_at(self, now: datetime) -> bool:
        """True while the draft still counts: a day for a question, without end for files."""
        return bool(self.evidence) or now - self.since <= _QUESTION_HOLDS


def to_json(draft: Draft) -> str:
    """The draft as one JSON text; `from_json` gives back an equal draft."""
    plain = asdict(draft)
    plain["since"] = draft.since.isoformat()
    plain["until"] = draft.until.isoformat() if draft.until else None
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


_TUPLES = ("words", "readings", "candidates")


def from_json(text: str) -> Draft:
    """The draft that `to_json` wrote. Raises ValueError for anything else."""
    try:
        plain: dict[str, Any] = json.loads(text)
        known = {field.name for field in fields(Draft)}
        plain = {key: value for key, value in plain.items() if key in known}
        plain |= {key: tuple(plain[key]) for key in _TUPLES}
        plain["since"] = datetime.fromisoformat(plain["since"])
        plain["until"] = date.fromisoformat(plain["until"]) if plain["until"] else None
        plain["awaiting"] = Awaiting(plain["awaiting"])
        plain["verb"] = Verb(plain["verb"]) if plain["verb"] else None
        plain["evidence"] = tuple(Evidence(**item) for item in plain["evidence"])
        return Draft(**plain)
    except (AttributeError, KeyError, TypeError) as problem:
        raise ValueError(f"not a draft: {problem}") from problem
