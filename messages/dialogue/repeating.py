"""Repeating (与上期一致): last period's report is given again, by one tap or in words."""

from __future__ import annotations

import re
from dataclasses import replace

from messages.dialogue.asking import tell
from messages.dialogue.decision import Decision
from messages.dialogue.desk import Desk, last_period, last_report
from messages.dialogue.event import Pressed
from messages.dialogue.settling import settle
from messages.dialogue.told import Told
from messages.dialogue.wording import name
from messages.understand import Intent, Reading
from workflows.case import Case
from workflows.ledger import ReportKind

_SAME = re.compile(
    r"^(?:本[期月季年]度?|这[期次]|数据?|情况)?(?:还是|仍|均|都|也)?"
    r"(?:(?:与|和|同|跟)?上(?:[月周期季年]度?|个[月周季]度?|一期|次)(?:的|数据?|情况)*"
    r"(?:一样|相同|一致|持平|没变|不变)|同上期|同上月|与上期同|没变化|无变化)[了。！!.\s]*$"
    r"|^same as (?:last|before)[\w ]{0,12}[.!\s]*$|^no change[.!\s]*$",
    re.IGNORECASE,
)


def heard(words: str) -> bool:
    """True for words that say: the same as last period."""
    return bool(_SAME.match(words.strip()))


def has_last(case: Case, desk: Desk) -> bool:
    """True where there is a report of last period to give again."""
    return last_period(case, desk) is not None


def same(case: Case, told: Told, desk: Desk) -> Decision:
    """Last period's report once more: state, words and figure; files are asked for where needed."""
    last = last_period(case, desk)
    fact = last_report(last) if last else None
    if fact is None:
        return tell(desk, "same_none", item=name(case, desk.lang))
    data = fact.data
    intent = Intent(ReportKind(data["intent"]).value)
    reading = Reading(
        str(data.get("text") or ""),
        intent,
        data.get("percent"),
        value=data.get("value"),
        unit=data.get("unit"),
    )
    told = replace(told, words=reading.text, same_as=str(data.get("receipt") or ""))
    return settle(case, reading, told, desk)


def press(case: Case, event: Pressed, desk: Desk) -> Decision:
    """与上期一致."""
    return same(case, Told(words="", message=event.message, key=event.message), desk)
