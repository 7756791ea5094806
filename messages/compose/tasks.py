"""What a person may look at: the list of open items, and one item with all its buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from messages.compose.asks import by_due
from messages.compose.beside import part_lines, version_lines
from messages.compose.brief import brief
from messages.compose.buttons import PICK_ROWS, answer_rows, choice, pick_rows
from messages.compose.item import UNIT_CHARS, history, item_of
from messages.compose.office_rows import office_rows, queue_choice
from messages.compose.speaking import Rows, fitted, spoken
from messages.compose.stages import stage_lines
from messages.compose.values import Addressee, Ask
from messages.speech import Speech, Verb
from messages.words import clean
from workflows.case import Case
from workflows.notice import Notice, NoticeKind
from workflows.roster import Role
from workflows.standing import FINISHED

_HISTORY = 8
_TEXT_CHARS = 600
_RECEIPT_CHARS = 24
_ANSWERING = frozenset({Role.LIAISON, Role.HEAD})
_DECIDING = frozenset({Role.CLERK, Role.DIRECTOR})


def compose_tasks(
    cases: Sequence[Case],
    working_days_left: Mapping[str, int | None],
    to: Addressee,
    now: datetime,
    start: int = 0,
) -> Speech:
    """Open items by due date, from number `start` on, eight a page; `working_days_left` by id.

    The button for the rest is TASKS with the number at which the next page starts.
    """
    ordered = by_due([_bare(case, working_days_left, to, now) for case in cases])
    start = start if 0 <= start < len(ordered) else 0
    page = ordered[start:]
    if to.notice_only and ordered:
        return brief([ask.case for ask in ordered], to)

    def view(count: int) -> dict[str, Any]:
        return {
            "unit": clean(to.post.unit, UNIT_CHARS),
            "total": len(ordered),
            "first": start + 1,
            "shown": [item_of(a, to.lang, now, start + n) for n, a in enumerate(page[:count], 1)],
            "rest": len(page[count:]),
            "answers": to.post.role in _ANSWERING,
        }

    rows = pick_rows([ask.case for ask in page], to.lang, start + PICK_ROWS)
    return spoken(fitted("tasks", to, PICK_ROWS, view), to, rows)


def _bare(case: Case, left: Mapping[str, int | None], to: Addressee, now: datetime) -> Ask:
    """The case as an ask, though no notice speaks of it."""
    notice = Notice(NoticeKind.REMINDER, "", to.post.id, case.assignment.id, now)
    return Ask(notice, case, left.get(case.assignment.id))


def compose_item(ask: Ask, to: Addressee, now: datetime, *, every: bool = False) -> Speech:
    """One item: what it asks, when and why, what has been said, and every button for it.

    `every`: everything ever reported on it, version by version, in place of the record.
    """
    if to.notice_only:
        return brief([ask.case], to)
    assignment = ask.case.assignment

    def view(count: int) -> dict[str, Any]:
        return {
            "item": item_of(ask, to.lang, now),
            "text": "" if assignment.offline else clean(assignment.text, _TEXT_CHARS),
            "history": () if every else history(ask, to.lang, now, count),
            "versions": version_lines(ask.case, to.lang, now)[-count:] if every else (),
            "parts": part_lines(ask.parts, to.lang)[: count + 1],
            "stages": stage_lines(ask.case, to.lang, now),
            "extensions": ask.case.standing.extensions,
            "answers": to.post.role in _ANSWERING,
        }

    return spoken(fitted("item", to, _HISTORY, view), to, _item_rows(ask, to, every=every))


def _item_rows(ask: Ask, to: Addressee, *, every: bool) -> Rows:
    assignment, standing = ask.case.assignment, ask.case.standing
    if to.post.role in _DECIDING:
        return (*office_rows(ask.case, to.lang, ask.notice.at), (queue_choice(to.lang),))
    if to.post.role not in _ANSWERING or assignment.offline:
        return ()
    finished = standing.state in FINISHED
    rows = [] if finished else list(answer_rows(ask.case, to.lang, ask.last))
    if assignment.needs.files and not finished:
        rows.append((choice(Verb.UPLOAD, to.lang, assignment.id),))
    receipt = standing.receipt or ""
    if receipt and receipt.isascii() and len(receipt) <= _RECEIPT_CHARS:
        verbs = (Verb.CORRECT, Verb.WITHDRAW)
        rows.append(tuple(choice(verb, to.lang, assignment.id, receipt) for verb in verbs))
    if standing.waiting_for and not finished:
        rows.append((choice(Verb.WAIT, to.lang, assignment.id, "stop"),))
    if not every and len(version_lines(ask.case, to.lang, ask.notice.at)) > 1:
        rows.append((choice(Verb.SOURCE, to.lang, assignment.id, "v"),))
    rows.append((choice(Verb.TASKS, to.lang),))
    return tuple(rows)
