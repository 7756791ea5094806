"""Putting a draft together: everything that the readers of one document found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from config.drafting.context import DueContext, document_context
from config.drafting.duties import duties as read_duties
from config.drafting.indicators import indicators as read_indicators
from config.drafting.labels import find_labels
from config.drafting.letterhead import Letterhead, letterhead
from config.drafting.milestones import milestones as read_milestones
from config.drafting.model import Doubt, Draft, Passage
from config.drafting.names import ends_as_body, is_body
from config.drafting.offices import members, office_of, supervision
from config.drafting.passages import outline
from config.drafting.persons import without_names
from config.drafting.phases import phases as read_phases
from config.drafting.responsibility import sentence_named
from config.drafting.reviews import reviews as read_reviews
from config.drafting.roster import Roster
from config.drafting.sequence import number_doubts
from config.drafting.task_tables import table_named, table_tasks
from config.drafting.works import Setting, order_leads, works
from config.papers.cleaning import clean
from config.papers.paper import Paper

_LONGEST: Final = 4_000
_LABEL_WEIGHT: Final = 1_000


class NotADocument(Exception):
    """The paper is no plan of work: nothing can be drafted from it. Says so in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en


def draft(paper: Paper) -> Draft:
    """Everything that the document says, each with its line; raises NotADocument for prose.

    The paper is cleaned here; one that is cleaned already may be given as well.
    """
    passages = outline(without_names(clean(without_names(paper))))
    head = letterhead(passages)
    context = _dated(document_context(head.title, head.issued_on), passages)
    member_lines = tuple(members(passages))
    roster = _roster(passages, head, member_lines)
    for line, named in table_named(passages, context):
        roster.add(named.name, line, _LABEL_WEIGHT)
    roster.settle()
    member_names = tuple(dict.fromkeys(roster.name_of(name) for _, name in member_lines))
    read = _readings(passages, context, roster)
    whole = replace(
        read,
        title=head.title,
        document_no=head.document_no,
        issuer=head.issuer,
        issued_on=head.issued_on,
        office=office_of(passages),
        units=roster.units([*_wanted(read), *member_names], member_names),
        supervision=tuple(supervision(passages)),
    )
    _check(whole)
    return whole


_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)年")


def _dated(context: DueContext, passages: Sequence[Passage]) -> DueContext:
    """The context; where title and signature name no year, the only year that the text prints."""
    if context.year or context.issued_on or context.programme_start:
        return context
    years = {year for passage in passages for year in _YEAR.findall(passage.text)}
    return replace(context, year=int(years.pop())) if len(years) == 1 else context


def _readings(passages: tuple[Passage, ...], context: DueContext, roster: Roster) -> Draft:
    """What each reader finds, with every doubt."""
    phases, phase_doubts = read_phases(passages, context)
    leads = order_leads(passages)
    tasks, task_doubts = works(Setting(passages, phases, context, roster, leads))
    row_tasks, row_doubts = table_tasks(passages, context, roster)
    duties, duty_doubts = read_duties(passages, context, roster.find)
    milestones, stone_doubts = read_milestones(passages, phases, context, roster.find)
    indicators, figure_doubts = read_indicators(passages, context)
    reviews, stage_doubts = read_reviews(passages, roster.find)
    doubts = (
        *phase_doubts, *task_doubts, *row_doubts, *duty_doubts, *stone_doubts, *figure_doubts,
        *stage_doubts, *number_doubts(passages), *strange_doubts(passages),
    )  # fmt: skip
    return Draft(
        "", "", "", None,
        phases=phases,
        tasks=tuple(sorted((*tasks, *row_tasks), key=lambda task: task.line)),
        duties=tuple(replace(one, units=_bodies(one.units)) for one in duties),
        milestones=tuple(replace(one, units=_bodies(one.units)) for one in milestones),
        indicators=indicators,
        reviews=reviews,
        doubts=_sorted(doubts),
    )  # fmt: skip


def _bodies(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that end as a unit's does: a reader may have cut one short."""
    return tuple(name for name in names if is_body(name) or ends_as_body(name))


def _wanted(read: Draft) -> list[str]:
    """The units that tasks, duties and milestones name."""
    entries = (*read.tasks, *read.duties, *read.milestones)
    return [unit for entry in entries for unit in entry.units]


def _sorted(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    unique = dict.fromkeys(doubts)
    return tuple(sorted(unique, key=lambda doubt: doubt.line))


def _roster(
    passages: Sequence[Passage], head: Letterhead, member_lines: Sequence[tuple[int, str]]
) -> Roster:
    """Every unit named: labels weigh most, then subjects of sentences, members, addressees."""
    roster = Roster()
    for name in head.addressees:
        roster.add(name, head.addressed_line)
    for line, name in member_lines:
        roster.add(name, line)
    for passage in passages:
        text = passage.text[:_LONGEST]
        roster.read_short_forms(text)
        if passage.cells:
            continue
        for label in find_labels(text):
            for named in label.named:
                roster.add(named.name, passage.line, _LABEL_WEIGHT)
        for named in sentence_named(text):
            roster.add(named.name, passage.line)
    if head.issuer and is_body(head.issuer):
        roster.add(head.issuer, 0)
    return roster


def strange_doubts(passages: Sequence[Passage]) -> Iterable[Doubt]:
    """A doubt for each piece of a label that is no unit's name; a person's name is not repeated."""
    for passage in passages:
        if passage.cells:
            continue
        for label in find_labels(passage.text[:_LONGEST]):
            for piece in label.strange:
                shown = piece[:30] if len(piece) > 4 else "责任单位"
                yield Doubt(passage.line, shown, "不像单位名称，没有列为责任单位，请核对")


_PROSE_ZH: Final = "这份文件没有要办的事项：没有任务、节点、例行报送，也没有指标，不能据此起草。"
_PROSE_EN: Final = "this document asks for nothing: no task, step, duty or indicator to draft from"


def _check(whole: Draft) -> None:
    if whole.tasks or whole.duties or whole.milestones or whole.indicators or whole.phases:
        return
    raise NotADocument(_PROSE_ZH, _PROSE_EN)
