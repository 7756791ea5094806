"""Items (条目): numbered passages with the paragraphs, numbered items and tables under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from config.drafting.headings import title_of
from config.drafting.labels import Label
from config.drafting.model import Passage
from config.drafting.persons import without_leaders
from config.drafting.regions import ancestors
from config.drafting.responsibility import Share


@dataclass(slots=True)
class Item:
    """A numbered item with the unnumbered paragraphs under it."""

    index: int
    paragraphs: list[int] = field(default_factory=list)
    children: list[int] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    given: Share | None = None  # from a line behind several items
    note: str = ""
    has_table: bool = False


def items_of(passages: tuple[Passage, ...]) -> dict[int, Item]:
    """Numbered items and headings by index, with their paragraphs and numbered children."""
    items: dict[int, Item] = {}
    for index, passage in enumerate(passages):
        if passage.level and not passage.cells:
            items[index] = Item(index)
            if passage.parent in items and not passage.no.startswith(("专栏", "附")):
                items[passage.parent].children.append(index)
        elif passage.parent in items and not passage.cells:
            items[passage.parent].paragraphs.append(index)
        elif passage.parent in items:
            items[passage.parent].has_table = True
    for item in items.values():
        if item.children:
            first = item.children[0]
            item.paragraphs = [n for n in item.paragraphs if n < first]
    return items


def parts_of(text: str, labels: list[Label]) -> Iterator[tuple[str, list[Label]]]:
    """The text cut behind each group of labels that another sentence with labels follows."""
    start, group = 0, []
    for turn, label in enumerate(labels):
        group.append(label)
        following = labels[turn + 1] if turn + 1 < len(labels) else None
        between = text[label.end : following.start] if following else ""
        if following is None or len(re.sub(r"[\W_]", "", without_leaders(between))) > 10:
            end = label.end
            yield text[start:end].strip(" ；。，"), group
            start, group = end, []


def section_of(passages: tuple[Passage, ...], index: int) -> str:
    """The headings above a passage, outermost first."""
    titles = [
        passages[n].title or passages[n].no for n in ancestors(passages, index) if passages[n].level
    ]
    if not passages[index].level and titles:
        titles = titles[1:] or titles
    return " / ".join(reversed(titles))


_COUNTED: Final = re.compile(r"^[一二三四五六七八九十]{1,3}(?:是|要)")


def is_counted(text: str) -> bool:
    """True for a paragraph that begins with 一是, 二是 …"""
    return _COUNTED.match(text) is not None


def headed(labels: list[Label]) -> bool:
    """True where the text begins with its label: the units at its head (县林业局：…)."""
    return bool(labels) and labels[0].start == 0 and labels[0].end > 0


def titled(text: str, labels: list[Label]) -> str:
    """The title of a text, without the units at its head and without 一是."""
    rest = text[labels[0].end :] if headed(labels) else text
    counted = _COUNTED.match(rest)
    return title_of(rest[counted.end() :] if counted else rest) or title_of(text)
