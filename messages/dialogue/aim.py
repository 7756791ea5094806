"""Aim (所指): which of the person's own items some words are about.

In order: the message replied to, the numbers, codes and nouns in the words, the item chosen
before, the only open item, the only item just asked about. What is left is asked, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from messages.dialogue.desk import Desk
from workflows.case import Case

_SEPARATORS = re.compile(r"[\s\-—–_.()（）〔〕\[\]第项号条个]+")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_NUMBER_OR_CODE = re.compile(r"^(?:\d+|.{0,6}[-—]?\d+)$")
_ENOUGH_IN_COMMON = 0.6
ALL, REST = "*", "rest"
_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Hints:
    """What besides the words tells which item is meant. `about` was chosen by a tap."""

    reply_about: tuple[str, ...] = ()
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """`case` where it is sure, `finished` where it is a finished one, else `candidates`.

    `unknown` is a number or code that is none of the person's items. `by_default`: nothing but
    there being no other open item speaks for `case`.
    """

    case: Case | None = None
    finished: Case | None = None
    candidates: tuple[Case, ...] = ()
    unknown: str = ""
    by_default: bool = False


def take_aim(refs: Sequence[str], text: str, hints: Hints, desk: Desk) -> Aim:
    """Which item is meant. `refs` as understood; only the unit's own items can be hit.

    Items that ask for the same material (同一材料) are asked for as one, and are one here.
    """
    aim = _take_aim(refs, text, hints, desk)
    materials = {case.assignment.material for case in aim.candidates}
    if len(materials) == 1 and "" not in materials and not aim.unknown:
        return Aim(case=aim.candidates[0])
    return aim


def _take_aim(refs: Sequence[str], text: str, hints: Hints, desk: Desk) -> Aim:
    refs = [ref for ref in refs if ref not in (ALL, REST)]
    replied = _only(desk.cases, hints.reply_about)
    named = _named(refs, text, replied) or _named(refs, text, desk.cases)
    listed = _listed(refs, hints, desk)
    if listed is not None and listed not in named:
        if listed in desk.recent and not named:
            return Aim(finished=listed)
        named = (listed, *named) if listed in desk.cases else named
    if len(replied) == 1:
        if named and replied[0] not in named:
            return Aim(candidates=(replied[0], *named))
        return Aim(case=replied[0])
    if refs:
        return _by_refs(refs, text, named, hints, desk)
    return _by_context(replied, hints, desk)


def _listed(refs: Sequence[str], hints: Hints, desk: Desk) -> Case | None:
    """The item that stood at this place in the numbered message of the day (1已完成).

    The message lists its items by due date; one that lists a single item numbers nothing.
    """
    if len(refs) != 1 or not refs[0].isdigit():
        return None
    listed = _only(desk.own(), hints.reply_about or desk.asked)
    in_order = sorted(listed, key=lambda c: (c.standing.due_at or _LATEST, c.assignment.id))
    place = int(refs[0][:3]) - 1
    return in_order[place] if len(in_order) > 1 and 0 <= place < len(in_order) else None


def _by_refs(
    refs: Sequence[str], text: str, named: tuple[Case, ...], hints: Hints, desk: Desk
) -> Aim:
    if len(named) == 1:
        return Aim(case=named[0])
    if named:
        return Aim(candidates=named)
    finished = _named(refs, text, desk.recent)
    if len(finished) == 1:
        return Aim(finished=finished[0])
    strict = next((ref for ref in refs if _NUMBER_OR_CODE.match(ref)), "")
    chosen = desk.open_case(hints.about)
    if chosen and not strict:
        return Aim(case=chosen)
    return Aim(candidates=in_order(desk), unknown=strict)


def _by_context(replied: tuple[Case, ...], hints: Hints, desk: Desk) -> Aim:
    chosen = desk.open_case(hints.about)
    if chosen:
        return Aim(case=chosen)
    if replied:
        return Aim(candidates=replied)
    finished = _only(desk.recent, hints.reply_about)
    if len(finished) == 1:
        return Aim(finished=finished[0])
    if len(desk.cases) == 1:
        return Aim(case=desk.cases[0], by_default=True)
    asked = _only(desk.cases, desk.asked)
    if len(asked) == 1:
        return Aim(case=asked[0])
    return Aim(candidates=in_order(desk))


def in_order(desk: Desk) -> tuple[Case, ...]:
    """The open items, those just asked about first."""
    asked = _only(desk.cases, desk.asked)
    return (*asked, *(case for case in desk.cases if case not in asked))


def scope_of_all(hints: Hints, desk: Desk) -> tuple[tuple[Case, ...], bool]:
    """What "all of them" (都) covers, and whether that is sure."""
    replied = _only(desk.cases, hints.reply_about)
    if replied:
        return replied, True
    asked = _only(desk.cases, desk.asked)
    if asked:
        return asked, True
    return desk.cases, len(desk.cases) == 1


def _only(cases: Iterable[Case], wanted: Sequence[str]) -> tuple[Case, ...]:
    return tuple(case for case in cases if case.assignment.id in wanted)


def _named(refs: Sequence[str], text: str, cases: Sequence[Case]) -> tuple[Case, ...]:
    """The cases that the references name; an empty tuple where none does."""
    hits: dict[str, Case] = {}
    for ref in refs:
        found = [case for case in cases if _has_code(case, ref)]
        if not found and not _NUMBER_OR_CODE.match(ref):
            found = [case for case in cases if _has_noun(case.assignment.title, ref)]
            found = found or [case for case in cases if ref in case.assignment.text]
        hits |= {case.assignment.id: case for case in found}
    return _by_period(tuple(hits.values()), text)


def _has_code(case: Case, ref: str) -> bool:
    wanted = _bare(ref)
    return bool(wanted) and wanted in (_bare(case.assignment.no), _bare(case.assignment.task))


def _bare(code: str) -> str:
    return _LEADING_ZEROS.sub("", _SEPARATORS.sub("", code).lower())


def _has_noun(title: str, ref: str) -> bool:
    if len(ref) < 2:
        return False
    if ref in title or title in ref:
        return True
    pairs = {ref[i : i + 2] for i in range(len(ref) - 1)}
    common = sum(pair in title for pair in pairs)
    return len(ref) >= 3 and common / len(pairs) >= _ENOUGH_IN_COMMON


def _by_period(cases: tuple[Case, ...], text: str) -> tuple[Case, ...]:
    """Of several occurrences of one duty the one whose period the words name (三季度)."""
    if len({case.assignment.task for case in cases}) != 1 or len(cases) < 2:
        return cases
    named = tuple(case for case in cases if _period_in(case.assignment.occurrence_words, text))
    return named if len(named) == 1 else cases


def _period_in(words: str, text: str) -> bool:
    short = re.sub(r"^\d{4}年", "", words)
    return bool(short) and any(form in text for form in (words, short, short.removeprefix("第")))
