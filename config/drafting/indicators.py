"""Indicators (指标) of a document: those of its tables, then those set in sentences."""

from __future__ import annotations

import re

from config.drafting.compact import compact
from config.drafting.context import DueContext
from config.drafting.figures import Figure, contradiction
from config.drafting.indicator_sentences import SentenceFigure, sentence_figures
from config.drafting.indicator_tables import table_indicators
from config.drafting.indicator_words import worded_figures
from config.drafting.model import Doubt, DraftIndicator, DraftTarget, Passage
from config.drafting.regions import ENUMERATED, Region, number_of, region_of

_GOAL_YEAR = re.compile(r"(?:到|至|力争|争取|在|确保|截至)(?:在|到)?(20\d\d)年")
_WEAK = re.compile(
    r"城市|全市|全区|全县|区域|我市|我区|我县|的|比例|比率|比重|率$|指标|（[^（）]*）|\([^()]*\)"
)


def indicators(
    passages: tuple[Passage, ...], context: DueContext
) -> tuple[tuple[DraftIndicator, ...], tuple[Doubt, ...]]:
    """Every indicator once, tables first. What a sentence says of one in a table is compared."""
    tabled, doubts = table_indicators(passages, context)
    found = list(tabled)
    goal_year = _goal_year(passages, context)
    for index, passage in enumerate(passages):
        region = region_of(passages, index)
        counted = region is Region.FRONT and ENUMERATED.match(passage.text)
        if passage.cells or not (counted or region in {Region.GOALS, Region.WORK}):
            continue
        for figure in _figures(passage):
            indicator = _indicator(passages, index, figure, goal_year)
            twin = _twin(indicator, found)
            if twin is None and not tabled:
                found.append(indicator)
                doubts += _sentence_doubts(passage, figure)
            elif twin is None:
                doubts.append(Doubt(passage.line, indicator.name, "正文里有这项指标，指标表里没有"))
            elif why := _differs(indicator, twin):
                doubts.append(Doubt(passage.line, indicator.name, why))
    return tuple(found), tuple(doubts)


def _figures(passage: Passage) -> list[SentenceFigure]:
    figures = [*sentence_figures(passage.text), *worded_figures(passage)]
    return sorted(figures, key=lambda figure: figure.at)


def _goal_year(passages: tuple[Passage, ...], context: DueContext) -> int | None:
    """The year that goals without one aim at: the only one the goals name, else the last year."""
    named: set[int] = set()
    for index, passage in enumerate(passages):
        if region_of(passages, index) is Region.GOALS and not passage.cells:
            named.update(int(year) for year in _GOAL_YEAR.findall(compact(passage.text).text))
    if len(named) == 1:
        return next(iter(named))
    if context.programme_end is not None:
        return context.programme_end.year
    return None


def _indicator(
    passages: tuple[Passage, ...], index: int, figure: SentenceFigure, goal_year: int | None
) -> DraftIndicator:
    passage = passages[index]
    region = region_of(passages, index)
    no = number_of(passages, index) if region is Region.WORK else ""
    if region is Region.FRONT and (counted := ENUMERATED.match(passage.text)):
        no = counted["no"]
    target = DraftTarget(figure.year or goal_year, figure.op, figure.value)
    return DraftIndicator(
        no, "", figure.name, figure.unit, figure.baseline, figure.baseline_year, (target,), None,
        passage.line,
    )  # fmt: skip


def _sentence_doubts(passage: Passage, figure: SentenceFigure) -> list[Doubt]:
    whys = [figure.why] if figure.why else []
    whys.append(contradiction(figure.baseline, Figure(figure.op, figure.value), figure.name))
    if figure.name.endswith("面积") and figure.unit == "%":
        whys.append("面积以百分数计，可能漏“比例”")
    return [Doubt(passage.line, figure.name, why) for why in whys if why]


def core_of(name: str) -> str:
    """What two wordings of one indicator have in common."""
    return _WEAK.sub("", compact(name).text)


def _twin(indicator: DraftIndicator, found: list[DraftIndicator]) -> DraftIndicator | None:
    core, year = core_of(indicator.name), indicator.targets[0].year
    for other in found:
        theirs = core_of(other.name)
        if not core or not theirs:
            continue
        near = core == theirs or (
            min(len(core), len(theirs)) >= 5 and (core in theirs or theirs in core)
        )
        if near and (year is None or not other.targets or year in {t.year for t in other.targets}):
            return other
    return None


def _differs(indicator: DraftIndicator, twin: DraftIndicator) -> str:
    target = indicator.targets[0]
    for other in twin.targets:
        if other.year == target.year and (other.op, other.value) != (target.op, target.value):
            return f"与第{twin.line}行“{twin.name}”的目标不一致"
    return ""
