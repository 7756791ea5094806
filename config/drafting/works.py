"""Tasks (任务) of a document: which items ask somebody to do something, who, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from config.drafting.attached import ALL_ABOVE, Attached, without
from config.drafting.context import DueContext
from config.drafting.dues import read_due
from config.drafting.headings import title_of
from config.drafting.items import Item, headed, is_counted, parts_of, section_of, titled
from config.drafting.model import Doubt, DraftPhase, DraftTask, DueReading, Passage
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
from config.drafting.years import years_named
from workflows.calendar import month_end

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
_MONTH: Final = re.compile(r"^(?P<m>\d{1,2})月份?(?!\d|底|前|初|中|上|下)")
_RECURS: Final = re.compile(r"^[^负牵承]{0,40}每(?:年|月|周|日|季|半|旬|两)")
_BY_ROLE: Final = re.compile(r"^各(?:责任|成员|牵头|配合|承办)")
_GENERIC: Final = re.compile(
    r"^各(?:责任|成员|有关|相关|牵头|配合|承办|级|地)|^各(?:单位|部门|科室|处室)|^(?:有关|相关)"
)
_LONGEST: Final = 4_000


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
        self.attached = Attached(setting.passages, setting.order_leads)
        self.items = self.attached.items
        self.years = years_named(setting.passages)
        self.labels = self.attached.labels

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
        labels = self.labels[index]
        passage = self.passages[index]
        if not labels or self.attached.is_label_line(index) or ALL_ABOVE.match(passage.text):
            return
        if (
            passage.parent is None
            and region_of(self.passages, index) is Region.FRONT
            and not any(label.keyed for label in labels)
            and not is_counted(passage.text)
        ):
            return
        share = shares_of(labels, self.setting.order_leads)
        if share.units:
            yield self._task(index, passage.text, titled(passage.text, labels), share)

    def _of_item(self, item: Item) -> Iterator[DraftTask]:
        if item.children or (item.has_table and not item.labels):
            return
        passage = self.passages[item.index]
        if passage.no.startswith(("专栏", "附")) and not self.labels[item.index]:
            return
        region = region_of(self.passages, item.index)
        if not passage.no and region is Region.FRONT:
            region = Region.WORK
        share = self.attached.share(item)
        if share.units and (item.labels or item.given or self.attached.inherited(item).units):
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
            yield self._task(item.index, self.attached.text_of(item), self._title(item), named)

    def _labelled(self, item: Item, share: Share) -> Iterator[DraftTask]:
        """One task; several where the item's paragraphs or sentences carry labels of their own."""
        parted = [
            n for n in item.paragraphs if self.labels[n] and not self.attached.is_label_line(n)
        ]
        own = self.labels[item.index]
        if len(parted) >= 2 and not own:
            for n in parted:
                text = self.passages[n].text
                title = titled(text, self.labels[n])
                yield self._task(
                    n, text, title, shares_of(self.labels[n], self.setting.order_leads)
                )
            return
        pieces = list(parts_of(self.passages[item.index].text, own))
        if len(pieces) >= 2 and not item.paragraphs:
            for text, labels in pieces:
                yield self._task(
                    item.index, text, title_of(text), shares_of(labels, self.setting.order_leads)
                )
            return
        yield self._task(item.index, self.attached.text_of(item), self._title(item), share)

    def _named(self, item: Item) -> Share:
        """Units that the item's sentences make responsible; 各牵头单位 only where alone."""
        own = without_leaders(self.passages[item.index].text)
        named = sentence_named(own) or sentence_named(without_leaders(self.attached.text_of(item)))
        certain = [one for one in named if not _BY_ROLE.match(one.name)]
        return share_of(certain or named, True)

    def _asks(self, item: Item, named: Share) -> bool:
        """True where a sentence with these units asks for something other than watching."""
        passage = self.passages[item.index]
        if not named.lead:
            return False
        if passage.parent is None and not passage.no:
            return True
        text = self.attached.text_of(item)
        if _PAST.search(text[:60]):
            return False
        return (
            not (_WATCHES.search(text) and len(text) < 40 and "负责" not in text)
            and "负责解释" not in text
        )

    def _is_work(self, item: Item) -> bool:
        """True for an item without units under a heading of tasks, or one that begins by doing."""
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

    def _definite(self, item: Item) -> Iterator[DraftTask]:
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

    def _title(self, item: Item) -> str:
        passage = self.passages[item.index]
        title = passage.title
        if headed(self.labels[item.index]):
            return titled(passage.text, self.labels[item.index])
        names, rest = subjects(title)
        if names and (asked := re.match(r"^(?:要|应当|应|须|必须)", rest)) is not None:
            return rest[asked.end() :].strip("，") or title
        about = re.match(r"^关于(.{4,60})$", title)
        return about.group(1) if about else title

    def _month_above(self, index: int, context: DueContext) -> tuple[date, date] | None:
        """The month that a heading above gives (3月份重点工作), in the document's year."""
        year = context.year or (context.programme_start and context.programme_start.year)
        for n in ancestors(self.passages, index):
            month = _MONTH.match(self.passages[n].title)
            if month is not None and year and 1 <= int(month["m"]) <= 12:
                first = date(year, int(month["m"]), 1)
                return first, month_end(first)
        return None

    def _task(self, index: int, text: str, title: str, share: Share) -> DraftTask:
        passages = self.passages
        phase = phase_at(passages, index, self.setting.phases)
        context = replace(self.setting.context, year=self.years[index] or self.setting.context.year)
        if phase is not None:
            context = context.in_phase(phase.start_on, phase.end_on)
        elif (month := self._month_above(index, context)) is not None:
            context = context.in_phase(*month)
        plain = without_leaders(text)
        due = read_due(plain.split("\n", 1)[0], context)
        if due is None or due.rule is None:
            due = read_due(plain, context) or due
        name = self.setting.roster.name_of
        lead = tuple(dict.fromkeys(name(unit) for unit in share.lead))
        co = without(tuple(dict.fromkeys(name(unit) for unit in share.co)), lead)
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
