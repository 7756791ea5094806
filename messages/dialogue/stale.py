"""Stale (过时): what a tap answers that comes too late, twice, or for what is not ours any more."""

from __future__ import annotations

from dataclasses import replace

from messages.dialogue.decision import Decision, Refresh
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Pressed
from messages.dialogue.wording import plain
from workflows.case import Case
from workflows.standing import State


def stale(event: Pressed, desk: Desk) -> Decision:
    """The item is finished, excused or no longer this unit's: say so, show it as it is now."""
    case = desk.own_case(event.action.about)
    if case is None:
        return unchanged(event, desk, "toast_gone", alert=True)
    words = plain(desk.lang, f"state_{case.standing.state.value}")
    if case.standing.receipt and case.standing.state in (State.DONE, State.NIL):
        words = plain(desk.lang, "toast_recorded", receipt=case.standing.receipt)
    return replace(unchanged(event, desk, "toast_gone"), toast=words)


def unchanged(event: Pressed, desk: Desk, toast: str, *, alert: bool = False) -> Decision:
    """Nothing recorded, the draft kept, the message shown as it is now, and a toast."""
    return Decision(
        draft=desk.live_draft(),
        answers=(Refresh(event.message),),
        toast=plain(desk.lang, toast),
        alert=alert,
    )


def already(draft: Draft | None, case: Case, awaiting: Awaiting) -> bool:
    """True where this very question about the case is open already."""
    return draft is not None and draft.about == case.assignment.id and draft.awaiting is awaiting
