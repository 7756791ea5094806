"""The receipt (回执): number, what was recorded as the bot understood it, on time or late, next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from messages.dialogue import office_stages
from messages.dialogue.correcting import is_final
from messages.dialogue.decision import Record
from messages.dialogue.desk import RECEIPTED, Desk
from messages.dialogue.needs import Lack, lack_words
from messages.dialogue.wording import Html, Rows, button, figure, name, plain, quote, say
from messages.speech import Action, Choice, Speech, Verb
from messages.words import clean, date_words, day_words, due_words, light_words, time_words
from workflows.calendar import OFFICE_ZONE
from workflows.case import Case
from workflows.deadline import working_days_left
from workflows.ledger import FactKind, ReportKind
from workflows.programme import AssignmentRole
from workflows.readings import light_of_reading, pace, reading_on
from workflows.standing import FINISHED, Light, State

_SHOWN = 15
_QUOTED = 80
_PERCENTS = (25, 50, 75, 90)
_DECIDED = frozenset({State.ACCEPTED, State.RETURNED, State.EXCUSED, State.CLOSED, State.FILED})
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
        say(desk.lang, "receipt_head", receipt=item.receipt, at=_recorded_at(item, desk)),
        name(item.case, desk.lang),
        say(desk.lang, "receipt_understood", what=_what(item, desk)),
        *_details(item, desk),
        say(
            desk.lang,
            f"next_{_next(item)}",
            office=item.case.assignment.office,
            stage=office_stages.stage_words(item.case, desk),
        )
        if not desk.is_office
        else "",
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
    is_figure = item.case.assignment.indicator is not None and data.get("value") is not None
    parts = [plain(lang, "reading_value" if is_figure else f"reading_{data['intent']}")]
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
    own_words = item.record.kind is not FactKind.EXTENSION_ASKED and not data.get("same_as")
    if data.get("text") and own_words:
        lines.append(say(lang, "receipt_words", words=quote(str(data["text"]), _QUOTED)))
    if data.get("on_behalf"):
        lines.append(say(lang, "receipt_on_behalf", unit=item.case.assignment.unit))
    lines.append(_timing(item, desk))
    evidence = data.get("evidence") or ()
    if evidence:
        lines.append(say(lang, "receipt_evidence", n=len(evidence)))
    lines += _seen_before(item, desk)
    lacks = [Lack(word) for word in data.get("lacking") or ()]
    if lacks:
        lines.append(say(lang, "receipt_lacking", lack=lack_words(item.case, lacks, lang)))
    if data.get("replaces"):
        n = version_of(item.case, item.receipt)
        lines.append(say(lang, "receipt_replaces", receipt=data["replaces"], n=n))
    if item.record.kind is FactKind.EXTENSION_ASKED and item.case.standing.extensions:
        lines.append(say(lang, "receipt_extended", n=item.case.standing.extensions))
    if data.get("same_as"):
        words = "" if data.get("value") is not None else str(data.get("text") or "")
        key = "receipt_same_words" if words else "receipt_same"
        lines.append(say(lang, key, receipt=data["same_as"], words=quote(words, _QUOTED)))
    return [*lines, *_of_reading(item, desk), *_of_wait(item, desk)]


def _of_reading(item: Recorded, desk: Desk) -> list[Html]:
    """Where a figure stands against its pace line, and that an odd one was confirmed."""
    indicator, data = item.case.assignment.indicator, item.record.data
    lines: list[Html] = []
    asked = str(data.get("doubt") or "").split(" ")
    if data.get("confirmed") is not None and figure(data["confirmed"]) in asked[1:2]:
        lines.append(say(desk.lang, "receipt_confirmed"))
    value, on = data.get("value"), reading_on(item.case.assignment)
    if indicator is None or not isinstance(value, int | float):
        return lines
    light = light_of_reading(indicator, value, on)
    point = pace(indicator, on)
    if light is not Light.GREY and point is not None:
        shown = f"{figure(round(point, 2))}{clean(indicator.unit, 20)}"
        words = light_words(light, desk.lang)
        lines.append(say(desk.lang, "receipt_pace", light=words, pace=shown))
    return lines


def _of_wait(item: Recorded, desk: Desk) -> list[Html]:
    """That this report has ended the wait for another unit."""
    last = item.case.facts[-1] if item.case.facts else None
    if last is None or last.kind is not FactKind.WAITING_OVER or last.data.get("provided"):
        return []
    unit = str(last.data.get("for") or "")
    return [say(desk.lang, "receipt_wait_over", unit=unit)] if unit else []


def version_of(case: Case, receipt: str) -> int:
    """Which version (第几版) of a report stands under a receipt: 1 and one for each replaced."""
    before = {
        str(fact.data.get("receipt")): str(fact.data.get("replaces") or "")
        for fact in case.facts
        if fact.kind in _CORRECTABLE
    }
    n = 1
    while (receipt := before.get(receipt, "")) and n <= len(before):
        n += 1
    return n


def _timing(item: Recorded, desk: Desk) -> Html:
    """On time or late by working days; how long is left for what is not finished."""
    standing, lang = item.case.standing, desk.lang
    if item.record.kind is FactKind.EXTENSION_ASKED or standing.due_at is None:
        return Html("")
    if standing.state is State.IN_REVIEW:
        return Html("")  # the day that counts now is the stage's, and is said with it
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
    if state in _DECIDED and kind in _CORRECTABLE:
        return state.value
    if state is State.DONE:
        return "done" if item.case.assignment.review else "kept"
    if state is State.IN_REVIEW:
        return "stages"
    if state in FINISHED:
        return "nothing"
    if state is State.BLOCKED:
        return "blocked"
    return "added" if kind is FactKind.EVIDENCE_ADDED else "open"


def _buttons(item: Recorded, desk: Desk) -> Rows:
    lang, about = desk.lang, item.case.assignment.id
    if desk.is_office or is_final(item.case):
        return ()
    rows: list[tuple[Choice, ...]] = list(_stage_rows(item.case, desk))
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


def _stage_rows(case: Case, desk: Desk) -> Rows:
    """How the stage ended at which a lead unit's work stands."""
    at = office_stages.current(case)
    if at is None or case.assignment.role is not AssignmentRole.LEAD:
        return ()
    lang, about, number = desk.lang, case.assignment.id, str(at[0])
    passed = plain(lang, "button_stage", stage=clean(at[1].name, _STAGE_CHARS))
    others = (
        button(lang, "button_stage_back", Verb.STAGE_BACK, about, number),
        button(lang, "button_stage_skip", Verb.STAGE_SKIP, about, number),
    )
    return ((Choice(passed, Action(Verb.STAGE, about, number)),), others)


_BUTTONS, _STAGE_CHARS = 6, 20


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


def _recorded_at(item: Recorded, desk: Desk) -> str:
    """When it was recorded: a receipt that is shown anew keeps its time."""
    facts = [fact for fact in item.case.facts if fact.data.get("receipt") == item.receipt]
    at = facts[0].at if facts else desk.now
    day = date_words(at.astimezone(OFFICE_ZONE).date(), desk.now, desk.lang)
    return f"{day} {time_words(at)}"


def _clock(desk: Desk) -> str:
    now: datetime = desk.now
    return f"{date_words(now.astimezone(OFFICE_ZONE).date(), now, desk.lang)} {time_words(now)}"
