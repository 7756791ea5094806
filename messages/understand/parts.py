"""Cutting a reply that speaks of several tasks into its parts."""

import re
from dataclasses import dataclass

from messages.understand import answers
from messages.understand.amounts import figures
from messages.understand.folding import lower
from messages.understand.numerals import INT, integer
from messages.understand.patterns import guarded
from messages.understand.refs import HEADINGS, NARRATIVE, STATUS, THING, marked_noun, noun_ref

MAX_PARTS = 60


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the reply; ``headed`` if it opens by naming a task."""

    start: int
    end: int
    headed: bool
    body: int | None = None  # where the words begin when the head names its task by ``no``
    no: str = ""


_LIST = rf"{INT}(?:(?:[、,，和与及跟&/]|以及|项[、,和与及]第?){INT}){{0,30}}"
_HEAD = guarded(
    r"[ \t]*(?:[-•·*][ \t]*)?(?:那个|然后|还有|另外|就是|,)*(?:"
    rf"第{INT}(?:[-~至到]第?{INT})?[项条件号]|第{_LIST}(?:[项条件号](?!楼|线|井|站)|个{THING})"
    rf"|(?:任务|事项|序号|编号|no[. ]|#|tasks?|items?) ?(?:\d{{1,3}}"
    rf"|[一二三四五六七八九十]{{1,3}})(?:(?:[、,&/]|和|与| and | & ) ?#?\d{{1,3}}(?=\D"
    rf"|$)){{0,30}}(?![\d%.年月])"
    r"|[①-⑳]|[(]\d{1,2}[)]"
    rf"|{INT}号(?:任务|事项)[:]?|\d{{1,3}}(?:[、,和与及/&-]\d{{1,3}}){{0,30}}(?:项|号任务|号"
    rf"|任务)?[ :]{{0,2}}(?={STATUS})"
    r"|\d{1,2}[.、:][ ]?(?!\d)"
    r"|(?:其余|其[他它](?=[的任事项都均全正推已还进没未暂在也延按,:]|几项)|(?:剩下|余下)的?(?=任务"
    r"|事项|几|[两三四五六\d]+项|[都均全还正在没未推已按暂延申,:])"
    r"|the rest\b|others?\b)"
    r")",
    re.IGNORECASE,
)
_CODE_HEAD = re.compile(  # tried only where a text holds a "-"
    r"[ \t]*(?:[-•·*][ \t]*)?(?:那个|然后|还有|另外|就是|,)*(?:[a-z]{1,4}"
    r"|[\u4e00-\u9fff]{1,3})-\d{1,3}(?![\d%年月日.])"
)
DIVIDED = re.compile("[,;。!?\n 、①-⑳]|第")  # without one of these a reply is one part
_BOUNDARY = guarded(
    r"[;。!\n]+|[,、 \t]+|(?<=[^\d ])(?=[①-⑳])|(?:而|但是?)(?=第)"
    rf"|(?<=[^\d 、,和与及跟到至~/&对把将在是于的按照给像-])(?=第{INT}(?:[项条件号]"
    rf"|个{THING}))"  # in one breath
)
_REST_HEAD = re.compile(r"(?:而|但|,| )*(?:其余|其[他它]|剩下|余下|the rest|others?)")
_NOTHING_SAID = re.compile(r"^[\s,;。、:的和与及以项]*$")
_PREFACE = re.compile(
    r"^(?:收到|好的?|您好|你好|领导好?|汇报|报告|各位|老师|主任|科长|早上好|上午好|下午好|现"
    r"|将|如下|情况|进展|进度|我局|我镇|我办|我们|单位|反馈|报送|本周|本月|目前|的|:|,|;|。|!|\s"
    r"|任务|工作|督办|事项|更新|status|update|hi|hello|here is|report)*$"
)
_CLAUSE_END = re.compile(r"[,;。!?\n]+|(?<=[a-z])\. ")


def spans(text: str) -> list[Span]:
    """The parts of a folded, lower-case reply, in order; one span if it speaks of one thing."""
    if counted := _counted(text):
        return counted
    cuts = _headed(text)
    if len(cuts) == 1 and _rest_after_some(text, cuts[0][0]):
        return [Span(0, cuts[0][0], False), Span(cuts[0][0], len(text), True)]
    if len(cuts) < 2 or len(cuts) > MAX_PARTS:
        return [Span(0, len(text), bool(cuts))]
    if sum(bool(NARRATIVE.match(text[head:end])) for _, head, end in cuts) * 2 >= len(cuts):
        return [Span(0, len(text), False)]
    found: list[Span] = []
    if not _PREFACE.match(text[: cuts[0][0]]):
        found.append(Span(0, cuts[0][0], False))
    found += [Span(start, end, True) for start, _, end in cuts]
    return found


def _rest_after_some(text: str, start: int) -> bool:
    """ "一项完成，其余推进": the rest, after some were counted."""
    return bool(_REST_HEAD.match(text, start)) and bool(_SOME.search(text[:start]))


_SOME = re.compile(r"[项条件]|任务|tasks?|items?")
_COUNTED = re.compile(
    r"(?:^|(?<=[,;。!\n 、]))(?P<no>[一二三四五六七八九十]{1,3}(?=[、号项那个])|\d{1,2}(?!、))"
    rf"(?P<mark>号|项|、|那?个)(?={STATUS}|[预争力现刚大差快等]|目前"
    rf"|(?<=[一二三四五六七八九十]、)(?!{HEADINGS}))"
)


def _counted(text: str) -> list[Span]:
    """Parts counted "1号…，2号…" or "一、…；二、…": only as a run from one number to the next.

    Alone, "1号完成" is a day and "一项完成" a number of things.
    """
    heads = list(_COUNTED.finditer(text))
    numbers = [integer(m["no"]) for m in heads]
    if len(heads) < 2 or numbers != list(range(numbers[0], numbers[0] + len(heads))):
        return []
    if len({m["mark"] for m in heads}) > 1 or not _PREFACE.match(text[: heads[0].start()]):
        return []
    ends = [*(m.start() for m in heads[1:]), len(text)]
    spoken = zip(heads, ends, strict=True)
    if not all(_SAYS_STATE.search(text[m.end() : end]) for m, end in spoken):
        return []
    return [
        Span(m.start(), end, True, m.end(), str(number))
        for m, end, number in zip(heads, ends, numbers, strict=True)
    ]


def _headed(text: str) -> list[tuple[int, int, int]]:
    """(start, end of the head, end) of every stretch that opens with a task and says something."""
    heads: list[tuple[int, int]] = []
    coded = "-" in text
    at = 0
    for start in (0, *(m.end() for m in _BOUNDARY.finditer(text))):
        if start < at or len(heads) > MAX_PARTS:
            continue
        m = _HEAD.match(text, start) or (_CODE_HEAD.match(text, start) if coded else None)
        if m:
            heads.append((start, m.end()))
            at = m.end()
    return _merged(text, heads)


def _merged(text: str, heads: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    cuts: list[tuple[int, int, int]] = []
    pending: int | None = None
    for i, (start, head_end) in enumerate(heads):
        end = heads[i + 1][0] if i + 1 < len(heads) else len(text)
        begin = start if pending is None else pending
        if _NOTHING_SAID.match(text[head_end:end]):  # "第3项、第5项都完成了": one part
            pending = begin
            continue
        cuts.append((begin, head_end, end))
        pending = None
    return cuts


def by_topic(text: str) -> list[Span]:
    """Parts that name their task by a noun ("湿地那块…，河道那块…") or give one figure each."""
    bounds = _bounds(text)
    if len(bounds) < 2:
        return [Span(0, len(text), False)]
    cuts = [start for start, end in bounds if _is_topic(text[start:end])]
    if not cuts and _each_names_its_own(text, bounds):
        cuts = [start for start, _ in bounds]
    if len(cuts) < 2 or len(cuts) > MAX_PARTS or not _PREFACE.match(text[: cuts[0]]):
        return [Span(0, len(text), False)]
    ends = [*cuts[1:], len(text)]
    return [Span(start, end, True) for start, end in zip(cuts, ends, strict=True)]


def _bounds(text: str) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    start = 0
    for m in _CLAUSE_END.finditer(text):
        bounds.append((start, m.start()))
        start = m.end()
    bounds.append((start, len(text)))
    return [(a, b) for a, b in bounds if a < b][:200]


_SAYS_STATE = guarded(
    "在办|办理|在[做弄推走]|差|慢|快|难|完成|办结|好了|完了|搞定|推进|进行|正在|启动|延期|延到|卡"
    "|没|未|还在|%|成了|过半"
    "|一半"
    "|done|progress"
)


def _is_topic(clause: str) -> bool:
    if any(f.strong for f in figures(clause)):
        return True
    return bool(_SAYS_STATE.search(clause)) and marked_noun(clause) is not None


_ABOUT_THE_STATEMENT = re.compile(
    r"搞错|弄错|说错|记错|(?:^|,|这样)?(?:对|是|行|可以|算|真的|没错)(?:不对|不是|不行|吗|么|吧"
    r"|不算)[?]?$|^[^,]{0,2}真的"
)


def _each_names_its_own(text: str, bounds: list[tuple[int, int]]) -> bool:
    """Every clause is a noun with its state: "湿地修复已完成,河道清淤完成60%"."""
    nouns: list[str] = []
    for start, end in bounds[:MAX_PARTS]:
        clause = text[start:end].strip()
        noun = noun_ref(clause) if _SAYS_STATE.search(clause) else None
        if not noun or len(noun) < 3 or not clause.startswith(noun):
            return False
        nouns.append(noun)
    return len(set(nouns)) == len(bounds)


def question_tail(folded: str) -> int | None:
    """Where a closing question begins after a statement ("第3项已完成，附件要盖章吗"), or None."""
    text = lower(folded)
    bounds = _bounds(text)
    if len(bounds) < 2:
        return None
    start, end = bounds[-1]
    tail = text[start:end] + text[end : end + 1]
    if _ABOUT_THE_STATEMENT.search(tail):
        return None
    return start if answers.is_question(tail) and len(text[start:end].strip()) >= 4 else None
