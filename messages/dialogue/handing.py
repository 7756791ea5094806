"""Handing in (交材料): files with or without words, albums whose items come one by one."""

from __future__ import annotations

from dataclasses import replace

from messages.dialogue.aim import Aim, Hints, take_aim
from messages.dialogue.answering import answer, with_draft
from messages.dialogue.asking import tell
from messages.dialogue.bare_figures import as_figure
from messages.dialogue.basket import files_words, gather, merged
from messages.dialogue.decision import Decision, Refresh, Speak
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Evidence, Handed
from messages.dialogue.recording import added
from messages.dialogue.resuming import resume
from messages.dialogue.settling import settle
from messages.dialogue.stating import state
from messages.dialogue.told import Told, read
from messages.dialogue.wording import say
from messages.speech import Speech
from messages.understand import Intent, Reading
from workflows.case import Case

_QUESTIONS = frozenset(
    {
        Awaiting.REASON,
        Awaiting.UNTIL,
        Awaiting.REASON_AFTER_UNTIL,
        Awaiting.NOTE,
        Awaiting.CONFIRM,
        Awaiting.WAIT_FOR,
        Awaiting.WAIT_WHAT,
        Awaiting.SNOOZE_DAY,
        Awaiting.SNOOZE_WHY,
    }
)


def handed(event: Handed, desk: Desk) -> Decision:
    """Files: reported at once where words and item are clear, else gathered in one draft."""
    draft = desk.live_draft()
    told = Told(
        words=event.caption.strip(),
        message=event.message,
        key=event.message,
        evidence=merged((), event.evidence),
        album=event.album,
        hints=Hints(event.reply_about),
        in_place=False,
    )
    if desk.is_office:
        return replace(tell(desk, "office_files"), draft=draft)
    if not told.words:
        reported = _album_receipt(event.album, desk)
        if reported is not None:
            return _joins_album(reported, told, desk)
        return _wordless(draft, told, desk)
    return _with_words(draft, told, desk)


def _album_receipt(album: str, desk: Desk) -> tuple[Case, str, frozenset[str]] | None:
    """The report that this album's other items are in already, and those items' digests."""
    if not album:
        return None
    for case in desk.own():
        for fact in reversed(case.facts):
            if fact.data.get("album") == album and fact.data.get("receipt"):
                known = frozenset(
                    str(item.get("sha256"))
                    for each in case.facts
                    for item in each.data.get("evidence") or ()
                )
                return case, str(fact.data["receipt"]), known
    return None


def _joins_album(reported: tuple[Case, str, frozenset[str]], told: Told, desk: Desk) -> Decision:
    """An item that comes after its album's receipt is added to it, without another message."""
    case, receipt, known = reported
    new = tuple(item for item in told.evidence if item.sha256 not in known)
    if not new:
        return Decision(draft=desk.live_draft())
    record = added(case, new, told, receipt)
    return Decision((record,), desk.live_draft(), (Refresh(receipt=receipt),))


def _wordless(draft: Draft | None, told: Told, desk: Desk) -> Decision:
    if draft is None:
        return gather(told, _aim(None, told, desk), desk)
    whole = with_draft(told, draft)
    case = desk.open_case(draft.about)
    if draft.awaiting is Awaiting.MISSING and case is not None and not _elsewhere(draft, told):
        # Half of what is missing is no reason to lose patience: the count of askings stays.
        whole = replace(_all_of(draft, told), asked_times=0)
        return settle(case, Reading(draft.text, Intent.DONE, 100.0), whole, desk)
    if draft.awaiting in _QUESTIONS and not _elsewhere(draft, told):
        kept = replace(draft, evidence=merged(draft.evidence, told.evidence))
        return _still_asking(kept, desk)
    if draft.awaiting is Awaiting.CORRECTION:
        return _for_correction(draft, told, desk)
    if draft.words and draft.awaiting in (Awaiting.ITEM, Awaiting.READING):
        return _asked_again(draft, replace(whole, in_place=True), desk)
    return gather(whole, _aim(draft, whole, desk), desk)


def _aim(draft: Draft | None, told: Told, desk: Desk) -> Aim:
    about = draft.about if draft else None
    if about is not None and not told.hints.reply_about:
        finished = next((case for case in desk.recent if case.assignment.id == about), None)
        if finished is not None:
            return Aim(finished=finished)
    return take_aim((), told.words, told.hints, desk)


def _elsewhere(draft: Draft, told: Told) -> bool:
    return bool(told.hints.reply_about) and draft.about not in told.hints.reply_about


def _all_of(draft: Draft, told: Told) -> Told:
    return replace(
        told,
        words=draft.text,
        evidence=merged(draft.evidence, told.evidence),
        album=told.album or draft.album,
        replaces=draft.replaces,
        key=draft.key,
        same_as=draft.same_as,
    )


def _still_asking(draft: Draft, desk: Desk) -> Decision:
    html = say(desk.lang, "files_kept", files=files_words(draft.evidence, desk.lang))
    return Decision(draft=draft, answers=(Speak(Speech(html), in_place=True),))


def _for_correction(draft: Draft, told: Told, desk: Desk) -> Decision:
    """Files in place of the right words: they can be added to the receipt as they are."""
    case = desk.own_case(draft.about)
    whole = replace(_all_of(draft, told), replaces="")
    if case is None:
        return gather(whole, _aim(None, whole, desk), desk)
    aim = Aim(finished=case) if case in desk.recent else Aim(case=case)
    return gather(whole, aim, desk)


def _asked_again(draft: Draft, whole: Told, desk: Desk) -> Decision:
    """The question about the words stands; the files wait with them."""
    case = desk.own_case(draft.about)
    if case is not None:
        return resume(replace(whole, borrowed=draft.borrowed), case, desk)
    return state(read(whole.words, desk), whole, desk)


def _with_words(draft: Draft | None, told: Told, desk: Desk) -> Decision:
    reading = as_figure(read(told.words, desk), told, desk)
    if draft is None:
        return state(reading, told, desk)
    answered = answer(draft, reading, told, desk)
    if answered is not None:
        return answered
    whole = with_draft(told, draft, reading)
    same_album = bool(told.album) and draft.album == told.album
    whole = replace(whole, in_place=same_album and draft.awaiting is Awaiting.SUBMIT)
    if draft.about is not None and draft.about in {c.assignment.id for c in desk.recent}:
        return gather(whole, _aim(draft, whole, desk), desk)
    return state(reading, whole, desk)


def evidence_names(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """The names that the sender gave the files."""
    return tuple(item.name for item in evidence)
