"""The receipt (回执): number, what was recorded as the bot understood it, on time or late, next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from messages.dialogue.decision import Record
from messages.dialogue.desk import RECEIPTED, Desk
from messages.dialogue.needs import Lack, lack_words
from messages.dialogue.wording import Html, Rows, button, figure, name, plain, quote, say
from messages.speech import Action, Choice, Speech, Verb
from messages.words import date_words, day_words, due_words, time_words
from workflows.calendar import OFFICE_ZONE
from workflows.case import Case
from workflows.deadline import working_days_left
from workflows.ledger import FactKind, ReportKind
from workflows.standing import FINISHED, State

_SHOWN = 15
_QUOTED = 80
_PERCENTS = (25, 50, 75, 90)
_CORRECTABLE = frozenset({FactKind.REPORTED, FactKind.CORRECTED})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record with the receipt number it was given and the case after it."""

    record: Record
    receipt: str
    case: Case


def compose_receipt(recorded: Sequence[Recorded], desk: Desk) -> Speech:
    """One message that confirms these records; `recorded` is not empty.

    One record: all about it, with what can be done next. Several: a block each, fifteen at most.
    """
    if len(recorded) == 1:
        return Speech(_one(recorded[0], desk), _buttons(recorded[0], desk))
    head = say(desk.lang, "receipt_many", n=len(recorded), at=_clock(desk))
    blocks = [_block(item, desk) for item in recorded[:_SHOWN]]
    if len(recorded) > _SHOWN:
        blocks.append(say(desk.lang, "receipt_rest", n=len(recorded) - _SHOWN))
    return Speech("\n\n".join([head, *blocks]), _many_buttons(recorded, desk))


def recall(case: Case, receipt: str) -> Recorded | None:
    """What stands under a receipt number now, from the facts: to show a receipt anew.

    Evidence that was added to it later counts with it. None where the case has no such receipt.
    """
    facts = [
        fact
        for fact in case.facts
        if fact.kind in RECEIPTED and fact.data.get("receipt") == receipt
    ]
    if not facts:
        return None
    data = dict(facts[0].data)
    evidence = [item for fact in facts for item in fact.data.get("evidence") or ()]
    if evidence:
        data["evidence"] = evidence
    return Recorded(Record(case.assignment.id, facts[0].kind, data), receipt, case)


def _one(item: Recorded, desk: Desk) -> str:
    lines = [
        say(desk.lang, "receipt_head", receipt=item.receipt, at=_clock(desk)),
        name(item.case, desk.lang),
        say(desk.lang, "receipt_understood", what=_what(item, desk)),
        *_details(item, desk),
        say(desk.lang, f"next_{_next(item)}", office=item.case.assignment.office),
    ]
    return "\n".join(line for line in lines if line)


def _block(item: Recorded, desk: Desk) -> str:
    head = say(desk.lang, "receipt_line", receipt=item.receipt, item=name(item.case, desk.lang))
    what = say(desk.lang, "receipt_understood", what=_what(item, desk))
    timing = _timing(item, desk)
    return "\n".join(line for line in (head, what, timing) if line)


def _what(item: Recorded, desk: Desk) -> Html:
    """What was recorded, in the bot's reading."""
    lang, data, kind = desk.lang, item.record.data, item.record.kind
    if kind is FactKind.EVIDENCE_ADDED:
        return say(lang, "what_added")
    if kind is FactKind.EXTENSION_ASKED:
        until = day_words(date.fromisoformat(data["until"]), desk.now, lang)
        key = "what_extension_late" if data.get("late") else "what_extension"
        return say(lang, key, until=until, reason=quote(str(data.get("reason") or ""), _QUOTED))
    parts = [plain(lang, f"reading_{data['intent']}")]
    if data.get("percent") is not None and data["intent"] == ReportKind.PROGRESS:
        parts.append(f"{figure(data['percent'])}%")
    if data.get("value") is not None:
        parts.append(f"{figure(data['value'])}{data.get('unit') or ''}")
    if data.get("until"):
        until = day_words(date.fromisoformat(data["until"]), desk.now, lang)
        parts.append(plain(lang, "what_until", until=until))
    return say(lang, "plain", words=plain(lang, "list_comma").join(parts))


def _details(item: Recorded, desk: Desk) -> list[Html]:
    """Words, timeliness, evidence, what it replaces; only what there is to say."""
    lang, data = desk.lang, item.record.data
    lines: list[Html] = []
    if data.get("text") and item.record.kind is not FactKind.EXTENSION_ASKED:
        lines.append(say(lang, "receipt_words", words=quote(str(data["text"]), _QUOTED)))
    lines.append(_timing(item, desk))
    evidence = data.get("evidence") or ()
    if evidence:
        lines.append(say(lang, "receipt_evidence", n=len(evidence)))
    lines += _seen_before(item, desk)
    lacks = [Lack(word) for word in data.get("lacking") or ()]
    if lacks:
        lines.append(say(lang, "receipt_lacking", lack=lack_words(item.case, lacks, lang)))
    if data.get("replaces"):
        lines.append(say(lang, "receipt_replaces", receipt=data["replaces"]))
    return lines


def _timing(item: Recorded, desk: Desk) -> Html:
    """On time or late by working days; how long is left for what is not finished."""
    standing, lang = item.case.standing, desk.lang
    if item.record.kind is FactKind.EXTENSION_ASKED or standing.due_at is None:
        return Html("")
    finished_at = standing.finished_at
    left = working_days_left(standing.due_at, finished_at or desk.now, desk.calendar)
    due = due_words(standing.due_at, desk.now, lang)
    if finished_at is not None:
        key = "timing_on_time" if standing.on_time is not False else "timing_late"
        return say(lang, key, n=-left, due=due)
    if left < 0:
        return say(lang, "timing_overdue", n=-left, due=due)
    return say(lang, "timing_left", n=left, due=due)


def _seen_before(item: Recorded, desk: Desk) -> list[Html]:
    """The same file in another item or in an earlier report is pointed out, not refused."""
    mine = {str(e.get("sha256")) for e in item.record.data.get("evidence") or ()}
    if not mine:
        return []
    for case in (item.case, *desk.own()):
        for fact in case.facts:
            receipt = fact.data.get("receipt")
            again = {str(e.get("sha256")) for e in fact.data.get("evidence") or ()} & mine
            if again and receipt and receipt != item.receipt:
                at = date_words(fact.at.astimezone(OFFICE_ZONE).date(), desk.now, desk.lang)
                return [say(desk.lang, "receipt_seen", n=len(again), receipt=receipt, at=at)]
    return []


def _next(item: Recorded) -> str:
    """Which sentence about the next step."""
    kind, state = item.record.kind, item.case.standing.state
    if kind is FactKind.EXTENSION_ASKED:
        return "extension"
    if state is State.DONE:
        return "done"
    if state in FINISHED:
        return "nothing"
    if state is State.BLOCKED:
        return "blocked"
    return "added" if kind is FactKind.EVIDENCE_ADDED else "open"


def _buttons(item: Recorded, desk: Desk) -> Rows:
    lang, about = desk.lang, item.case.assignment.id
    rows: list[tuple[Choice, ...]] = []
    data = item.record.data
    unfinished = item.case.standing.state not in FINISHED
    correctable = item.record.kind in _CORRECTABLE
    if correctable and data["intent"] == ReportKind.PROGRESS and data.get("percent") is None:
        percents = [Choice(f"{n}%", Action(Verb.PERCENT, about, str(n))) for n in _PERCENTS]
        rows.append(tuple(percents))
    says_value = correctable and data["intent"] == ReportKind.VALUE
    if unfinished and (says_value or item.record.kind is FactKind.EVIDENCE_ADDED):
        done = button(lang, "reading_done", Verb.DONE, about)
        rows.append((done, button(lang, "reading_progress", Verb.PROGRESS, about)))
    if correctable:
        correct = button(lang, "button_correct", Verb.CORRECT, about, item.receipt)
        withdraw = button(lang, "button_withdraw", Verb.WITHDRAW, about, item.receipt)
        rows.append((correct, withdraw))
    elif item.record.kind is FactKind.EXTENSION_ASKED:
        rows.append((button(lang, "button_other_day", Verb.CORRECT, about, item.receipt),))
    return tuple(rows)


_BUTTONS = 6


def _many_buttons(recorded: Sequence[Recorded], desk: Desk) -> Rows:
    """One button a record: to correct it."""
    rows: list[tuple[Choice, ...]] = []
    for item in recorded[:_BUTTONS]:
        if item.record.kind is FactKind.EVIDENCE_ADDED:
            continue
        label = plain(desk.lang, "button_correct_which", receipt=item.receipt)
        action = Action(Verb.CORRECT, item.case.assignment.id, item.receipt)
        rows.append((Choice(label, action),))
    return tuple(rows)


def _clock(desk: Desk) -> str:
    now: datetime = desk.now
    return f"{date_words(now.astimezone(OFFICE_ZONE).date(), now, desk.lang)} {time_words(now)}"
