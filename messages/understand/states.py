"""The state of the work a part reports: nothing new, seen, not begun, stuck, done, under way.

Done comes after everything that could take it back; what no rule knows comes last.
"""

import re

from messages.understand import (
    answers,
    completion,
    dating,
    doubt,
    likeness,
    overrule,
    refs,
    refusals,
    situations,
)
from messages.understand.clauses import Claim
from messages.understand.dates import Kind
from messages.understand.folding import TICK_MARK
from messages.understand.part import Finding, Part
from messages.understand.patterns import guarded
from messages.understand.promises import promised
from messages.understand.reading import Intent


def idle(part: Part) -> Finding | None:
    if (
        part.says(answers.NO_PROGRESS)
        and not part.says(situations.BLOCKED)
        and "零报" not in part.low
    ):
        return Finding(Intent.PROGRESS, ask=True)
    return None


def nothing(part: Part) -> Finding | None:
    if not answers.NIL.search(part.body) or part.says(answers.NOT_NIL):
        return None
    if part.shares or part.says(situations.NOT_STARTED):
        return None
    if part.says(situations.BLOCKED) or part.claims(Claim.DONE, Claim.SENT, Claim.NEAR):
        return None
    if part.says(_UNDER_WAY):
        return None
    return Finding(Intent.NIL, ask=part.low in ("没有", "没"))


def seen(part: Part) -> Finding | None:
    """收到: nothing else is said, apart from a day it will be ready."""
    if not answers.ACK_CORE.search(part.low):
        return None
    if part.claims(Claim.DONE, Claim.SENT, Claim.NEAR, Claim.NOT_DONE, Claim.DOUBT, Claim.HEARSAY):
        return None
    if part.claims(Claim.TO_SEND) and part.shares:
        return None
    if part.claims(Claim.PROMISE) and not _AGREED.search(part.low):
        return None
    if part.says(_UNDER_WAY):
        return None
    if part.low.startswith("ok了") or (part.claims(Claim.WEAK) and refs.find_refs(part.tidied)):
        return None
    if part.says(_NO_DATE):
        return None
    left = part.low
    for clause in part.clauses:
        for m in reversed(clause.mentions):
            left = left.replace(clause.text[m.start : m.end], "", 1)
    left = re.sub(
        r"之?前|以前|内|第?\d+项|\d号任务|任务[\d一二三四五六七八九十]+|吧$|[上下]午|晚上|晚点",
        "",
        left,
    )
    if answers.ACK.sub("", left).strip():
        return None
    return Finding(Intent.ACK, until=promised(part.clauses))


_AGREED = re.compile("收到|收悉|知|好|明白|了解|嗯|行|ok|没问题|\ue001")


def not_begun(part: Part) -> Finding | None:
    shares = [p.value for p in part.shares]
    if any(shares) or part.claims(Claim.DONE, Claim.NEAR, Claim.SENT):
        return None
    if part.says(situations.NOT_STARTED):
        return Finding(Intent.NOT_STARTED, 0.0, promised(part.clauses))
    if shares == [0.0]:
        return Finding(Intent.NOT_STARTED, 0.0, promised(part.clauses))
    future = part.says(situations.WILL_START) and not part.says(situations.STARTED)
    if future and not part.says(_UNDER_WAY):
        return Finding(Intent.NOT_STARTED, 0.0, promised(part.clauses))
    return None


_UNDER_WAY = guarded(
    r"正在|推进(?!情况)|进行中|已(?:经)?(?:开|完|立|中标|挂|签(?!收)|招|批)|在办|在走|还在|施工中"
)


def stuck(part: Part) -> Finding | None:
    hard = part.says(situations.BLOCKED)
    if hard and part.says(situations.NO_LONGER_BLOCKED):
        return None
    if not hard and not part.says(situations.WAITING):
        return None
    until = promised(part.clauses)
    shares = [p.value for p in part.shares]
    if part.claims(Claim.DONE, Claim.SENT) and not hard:
        return None
    if not hard and (until or shares or part.claims(Claim.NEAR)):
        return None
    return Finding(Intent.BLOCKED, shares[-1] if shares else None, until)


def finished(part: Part) -> Finding | None:
    firm = part.claims(Claim.DONE, Claim.SENT, Claim.WEAK)
    if not firm:
        shares = [p.value for p in part.shares]
        if shares == [100.0] and not part.claims(*_UNSURE) and not part.says(completion.FUTURE):
            return None if overrule.is_overruled(part.low) else Finding(Intent.DONE, 100.0)
        return None
    if part.claims(Claim.HEARSAY, Claim.DOUBT, Claim.NOT_DONE):
        return None
    if part.claims(Claim.NEAR, Claim.PROMISE) or part.says(completion.STILL_OPEN):
        return None
    if any(p.value != 100 for p in part.shares):
        return None
    if overrule.is_overruled(part.low):
        return Finding(Intent.PROGRESS, until=promised(part.clauses), ask=True)
    if part.low.strip() == TICK_MARK:
        return Finding(Intent.ACK, ask=True)
    if part.says(situations.NOT_STARTED):
        return Finding(Intent.PROGRESS, ask=True)
    weak = not part.claims(Claim.DONE, Claim.SENT) and TICK_MARK not in part.low
    return Finding(
        Intent.DONE, 100.0, ask=weak or refs.all_except(part.low) or doubt.is_doubtful(part.low)
    )


_UNSURE = (Claim.HEARSAY, Claim.DOUBT, Claim.NOT_DONE, Claim.NEAR, Claim.PROMISE)


def moving(part: Part) -> Finding | None:
    shares = part.shares
    until = promised(part.clauses)
    if shares:
        sure = all(p.sure for p in shares) and len({p.value for p in shares}) == 1
        clash = shares[-1].value == 100 or part.claims(Claim.HEARSAY, Claim.NOT_DONE)
        return Finding(Intent.PROGRESS, shares[-1].value, until, ask=not sure or clash)
    firm = part.claims(Claim.DONE, Claim.SENT, Claim.WEAK)
    without_day = part.says(_NO_DATE) or part.says(_LATER) or _dated_without_day(part)
    told = firm or without_day or part.claims(*_UNSURE, Claim.TO_SEND)
    moves = part.says(situations.PROGRESS) or part.says(situations.STARTED)
    if not told and until is None and not moves:
        return None
    ask = part.claims(Claim.HEARSAY) or not (told or moves or until)
    if until is None:
        ask = ask or without_day or _is_open(part)
    return Finding(Intent.PROGRESS, None, until, ask=ask or (firm and part.claims(Claim.NOT_DONE)))


def _is_open(part: Part) -> bool:
    """Nearly, perhaps or not done, and nothing says what is still to do."""
    if part.claims(Claim.DOUBT, Claim.NOT_DONE, Claim.PROMISE, Claim.TO_SEND):
        return True
    near = part.claims(Claim.NEAR)
    return near and not part.says(completion.STILL_OPEN) and not part.says(_STAGE)


def _dated_without_day(part: Part) -> bool:
    """A promise for a day that cannot be told: "节后报"."""
    return any(
        m.kind is Kind.VAGUE and dating.COMPLETE_WORD.search(c.text[m.end :])
        for c in part.clauses
        for m in c.mentions
    )


_NO_DATE = guarded(
    "快了|差不多|七七八八|马上(?:好|完|就)|很快|快好|快完|八九不离十|基本(?:完成|办结|好)了?$"
    "|过几天|almost|nearly|soon"
)
_LATER = re.compile("(?:晚点|稍后|回头|待会儿?|改天|抽空|有空)再?[给报发交弄传补]")
_STAGE = guarded("初稿|招标|立项|可研|前期|设计|采购|一期|第一|主体|阶段|评审|编制|审")


_PLAIN_ACK = re.compile(
    r"(?:收到|收悉|知悉|好的|明白|了解|知道了?|嗯+|ok|noted|got it)(?=[,。! ]|$)"
)


def unknown(part: Part) -> Finding:
    if refusals.GREETING.match(part.low) or not part.low:
        return Finding(Intent.OTHER)
    if _PLAIN_ACK.match(part.low) and not (part.shares or any(c.mentions for c in part.clauses)):
        return Finding(Intent.ACK)
    return Finding(Intent.OTHER, ask=part.says(refusals.REPORTISH))


_KNOWS_NOT = re.compile(  # small talk, and not knowing
    "不(?:太|是很)?(?:知道|清楚)|(?:太难|好难|今天|好忙|下雨|下雪|开会|吃饭|堵车|手机|信号|加班"
    "|天气)[^,;。]{0,3}$"
)
_AS_READ = {Intent.DONE: Intent.PROGRESS, Intent.VALUE: None, Intent.OTHER: None}


def likened(part: Part) -> Finding | None:
    """What the reply is most like among labelled ones; always asked back, never done."""
    if not part.low or refusals.GREETING.match(part.low) or _PLAIN_ACK.match(part.low):
        return None
    if _KNOWS_NOT.match(part.low):
        return None
    like = likeness.likely(part.low)
    intent = _AS_READ.get(like, like) if like else None
    if intent is None:
        return None
    until = promised(part.clauses, loose=intent is Intent.EXTEND)
    dated = intent in (Intent.PROGRESS, Intent.EXTEND, Intent.ACK, Intent.BLOCKED)
    percent = 0.0 if intent is Intent.NOT_STARTED else None
    return Finding(intent, percent, until if dated else None, ask=intent is not Intent.ACK)
