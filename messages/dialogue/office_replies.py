"""The office's replies (办公室回复): words to a message, or about an item that they name."""

from __future__ import annotations

import re
from dataclasses import replace

from messages.dialogue import (
    office_events,
    office_extensions,
    office_review,
    office_slips,
    office_stages,
    office_words,
)
from messages.dialogue.asking import tell
from messages.dialogue.decision import Decision, Show, Sight, Speak, joined
from messages.dialogue.desk import Desk
from messages.dialogue.event import Said
from messages.dialogue.office_answers import Turn
from messages.dialogue.office_asked import Asked, Matter, asked_by_reply, asked_of, is_only_a_name
from messages.dialogue.told import day_in
from messages.dialogue.wording import button_name, plain, say
from messages.speech import Action, Choice, Speech, Verb
from workflows.case import Case

_MOST_OFFERED = 8
_ALL = re.compile(
    r"^\s*(?:全部|都|一并|均)\s*(?:审核)?\s*(?:通过|同意)|^\s*(?:accept|approve) all\b", re.I
)
_NO = re.compile(
    r"^\s*(?:审核)?(?:不同意|不予同意|不批准?|不行|拒绝|不发|不通过|退回(?:修改)?|refused?|return(?:ed)?"
    r"|no\b)[，,：:。；;\s]*",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\s*(?:审核)?(?:同意|批准|通过|准予?|可以|发出?|行$|ok\b|yes\b|agree|accept(?:ed)?|approved?)"
    r"[，,：:。；;\s]*",
    re.IGNORECASE,
)
_WAIVE = re.compile(r"^\s*(?:予以)?(?:豁免|免报|waived?)[，,：:。；;\s]*", re.IGNORECASE)
_ANSWER = re.compile(r"^\s*(?:答复|回复|答|answer)[，,：:。；;\s]+", re.IGNORECASE)
_ENTRY = re.compile(r"^\s*(?:代录|代报|代填|代为登记|on behalf)[，,：:。；;\s]*", re.IGNORECASE)
_CLOSE = re.compile(r"^\s*(?:销号|close)\s*[。！!]?\s*$", re.IGNORECASE)


def answer_to(event: Said, desk: Desk) -> Decision | None:
    """Words in reply to a message of ours; None where they decide nothing."""
    if not event.reply_about:
        return None
    cases = [case for about in event.reply_about if (case := desk.of_office(about))]
    if len({case.assignment.id for case in cases}) == 1:
        at_will = _at_will(cases[0], event.text, event.message, desk)
        if at_will is not None:
            return at_will
    asked = asked_by_reply(event, desk)
    if not asked and cases and (_YES.match(event.text) or _NO.match(event.text)):
        return tell(desk, "already_decided")
    return _decided(asked, event.text, desk, pointed=True)


def decide_named(event: Said, desk: Desk) -> Decision | None:
    """Words that name an item: it is shown, or decided on where they say how."""
    cases = [case for about in desk.named if (case := desk.of_office(about))]
    if not cases:
        return None
    if len(cases) > 1:
        return which(cases, desk)
    case = cases[0]
    if is_only_a_name(event.text, case):
        return Decision(draft=desk.draft, answers=(Show(Sight.ITEM, case.assignment.id),))
    words = event.text.replace(case.assignment.task, " ").strip(" ，,：:。")
    at_will = _at_will(case, words, event.message, desk)
    if at_will is not None:
        return at_will
    asked = tuple(one for one in asked_of(case, desk) if one.matter is not Matter.QUESTION)
    decided = _decided(asked, words, desk, pointed=False)
    shown = Decision(draft=desk.draft, answers=(Show(Sight.ITEM, case.assignment.id),))
    return decided or shown


def which(cases: list[Case], desk: Desk) -> Decision:
    """Several items have this code: one button each, with the unit."""
    rows = tuple(
        (Choice(_label(case, desk), Action(Verb.PICK, case.assignment.id)),)
        for case in cases[:_MOST_OFFERED]
    )
    html = say(desk.lang, "office_which", n=len(cases))
    return Decision(draft=desk.draft, answers=(Speak(Speech(html, rows)),))


def _label(case: Case, desk: Desk) -> str:
    return f"{case.assignment.unit} {button_name(case, desk.lang)}"[:40]


def _at_will(case: Case, text: str, message: str, desk: Desk) -> Decision | None:
    """What the office may do unasked: waive, enter for the unit, close."""
    waive, entry = _WAIVE.match(text), _ENTRY.match(text)
    if waive and office_words.is_open(case) and not case.assignment.offline:
        reason = text[waive.end() :].strip()
        return (
            office_words.waived(case, reason, Turn(desk))
            if reason
            else _needs(desk, plain(desk.lang, "word_waive"))
        )
    if entry and office_words.is_open(case):
        return office_words.entered(case, text[entry.end() :].strip(), message, desk)
    if _CLOSE.match(text) and office_review.may_close(case):
        return office_review.closed(case, Turn(desk))
    return None


def _needs(desk: Desk, what: str) -> Decision:
    return replace(tell(desk, "reason_needed", what=what), draft=desk.draft)


def _decided(asked: tuple[Asked, ...], text: str, desk: Desk, *, pointed: bool) -> Decision | None:
    """One thing decided in words; all reviews where the words say all; else it is asked which."""
    if _ALL.match(text):
        reviews = [one.case for one in asked if one.matter is Matter.REVIEW]
        return _all_accepted(reviews, desk) if reviews else None
    fitting = [one for one in asked if _fits(one.matter, text, pointed=pointed)]
    if len({one.case.assignment.id for one in fitting}) > 1:
        return which([one.case for one in fitting], desk)
    for one in fitting:
        decision = _one(one, text, desk, pointed=pointed)
        if decision is not None:
            return decision
    return None


def _all_accepted(cases: list[Case], desk: Desk) -> Decision:
    whole = joined([office_review.accepted(case, Turn(desk)) for case in cases])
    line = Speak(Speech(say(desk.lang, "said_accepted_all", n=len(cases))))
    kept = tuple(answer for answer in whole.answers if not isinstance(answer, Speak))
    return replace(whole, answers=(line, *kept), draft=None)


def _fits(matter: Matter, text: str, *, pointed: bool) -> bool:
    """True where the words may be about such a matter."""
    yes_or_no = bool(_YES.match(text) or _NO.match(text))
    if matter is Matter.QUESTION:
        return pointed
    return yes_or_no or matter in (Matter.EVENT, Matter.STAGE)


def _one(asked: Asked, text: str, desk: Desk, *, pointed: bool) -> Decision | None:
    case, turn = asked.case, Turn(desk)
    match asked.matter:
        case Matter.STAGE:
            return office_stages.said_of_stage(case, text, desk, pointed=pointed)
        case Matter.EVENT:
            return office_events.said(case, text, desk)
        case Matter.QUESTION:
            told = _ANSWER.match(text)
            return office_words.answered(case, text[told.end() if told else 0 :].strip(), desk)
        case _:
            pass
    no, yes = _NO.match(text), _YES.match(text)
    if no:
        return _refused(asked, text[no.end() :].strip(), turn)
    return _agreed(asked, text[yes.end() :], turn) if yes else None


def _refused(asked: Asked, reason: str, turn: Turn) -> Decision | None:
    case = asked.case
    match asked.matter:
        case Matter.EXTENSION:
            return office_extensions.refused(case, reason, turn)
        case Matter.SLIP:
            rung = office_slips.waiting(case, asked.number)
            return office_slips.dropped(case, rung, reason, turn) if rung else None
        case _ if not reason:
            return _needs(turn.desk, plain(turn.desk.lang, "word_return"))
        case _:
            return office_review.returned(case, reason, turn)


def _agreed(asked: Asked, rest: str, turn: Turn) -> Decision | None:
    case = asked.case
    match asked.matter:
        case Matter.EXTENSION:
            other = day_in(rest, turn.desk) if rest.strip() else None
            return office_extensions.granted(case, other, turn)
        case Matter.SLIP:
            rung = office_slips.waiting(case, asked.number)
            return office_slips.approved(case, rung, turn) if rung else None
        case _:
            return office_review.accepted(case, turn)
