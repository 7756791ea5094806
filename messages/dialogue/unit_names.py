"""Names of units (责任单位) in what people write: full, short, alias, with or without 区/市/县."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflows.roster import Unit

_LEVELS = "省市县区"
_LEAST_CHARS = 3
_LIKENESS = 0.5
_MOST_LIKE = 3
_OFFICE = re.compile(r"领导小组办公室|领导小组|联席会议办公室|(?<![一-龥])办公室(?!主任)")
_INSTITUTION = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(?:局|委员会|管委会|委(?!托|派)|办(?!理|结|法)|中心|街道|[镇乡](?!的)"
    r"|公司|集团|大队|支队|医院|学校|部门|分部|(?<=[宣统组织武])部)"
)
_KIND = re.compile(r"(?:局|委员会|管委会|委|办公室|办|中心|街道|镇|乡|部|分局)$")
_LEAD = re.compile(
    r"^.*?(?:等待?|等着|卡(?:在|住|到)了?|需要?|请|差|缺|靠|催|找|向|由|与|和|跟|对|在|的|本|我们?)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a text from `start` to `end`.

    `units` has one where it is sure, several where the name fits several, and those with a like
    name where it is none of them; `known` tells the first two from the last.
    """

    start: int
    end: int
    words: str
    units: tuple[Unit, ...]
    known: bool


def names_of(unit: Unit) -> Iterator[str]:
    """Every way to write the unit's name that is long enough to be told from other words."""
    for name in dict.fromkeys((unit.name, unit.short, *unit.aliases)):
        yield name
        if name[:1] in _LEVELS and len(name) - 1 >= _LEAST_CHARS:
            yield name[1:]


def mention_in(text: str, units: Iterable[Unit], start: int = 0) -> Mention | None:
    """The first unit named at or after `start`; the longest name wins where several begin there.

    A name with another level before it (市财政局 where only 区财政局 is known) is not known.
    """
    units = tuple(units)
    found = _first(text, units, start)
    stranger = _INSTITUTION.search(text, start)
    if found is None or (stranger is not None and stranger.end() <= found.start):
        if stranger is None:
            return found
        words = _LEAD.sub("", stranger[0])
        at = stranger.end() - len(words)
        return Mention(at, stranger.end(), words, like(words, units), known=False)
    before = text[found.start - 1 : found.start] if found.start > start else ""
    if before and before in _LEVELS and not any(before in unit.name[:1] for unit in found.units):
        words = before + found.words
        return Mention(found.start - 1, found.end, words, found.units, known=False)
    return found


def office_in(text: str, start: int = 0) -> tuple[int, int] | None:
    """Where the text names an office of a leading group without saying which, or None."""
    found = _OFFICE.search(text, start)
    return found.span() if found else None


def like(words: str, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Units with a name like these words, the likest first, three at most."""
    by_stem = {_stem(name): unit for unit in units for name in names_of(unit)}
    close = difflib.get_close_matches(
        _stem(words.strip()[:24]), by_stem, n=_MOST_LIKE * 2, cutoff=_LIKENESS
    )
    return tuple(dict.fromkeys(by_stem[name] for name in close))[:_MOST_LIKE]


def _stem(name: str) -> str:
    """What tells a name from others: without its level and the word for what it is (局, 委)."""
    return _KIND.sub("", name[1:] if name[:1] in _LEVELS else name) or name


def _first(text: str, units: tuple[Unit, ...], start: int) -> Mention | None:
    best: tuple[int, int] | None = None
    hits: list[Unit] = []
    for unit in units:
        for name in names_of(unit):
            at = text.find(name, start)
            if at < 0:
                continue
            place = (at, -len(name))
            if best is None or place < best:
                best, hits = place, [unit]
            elif place == best:
                hits.append(unit)
    if best is None:
        return None
    at, end = best[0], best[0] - best[1]
    return Mention(at, end, text[at:end], tuple(dict.fromkeys(hits)), known=True)
