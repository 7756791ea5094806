"""Drafted slips (督办单送审): the letter exactly as it would go, to whom, and two buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from messages.compose.escalations import compose_escalations
from messages.compose.item import UNIT_CHARS, item_of
from messages.compose.office_rows import request_row
from messages.compose.speaking import spoken
from messages.compose.values import Addressee, Ask
from messages.speech import Speech
from messages.words import clean, instant_words, role_words, slip_words, tongue
from workflows.case import Case
from workflows.ladder import Rung
from workflows.notice import NoticeKind
from workflows.pending import PendingKind
from workflows.plan import OVERDUE_MARK
from workflows.roster import Post, Role
from workflows.slips import talk_advised

_OFFICE_ROLES = frozenset({Role.CLERK, Role.DIRECTOR, Role.LEADER})


def compose_slip_draft(ask: Ask, to: Addressee, now: datetime) -> Speech:
    """What would go up, to whom, and the choice: 批准发出, 不发."""
    case = ask.case
    number, rung = _rung(ask)
    view = {
        "item": item_of(ask, to.lang, now),
        "slip": slip_words(rung.slip, to.lang) if rung and rung.slip else "",
        "readers": _readers(case, rung, to.lang),
        "overdue_since": _overdue_since(ask, now, to.lang),
        "office": clean(case.assignment.office, UNIT_CHARS),
        "talk": to.post.role is Role.DIRECTOR and talk_advised(case.facts),
    }
    head = to.templates.render("slip_draft", to.lang, view)
    letter = _letter(ask, rung, to, now)
    html = f"{head}\n<blockquote>{letter}</blockquote>" if letter else head
    rows = (request_row(PendingKind.SLIP, case, to.lang, str(number)),) if rung else ()
    return spoken(html, to, rows)


def _rung(ask: Ask) -> tuple[int, Rung | None]:
    name = ask.notice.rung.removeprefix(OVERDUE_MARK).removeprefix(f"{PendingKind.SLIP.value} ")
    rungs = enumerate(ask.case.assignment.ladder.rungs)
    return next(((n, rung) for n, rung in rungs if rung.name == name), (0, None))


def _letter(ask: Ask, rung: Rung | None, to: Addressee, now: datetime) -> str:
    """The very message of the escalation, as its first reader would get it."""
    if rung is None or not rung.to:
        return ""
    role = rung.to[0]
    assignment = ask.case.assignment
    owner = assignment.office if role in _OFFICE_ROLES else assignment.unit
    reader = replace(to, post=Post(owner, role, role_words(role, to.lang)), footer="")
    notice = replace(ask.notice, kind=NoticeKind.ESCALATION, rung=rung.name, slip=rung.slip)
    return compose_escalations([replace(ask, notice=notice)], reader, now).html


def _readers(case: Case, rung: Rung | None, lang: str) -> str:
    """区水利局单位负责人、办公室主任."""
    words = []
    for role in rung.to if rung else ():
        unit = "" if role in _OFFICE_ROLES else clean(case.assignment.unit, UNIT_CHARS)
        space = " " if unit and tongue(lang) == "en" else ""
        words.append(f"{unit}{space}{role_words(role, lang)}")
    return (", " if tongue(lang) == "en" else "、").join(words)


def _overdue_since(ask: Ask, now: datetime, lang: str) -> str:
    overdue = ask.notice.rung.startswith(OVERDUE_MARK)
    return instant_words(ask.since, now, lang) if overdue and ask.since else ""
