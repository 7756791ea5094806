"""A decision (处置): the facts to record, what to answer, and the new draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from messages.dialogue.desk import RECEIPTED
from messages.dialogue.draft import Draft
from messages.speech import Speech
from workflows.ledger import FactKind


@dataclass(frozen=True, slots=True)
class Record:
    """A fact to record. `data` is as the ledger keeps it; the shell adds `receipt`.

    Besides the ledger's keys `data` may carry `message` (the id of the words it came from, so
    that an edit finds them), `late` (逾期后申请), `lacking` (handed in with a note), `wrong_unit`,
    `same_as` (the receipt of last period's report, given again), `doubt` (what was asked about a
    figure: "scale 3100 against 31") and `confirmed` (the figure the person then stood by).
    """

    assignment: str
    kind: FactKind
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def numbered(self) -> bool:
        """True where the shell must number a receipt for it, not where it has or needs none."""
        return self.kind in RECEIPTED and "receipt" not in self.data


@dataclass(frozen=True, slots=True)
class Speak:
    """Say this. `in_place`: as the new look of the message that asked, where there is one.

    For a tap that is the pressed message, else the message that asked about the draft.
    """

    speech: Speech
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """Confirm these records (indexes into `records`) in one message; see `compose_receipt`."""

    records: tuple[int, ...]
    in_place: bool = False


class Sight(StrEnum):
    """What the shell renders by itself."""

    TASKS = "tasks"
    ITEM = "item"
    HELP = "help"
    DIGEST = "digest"
    START = "start"
    SOURCE = "source"
    UPLOADS = "uploads"
    HANDOVER = "handover"  # a link by which a successor takes over the post
    LEAVE = "leave"  # what became of a leave; `arg` holds the words
    BRIEF = "brief"  # what a successor takes over
    EVENT = "event"  # an event just recorded, with the due dates it has moved


@dataclass(frozen=True, slots=True)
class Show:
    """Render and send this. `about` is an assignment id or "", `arg` what the button carried."""

    what: Sight
    about: str = ""
    arg: str = ""
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Refresh:
    """Edit an old message so that it shows the present state: by its id, or by its receipt.

    `note` is HTML that the message then ends with: what was decided about it.
    """

    message: str = ""
    receipt: str = ""
    note: str = ""


Answer = Speak | Receipt | Show | Refresh


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do about one event.

    `toast` answers a tap (`alert`: in a box that must be closed). `hush`: the words and files
    must not be kept or forwarded; the office may learn only that it happened.
    """

    records: tuple[Record, ...] = ()
    draft: Draft | None = None
    answers: tuple[Answer, ...] = ()
    toast: str = ""
    alert: bool = False
    hush: bool = False


def joined(decisions: Iterable[Decision]) -> Decision:
    """Several decisions about one message as one: one receipt for all, the first draft kept."""
    records: list[Record] = []
    receipts: list[int] = []
    others: list[Answer] = []
    draft: Draft | None = None
    in_place = False
    for decision in decisions:
        for answer in decision.answers:
            if isinstance(answer, Receipt):
                receipts += [len(records) + index for index in answer.records]
                in_place = in_place or answer.in_place
            elif answer not in others:
                others.append(answer)
        records += decision.records
        draft = draft or decision.draft
    receipt = (Receipt(tuple(receipts), in_place),) if receipts else ()
    return Decision(tuple(records), draft, (*receipt, *others))
