"""Stating (陈述): fresh words, from their reading and the item meant to a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from messages.dialogue.aim import ALL, REST, Aim, Hints, scope_of_all, take_aim
from messages.dialogue.asking import ask_item, ask_reading, tell
from messages.dialogue.basket import gather
from messages.dialogue.correcting import correct, is_final
from messages.dialogue.decision import Answer, Decision, Receipt, Speak, joined
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting
from messages.dialogue.needs import substance
from messages.dialogue.otherwise import otherwise, speaks_otherwise
from messages.dialogue.recording import REPORTS, added, question
from messages.dialogue.settling import acknowledge, settle
from messages.dialogue.told import Told, drafted, is_thanks
from messages.dialogue.wording import button, name, number_of, plain, quote, say
from messages.speech import Action, Choice, Speech, Verb
from messages.understand import Intent, Reading
from workflows.case import Case

_ARTICLE_CHARS = 30
_PARTS = 30


def state(reading: Reading, told: Told, desk: Desk) -> Decision:
    """What fresh words mean. Nothing is recorded where the reading or the item is in doubt."""
    if reading.intent is Intent.MULTI and reading.items:
        return _parts(reading, told, desk)
    if reading.intent is Intent.CORRECTION:
        return correct(reading, told, desk)
    if _for_several(reading):
        return _spread(reading, told, desk)
    aim = take_aim(reading.refs, told.words, told.hints, desk)
    if speaks_otherwise(reading, told, desk) and (aim.case or aim.candidates):
        return _otherwise(reading, told, aim, desk)
    if is_thanks(told.words) and not told.evidence:
        return tell(desk, "thanks")
    if reading.intent is Intent.ACK and not told.evidence:
        return acknowledge(_acknowledged(aim, told.hints, desk), desk)
    if reading.intent in (Intent.OTHER, Intent.ACK, Intent.MULTI) and not reading.ask:
        return _other(reading, told, aim, desk)
    if told.evidence and reading.ask and reading.intent is Intent.OTHER:
        return gather(told, aim, desk)
    return _stated(reading, told, aim, desk)


def _otherwise(reading: Reading, told: Told, aim: Aim, desk: Desk) -> Decision:
    """Waiting, remind me later, the same again: on the item meant, once it is known."""
    if aim.case is None:
        return ask_item(aim.candidates, told, desk, aim.unknown)
    return otherwise(aim.case, reading, told, desk) or _stated(reading, told, aim, desk)


def _stated(reading: Reading, told: Told, aim: Aim, desk: Desk) -> Decision:
    if aim.finished is not None:
        return _finished(aim.finished, reading, told, desk)
    if aim.case is None and not aim.candidates:
        return tell(desk, "nothing_open")
    if aim.case is None:
        return ask_item(aim.candidates, told, desk, aim.unknown)
    if reading.ask or told.borrowed:
        return ask_reading(aim.case, reading, told, desk)
    return settle(aim.case, reading, told, desk)


def _finished(case: Case, reading: Reading, told: Told, desk: Desk) -> Decision:
    """Words about an item that is finished: more evidence, a question, or a correction."""
    item, receipt = name(case, desk.lang), case.standing.receipt
    if reading.intent is Intent.QUESTION and not reading.ask:
        answer = tell(desk, "question_passed", item=item)
        return replace(answer, records=(question(case, told),))
    if is_final(case) or receipt is None:
        return tell(desk, "final", item=item)
    if told.evidence:
        return Decision((added(case, told.evidence, told),), None, (Receipt((0,), told.in_place),))
    if reading.intent in (Intent.DONE, Intent.NIL):
        return tell(desk, "already_done", item=item, receipt=receipt)
    return ask_reading(case, reading, replace(told, replaces=receipt), desk)


def _acknowledged(aim: Aim, hints: Hints, desk: Desk) -> tuple[Case, ...]:
    """收到 is about what was just sent; it is never asked which item."""
    wanted = hints.reply_about or desk.asked
    just_sent = tuple(case for case in desk.cases if case.assignment.id in wanted)
    return just_sent or ((aim.case,) if aim.case else ())


def _other(reading: Reading, told: Told, aim: Aim, desk: Desk) -> Decision:
    """Small talk gets a word, an article a question, files a basket, all else one line."""
    if told.evidence:
        return gather(told, aim, desk)
    wanted = [case for case in desk.cases if case.assignment.needs.text_chars]
    if wanted and substance(told.words) >= _ARTICLE_CHARS:
        aim = aim if aim.case or len(wanted) != 1 else Aim(case=wanted[0])
        return _stated(replace(reading, ask=True), told, aim, desk)
    return helpful_line(desk)


def helpful_line(desk: Desk) -> Decision:
    """What can be said here, in one line, with the list a tap away."""
    ref = number_of(desk.cases[0]) if desk.cases else "1"
    html = say(desk.lang, "helpful_line", ref=ref)
    return Decision(
        answers=(Speak(Speech(html, ((button(desk.lang, "button_tasks", Verb.TASKS),),))),)
    )


def _for_several(reading: Reading) -> bool:
    wanted = ALL in reading.refs or REST in reading.refs
    return wanted and (reading.intent in REPORTS or reading.intent is Intent.EXTEND)


def _spread(reading: Reading, told: Told, desk: Desk) -> Decision:
    """都完成了: sure where a message listed the items, else confirmed by one tap."""
    cases, sure = scope_of_all(told.hints, desk)
    if not cases:
        return tell(desk, "nothing_open")
    if len(cases) == 1 or (sure and not reading.ask and not told.borrowed):
        alone = len(cases) == 1 and (reading.ask or told.borrowed)
        if alone:
            return ask_reading(cases[0], reading, told, desk)
        return settle_each([(case, reading, told) for case in cases], desk)
    return _ask_all(cases, reading, told, desk)


def _ask_all(cases: tuple[Case, ...], reading: Reading, told: Told, desk: Desk) -> Decision:
    lang = desk.lang
    label = plain(lang, f"reading_{reading.intent.value}")
    confirm = Choice(
        plain(lang, "button_all", n=len(cases), reading=label),
        Action(Verb.READ_AS, "", f"{reading.intent.value}.{told.key}"),
    )
    rows = (
        (confirm,),
        (button(lang, "button_tasks", Verb.TASKS),),
        (button(lang, "button_discard", Verb.DISCARD, arg=told.key),),
    )
    draft = drafted(
        told,
        desk,
        Awaiting.READING,
        readings=(reading.intent.value,),
        candidates=tuple(case.assignment.id for case in cases),
    )
    html = say(lang, "ask_all", n=len(cases), reading=label)
    return Decision(draft=draft, answers=(Speak(Speech(html, rows), told.in_place),))


def _parts(reading: Reading, told: Told, desk: Desk) -> Decision:
    """Several items in one message: what is clear is recorded, one receipt for all."""
    decisions: list[tuple[Told, Decision]] = []
    named: set[str] = set()
    for item in reading.items[:_PARTS]:
        part = replace(told, words=item.text)
        decision = _part(item, part, named, desk)
        named |= {record.assignment for record in decision.records}
        decisions.append((part, decision))
    return _one_answer(decisions, desk)


def _part(item: Reading, part: Told, named: set[str], desk: Desk) -> Decision:
    if REST not in item.refs:
        return state(item, part, desk)
    cases, sure = scope_of_all(part.hints, desk)
    rest = tuple(case for case in cases if case.assignment.id not in named)
    if not rest:
        return Decision()
    if not sure or item.ask or part.borrowed or item.intent not in REPORTS:
        return _ask_all(rest, item, part, desk)
    return settle_each([(case, item, part) for case in rest], desk)


def settle_each(parts: Sequence[tuple[Case, Reading, Told]], desk: Desk) -> Decision:
    """Every item settled for itself, answered together."""
    return _one_answer([(told, settle(case, r, told, desk)) for case, r, told in parts], desk)


def _one_answer(decisions: Sequence[tuple[Told, Decision]], desk: Desk) -> Decision:
    """One receipt, one question; what else is open is named in it, to be said again."""
    asking = [(told, decision) for told, decision in decisions if decision.draft is not None]
    kept = [decision for _, decision in decisions if decision.draft is None]
    if asking:
        first = asking[0][1]
        left = [_told_again(decision, told, desk) for told, decision in asking[1:]]
        kept.append(_with_left(first, left, desk) if left else first)
    whole = joined(kept)
    hush = any(decision.hush for _, decision in decisions) and not whole.records
    return replace(whole, answers=_fewer(whole.answers), hush=hush)


def _told_again(decision: Decision, told: Told, desk: Desk) -> str:
    about = decision.draft.about if decision.draft else None
    case = desk.own_case(about)
    return name(case, desk.lang) if case else quote(told.words, 40)


def _with_left(decision: Decision, left: Sequence[str], desk: Desk) -> Decision:
    shown = say(desk.lang, "list_comma").join(left[:6])
    more = say(desk.lang, "parts_left", n=len(left)) + shown
    answers = tuple(
        Speak(Speech(f"{a.speech.html}\n\n{more}", a.speech.choices), a.in_place)
        if isinstance(a, Speak)
        else a
        for a in decision.answers
    )
    return replace(decision, answers=answers)


_SPOKEN = 3


def _fewer(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """At most three messages come back, however many parts a text has; the question is last."""
    return answers if len(answers) <= _SPOKEN else (*answers[: _SPOKEN - 1], answers[-1])
