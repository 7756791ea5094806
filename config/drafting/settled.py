"""What the YAML of a draft needs settled: units under one spelling, a span, unique numbers.

The document need not give what the language asks for. Where it does not, something plainly
provisional is put in its place and said to be so; nothing is passed off as the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from config.drafting.model import Draft, DraftUnit, DueReading
from config.drafting.yaml_words import flat, name_of
from workflows.programme import FixedDue

NO_OFFICE: Final = "领导小组办公室（待确认）"
NO_UNIT: Final = "责任单位（待确认）"
NO_TITLE: Final = "标题待确认"
_OFFICE_SUFFIX: Final = "（本方案办公室）"
_FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)
_NO_DATES: Final = (date(2000, 1, 1), date(2000, 12, 31))
_YEAR_AND_NUMBER: Final = re.compile(r"(20\d\d)[〕\]】)）]\s{0,4}(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Settled:
    """A draft's names, span and code as its two YAML files use them.

    `names` maps every printed spelling of a unit to the name under which it is written. `groups`
    are the groups whose members the document lists. `span_given` is False where the document has
    no date at all and the span is a stand-in.
    """

    code: str
    office: str
    units: tuple[DraftUnit, ...]
    groups: tuple[DraftUnit, ...]
    names: dict[str, str]
    starts_on: date
    ends_on: date
    span_given: bool

    def written(self, units: Iterable[str]) -> list[str]:
        """Units as they are written, each once; groups keep their name."""
        return list(dict.fromkeys(self.names.get(unit, name_of(unit)) for unit in units))

    def members(self, name: str) -> tuple[str, ...]:
        """The members of a name that stands under `groups`; empty for a unit."""
        return next((group.members for group in self.groups if group.name == name), ())

    def apart(self, units: Iterable[str], taken: Iterable[str]) -> list[str]:
        """Units as they are written without those in `taken`, of a group the members left."""
        held = {one for name in taken for one in (self.members(name) or (name,))}
        left: list[str] = []
        for name in self.written(units):
            members = self.members(name)
            if held.isdisjoint(members or (name,)):
                left.append(name)
            else:
                left += [member for member in members if member not in held]
        return list(dict.fromkeys(left))


def programme_code(draft: Draft) -> str:
    """A code from the document's number or day of issue: doc-2023-45, doc-20230620, draft."""
    if found := _YEAR_AND_NUMBER.search(draft.document_no):
        return f"doc-{found.group(1)}-{int(found.group(2))}"
    return f"doc-{draft.issued_on:%Y%m%d}" if draft.issued_on else "draft"


def settle(draft: Draft) -> Settled:
    """Settle what the two YAML files of a draft share."""
    units, groups, names = _units(draft)
    office = name_of(draft.office) if flat(draft.office) else NO_OFFICE
    taken = {unit.name for unit in (*units, *groups)} | set(names)
    while office in taken:
        office = name_of(office[: 80 - len(_OFFICE_SUFFIX)] + _OFFICE_SUFFIX)
        if office in taken:
            office = NO_OFFICE
            break
    dates = sorted(day for day in _dates(draft) if _FIRST <= day <= _LAST)
    starts_on, ends_on = (dates[0], dates[-1]) if dates else _NO_DATES
    return Settled(
        code=programme_code(draft),
        office=office,
        units=units or (DraftUnit(NO_UNIT),),
        groups=groups,
        names=names,
        starts_on=starts_on,
        ends_on=ends_on if ends_on > starts_on else date(starts_on.year, 12, 31),
        span_given=bool(dates),
    )


def _dates(draft: Draft) -> Iterable[date]:
    if draft.issued_on is not None:
        yield draft.issued_on
    for phase in draft.phases:
        yield from (day for day in (phase.start_on, phase.end_on) if day is not None)
    dues: list[DueReading | None] = [task.due for task in draft.tasks]
    dues += [milestone.due for milestone in draft.milestones]
    yield from (day for due in dues if (day := fixed_day(due)) is not None)
    for indicator in draft.indicators:
        for target in indicator.targets:
            if target.year is not None and _FIRST.year <= target.year <= _LAST.year:
                yield date(target.year, 12, 31)


def fixed_day(due: DueReading | None) -> date | None:
    """The day of a deadline that has one."""
    return due.rule.on if due is not None and isinstance(due.rule, FixedDue) else None


def _units(draft: Draft) -> tuple[tuple[DraftUnit, ...], tuple[DraftUnit, ...], dict[str, str]]:
    """Units and groups under safe names, and what each spelling stands for."""
    drafted = list(draft.units)
    known = {spelling for unit in drafted for spelling in (unit.name, *unit.aliases)}
    for name in _named(draft):
        if name not in known:
            known.add(name)
            drafted.append(DraftUnit(name))
    names: dict[str, str] = {}
    units: dict[str, DraftUnit] = {}
    groups: dict[str, DraftUnit] = {}
    for unit in drafted:
        name = name_of(unit.name)
        names.setdefault(unit.name, name)
        names.setdefault(name, name)
        members = tuple(dict.fromkeys(name_of(member) for member in unit.members if member))
        members = tuple(member for member in members if member != name)
        home = groups if unit.is_group and members else units
        home.setdefault(name, DraftUnit(name, unit.aliases, members, unit.is_group, unit.line))
    for group in groups.values():
        for member in group.members:
            if member not in groups and names.setdefault(member, member) == member:
                units.setdefault(member, DraftUnit(member, line=group.line))
    kept = [_with_own_aliases(unit, names) for unit in units.values() if unit.name not in groups]
    return tuple(kept), tuple(_resolved(group, names, groups) for group in groups.values()), names


def _with_own_aliases(unit: DraftUnit, names: dict[str, str]) -> DraftUnit:
    """The unit with the aliases that no other unit has taken; they are entered in `names`."""
    own: list[str] = []
    for alias in unit.aliases:
        safe = name_of(alias)
        if safe == unit.name:
            names.setdefault(alias, unit.name)
        elif names.setdefault(safe, unit.name) == unit.name and safe not in own:
            names.setdefault(alias, unit.name)
            own.append(safe)
    return DraftUnit(unit.name, tuple(own), unit.members, unit.is_group, unit.line)


def _resolved(group: DraftUnit, names: dict[str, str], groups: dict[str, DraftUnit]) -> DraftUnit:
    """The group with its members under the names they are written by, groups in it opened once."""
    members: list[str] = []
    for member in group.members:
        inner = groups.get(member)
        members += inner.members if inner is not None else (names.get(member, member),)
    plain = dict.fromkeys(names.get(member, member) for member in members)
    return DraftUnit(group.name, (), tuple(m for m in plain if m not in groups), True, group.line)


def _named(draft: Draft) -> Iterable[str]:
    """Every unit that something is asked of."""
    for task in draft.tasks:
        yield from task.units
    for duty in draft.duties:
        yield from duty.units
    for milestone in draft.milestones:
        yield from milestone.units


class Numbers:
    """Printed numbers made unique within a section, as the language asks."""

    def __init__(self) -> None:
        self._taken: set[tuple[str, str]] = set()

    def unique(self, no: str, section: str, line: int) -> str:
        """`no`, or `no` with its line where it is taken; 第37行 for what has no number."""
        wanted = name_of(no)[:60] if flat(no) else f"第{line}行"
        made, turn = wanted, 2
        if (section, made) in self._taken and flat(no):
            made = f"{wanted}（第{line}行）"
        while (section, made) in self._taken:
            made = f"{wanted}（第{line}行之{turn}）"
            turn += 1
        self._taken.add((section, made))
        return made
