"""Leave (休假): from which day to which day a holder of a post is away."""

from __future__ import annotations

import re

from messages.dialogue.desk import Desk
from messages.dialogue.told import day_in
from workflows.calendar import office_day

BACK = "back"
_BACK = re.compile(r"^\s*(?:销假|取消|回来了?|已回|off|back|cancel)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<=[日号])\s*(?:至|到|—+|-|~|～)\s*|\s+(?:至|到|to|until|till)\s+")
_FILLING = re.compile(r"^\s*(?:从|自|我|休假|请假|到|至|until|till|from)+\s*", re.IGNORECASE)


def leave_days(words: str, desk: Desk) -> str:
    """ "<first>/<last>" as ISO days, `BACK` where a leave is over, "" where no day is clear.

    One day alone is the last one, and the leave begins today. A leave that ends before it begins
    or has ended is not clear.
    """
    if _BACK.match(words):
        return BACK
    parts = [_FILLING.sub("", part) for part in _BETWEEN.split(words.strip()) if part.strip()]
    days = [day for part in parts[:2] if (day := day_in(part, desk)) is not None]
    today = office_day(desk.now)
    if len(days) != len(parts[:2]) or not days:
        return ""
    first, last = (today, days[0]) if len(days) == 1 else (days[0], days[1])
    if last < first or last < today:
        return ""
    return f"{first.isoformat()}/{last.isoformat()}"
