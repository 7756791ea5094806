"""Phases (阶段) of a programme: 实施步骤, 进度安排, 近期远期, with first and last day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from config.drafting.compact import Compact, compact
from config.drafting.context import DueContext
from config.drafting.model import Doubt, DraftPhase, Passage
from config.drafting.moments import moments
from config.drafting.regions import Region, ancestors, region_of
from config.drafting.years import years_named

_PHASE_WORD = re.compile(
    r"阶段|第[一二三四五六七八]步|[近中远]期(?:目标)?(?=[：（(]|$)|(?:前|中|后)期"
)
_TERM = re.compile(r"期限|时限|年限|分期")
_BRACKET = re.compile(r"[（【\[](?P<in>[^（）【】\[\]]{1,48})[）】\]]")
_LEADING_ORDINAL = re.compile(r"^第[一二三四五六七八]阶段[：:、，,.．\s]{0,2}")
_FROM_NOW = re.compile(r"(?:即日起|印发之日起|发布之日起|下发之日起|自印发)")
_FROM = re.compile(r"^(?:起|开始|以后|后)")
_OPEN_END = re.compile(r"长期|持续|以后|起$|起）|起，")
_DOES = re.compile(r"启动|开工|完成(?!时间|时限)")
_NAMED_AFTER = re.compile(r"(?:为|是|属)(?P<name>[^，。；：（）]{0,12}?阶段)")
_BARE_ORDINAL = re.compile(r"第[一二三四五六七八](?:阶段|步)")
_PERIOD_HEAD = 60
"""Characters of an unbracketed passage within which its span must stand."""


def phases(
    passages: tuple[Passage, ...], context: DueContext
) -> tuple[tuple[DraftPhase, ...], tuple[Doubt, ...]]:
    """The phases in printed order, each once, and what is unclear about them."""
    found: list[DraftPhase] = []
    doubts: list[Doubt] = []
    columns: dict[str, int] = {}
    years = years_named(passages)
    for index, passage in enumerate(passages):
        columns = _columns(passage, columns)
        if not _may_be_phase(passages, index, columns):
            continue
        here = replace(context, year=years[index] or context.year)
        if several := _listed(passage, here):
            found += several
            continue
        stepped = _beside_phases(passages, index, found)
        read = _row(passage, columns, here) if columns else _phase(passage, here, stepped)
        if read is None:
            doubts += _undated(passages, index)
            continue
        phase, why = read
        if any(_same(phase, other) for other in found):
            continue
        found.append(phase)
        if why:
            doubts.append(Doubt(passage.line, phase.title, why))
    return tuple(found), tuple(doubts)


def phase_at(
    passages: tuple[Passage, ...], index: int, found: tuple[DraftPhase, ...]
) -> DraftPhase | None:
    """The phase that passage `index` is, or stands in."""
    by_line = {phase.line: phase for phase in found}
    for place in (index, *ancestors(passages, index)):
        if (phase := by_line.get(passages[place].line)) is not None:
            return phase
    return None


def _same(phase: DraftPhase, other: DraftPhase) -> bool:
    span = (phase.start_on, phase.end_on) == (other.start_on, other.end_on)
    return span and (phase.title[:2] == other.title[:2] or phase.title in other.title)


def _may_be_phase(passages: tuple[Passage, ...], index: int, columns: dict[str, int]) -> bool:
    passage = passages[index]
    if passage.cells:
        return bool(columns) and _nearest_is_schedule(passages, index)
    head = passage.title[:40]
    parents = list(ancestors(passages, index))
    if any(_PHASE_WORD.search(passages[place].title[:40]) for place in parents):
        return False  # a step inside a phase
    region = region_of(passages, index)
    if region is Region.SCHEDULE:
        return bool(passage.no or _PHASE_WORD.search(head)) and _directly_under(passages, parents)
    if _PHASE_WORD.search(head) is None:
        return False
    if region is Region.FRONT or _TERM.search(" ".join(passages[p].title for p in parents)):
        return True
    return region is Region.GOALS and re.match(r"[近中远]期", head) is not None


def _directly_under(passages: tuple[Passage, ...], parents: list[int]) -> bool:
    """True where the passage is the first numbering below the heading of the schedule."""
    return len([place for place in parents if passages[place].no]) <= 1


def _nearest_is_schedule(passages: tuple[Passage, ...], index: int) -> bool:
    return region_of(passages, index) in {Region.SCHEDULE, Region.FRONT, Region.WORK}


def _listed(passage: Passage, context: DueContext) -> list[DraftPhase]:
    """Phases told in one sentence: 2月至3月为申报阶段，4月至11月为施工阶段."""
    paper = compact(passage.text[:600])
    found: list[DraftPhase] = []
    for moment in moments(paper, context):
        named = _NAMED_AFTER.match(paper.text, moment.end)
        if named is not None and moment.first is not None:
            name = paper.printed(named.start("name"), named.end("name"))
            found.append(DraftPhase("", name, moment.first, moment.last, passage.line))
    return found if len(found) > 1 else []


def _beside_phases(passages: tuple[Passage, ...], index: int, found: list[DraftPhase]) -> bool:
    """True where an item before it, under the same heading, is a phase with two ends."""
    parent, lines = passages[index].parent, {passages[n].line for n in _before(passages, index)}
    return parent is not None and any(
        phase.line in lines and phase.start_on and phase.end_on != phase.start_on for phase in found
    )


def _before(passages: tuple[Passage, ...], index: int) -> range | list[int]:
    parent = passages[index].parent
    low = -1 if parent is None else parent
    return [n for n in range(index - 1, max(low, index - 60), -1) if passages[n].parent == parent]


def _phase(
    passage: Passage, context: DueContext, stepped: bool = False
) -> tuple[DraftPhase, str] | None:
    paper = compact(passage.text[:400])
    span = _bracketed(paper, context) or _running(paper, passage, context)
    if span is None and stepped:
        span = _sentence_span(paper, context)
    if span is None:
        return None
    start, end, why = span
    if not stepped and _is_step(passage, start, end):
        return None
    title = passage.title
    if _BARE_ORDINAL.fullmatch(title.strip()):
        title = _after_ordinal(passage)
    return DraftPhase(passage.no, _title(title), start, end, passage.line), why


def _after_ordinal(passage: Passage) -> str:
    """第一阶段：自查整改（3月至6月） is named by the words after the colon."""
    words = re.split(r"[。；]", _LEADING_ORDINAL.sub("", passage.text.strip()))[0]
    plain = _title(words)
    return words if plain and not re.search(r"\d月|\d年", plain) else passage.title


def _sentence_span(
    paper: Compact, context: DueContext
) -> tuple[date | None, date | None, str] | None:
    """The span that opens the sentence after the heading: （三）起草。6月底前，形成思路."""
    sentences = re.split(r"[。；]", paper.text[: _PERIOD_HEAD + 20])
    opening = sentences[1].split("，")[0] if len(sentences) > 1 else ""
    return stretch(opening, context) if opening else None


def _is_step(passage: Passage, start: date | None, end: date | None) -> bool:
    """True for a numbered item of a flat schedule that is a dated step, not a phase."""
    return not (_PHASE_WORD.search(passage.title) or (start and end and start != end))


def _bracketed(paper: Compact, context: DueContext) -> tuple[date | None, date | None, str] | None:
    """The span in brackets near the heading."""
    for found in _BRACKET.finditer(paper.text, 0, 160):
        span = stretch(paper.printed(found.start("in"), found.end("in")), context)
        if span is not None:
            return span
    return None


def _running(
    paper: Compact, passage: Passage, context: DueContext
) -> tuple[date | None, date | None, str] | None:
    """The span in the words after the heading: 第一阶段：2024年3月至4月，…."""
    if _PHASE_WORD.search(passage.title) is None and not passage.no:
        return None
    head = re.split(r"[。；]", paper.text[: _PERIOD_HEAD + 20])
    for sentence in head[:2]:
        for piece in re.split(r"[，：]", sentence)[:3]:
            span = stretch(piece, context)
            if span is not None and (_PHASE_WORD.search(passage.title) or _is_long(span)):
                return span
    return None


def _is_long(span: tuple[date | None, date | None, str]) -> bool:
    """True for more than one month: 12月，组织验收 is a step of that month, not a phase."""
    start, end, _ = span
    return start is None or end is None or (start.year, start.month) != (end.year, end.month)


def stretch(text: str, context: DueContext) -> tuple[date | None, date | None, str] | None:
    """First and last day of what a phase prints for its time, None where it is no time.

    A single month or year is both ends; 6月底前 has an end only; 即日起 starts on the day of issue;
    长期 has no end.
    """
    paper = compact(text)
    found = next(moments(paper, context), None)
    if found is None or len(paper.text) - (found.end - found.start) > 14:
        return None
    before, after = paper.text[: found.start], paper.text[found.end :]
    if _DOES.search(before + after):
        return None
    if _FROM_NOW.search(before):
        return context.issued_on, found.last, found.why
    if _FROM.match(after) or (_OPEN_END.search(after) and not found.ranged):
        return found.first, None, "没有写结束时间" if "长期" not in after else found.why
    if re.match(r"(?:底|之|以)?前", after) and not found.ranged:
        return None, found.last, found.why
    if paper.text[found.end - 1] in "底末" and not found.ranged:
        return None, found.last, found.why  # 6月底 ends a phase; when it began is not said
    return found.first, found.last, found.why


def _title(title: str) -> str:
    """The heading without its bracketed time and closing mark."""
    plain = title.strip()
    for found in reversed(list(_BRACKET.finditer(plain[:200]))):
        if re.search(r"\d|[一二三四五六七八九十]月|即日|印发", found.group("in")):
            plain = plain[: found.start()] + plain[found.end() :]
    plain = _LEADING_ORDINAL.sub("", plain) or plain
    short = re.split(r"[。：:]", plain)[0]
    return short.strip(" ，。；：:.")[:60]


def _columns(passage: Passage, before: dict[str, int]) -> dict[str, int]:
    """Which column holds what, from the header row of a schedule table."""
    if not passage.cells:
        return {}
    named: dict[str, int] = {}
    for place, cell in enumerate(passage.cells):
        word = "".join(cell.split())
        if re.fullmatch(r"(?:工作|实施)?(?:阶段|步骤)(?:名称)?", word):
            named["title"] = place
        elif re.fullmatch(r"(?:起止|实施|工作|完成|计划)?(?:时间|日期|时限)(?:安排|节点)?", word):
            named["time"] = place
    return named if len(named) == 2 else before


def _row(
    passage: Passage, columns: dict[str, int], context: DueContext
) -> tuple[DraftPhase, str] | None:
    if max(columns.values()) >= len(passage.cells):
        return None
    title, time = passage.cells[columns["title"]], passage.cells[columns["time"]]
    span = stretch(time, context) if title else None
    if span is None:
        return None
    return DraftPhase(passage.no, _title(title), span[0], span[1], passage.line), span[2]


def _undated(passages: tuple[Passage, ...], index: int) -> list[Doubt]:
    passage = passages[index]
    named = re.search(r"阶段", passage.title[:30]) and passage.no
    if named and not passage.cells and region_of(passages, index) is Region.SCHEDULE:
        return [Doubt(passage.line, _title(passage.title), "阶段没有写起止时间")]
    return []
