"""One part of a reply, read: its finding and the tasks it is about."""

import re
from collections.abc import Sequence

from messages.understand import refs
from messages.understand.clauses import split
from messages.understand.days import Days
from messages.understand.findings import find, own_words
from messages.understand.folding import lower, tidy
from messages.understand.part import Finding, Part
from messages.understand.reading import Intent, OpenTask, Reading


def read_part(
    raw: str, folded: str, days: Days, open_tasks: Sequence[OpenTask], *, weigh: bool = True
) -> Reading:
    """The reading of one part (as typed, and folded) that speaks of one thing; never ``multi``.

    ``weigh``: where no rule knows the part, what it is most like is taken, to be asked back.
    """
    tidied = tidy(folded)
    low = lower(tidied)
    part = Part(raw, tidied, low, tuple(split(low, days)))
    own = own_words(part)
    finding = find(own or part, weigh=weigh)
    named, sure = _refs(own or part, finding, open_tasks)
    figure = finding.figure
    return Reading(
        raw,
        finding.intent,
        finding.percent,
        finding.until,
        figure.value if figure else None,
        _as_typed(part, figure.unit) if figure else None,
        named,
        ask=finding.ask or own is not None or (not sure and finding.intent in _ABOUT_A_TASK),
    )


_ABOUT_A_TASK = frozenset(
    {Intent.PROGRESS, Intent.DONE, Intent.EXTEND, Intent.BLOCKED, Intent.NOT_STARTED,
     Intent.CORRECTION, Intent.WRONG_UNIT}
)  # fmt: skip
_NAMES_NO_TASK = frozenset({Intent.ACK, Intent.OTHER, Intent.NIL, Intent.QUESTION})


def _refs(
    part: Part, finding: Finding, open_tasks: Sequence[OpenTask]
) -> tuple[tuple[str, ...], bool]:
    """The refs meant and whether they are certain."""
    found = refs.find_refs(part.tidied)
    known = {task.ref for task in open_tasks}
    if codes := refs.code_in(part.tidied, open_tasks):
        found = tuple(dict.fromkeys([*codes, *(r for r in found if r.isdigit())]))
    if finding.intent is Intent.OTHER:
        return (), True
    if found:
        strange = known and any(r not in known and r not in (refs.ALL, refs.REST) for r in found)
        return found, not strange
    noun = _noun(part, finding)
    if noun is None:
        return (), len(open_tasks) < 2
    if not open_tasks:
        return (noun,), True
    ref, sure = refs.known_ref(noun, open_tasks)
    return (ref,), sure


def _noun(part: Part, finding: Finding) -> str | None:
    if finding.figure:
        return _as_typed(part, finding.figure.noun) or None
    if finding.intent in _NAMES_NO_TASK:
        return None
    if finding.intent is Intent.WRONG_UNIT:
        return refs.marked_noun(part.tidied)
    if noun := refs.noun_ref(part.tidied):
        return noun
    later = re.split(r"[,;。!?\n]", part.tidied, maxsplit=4)[1:4]
    if finding.intent is Intent.CORRECTION and later:
        return refs.noun_ref(later[0])
    return next((noun for piece in later if (noun := refs.marked_noun(piece))), None)


def _as_typed(part: Part, words: str | None) -> str | None:
    """The words in the capitals the person used."""
    at = part.low.rfind(words) if words else -1
    return part.tidied[at : at + len(words)] if words and at >= 0 else words
