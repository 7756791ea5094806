"""Cues (时限语): the words around a moment that make it a deadline, or show that it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from config.drafting.context import DueContext
from config.drafting.moments import Moment
from workflows.calendar import month_end

_LABEL_WORDS = (
    r"(?:完成|整改|办理|办结|落实|实施|达标|建设|反馈|报送|上报|提交|推进)?(?:时限|期限|"
    r"时间|时间节点|"
    r"时间要求|时限要求|时间安排|时间进度|截止时间|截止日期|进度要求|进度安排|"
    r"日期)(?:要求|安排|节点)?"
)
LABEL = re.compile(rf"{_LABEL_WORDS}(?:[：:]|为|】|\]|是)+[“\"（]?(?:\d[.、])?$")
OPEN_CLAUSE = re.compile(
    r"(?:^|[，。；：（、|】])(?:并|需|要|须|并要)?(?P<open>长期坚持|长期推进|长期实施|"
    r"长期开展|长期执行|长期任务|"
    r"长期工作|长期整改|长期|持续推进|持续实施|持续开展|持续整改|持续落实|持续坚持|"
    r"持续进行|持续|常态化推进|"
    r"常态化开展|常态化实施|常态化|常抓不懈|立行立改|即知即改|立查立改|边查边改|立知立改|"
    r"立即整改|立即|"
    r"贯穿始终|常年坚持|全年坚持|全程|长期坚持、持续推进)(?=$|[，。；）】|]|并|、)"
)
UNREADABLE_LABEL = re.compile(
    r"(?:完成时限|完成期限|完成时间|整改时限|时限要求|办理时限|办结时限|"
    r"截止时间)[：:](?P<what>[^；。）|\n]{1,40})"
)
_COMPLETE = (
    r"完成|建成|实现|达到|达|形成|消除|投运|投用|投产|投入|竣工|验收|上报|报送|提交|印发|"
    r"出台|提高|提升|"
    r"下降|降低|降至|下降到|控制|全面|基本|力争|整改|销号|报|制定|建立|取得|通过|创建|"
    r"出具|收官|办结|落实|"
    r"检查|督查|督导|排查|整治|自查|巡查|清理|推进|推广|巩固|收集|梳理|起草|征求|申报|"
    r"迎接|接受|申请|举办|进行|集中|对照|逐|"
    r"编制|发布|公布|增加|新增|新建|改造|覆盖|保持|稳定|确保|构建|总结|评估|考核|召开|"
    r"组织|开展|结束|实施|交付|完工|封顶|贯通|上线|提出|提请|拿出|通车|通水|开园|开放|销项"
)
_COMPLETES = re.compile(_COMPLETE)
_ACTS = re.compile(rf"(?:全部|全面|基本|如期|按期|顺利|初步|各|再|累计)?(?:{_COMPLETE})")
_STARTS = re.compile(r"启动|开工|开始|动工|着手|启用|起步|开建|进场")
_NAMED_BEFORE = re.compile(r"前(?:的|后)?(?:各项)?(?:准备|检查|排查|工作|情况|会商|培训|演练|隐患)")
_BEFORE = re.compile(
    r"(?:（(?:星期|周)[一二三四五六日天]）)?(?:(?:上午|中午|下午)?(?:\d{1,2}(?:时|点|"
    r"：\d\d)(?:\d\d分|半|"
    r"整)?)?(?:下班)?)?(?:之前|以前|前(?!期|后|沿|往|端|景|述|置|提(?![请交出供升高报醒])|年|三|五|十|两|瞻)|"
    r"底前|截止)"
)
_HISTORY = re.compile(
    r"已|累计|曾|获得|获评|荣获|率先|被评|发生了|下达了|出台了|印发了|召开了|以来|指出|强调"
)
_NOT_DUE_AFTER = re.compile(
    r"[^，。；]{0,6}的《|(?:完成|印发|出台|发布|制定|开展|实施|建成|召开|下发)的|以来|"
    r"以后|之后|后(?=[，。；的]|开始)|起(?!草|步)|开始(?=$|[，。；])|至今|到今|"
    r"现状|基准|版|修订|修正|"
    r"第[一二三四五六七八九十\d]+次|度?的?(?:目标值|指标值|标准|数据|水平|同期|工作要点|"
    r"工作计划|工作方案|规划|"
    r"行动|预算|决算|实施方案|全国|全省|统计|《)|目标|度(?:工作|计划|考核|预算|重点)|“|"
    r"[ⅠⅡⅢⅣⅤ]|的?世界"
)
_NOT_DUE_BEFORE = re.compile(
    r"(?:每[^，。；、（]{0,12}|比|较|与|和上年|同比|相比|以|自|从|对照|根据|按照|依据|"
    r"依照|截至目前|参照|逐[年月季])$"
)
_SHARED_BEFORE = re.compile(
    r"(?:、|和|及|与)(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?(?:之前|以前|前)"
)
_PRESSING = re.compile(
    r"(?P<cue>(?:力争|争取|确保|原则上|务必|必须|最迟|最晚|至迟|应|须|要|拟|计划|预计)?"
    r"(?:到|在|于|至|截至|截止到?|不晚于|不迟于|不得晚于|最迟于|赶在|力争|争取|确保)|最迟|"
    r"最晚|至迟|"
    r"不晚于|不迟于|限|（|自?即日起(?:至|到|-))$"
)
_WISH = re.compile(r"(?:力争|争取|努力|积极争取)[^，。；]{0,8}$")
_VAGUE_AFTER = re.compile(r"左右|前后|上下|许")
_LOOSE_BEFORE = frozenset({"month", "year", "quarter"})
_STOPS = "，。；：！？（）|"


@dataclass(frozen=True, slots=True)
class Cue:
    """A deadline's words at compact positions start to end, of which kind, and what is doubtful."""

    start: int
    end: int
    kind: str
    wish: bool = False
    why: str = ""


def quoted_stretches(text: str) -> list[tuple[int, int]]:
    """Where titles of other papers (《…》) stand; their dates are names."""
    stretches, opened = [], None
    for found in re.finditer(r"[《》]", text):
        if found.group() == "《" and opened is None:
            opened = found.start()
        elif found.group() == "》" and opened is not None:
            stretches.append((opened, found.end()))
            opened = None
    return stretches


def cue_of(text: str, moment: Moment, context: DueContext) -> Cue | None:
    """What makes the moment a deadline, None where it is none."""
    head = text[max(0, moment.start - 24) : moment.start]
    tail = text[moment.end : moment.end + 64]
    before = _BEFORE.match(tail)
    wish = _WISH.search(head) is not None
    end = moment.end + (before.end() if before else 0)
    labelled, alone = LABEL.search(head) is not None, _is_all(text, moment.start, end)
    if moment.grain == "feast" and _NAMED_BEFORE.match(tail):
        return None
    if text[moment.start : moment.end] == "全年" and not labelled and not alone:
        return None
    if labelled or alone:
        return _bare_cue(text, moment, (before, wish), "labelled" if labelled else "")
    if _NOT_DUE_BEFORE.search(_clause_tail(head)) and not moment.ranged and not before:
        return None
    if _recurs(head) or (before is None and _NOT_DUE_AFTER.match(tail)):
        return None
    if _is_history(text, moment, context, before is not None):
        return None
    kind = _kind(head, tail, moment, (before, context.in_schedule))
    if kind is None:
        return None
    kind, why = _begun(kind, before, _doubt(text, moment, before))
    return Cue(moment.start - _worded(head), end, kind, wish, why)


def _begun(kind: str, before: re.Match[str] | None, why: str) -> tuple[str, str]:
    """6月底前开工 is a deadline, though of the beginning; 6月启动 is none."""
    if kind != "start" or before is None:
        return kind, why
    return "complete", "；".join(filter(None, (why, "写的是启动（开工）时间，什么时候完成没有写")))


def _worded(head: str) -> int:
    """How many characters before the moment belong to the deadline's words (到, 力争在, 最迟)."""
    found = _PRINTED_BEFORE.search(head)
    return len(found.group()) if found else 0


_PRINTED_BEFORE = re.compile(
    r"(?:力争|争取)(?:到|在|于)?$|(?:截?至|到|截止到?|不晚于|不迟于|不得晚于|最迟于?|"
    r"最晚于?|至迟于?)$"
)


def _bare_cue(
    text: str, moment: Moment, found: tuple[re.Match[str] | None, bool], label: str
) -> Cue | None:
    before, wish = found
    tail = text[moment.end : moment.end + 16]
    head = text[max(0, moment.start - 24) : moment.start]
    if _recurs(head):
        return None
    end = moment.end + (before.end() if before else 0)
    if re.match(r"(?:起|至|到|-)?(?:并|，)?(?:长期|持续)", tail):
        return Cue(moment.start, end, "open", wish)
    kind = label or ("span" if moment.ranged else "complete")
    if _STARTS.match(text[end : end + 16]) and not _COMPLETES.search(tail):
        kind = "start"
    kind, why = _begun(kind, before, _doubt(text, moment, before))
    return Cue(moment.start, end, kind, wish, why)


def _is_all(text: str, start: int, end: int) -> bool:
    """True where the moment is the whole text, as in a table cell."""
    if start > 8 or len(text) - end > 8:
        return False
    rest = text[:start] + "|" + text[end:]
    return _AROUND.fullmatch(rest) is not None


_AROUND = re.compile(
    r"[（【]?(?:力争|争取|确保|原则上|最迟|于|在|到|至|截至|截止|不晚于|不迟于|"
    r"自?即日起(?:至|到|-))*\|"
    r"(?:底|内|前|之前|以前)?(?:全面|全部|基本|如期)?(?:完成|启动|开工|建成|竣工|投用|"
    r"结束|起|长期坚持|，?并?长期坚持|持续推进)?[）】。；]?"
)


def _recurs(head: str) -> bool:
    clause = _clause_tail(head)
    return (
        re.search(r"每(?:年度?|月|季度?|周|半年|个)|逐[年月季]|次月|(?<!本)年度$|各年", clause)
        is not None
    )


def _clause_tail(head: str) -> str:
    for n in range(len(head) - 1, -1, -1):
        if head[n] in "，。；：！？（":
            return head[n + 1 :]
    return head


def _clause_after(tail: str) -> str:
    for n, char in enumerate(tail):
        if char in _STOPS:
            return tail[:n]
    return tail


def _is_history(text: str, moment: Moment, context: DueContext, before: bool) -> bool:
    """True for what has happened: before the day of issue, or told in the past tense."""
    clause = _clause_after(text[moment.end : moment.end + 64])
    last, issued = moment.last, context.issued_on
    in_phase = context.phase_start is not None or context.phase_end is not None
    if last is not None and issued is not None and not in_phase and not before:
        if last < issued and (last.year < issued.year or moment.grain == "day"):
            return True
        if last.year < issued.year - 1:
            return True
    starts = context.programme_start
    if last is not None and starts is not None and last < starts and not (before or in_phase):
        return issued is None or last < issued
    return not before and moment.grain != "plan" and _HISTORY.search(clause) is not None


def _kind(
    head: str, tail: str, moment: Moment, around: tuple[re.Match[str] | None, bool]
) -> str | None:
    before, in_schedule = around
    rest = tail[before.end() if before else 0 :]
    clause = _clause_after(rest)
    starts, completes = _STARTS.search(clause), _COMPLETES.search(clause)
    if starts and not (completes and completes.start() > starts.start() and "完成" in clause):
        only = starts.start() <= 4 or before is not None
        if only and not (completes and completes.start() < starts.start()):
            return "start"
    if before or moment.grain == "feast" or _SHARED_BEFORE.match(rest):
        return "complete"
    if moment.ranged:
        return "span" if _stands_free(head, rest) or completes else None
    if _PRESSING.search(head) and (completes or head.endswith("（") or _free_end(rest)):
        return "complete"
    if moment.grain == "plan":
        ends = _free_end(rest) or (moment.closed and completes is not None)
        return "complete" if ends and _clause_tail(head) == "" else None
    return _plain_kind(head, rest, clause) or (_step_kind(head, rest) if in_schedule else None)


def _plain_kind(head: str, rest: str, clause: str) -> str | None:
    """A moment with no word before it: a deadline if the doing follows at once."""
    lead = _clause_tail(head)
    if _ACTS.match(clause) or re.match(r"(?:分别|前后|左右)?(?:完成|组织|开展)", clause):
        return "complete"
    if not lead and rest.startswith("，") and _ACTS.match(rest[1:]):
        return "complete"
    if not lead and rest[:1] in {"：", "）"}:
        return "complete"
    return None


def _step_kind(head: str, rest: str) -> str | None:
    """In a schedule: 12月，县水利局组织验收 is a step whoever stands before the doing."""
    if _clause_tail(head) or not rest.startswith("，"):
        return None
    return "complete" if _COMPLETES.search(_clause_after(rest[1:])[:40]) else None


def _stands_free(head: str, rest: str) -> bool:
    return _clause_tail(head) in {"", "在", "于", "从", "自", "拟于", "计划"} and _free_end(rest)


def _free_end(rest: str) -> bool:
    return rest == "" or rest[0] in "，。；：）|、" or rest.startswith(("，", "期间，"))


def _doubt(text: str, moment: Moment, before: re.Match[str] | None) -> str:
    if _VAGUE_AFTER.match(text, moment.end):
        return "“左右”“前后”不是确定的日期"
    if before is None or moment.last is None or moment.grain not in _LOOSE_BEFORE:
        return ""
    whole = moment.last.day == month_end(moment.last).day and not moment.ranged
    if whole and not moment.closed and not before.group().startswith("底"):
        words = text[moment.start : moment.end] + before.group()
        return f"“{words}”暂取最后一天，也可读作在它开始之前"
    return ""
