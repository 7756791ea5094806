"""The office's answers (办公室答复): what every decision of the office says to whoever made it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from messages.dialogue.asking import tell
from messages.dialogue.decision import Answer, Decision, Record, Refresh, Speak
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Pressed
from messages.dialogue.wording import Html, Rows, button, name, plain, say
from messages.speech import Choice, Speech, Verb
from workflows.case import Case


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a decision comes from: the pressed message ("" where it was typed) and the desk."""

    desk: Desk
    message: str = ""


def over(event: Pressed, desk: Desk) -> Decision:
    """What is decided already, or not this office's, is not decided again."""
    return Decision(
        draft=desk.live_draft(),
        answers=(Refresh(event.message),),
        toast=plain(desk.lang, "toast_decided"),
    )


def settled(record: Record, case: Case, turn: Turn, key: str, **values: object) -> Decision:
    """One word of the office on record: the pressed message ends with it, or a sentence says it.

    The unit's receipt shows it too; nobody is written to for it here.
    """
    desk = turn.desk
    line = said_line(case, desk, key, **values)
    toast = plain(desk.lang, f"toast_{key}", **values)
    answers: list[Answer] = [Refresh(turn.message, note=line) if turn.message else _spoken(line)]
    if case.standing.receipt:
        answers.append(Refresh(receipt=case.standing.receipt))
    draft = desk.live_draft() if turn.message else None
    return Decision((record,), draft, tuple(answers), toast if turn.message else "")


def said_line(case: Case, desk: Desk, key: str, **values: object) -> Html:
    """The sentence that says what was decided about the item."""
    named = {"item": name(case, desk.lang), "unit": case.assignment.unit}
    return say(desk.lang, f"said_{key}", **named, **values)


def _spoken(line: Html) -> Speak:
    return Speak(Speech(line))


def over_in_words(desk: Desk) -> Decision:
    """As `over`, for words."""
    return tell(desk, "already_decided")


@dataclass(frozen=True, slots=True)
class Question:
    """What the office is asked for after a tap: the sentence and the choices worth a button."""

    key: str
    verb: Verb
    choices: tuple[Choice, ...] = ()
    arg: str = ""


def ask(case: Case, question: Question, event: Pressed, desk: Desk) -> Decision:
    """Ask for the words (or one of the choices) that the tap still needs."""
    lang = desk.lang
    html = say(lang, question.key, item=name(case, lang), unit=case.assignment.unit)
    rows: Rows = tuple((one,) for one in question.choices)
    discard = (button(lang, "button_discard", Verb.DISCARD, arg=event.message),)
    draft = Draft(
        key=event.message,
        since=desk.now,
        awaiting=Awaiting.OFFICE,
        about=case.assignment.id,
        verb=question.verb,
        arg=question.arg,
    )
    return Decision(draft=draft, answers=(Speak(Speech(html, (*rows, discard))),))


def offline(case: Case, desk: Desk) -> Decision:
    """Words about an offline matter are not taken here and not kept."""
    return replace(tell(desk, "offline", item=name(case, desk.lang)), hush=True)
