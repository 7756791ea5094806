"""Tasks (任务) of a document: which items ask somebody to do something, who, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from config.drafting.context import DueContext, last_year_named
from config.drafting.dues import read_due
from config.drafting.labels import Label, find_labels
from config.drafting.model import Doubt, DraftPhase, DraftTask, DueReading, Passage
from config.drafting.passages import title_of
from config.drafting.persons import without_leaders
from config.drafting.phases import phase_at
from config.drafting.regions import Region, ancestors, region_of
from config.drafting.responsibility import (
    Share,
    first_leads,
    sentence_named,
    share_of,
    shares_of,
    subjects,
)
from config.drafting.roster import Roster

_NO_TASKS: Final = re.compile(
    r"总体要求|基本要求|总则|附则|适用范围|组织机构|组织体系|工作机构|改造内容|基本思路|定义|术语|规划期限|规划范围|可达性分析|"
    r"纪律要求|工作纪律|有关事项|其他事项|推进机制|工作机制|调度机制|报送要求|"
    r"结果运用|领导小组|监测评估|奖惩"
)
_VERB_START: Final = re.compile(
    r"^(?:关于|全面|大力|积极|加大|深入|扎实|持续|着力|切实|进一步|不断|稳步|有序|统筹|精准|高质量|"
    r"加强|加快|推进|推动|完善|健全|建立|建设|开展|强化|提升|优化|落实|实施|促进|深化|做好|抓好|做强|做大|打造|打好|"
    r"严格|严控|严防|规范|整治|治理|保障|支持|发展|培育|构建|制定|编制|组织|巩固|改善|提高|扩大|创新|探索|压实|"
    r"完成|确保|推行|推广|实行|实现|发挥|发展|防范|防控|防治|排查|摸清|争取|补齐|畅通|壮大|引进|启动|新建|改造|"
    r"谋划|营造|倡导|鼓励|引导|夯实|筑牢|管好|禁止|淘汰|清理|修订|修复|保护|利用|增强|激发|拓宽|拓展|丰富|招引|扶持)"
)
_WATCHES: Final = re.compile(r"督查|督导|通报|约谈|考核|调度|问责|负责解释|汇报|听取|检查")
_DEFINITE: Final = re.compile(
    r"^(?:要|应当|应|须|必须|也|都|将)*(?:作为.{0,24}?|具体)?(?:负责|牵头|承担|成立|制定|编制|组建|建立|健全|完成|提交|报送|提出|出台|选好)"
)
_RECURS: Final = re.compile(r"^[^负牵承]{0,40}每(?:年|月|周|日|季|半|旬|两)")
_GENERIC: Final = re.compile(
    r"^各(?:责任|成员|有关|相关|牵头|配合|级|地)|^各(?:单位|部门|科室|处室)|^(?:有关|相关)"
)
_NEVER_SHARED: Final = {Region.BACKGROUND, Region.GOALS, Region.SUPPORT}
_LABEL_ONLY: Final = re.compile(r"[\s\u3000，；;。、（）()]*")
_ALL_ABOVE: Final = re.compile(r"^(?:以上|上述|前述)[^。，]{0,12}(?:由|：|:)")
_FOOTER: Final = re.compile(
    r"网站标识码|备案号|技术支持|版权所有|ICP备|公网安备|打印本页|分享到|上一篇|下一篇"
)
_LONGEST: Final = 4_000


@dataclass(slots=True)
class _Item:
    """A numbered item with the unnumbered paragraphs under it."""

    index: int
    paragraphs: list[int] = field(default_factory=list)
    children: list[int] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    given: Share | None = None  # from a line behind several items
    note: str = ""
    has_table: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What all tasks of one document share."""

    passages: tuple[Passage, ...]
    phases: tuple[DraftPhase, ...]
    context: DueContext
    roster: Roster
    order_leads: bool


def order_leads(passages: Sequence[Passage]) -> bool:
    """True where the document says that the first of several units leads."""
    return any(first_leads(passage.text[:_LONGEST]) for passage in passages)


def works(setting: Setting) -> tuple[tuple[DraftTask, ...], tuple[Doubt, ...]]:
    """The tasks of items and paragraphs in printed order, and what is doubtful about them."""
    reader = _Reader(setting)
    tasks: list[DraftTask] = []
    seen: set[tuple[str, str, str]] = set()
    for task in reader.tasks():
        key = (task.no, task.section, task.text)
        if key in seen:
            reader.doubts.append(Doubt(task.line, task.title, "与前面一项完全重复，只列一次"))
            continue
        seen.add(key)
        tasks.append(task)
    return tuple(tasks), tuple(reader.doubts)


class _Reader:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.passages = setting.passages
        self.doubts: list[Doubt] = []
        self.items = _items(self.passages)
        self.by_parent: dict[int | None, list[_Item]] = {}
        for item in self.items.values():
            self.by_parent.setdefault(self.passages[item.index].parent, []).append(item)
        self._labels = {
            n: [] if _FOOTER.search(p.text) else find_labels(p.text[:_LONGEST])
            for n, p in enumerate(self.passages)
            if not p.cells
        }
        self._attach_labels()

    # labels

    def _attach_labels(self) -> None:
        """Give each label to its item; one behind several items to all of them."""
        counts: dict[int | None, int] = {}
        for item in self.items.values():
            lines = [n for n in item.paragraphs if self._is_label_line(n)]
            if lines:
                parent = self.passages[item.index].parent
                counts[parent] = counts.get(parent, 0) + 1
        for item in self.items.values():
            item.labels = list(self._labels[item.index])
            above = [n for n in item.paragraphs if _ALL_ABOVE.match(self.passages[n].text)]
            for n in item.paragraphs:
                if n not in above:
                    item.labels += self._labels[n]
            if above:
                named = [one for n in above for one in sentence_named(self.passages[n].text)]
                self._share_out(item, share_of(named, self.setting.order_leads), "")
        self._over_siblings(counts)

    def _is_label_line(self, index: int) -> bool:
        """True for a paragraph that is nothing but a label."""
        labels = self._labels[index]
        if not labels:
            return False
        text = self.passages[index].text
        rest = text[: labels[0].start]
        for one, two in zip(labels, labels[1:], strict=False):
            rest += text[one.end : two.start]
        rest = without_leaders(rest + text[labels[-1].end :])
        return len(_LABEL_ONLY.sub("", rest)) <= 4

    def _over_siblings(self, counts: dict[int | None, int]) -> None:
        """A label line behind the last of several items without labels holds for all of them."""
        for parent, items in self.by_parent.items():
            siblings = [item for item in items if not item.children]
            if all(region_of(self.passages, s.index) in _NEVER_SHARED for s in siblings[:1]):
                continue
            labelled = sum(1 for item in siblings if item.labels)
            waiting: list[_Item] = []
            for item in siblings:
                own_line = any(self._is_label_line(n) for n in item.paragraphs)
                same_line = [
                    w
                    for w in waiting
                    if self.passages[w.index].line == self.passages[item.index].line
                ]
                if item.labels and waiting:
                    share = shares_of(item.labels, self.setting.order_leads)
                    if own_line and counts.get(parent) == 1 and labelled == 1:
                        for other in waiting:
                            other.given = share
                    elif same_line and not own_line:
                        for other in same_line:
                            other.given = share
                waiting = [] if item.labels or item.given else [*waiting, item]

    def _share_out(self, last: _Item, share: Share, note: str) -> None:
        parent = self.passages[last.index].parent
        for item in self.by_parent[parent]:
            if item.index <= last.index and item.given is None and not self._labels[item.index]:
                item.given, item.note = share, note

    # tasks

    def tasks(self) -> Iterator[DraftTask]:
        """Tasks in printed order."""
        for index, passage in enumerate(self.passages):
            if passage.cells:
                continue
            item = self.items.get(index)
            if item is not None:
                yield from self._of_item(item)
            elif passage.parent is None or self.items[passage.parent].children:
                yield from self._of_paragraph(index)

    def _of_paragraph(self, index: int) -> Iterator[DraftTask]:
        """A paragraph under no item, or beside numbered items: a task where it carries a label."""
        labels = self._labels[index]
        passage = self.passages[index]
        if not labels or self._is_label_line(index) or _ALL_ABOVE.match(passage.text):
            return
        if (
            passage.parent is None
            and region_of(self.passages, index) is Region.FRONT
            and not any(label.keyed for label in labels)
        ):
            return
        share = shares_of(labels, self.setting.order_leads)
        if share.units:
            yield self._task(index, passage.text, title_of(passage.text), share)

    def _of_item(self, item: _Item) -> Iterator[DraftTask]:
        if item.children or (item.has_table and not item.labels):
            return
        passage = self.passages[item.index]
        if passage.no.startswith(("专栏", "附")) and not self._labels[item.index]:
            return
        region = region_of(self.passages, item.index)
        if not passage.no and region is Region.FRONT:
            region = Region.WORK
        share = self._share(item)
        if share.units and (item.labels or item.given or self._inherited(item).units):
            if region is Region.SCHEDULE and not any(label.keyed for label in item.labels):
                return
            yield from self._labelled(item, share)
            return
        if region is Region.SUPPORT or self._is_aside(item.index):
            yield from self._definite(item)
            return
        named = self._named(item)
        if (named.units and region is Region.WORK and self._asks(item, named)) or (
            region is Region.WORK and self._is_work(item)
        ):
            yield self._task(item.index, self._text(item), self._title(item), named)

    def _labelled(self, item: _Item, share: Share) -> Iterator[DraftTask]:
        """One task; several where the item's paragraphs or sentences carry labels of their own."""
        parted = [n for n in item.paragraphs if self._labels[n] and not self._is_label_line(n)]
        own = self._labels[item.index]
        if len(parted) >= 2 and not own:
            for n in parted:
                text = self.passages[n].text
                yield self._task(
                    n, text, title_of(text), shares_of(self._labels[n], self.setting.order_leads)
                )
            return
        pieces = list(_parts(self.passages[item.index].text, own))
        if len(pieces) >= 2 and not item.paragraphs:
            for text, labels in pieces:
                yield self._task(
                    item.index, text, title_of(text), shares_of(labels, self.setting.order_leads)
                )
            return
        yield self._task(item.index, self._text(item), self._title(item), share)

    def _share(self, item: _Item) -> Share:
        share = shares_of(item.labels, self.setting.order_leads)
        if share.lead:
            return share
        if item.given is not None:
            return item.given
        above = self._inherited(item)
        if above.units:
            return Share(
                above.lead, _without(above.co + share.co, above.lead), above.note, above.leads_said
            )
        if share.co and not share.lead:
            named = share_of(sentence_named(self._text(item)), self.setting.order_leads)
            lead = tuple(name for name in named.lead if name not in share.co)
            note = "" if lead else "原文只写了配合单位，没有写牵头单位"
            return Share(lead, share.co, note, bool(lead))
        return share

    def _inherited(self, item: _Item) -> Share:
        for place in ancestors(self.passages, item.index):
            above = self.items.get(place)
            if above is None:
                continue
            own = [label for label in self._labels[place]]
            for n in above.paragraphs:
                if self._is_label_line(n) and not above.children:
                    own += self._labels[n]
            if own and (share := shares_of(own, self.setting.order_leads)).units:
                return share
        return Share()

    def _named(self, item: _Item) -> Share:
        """Units that the item's sentences make responsible."""
        return share_of(
            sentence_named(without_leaders(self._text(item))), self.setting.order_leads or True
        )

    def _asks(self, item: _Item, named: Share) -> bool:
        """True where a sentence with these units asks for something other than watching."""
        passage = self.passages[item.index]
        if not named.lead:
            return False
        if passage.parent is None and not passage.no:
            return True
        text = self._text(item)
        if _PAST.search(text[:60]):
            return False
        return (
            not (_WATCHES.search(text) and len(text) < 40 and "负责" not in text)
            and "负责解释" not in text
        )

    def _is_work(self, item: _Item) -> bool:
        """True for an item without units that stands under a heading of tasks, or begins by doing."""
        passage = self.passages[item.index]
        if passage.parent is None or not passage.no:
            return False
        told = _is_told(self.passages, item.index)
        if told:
            return True
        return bool(_VERB_START.match(passage.title)) and not _GOAL_ONLY.search(passage.title)

    def _is_aside(self, index: int) -> bool:
        places = (index, *ancestors(self.passages, index))
        return any(_NO_TASKS.search(self.passages[n].title[:30]) for n in places)

    def _definite(self, item: _Item) -> Iterator[DraftTask]:
        """Sentences of a supporting chapter in which a named unit has to do a definite thing."""
        for n in (item.index, *item.paragraphs):
            for sentence in re.split(r"[。；]", self.passages[n].text[:_LONGEST]):
                names, rest = subjects(sentence)
                if not names or all(_GENERIC.match(name) for name in names):
                    continue
                if (
                    _DEFINITE.match(rest) is None
                    or _WATCHES.search(rest)
                    or _RECURS.search(sentence)
                ):
                    continue
                share = share_of(sentence_named(sentence), True)
                yield self._task(n, sentence.strip(), title_of(sentence), share)

    # one task

    def _text(self, item: _Item) -> str:
        pieces = [self.passages[item.index].text]
        pieces += [
            self.passages[n].text
            for n in item.paragraphs
            if not _ALL_ABOVE.match(self.passages[n].text)
        ]
        return "\n".join(pieces)

    def _title(self, item: _Item) -> str:
        title = self.passages[item.index].title
        names, rest = subjects(title)
        if names and (asked := re.match(r"^(?:要|应当|应|须|必须)", rest)) is not None:
            return rest[asked.end() :].strip("，") or title
        about = re.match(r"^关于(.{4,60})$", title)
        return about.group(1) if about else title

    def _task(self, index: int, text: str, title: str, share: Share) -> DraftTask:
        passages = self.passages
        phase = phase_at(passages, index, self.setting.phases)
        context = replace(
            self.setting.context, year=last_year_named(passages, index) or self.setting.context.year
        )
        if phase is not None:
            context = context.in_phase(phase.start_on, phase.end_on)
        plain = without_leaders(text)
        due = read_due(plain, context)
        name = self.setting.roster.name_of
        lead = tuple(dict.fromkeys(name(unit) for unit in share.lead))
        co = _without(tuple(dict.fromkeys(name(unit) for unit in share.co)), lead)
        passage = passages[index]
        no = passage.no or next(
            (passages[n].no for n in ancestors(passages, index) if passages[n].no), ""
        )
        return DraftTask(
            no, title, plain.strip(), section_of(passages, index), lead, co, due, passage.line,
            "；".join(_open_points(share, due, phase)),
        )  # fmt: skip


_PAST: Final = re.compile(r"近年来|以来，|去年|已(?:完成|建成|经)|本报讯")
_GOAL_ONLY: Final = re.compile(r"^.{0,12}(?:目标|意义|原则|思路)$")
_TOLD: Final = re.compile(
    r"任务|措施|重点工作|主要工作|工作内容|工程|项目|举措|清单|重点|内容|攻坚|行动|专栏"
)


def _is_told(passages: tuple[Passage, ...], index: int) -> bool:
    return any(
        _TOLD.search(passages[n].title[:30]) or passages[n].no.startswith("专栏")
        for n in ancestors(passages, index)
    )


def _open_points(share: Share, due: DueReading | None, phase: DraftPhase | None) -> Iterator[str]:
    if share.note:
        yield share.note
    if due is not None and due.why:
        yield f"时限“{due.text}”{due.why}"
    if due is None and phase is not None:
        yield f"原文没有写这一项的时限，只写在“{phase.title}”里"


def _without(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name not in others))


def _items(passages: tuple[Passage, ...]) -> dict[int, _Item]:
    """Numbered items and headings by index, with their paragraphs and numbered children."""
    items: dict[int, _Item] = {}
    for index, passage in enumerate(passages):
        if passage.level and not passage.cells:
            items[index] = _Item(index)
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


def _parts(text: str, labels: list[Label]) -> Iterator[tuple[str, list[Label]]]:
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
