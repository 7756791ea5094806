"""Editing (改字): a text changed after it was recorded corrects what it had said."""

from __future__ import annotations

from dataclasses import replace

from messages.dialogue.aim import take_aim
from messages.dialogue.asking import ask_reading, tell
from messages.dialogue.bare_figures import figure_for
from messages.dialogue.correcting import correct_case, is_final
from messages.dialogue.decision import Decision, joined
from messages.dialogue.desk import RECEIPTED, Desk
from messages.dialogue.draft import Awaiting
from messages.dialogue.extension import reason_in
from messages.dialogue.resuming import resume
from messages.dialogue.settling import extension_recorded
from messages.dialogue.stating import state
from messages.dialogue.told import Told, read
from messages.dialogue.wording import name
from messages.understand import Intent, Reading
from workflows.case import Case
from workflows.ledger import Fact, FactKind

_WAITING = frozenset({Awaiting.ITEM, Awaiting.READING, Awaiting.SUBMIT})


def edited(told: Told, desk: Desk) -> Decision | None:
    """The correction that an edit makes; None where the earlier text left no trace."""
    pairs = _recorded_from(told.message, desk)
    if pairs:
        return _correct_each(pairs, told, desk)
    draft = desk.live_draft()
    if draft is None or draft.key != told.message or draft.awaiting not in _WAITING:
        return None
    told = replace(
        told, evidence=draft.evidence, album=draft.album, replaces=draft.replaces, in_place=True
    )
    case = desk.own_case(draft.about)
    if case is not None:
        about = replace(told.hints, about=draft.about)
        return resume(replace(told, hints=about), case, desk)
    return state(read(told.words, desk), told, desk)


def _recorded_from(message: str, desk: Desk) -> list[tuple[Case, Fact]]:
    """The last fact of each case that came from this message."""
    found: list[tuple[Case, Fact]] = []
    for case in desk.own():
        facts = [
            fact
            for fact in case.facts
            if fact.kind in RECEIPTED and message and fact.data.get("message") == message
        ]
        if facts:
            found.append((case, facts[-1]))
    return found


def _correct_each(pairs: list[tuple[Case, Fact]], told: Told, desk: Desk) -> Decision:
    reading = read(told.words, desk)
    if len(pairs) == 1 and not reading.items:
        return _correct_one(pairs[0], reading, told, desk)
    by_id = {case.assignment.id: (case, fact) for case, fact in pairs}
    decisions: list[Decision] = []
    for item in reading.items or (reading,):
        aim = take_aim(item.refs, item.text, told.hints, desk)
        meant = aim.case or aim.finished
        pair = by_id.get(meant.assignment.id) if meant else None
        if pair is not None:
            decisions.append(_correct_one(pair, item, replace(told, words=item.text), desk))
    whole = joined(decisions)
    return whole if whole.draft is not None else replace(whole, draft=desk.live_draft())


def _correct_one(pair: tuple[Case, Fact], reading: Reading, told: Told, desk: Desk) -> Decision:
    case, fact = pair
    receipt = str(fact.data.get("receipt") or "")
    kept = Decision(draft=desk.live_draft())
    if str(fact.data.get("text") or "").strip() == told.words.strip():
        return kept
    if fact.kind is FactKind.EXTENSION_ASKED:
        return _correct_extension(case, reading, told, desk) or kept
    if fact.kind is FactKind.EVIDENCE_ADDED:
        return kept
    if is_final(case) or case.standing.receipt != receipt:
        return replace(tell(desk, "edit_too_late", item=name(case, desk.lang)), draft=kept.draft)
    told = replace(told, replaces=receipt)
    reading = figure_for(case, told.words) or reading
    if reading.intent in (Intent.OTHER, Intent.ACK, Intent.QUESTION):
        return ask_reading(case, replace(reading, intent=Intent.OTHER), told, desk)
    return correct_case(case, receipt, reading, told, desk)


def _correct_extension(case: Case, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """Another day in the edited request; while the office has not decided."""
    pending = case.standing.extension_asked_until
    if reading.until is None or pending is None or reading.until == pending:
        return None
    reason = reason_in(told.words, lambda clause: read(clause, desk).until is not None)
    return extension_recorded(case, reading.until, reason or told.words, told, desk)
