"""Labels attached (归属): which items a label (责任单位：…) holds for, and what share each has."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from config.drafting.items import Item, items_of
from config.drafting.labels import Label, find_labels, heading_label
from config.drafting.model import Passage
from config.drafting.persons import without_leaders
from config.drafting.regions import Region, ancestors, region_of
from config.drafting.responsibility import Share, sentence_named, share_of, shares_of
from config.drafting.unit_lists import Role

_NEVER_SHARED: Final = {Region.BACKGROUND, Region.GOALS, Region.SUPPORT}
_LABEL_ONLY: Final = re.compile(r"[\s\u3000，；;。、（）()]*")
ALL_ABOVE: Final = re.compile(r"^(?:以上|上述|前述)[^。，]{0,12}(?:由|：|:)")
_FOOTER: Final = re.compile(
    r"网站标识码|备案号|技术支持|版权所有|ICP备|公网安备|打印本页|分享到|上一篇|下一篇"
)
_LONGEST: Final = 4_000


class Attached:
    """The items of a document with their labels: `items` by index, `labels` of every passage.

    `order_leads` says that of several units the first leads.
    """

    def __init__(self, passages: tuple[Passage, ...], order_leads: bool) -> None:
        self.passages = passages
        self.order_leads = order_leads
        self.items = items_of(self.passages)
        self.by_parent: dict[int | None, list[Item]] = {}
        for item in self.items.values():
            self.by_parent.setdefault(self.passages[item.index].parent, []).append(item)
        self.labels = {n: self._labels_of(n, p) for n, p in enumerate(self.passages) if not p.cells}
        self._drop_member_labels()
        self._attach_labels()

    def _labels_of(self, index: int, passage: Passage) -> list[Label]:
        if _FOOTER.search(passage.text):
            return []
        labels = list(find_labels(passage.text[:_LONGEST]))
        if labels or not _may_be_headed(self.passages, index):
            return labels
        head = heading_label(passage.text[:_LONGEST])
        return [head] if head is not None else []

    def _drop_member_labels(self) -> None:
        """成员单位 beside 牵头单位 helps; alone it lists the members of a leading group."""
        helped: set[int] = set()
        for item in self.items.values():
            places = (item.index, *item.paragraphs)
            labels = [label for n in places for label in self.labels[n]]
            if any(one.role is Role.LEAD for label in labels for one in label.named):
                helped.update(places)
        for n, labels in self.labels.items():
            if n not in helped:
                self.labels[n] = [label for label in labels if not label.member]

    def _attach_labels(self) -> None:
        """Give each label to its item; one behind several items to all of them."""
        counts: dict[int | None, int] = {}
        for item in self.items.values():
            lines = [n for n in item.paragraphs if self.is_label_line(n)]
            if lines:
                parent = self.passages[item.index].parent
                counts[parent] = counts.get(parent, 0) + 1
        for item in self.items.values():
            item.labels = list(self.labels[item.index])
            above = [n for n in item.paragraphs if ALL_ABOVE.match(self.passages[n].text)]
            for n in item.paragraphs:
                if n not in above:
                    item.labels += self.labels[n]
            if above:
                named = [one for n in above for one in sentence_named(self.passages[n].text)]
                self._share_out(item, share_of(named, self.order_leads), "")
        self._over_siblings(counts)

    def is_label_line(self, index: int) -> bool:
        """True for a paragraph that is nothing but a label."""
        labels = self.labels[index]
        if not labels:
            return False
        text = self.passages[index].text
        rest = text[: labels[0].start]
        for one, two in pairwise(labels):
            rest += text[one.end : two.start]
        rest = without_leaders(rest + text[labels[-1].end :])
        return len(_LABEL_ONLY.sub("", rest)) <= 4

    def _over_siblings(self, counts: dict[int | None, int]) -> None:
        """A label line behind the last of several items without labels holds for all of them."""
        for parent, items in self.by_parent.items():
            siblings = [item for item in items if not item.children]
            if all(region_of(self.passages, s.index) in _NEVER_SHARED for s in siblings[:1]):
                continue
            only = counts.get(parent) == 1 and sum(bool(item.labels) for item in siblings) == 1
            waiting: list[Item] = []
            for item in siblings:
                if item.labels and waiting:
                    self._give(item, waiting, only)
                if item.labels or item.given:
                    waiting = []
                else:
                    waiting.append(item)

    def _give(self, item: Item, waiting: list[Item], only: bool) -> None:
        """The label of an item for those before it that have none."""
        share = shares_of(item.labels, self.order_leads)
        if any(self.is_label_line(n) for n in item.paragraphs):
            for other in waiting if only else ():
                other.given = share
            return
        line = self.passages[item.index].line
        for other in reversed(waiting):
            if self.passages[other.index].line != line:
                return
            other.given = share

    def _share_out(self, last: Item, share: Share, note: str) -> None:
        parent = self.passages[last.index].parent
        for item in self.by_parent[parent]:
            if item.index <= last.index and item.given is None and not self.labels[item.index]:
                item.given, item.note = share, note

    def text_of(self, item: Item) -> str:
        """The item's words and those of its paragraphs, a line each."""
        pieces = [self.passages[item.index].text]
        texts = (self.passages[n].text for n in item.paragraphs)
        return "\n".join([*pieces, *(text for text in texts if not ALL_ABOVE.match(text))])

    def share(self, item: Item) -> Share:
        """Who answers for an item: its own labels, those given to it, those it stands under."""
        share = shares_of(item.labels, self.order_leads)
        if share.lead:
            return share
        if item.given is not None:
            return item.given
        above = self.inherited(item)
        if above.units:
            return Share(
                above.lead, without(above.co + share.co, above.lead), above.note, above.leads_said
            )
        if share.co and not share.lead:
            named = share_of(sentence_named(self.text_of(item)), self.order_leads)
            lead = tuple(name for name in named.lead if name not in share.co)
            note = "" if lead else "原文只写了配合单位，没有写牵头单位"
            return Share(lead, share.co, note, bool(lead))
        return share

    def inherited(self, item: Item) -> Share:
        """What the nearest heading with a label gives."""
        for place in ancestors(self.passages, item.index):
            above = self.items.get(place)
            if above is None:
                continue
            own = list(self.labels[place])
            for n in above.paragraphs:
                if self.is_label_line(n) and not above.children:
                    own += self.labels[n]
            if own and (share := shares_of(own, self.order_leads)).units:
                return share
        return Share()


_DUTIES: Final = re.compile("职责|分工|责任")


def _may_be_headed(passages: tuple[Passage, ...], index: int) -> bool:
    """True under a heading of tasks or of who does what."""
    parent = passages[index].parent
    if parent is None:
        return False
    told = any(_DUTIES.search(passages[n].title[:20]) for n in ancestors(passages, index))
    return told or region_of(passages, index) is Region.WORK


def without(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The names that the others do not hold, each once, in order."""
    return tuple(dict.fromkeys(name for name in names if name not in others))
