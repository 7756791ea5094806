"""Automatic numbers (自动编号) of a .docx: kept in numbering.xml, printed by nobody but us."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from config.papers.markup import Element, attribute, child, local, whole
from config.papers.numerals import numeral

_LEVELS: Final = 9
_MAX_STYLES: Final = 20
_BARE: Final = re.compile("[0-9A-Za-z０-９]$")
_PLACE: Final = re.compile(r"%([1-9])")


@dataclass(slots=True)
class _Level:
    kind: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    plain: bool = False  # 正规形式: all numbers in it as plain digits
    restart: int | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which list a paragraph belongs to, and how deep."""

    list_id: str
    level: int


class Numbering:
    """Counts the numbered paragraphs of a document in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[Numbered | None, str | None]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._seen: set[str] = set()
        self._read_lists(numbering)
        self._read_styles(styles)

    def label(self, properties: Element | None) -> str:
        """The number that the paragraph of these properties prints, "" where it prints none.

        Call it once for each paragraph, in reading order: numbers are counted on.
        """
        numbered = self._numbered(properties)
        if numbered is None or numbered.list_id not in self._lists:
            return ""
        found = self._lists[numbered.list_id]
        level = found.levels.get(numbered.level)
        if level is None:
            return ""
        self._count(numbered, found)
        if level.kind == "bullet":
            return ""
        printed = _PLACE.sub(lambda place: self._printed(found, level, place), level.text)
        apart = level.suffix == "space" or (
            level.suffix == "tab" and _BARE.search(printed) is not None
        )
        return printed + (" " if apart else "")

    def _printed(self, found: _List, level: _Level, place: re.Match[str]) -> str:
        depth = int(place.group(1)) - 1
        inner = found.levels.get(depth, _Level())
        count = self._counts[found.abstract][depth]
        number = inner.start if count is None else count
        return numeral(number, "decimal" if level.plain else inner.kind)

    def _count(self, numbered: Numbered, found: _List) -> None:
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if numbered.list_id not in self._seen:
            self._seen.add(numbered.list_id)
            for depth, start in found.starts.items():
                counts[depth] = start - 1
        depth, level = numbered.level, found.levels[numbered.level]
        count = counts[depth]
        counts[depth] = level.start if count is None else count + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = found.levels.get(deeper, level).restart
            if restart is None or depth < restart:
                counts[deeper] = None

    def _numbered(self, properties: Element | None) -> Numbered | None:
        own = child(properties, "numPr")
        styled = self._styled(attribute(child(properties, "pStyle"), "val"))
        if own is None:
            return styled
        list_id = attribute(child(own, "numId"), "val")
        depth = child(own, "ilvl")
        level = whole(attribute(depth, "val"))
        if list_id is None and styled is not None:
            return Numbered(styled.list_id, level)
        if list_id in (None, "0") or not 0 <= level < _LEVELS:
            return None
        if depth is None and styled is not None and styled.list_id == list_id:
            return styled
        return Numbered(list_id, level)

    def _styled(self, style: str | None) -> Numbered | None:
        level: int | None = None
        for _ in range(_MAX_STYLES):
            if style is None or style not in self._styles:
                return None
            numbered, parent = self._styles[style]
            if numbered is not None:
                level = numbered.level if level is None else level
                if numbered.list_id:
                    known = self._lists.get(numbered.list_id)
                    linked = self._linked.get((known.abstract if known else "", style))
                    return Numbered(numbered.list_id, linked if linked is not None else level)
            style = parent
        return None

    def _read_styles(self, styles: Element | None) -> None:
        for style in styles if styles is not None else ():
            name = attribute(style, "styleId")
            if local(style) != "style" or name is None:
                continue
            number = child(child(style, "pPr"), "numPr")
            numbered = None
            if number is not None:
                level = min(max(whole(attribute(child(number, "ilvl"), "val")), 0), _LEVELS - 1)
                numbered = Numbered(attribute(child(number, "numId"), "val") or "", level)
                if numbered.list_id == "0":
                    numbered = None
            self._styles[name] = (numbered, attribute(child(style, "basedOn"), "val"))

    def _read_lists(self, numbering: Element | None) -> None:
        abstracts: dict[str, dict[int, _Level]] = {}
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        self._linked: dict[tuple[str, str], int] = {}
        for element in numbering if numbering is not None else ():
            if local(element) == "abstractNum":
                key = attribute(element, "abstractNumId") or ""
                abstracts[key] = self._read_levels(element, key)
                if (link := attribute(child(element, "numStyleLink"), "val")) is not None:
                    links[key] = link
                if (name := attribute(child(element, "styleLink"), "val")) is not None:
                    named[name] = key
        for element in numbering if numbering is not None else ():
            if local(element) == "num":
                key = attribute(child(element, "abstractNumId"), "val") or ""
                key = named.get(links.get(key, ""), key)
                found = _List(key, dict(abstracts.get(key, {})))
                self._read_overrides(element, found)
                self._lists[attribute(element, "numId") or ""] = found

    def _read_levels(self, element: Element, key: str) -> dict[int, _Level]:
        levels: dict[int, _Level] = {}
        for inner in element:
            if local(inner) == "lvl":
                depth = whole(attribute(inner, "ilvl"))
                levels[depth] = _read_level(inner)
                if (style := attribute(child(inner, "pStyle"), "val")) is not None:
                    self._linked[key, style] = depth
        return levels

    def _read_overrides(self, element: Element, found: _List) -> None:
        for override in element:
            depth = whole(attribute(override, "ilvl"))
            if local(override) != "lvlOverride" or not 0 <= depth < _LEVELS:
                continue
            if (level := child(override, "lvl")) is not None:
                found.levels[depth] = _read_level(level)
            if (start := attribute(child(override, "startOverride"), "val")) is not None:
                found.starts[depth] = whole(start, 1)


def _read_level(element: Element) -> _Level:
    kind = attribute(child(element, "numFmt"), "val") or "decimal"
    restart = attribute(child(element, "lvlRestart"), "val")
    plain = child(element, "isLgl")
    return _Level(
        kind=kind,
        text=attribute(child(element, "lvlText"), "val") or "",
        start=whole(attribute(child(element, "start"), "val"), 1),
        suffix=attribute(child(element, "suff"), "val") or "tab",
        plain=plain is not None and attribute(plain, "val") not in ("0", "false"),
        restart=whole(restart) if restart is not None else None,
    )
