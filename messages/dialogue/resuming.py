"""Resuming (续办): the words kept in a draft, now that the item or the reading is known."""

from __future__ import annotations

from dataclasses import replace

from messages.dialogue.aim import Aim
from messages.dialogue.asking import ask_reading
from messages.dialogue.bare_figures import as_figure
from messages.dialogue.basket import gather
from messages.dialogue.correcting import correct_case
from messages.dialogue.decision import Decision
from messages.dialogue.desk import Desk
from messages.dialogue.otherwise import otherwise
from messages.dialogue.settling import settle
from messages.dialogue.told import Told, forced, read
from messages.understand import Intent
from workflows.case import Case

_SAYS_NOTHING = frozenset({Intent.OTHER, Intent.ACK, Intent.MULTI})


def resume(told: Told, case: Case, desk: Desk) -> Decision:
    """The item is known now; the words are read again."""
    hints = replace(told.hints, about=case.assignment.id)
    reading = as_figure(read(told.words, desk), replace(told, hints=hints), desk.with_draft(None))
    instead = otherwise(case, reading, told, desk)
    if instead is not None:
        return instead
    if reading.intent in _SAYS_NOTHING:
        if told.evidence:
            return gather(told, Aim(case=case), desk)
        return ask_reading(case, reading, told, desk)
    if reading.intent is Intent.CORRECTION and case.standing.receipt:
        return correct_case(case, case.standing.receipt, reading, told, desk)
    if reading.ask or told.borrowed:
        return ask_reading(case, reading, told, desk)
    return settle(case, reading, told, desk)


def read_as(intent: Intent, told: Told, case: Case, desk: Desk) -> Decision:
    """The person has said by a tap how the words are meant."""
    reading = forced(read(told.words, desk), intent)
    return settle(case, reading, replace(told, borrowed=False), desk)
