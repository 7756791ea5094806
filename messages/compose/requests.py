"""Requests (请示): what only the office can settle, with all it takes to settle it in one look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from messages.compose.brief import brief
from messages.compose.item import UNIT_CHARS, Item, item_of
from messages.compose.office_rows import event_rows, request_row
from messages.compose.slip_drafts import compose_slip_draft
from messages.compose.speaking import FOOTER_CHARS, Rows, join, spoken
from messages.compose.values import Addressee, Ask
from messages.speech import Action, Choice, Speech, Verb
from messages.split import MESSAGE_CHARS, fits
from messages.words import clean, date_words, instant_words, report_words, tongue
from workflows.calendar import office_day
from workflows.case import Case
from workflows.ledger import Fact, FactKind
from workflows.pending import PendingKind
from workflows.plan import OVERDUE_MARK

MOST_BLOCKS = 6
_MOST_SLIPS = 2
_REASON_CHARS, _WORDS_CHARS, _NAME_CHARS = 120, 400, 30
_MOST_FILES = 4
_REPORTS = frozenset({FactKind.REPORTED, FactKind.CORRECTED})


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that waits. `overdue_since` is set where it is put before the director.

    `said` are the unit's words in full, `files` what it handed in, by name.
    """

    number: int
    kind: str
    item: Item
    overdue_since: str
    office: str
    reason: str
    said: str
    said_at: str
    reported: str
    receipt: str
    on_time: bool
    late: bool
    files: int
    file_names: str
    noted: bool
    wrong_unit: bool
    extensions: int
    expected: str
    recorded_by: str


def compose_requests(asks: Sequence[Ask], to: Addressee, now: datetime, start: int = 0) -> Speech:
    """What waits for the office, the longest wait first, with its buttons. Not empty.

    Letters that would go up (督办单) stand after the rest, each as it would be read. `start` says
    how many stood on the pages before.
    """
    ordered = in_order(asks)
    if to.notice_only:
        return brief([ask.case for ask in ordered], to)
    slips = [ask for ask in ordered if kind_of(ask) is PendingKind.SLIP]
    others = [ask for ask in ordered if kind_of(ask) is not PendingKind.SLIP]
    speeches = [_blocks(others, to, now, start)] if others else []
    speeches += [compose_slip_draft(ask, to, now) for ask in slips[:_MOST_SLIPS]]
    if len(slips) > _MOST_SLIPS:
        speeches.append(_more_slips(len(slips) - _MOST_SLIPS, to))
    return join(speeches)


def in_order(asks: Sequence[Ask]) -> list[Ask]:
    """The longest wait first, each thing once: to its clerk, or overdue to its director."""
    once = {(ask.case.assignment.id, _bare(ask)): ask for ask in asks}
    return sorted(
        once.values(), key=lambda ask: (ask.since or ask.notice.at, ask.case.assignment.id)
    )


def _bare(ask: Ask) -> str:
    return ask.notice.rung.removeprefix(OVERDUE_MARK)


def kind_of(ask: Ask) -> PendingKind:
    """What the notice asks for, by the name of its rung."""
    kind = _bare(ask).partition(" ")[0]
    if kind in set(PendingKind):
        return PendingKind(kind)
    extension = ask.case.standing.extension_asked_until is not None
    return PendingKind.EXTENSION if extension else PendingKind.QUESTION


def _blocks(asks: Sequence[Ask], to: Addressee, now: datetime, start: int) -> Speech:
    """As many blocks as fit into one message, with a row of buttons each."""
    room = MESSAGE_CHARS - FOOTER_CHARS - 2
    html, count = "", min(MOST_BLOCKS, len(asks)) + 1
    while count > 1 and not (html and fits(html, room)):
        count -= 1
        html = to.templates.render("requests", to.lang, _view(asks, count, to, now, start))
    rest = len(asks) - count
    more = ((_more(rest, start + count, to.lang),),) if rest else ()
    first = start + 1 if len(asks) + start > 1 else 0
    return spoken(html, to, (*_rows(asks[:count], to.lang, now, first), *more))


def _view(
    asks: Sequence[Ask], count: int, to: Addressee, now: datetime, start: int
) -> dict[str, Any]:
    shown = [_block(ask, n, to.lang, now) for n, ask in enumerate(asks[:count], start + 1)]
    total = start + len(asks)
    return {"total": total, "first": start + 1, "shown": shown, "rest": len(asks) - count}


def _rows(asks: Sequence[Ask], lang: str, now: datetime, first: int) -> Rows:
    """A row for each; numbered from `first` on, 0 where one stands alone."""
    rows: list[tuple[Choice, ...]] = []
    for n, ask in enumerate(asks):
        rows += _row_of(ask, lang, now, first + n if first else 0)
    return tuple(rows)


def _more(rest: int, start: int, lang: str) -> Choice:
    label = f"{rest} more" if tongue(lang) == "en" else f"其余{rest}件"
    return Choice(label, Action(Verb.TASKS, "", str(start)))


def _row_of(ask: Ask, lang: str, now: datetime, number: int) -> Rows:
    kind, case = kind_of(ask), ask.case
    if kind is PendingKind.EVENT:
        return event_rows(case, lang, now, number)
    row = request_row(kind, case, lang, number=number)
    if kind is PendingKind.QUESTION and not _wrong_unit(case):
        row = row[:1]
    if case.assignment.offline:
        row = tuple(c for c in row if c.action and c.action.verb is not Verb.ANSWER)
    return (row,) if row else ()


def _block(ask: Ask, number: int, lang: str, now: datetime) -> Block:
    case, standing = ask.case, ask.case.standing
    shown = not case.assignment.offline
    report = _last_report(case)
    files = _files(case)
    overdue = ask.notice.rung.startswith(OVERDUE_MARK)
    return Block(
        number=number,
        kind=kind_of(ask).value,
        item=item_of(ask, lang, now, number),
        overdue_since=instant_words(ask.since, now, lang) if overdue and ask.since else "",
        office=clean(case.assignment.office, UNIT_CHARS),
        reason=_asked_reason(case) if shown else "",
        said=clean(standing.last_words, _WORDS_CHARS) if shown else "",
        said_at=instant_words(standing.reported_at, now, lang) if standing.reported_at else "",
        reported=report_words(str(report.data.get("intent") or ""), lang) if report else "",
        receipt=clean(standing.receipt or "", 32),
        on_time=standing.on_time is True,
        late=standing.on_time is False,
        files=len(files),
        file_names=_names(files, lang) if shown else "",
        noted=bool(report and report.data.get("lacking")),
        wrong_unit=_wrong_unit(case),
        extensions=standing.extensions,
        expected=_expected(case, now, lang),
        recorded_by=clean(case.assignment.text, _REASON_CHARS) if case.assignment.is_event else "",
    )


def _expected(case: Case, now: datetime, lang: str) -> str:
    due_at = case.standing.due_at
    return date_words(office_day(due_at), now, lang) if case.assignment.is_event and due_at else ""


def _last_report(case: Case) -> Fact | None:
    return next((fact for fact in reversed(case.facts) if fact.kind in _REPORTS), None)


def _files(case: Case) -> list[str]:
    """The names of everything handed in on the item, each file once."""
    found: dict[str, str] = {}
    for fact in case.facts:
        for evidence in fact.data.get("evidence") or ():
            found[str(evidence.get("sha256"))] = str(evidence.get("name") or "")
    return list(found.values())


def _names(files: Sequence[str], lang: str) -> str:
    names = [name for name in (clean(file, _NAME_CHARS) for file in files) if name]
    shown = (", " if tongue(lang) == "en" else "、").join(names[:_MOST_FILES])
    more = len(names) > _MOST_FILES
    return shown + (("…" if tongue(lang) == "en" else "等") if more else "")


def _asked_reason(case: Case) -> str:
    reasons = [f.data.get("reason") for f in case.facts if f.kind is FactKind.EXTENSION_ASKED]
    return clean(str(reasons[-1] or ""), _REASON_CHARS) if reasons else ""


def _wrong_unit(case: Case) -> bool:
    asked = [fact for fact in case.facts if fact.kind is FactKind.QUESTION]
    return bool(asked and asked[-1].data.get("wrong_unit"))


def _more_slips(count: int, to: Addressee) -> Speech:
    view = {"total": 0, "first": 1, "shown": [], "rest": count}
    return Speech(to.templates.render("requests", to.lang, view))
