"""Milestones (节点): dated steps inside phases and schedules, and dated evaluations elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from config.drafting.actors import UnitFinder, actors
from config.drafting.clauses import clause_span, sentence_at, sentence_span, without
from config.drafting.context import DueContext
from config.drafting.dues import DueKind, DueMention, find_dues
from config.drafting.model import Doubt, DraftMilestone, DraftPhase, DueReading, Passage
from config.drafting.phases import phase_at
from config.drafting.regions import Region, number_of, region_of
from config.drafting.submissions import submissions
from workflows.programme import AfterEvent, FixedDue

_YEAR = r"20\d\d年(?:底|末)?"
_EACH = re.compile(
    rf"(?P<years>{_YEAR}(?:前)?(?:(?:、|和|及|与|以及){_YEAR}(?:前)?){{1,4}})[，,]?(?:要|"
    r"应|须)?分别"
    r"(?:组织)?(?P<verb>开展|完成|进行|组织|实施)(?P<what>[^，。；\d]{2,60})"
)
_ONE = re.compile(
    r"(?P<year>20\d\d年(?:底前?|末|年底|(?:\d{1,2}月(?:底前|底|"
    r"前)?))?)[，,]?(?:由[^，。；]{2,20})?(?:要|将|应)?(?:组织|适时)?(?:开展|进行|完成|"
    r"实施|组织)"
    r"(?P<what>[^，。；]{0,24}?(?:中期|终期|期末|总结|年度)?(?:评估|评价|考核验收|验收))"
)
_EVALUATES = re.compile(r"(?:评估|评价|考核|验收|审计|检查|总结|考评)$")
_AND = re.compile(r"和|、|及|与")
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class _Step:
    passage: Passage
    no: str  # its own number, or that of the passage it stands under
    phase: DraftPhase | None
    context: DueContext
    unit_finder: UnitFinder


def milestones(
    passages: tuple[Passage, ...],
    phases: tuple[DraftPhase, ...],
    context: DueContext,
    unit_finder: UnitFinder,
) -> tuple[tuple[DraftMilestone, ...], tuple[Doubt, ...]]:
    """The dated steps in printed order, several where one passage names several days."""
    found: list[DraftMilestone] = []
    for index, passage in enumerate(passages):
        phase = phase_at(passages, index, phases)
        region = region_of(passages, index)
        if passage.cells and region is not Region.SCHEDULE:
            continue
        here = context.in_phase(phase.start_on, phase.end_on) if phase else context
        here = replace(here, in_schedule=phase is not None or region is Region.SCHEDULE)
        passage = _row(passage, phase) if passage.cells else passage
        step = _Step(passage, number_of(passages, index), phase, here, unit_finder)
        if phase is not None or region is Region.SCHEDULE:
            found += _steps(step)
            continue
        dated = list(_evaluations(step)) if region in _EVALUATED else []
        asked = list(submissions(passages, (index, region), here, unit_finder))
        days = {stone.due.rule.on for stone in dated if isinstance(stone.due.rule, FixedDue)}
        found += dated + [_asked(step, m, asked) for m in asked if m.on not in days]
    doubts = [Doubt(m.line, m.due.text, m.due.why) for m in found if m.due.why]
    return tuple(found), tuple(doubts)


_EVALUATED = frozenset({Region.SUPPORT, Region.WORK, Region.GOALS})


def _asked(step: _Step, mention: DueMention, asked: list[DueMention]) -> DraftMilestone:
    """A submission as a milestone: what is sent, without who sends it."""
    units = _clause_units(step, mention, asked)
    title = _clause_title(step.passage.text, mention)
    for unit in units:
        title = title.removeprefix("请").removeprefix(unit).lstrip("、和及要应须")
    return _milestone(step, mention, title or mention.reading.text, units)


_TIME_ALONE = re.compile(r"[\d\s年月日号底末初上中下旬至到起止前即印发之—–\-~～.、/（）()]{1,40}")


def _row(passage: Passage, phase: DraftPhase | None) -> Passage:
    """A schedule's row as the steps it names: a phase's row without its own time."""
    if phase is None or phase.line != passage.line:
        return passage
    rest = [cell for cell in passage.cells if cell and not _TIME_ALONE.fullmatch(cell)]
    return replace(passage, text="；".join(rest), cells=())


def _steps(step: _Step) -> Iterator[DraftMilestone]:
    passage = step.passage
    mentions = _completing(find_dues(passage.text, step.context))
    is_phase = step.phase is not None and step.phase.line == passage.line
    if is_phase:
        mentions = [m for m in mentions if not _is_span(passage, m, step.phase)]
    if not mentions or _is_only_a_date(passage):
        return
    main = None if is_phase else _main(passage, mentions)
    pieces = {m.start: sentence_at(passage.text, m.start) for m in mentions if m is not main}
    for mention in mentions:
        if mention is main:
            title, piece = _heading(passage), passage.text
            for other in pieces.values():
                piece = piece.replace(other, "")
            units = actors(piece, step.unit_finder)
        else:
            title = _clause_title(passage.text, mention)
            units = _clause_units(step, mention, mentions)
        yield _milestone(step, mention, title, units)


def _clause_units(step: _Step, mention: DueMention, mentions: list[DueMention]) -> tuple[str, ...]:
    """Units in the mention's own clause, else those before the first date of its sentence."""
    text = step.passage.text
    start, end = sentence_span(text, mention.start)
    low, high = clause_span(text, mention.start)
    if text[mention.end : mention.end + 1] in {"，", ","}:
        _, high = clause_span(text, mention.end + 1)
    if own := actors(text[low:high], step.unit_finder):
        return own
    first = min(other.start for other in mentions if start <= other.start < end)
    return actors(text[start:first], step.unit_finder)


def _milestone(
    step: _Step, mention: DueMention, title: str, units: tuple[str, ...]
) -> DraftMilestone:
    rule = mention.reading.rule
    relative_to = rule.event if isinstance(rule, AfterEvent) else ""
    reading = mention.reading
    if mention.kind is DueKind.START and mention.on is not None:
        reading = replace(reading, rule=FixedDue(mention.on, reading.text), why="")
    return DraftMilestone(step.no, title, reading, relative_to, units, step.passage.line)


def _completing(mentions: tuple[DueMention, ...]) -> list[DueMention]:
    """One mention a day; a start counts only where nothing in the passage is completed."""
    dated = [m for m in mentions if m.kind is not DueKind.OPEN]
    done = [m for m in dated if m.kind is not DueKind.START]
    kept: dict[object, DueMention] = {}
    for mention in done or dated:
        kept[mention.on or (mention.reading.text, mention.start)] = mention
    return sorted(kept.values(), key=lambda mention: mention.start)


def _is_span(passage: Passage, mention: DueMention, phase: DraftPhase | None) -> bool:
    """True for the phase's own time, not a step in it: its span, or the time in its heading."""
    if phase is None or mention.on != phase.end_on:
        return False
    before = passage.text[: mention.start]
    return mention.kind is DueKind.SPAN or (
        len(before) <= _LONGEST_TITLE and before.rstrip().endswith(("：", ":", "（", "("))
    )


def _is_only_a_date(passage: Passage) -> bool:
    """True for the day of issue under a signature."""
    return not passage.no and not passage.cells and len(passage.text.strip()) <= 12


def _main(passage: Passage, mentions: list[DueMention]) -> DueMention | None:
    """The mention that dates the passage as a whole: its only one, or the one closing it."""
    if len(mentions) == 1:
        return mentions[0]
    last = mentions[-1]
    closing = len(passage.text.rstrip("。；）) ")) - last.end
    bracketed = re.search(
        r"[（(][^（()）]{0,80}$", passage.text[max(0, last.start - 81) : last.start]
    )
    if last.kind is DueKind.LABELLED or (bracketed and closing <= 60):
        return last
    return None


def _heading(passage: Passage) -> str:
    title = passage.title.strip()
    if passage.cells:
        return _longest_cell(passage)
    if passage.no and len(title) <= _LONGEST_TITLE:
        return _undated_title(title)
    first = re.split(r"[。；]", without_brackets(title))[0]
    return _undated_title(first)[:60]


def without_brackets(text: str) -> str:
    """The text without what stands in round brackets at its end."""
    return re.sub(r"[（(][^（()）]{1,80}[）)][。；]?$", "", text)


_DATED_LEAD = re.compile(
    r"^(?:(?:力争|争取|确保)?(?:到|在|于|至)?20\d\d年(?:底|\d{1,2}月)?(?:底|份|初|上旬|"
    r"中旬|下旬|末)?(?:前|内)?"
    r"|\d{1,2}月(?:底|份|初|上旬|中旬|下旬|\d{1,2}日)?(?:前|内)?)[，,：:]?"
)


def _undated_title(title: str) -> str:
    plain = _DATED_LEAD.sub("", title).strip("，。；： ")
    return plain or title


def _longest_cell(passage: Passage) -> str:
    return max((re.split(r"[。；]", cell)[0] for cell in passage.cells), key=len)[:60]


def _clause_title(text: str, mention: DueMention) -> str:
    """What has to be done by then, in the words around the mention."""
    start, rule = mention.start, mention.reading.rule
    if isinstance(rule, AfterEvent) and (named := text.rfind(rule.event, 0, mention.end)) >= 0:
        start = min(start, named)
    title = without(text, (start, mention.end))
    return _OTHER_DATES.sub("", title) or title or mention.reading.text


_OTHER_DATES = re.compile(
    r"分别(?:于|在)?|(?:、|和|及|^)?(?:20\d\d年)(?:\d{1,2}月)?(?:\d{1,2}日|底|初|[上中下]旬)?(?:之?前)?(?=开展|完成|组织|进行|报)"
)


def _evaluations(step: _Step) -> Iterator[DraftMilestone]:
    """Evaluations of the programme that are dated by year (2023年开展中期评估)."""
    text = step.passage.text
    taken: list[tuple[int, int]] = []
    for found in _EACH.finditer(text):
        if _EVALUATES.search(found.group("what")) is None:
            continue
        taken.append(found.span())
        years = re.findall(_YEAR, found.group("years"))
        for year, what in zip(years, _shared(found.group("what"), len(years)), strict=True):
            yield _evaluation(step, year, what, sentence_at(text, found.start()))
    for found in _ONE.finditer(text):
        if any(start <= found.start() < end for start, end in taken):
            continue
        yield _evaluation(
            step, found.group("year"), found.group("what"), sentence_at(text, found.start())
        )


def _evaluation(step: _Step, when: str, what: str, sentence: str) -> DraftMilestone:
    mentions = find_dues(f"{when}完成", step.context)
    day = mentions[0].on if mentions else date(int(when[:4]), 12, 31)
    reading = DueReading(FixedDue(day, when) if day else None, when)
    units = actors(sentence, step.unit_finder)
    return DraftMilestone(step.no, what, reading, "", units, step.passage.line)


def _shared(what: str, count: int) -> list[str]:
    """甲评估和乙评估 shared out to as many years, or the whole to each."""
    places = [found.span() for found in _AND.finditer(what)]
    if count == 2:
        for start, end in places:
            if _EVALUATES.search(what[:start]):
                return [what[:start], what[end:]]
    cuts = [0, *(start for start, _ in places), len(what)]
    parts = [_AND.sub("", what[a:b], count=1) if a else what[a:b] for a, b in pairwise(cuts)]
    return parts if len(parts) == count else [what] * count
