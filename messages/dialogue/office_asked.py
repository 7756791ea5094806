"""What was asked (所请何事): which of the things that wait the office's words are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from messages.dialogue import office_extensions, office_review, office_slips, office_stages
from messages.dialogue.desk import Desk
from messages.dialogue.event import Said
from workflows.case import Case
from workflows.pending import PendingKind, pending
from workflows.plan import OVERDUE_MARK


class Matter(StrEnum):
    """What the office can be asked for, a stage of review included."""

    EXTENSION = "extension"
    QUESTION = "question"
    REVIEW = "review"
    SLIP = "slip"
    EVENT = "event"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that waits on one item. `number` is the rung's, for a slip."""

    matter: Matter
    case: Case
    number: str = ""


def asked_by_reply(event: Said, desk: Desk) -> tuple[Asked, ...]:
    """What the message replied to asked and what still waits, each once, in its order.

    A message that asked nothing of the office stands for whatever waits on its items.
    """
    rungs = event.reply_rungs or ("",) * len(event.reply_about)
    found: list[Asked] = []
    for about, rung in zip(event.reply_about, rungs, strict=False):
        case = desk.of_office(about)
        if case is None:
            continue
        named = _of_rung(case, rung)
        found += [one for one in (named,) if one] or ([] if named else _waiting(case, desk))
    once = {(one.matter, one.case.assignment.id, one.number): one for one in found}
    return tuple(once.values())


def asked_of(case: Case, desk: Desk) -> tuple[Asked, ...]:
    """Whatever waits on one item."""
    return tuple(_waiting(case, desk))


def _of_rung(case: Case, rung: str) -> Asked | None:
    """What a request asked, where it still waits."""
    kind, _, rest = rung.removeprefix(OVERDUE_MARK).partition(" ")
    if kind == Matter.SLIP:
        number = office_slips.number_of_rung(case, rest)
        return Asked(Matter.SLIP, case, number) if office_slips.waiting(case, number) else None
    matter = Matter(kind) if kind in set(Matter) else None
    return Asked(matter, case) if matter and _still(case, matter) else None


def _still(case: Case, matter: Matter) -> bool:
    match matter:
        case Matter.EXTENSION:
            return office_extensions.waits(case)
        case Matter.QUESTION:
            return bool(case.standing.question)
        case Matter.REVIEW:
            return office_review.may_accept(case)
        case Matter.EVENT:
            return case.assignment.is_event and case.standing.happened_on is None
        case Matter.STAGE:
            return office_stages.current(case) is not None
        case Matter.SLIP:
            return False


def _waiting(case: Case, desk: Desk) -> list[Asked]:
    kinds = [one.kind for one in pending(case.assignment, case.standing, desk.now)]
    found = [Asked(Matter(kind.value), case) for kind in kinds if kind is not PendingKind.SLIP]
    if office_stages.current(case) is not None:
        found.append(Asked(Matter.STAGE, case))
    return found or [
        Asked(matter, case) for matter in (Matter.REVIEW, Matter.EVENT) if _still(case, matter)
    ]


_ONLY_A_NAME = re.compile(r"[\s，,。.、：:！!？?〔〕\[\]（）()第项]+")
_NAME_CHARS = 24


def is_only_a_name(words: str, case: Case) -> bool:
    """True for words that name an item and say nothing else: 水-03 区水利局."""
    rest = words.replace(case.assignment.task, "").replace(case.assignment.unit, "")
    rest = _ONLY_A_NAME.sub("", rest)
    in_unit = rest and all(sign in case.assignment.unit for sign in rest)
    return len(words) <= _NAME_CHARS + len(case.assignment.unit) and (not rest or bool(in_unit))
