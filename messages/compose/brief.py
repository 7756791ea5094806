"""Brief messages for channels that must not carry content: how many, and their codes."""

from __future__ import annotations

from collections.abc import Sequence

from messages.compose.item import short_code
from messages.compose.speaking import spoken
from messages.compose.values import Addressee
from messages.speech import Speech
from workflows.case import Case

_MOST_CODES = 20


def brief(cases: Sequence[Case], to: Addressee) -> Speech:
    """您有3项待办〔水-03〕〔制-01〕…: nothing else, and no buttons that would answer here."""
    codes = list(dict.fromkeys(short_code(case.assignment) for case in cases))
    view = {"total": len(cases), "codes": codes[:_MOST_CODES], "rest": len(codes[_MOST_CODES:])}
    return spoken(to.templates.render("brief", to.lang, view), to)
