"""The office's side (办公室一侧): what its taps and words decide. Each matter has its own file.

Permission is looked at when it is used: only posts of the assignment's office decide, and nothing
is decided twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from messages.dialogue import (
    office_events,
    office_extensions,
    office_review,
    office_slips,
    office_stages,
    office_words,
)
from messages.dialogue.asking import tell
from messages.dialogue.decision import Decision, Show, Sight
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Pressed, Said
from messages.dialogue.office_answers import Turn, offline, over
from messages.dialogue.office_replies import answer_to, decide_named
from messages.speech import Verb
from workflows.case import Case

_ACTS: dict[Verb, Callable[[Case, Pressed, Desk], Decision]] = {
    Verb.GRANT: office_extensions.grant,
    Verb.REFUSE: office_extensions.refuse,
    Verb.ACCEPT: office_review.accept,
    Verb.RETURN: office_review.give_back,
    Verb.CLOSE: office_review.close,
    Verb.APPROVE: office_slips.press,
    Verb.DROP: office_slips.press,
    Verb.HAPPENED: office_events.press,
    Verb.ANSWER: office_words.ask_answer,
    Verb.WAIVE: office_words.ask_waiver,
    Verb.PROXY: office_words.ask_entry,
}
VERBS = frozenset(_ACTS) | office_stages.VERBS
_CANCEL = re.compile(r"^\s*(?:取消|算了|cancel|never ?mind)[了吧。！!.\s]*$", re.IGNORECASE)


def press(event: Pressed, desk: Desk) -> Decision:
    """A tap of the office, or of a lead unit on a stage of its own work."""
    action = event.action
    if action.verb in office_stages.VERBS:
        return office_stages.press(event, desk)
    if action.verb is Verb.CLOSE and not action.about:
        return office_review.close_all(event, desk) if desk.is_office else over(event, desk)
    case = desk.of_office(action.about)
    return _ACTS[action.verb](case, event, desk) if case else over(event, desk)


def show(event: Pressed, desk: Desk) -> Decision:
    """An item of this office, with everything that can be decided about it."""
    case = desk.of_office(event.action.about)
    if case is None:
        return over(event, desk)
    return Decision(draft=desk.live_draft(), answers=(Show(Sight.ITEM, case.assignment.id),))


def said(event: Said, desk: Desk) -> Decision | None:
    """Words of the office: what a draft waits for, the answer to a message, or about an item.

    None where they are none of it.
    """
    draft = desk.live_draft()
    if draft is not None and draft.awaiting in (Awaiting.OFFICE, Awaiting.STAGE_REASON):
        if _CANCEL.match(event.text):
            return tell(desk, "discarded")
        if not event.reply_about or draft.about in event.reply_about:
            return _for_draft(draft, event, desk)
    return answer_to(event, desk) or decide_named(event, desk)


def _for_draft(draft: Draft, event: Said, desk: Desk) -> Decision | None:
    """The words that a tap has asked for."""
    words = event.text.strip()
    case = desk.of_office(draft.about)
    if not words or draft.verb is None:
        return None
    if case is None:
        return tell(desk, "already_decided")
    if case.assignment.offline:
        return offline(case, desk)
    if draft.awaiting is Awaiting.STAGE_REASON:
        return office_stages.answered_reason(words, desk)
    decided = _words(draft.verb, case, event, desk)
    return decided if decided is not None else tell(desk, "already_decided")


def _words(verb: Verb, case: Case, event: Said, desk: Desk) -> Decision | None:
    """What the words are for the tap that asked for them; None where that is over."""
    words, turn = event.text.strip(), Turn(desk)
    match verb:
        case Verb.RETURN if office_review.may_return(case):
            return office_review.returned(case, words, turn)
        case Verb.ANSWER if case.standing.question:
            return office_words.answered(case, words, desk)
        case Verb.WAIVE if office_words.is_open(case):
            return office_words.waived(case, words, turn)
        case Verb.PROXY if office_words.is_open(case):
            return office_words.entered(case, words, event.message, desk)
        case Verb.HAPPENED if case.standing.happened_on is None:
            return office_events.said_day(case, words, desk)
        case _:
            return None
