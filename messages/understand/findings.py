"""What one part of a reply reports, found step by step; the first step that knows decides.

The order is the policy: what must never count as a report comes first, done comes after
everything that could take it back.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from messages.understand import (
    amounts,
    answers,
    completion,
    dating,
    likeness,
    overrule,
    refs,
    refusals,
    situations,
)
from messages.understand.amounts import Figure
from messages.understand.clauses import Claim, Clause
from messages.understand.dates import Kind
from messages.understand.folding import TICK_MARK
from messages.understand.promises import promised
from messages.understand.reading import Intent

_OPENING = re.compile(
    r"^(?:[(]?\d{1,3}[)]?[.、:) ]\s*|第.{1,3}[项条件]:?|[①-⑳]|任务\d{1,3}:?|(?:其余|其[他它])的?)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part while it is being read: as typed, tidied, in lower case, in clauses."""

    raw: str
    tidied: str
    low: str
    clauses: tuple[Clause, ...]

    def claims(self, *which: Claim) -> bool:
        return any(c.claim in which for c in self.clauses)

    def says(self, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(self.low))

    @property
    def body(self) -> str:
        """The words after the number that opens the part ("5、无")."""
        return _OPENING.sub("", self.low)

    @property
    def asked(self) -> bool:
        return any(c.question for c in self.clauses)


@dataclass(frozen=True, slots=True)
class Finding:
    intent: Intent
    percent: float | None = None
    until: date | None = None
    figure: Figure | None = None
    ask: bool = False


def find(part: Part, *, weigh: bool = True) -> Finding:
    """The finding of the first step that has one; ``weigh`` lets likeness speak where none has."""
    for step in (_refused, _corrected, _extended, _not_ours, _asked, _measured, _idle, _nothing,
                 _seen, _not_begun, _stuck, _finished, _moving):  # fmt: skip
        finding = step(part)
        if finding:
            return finding
    return (_likened(part) if weigh else None) or _unknown(part)


def _refused(part: Part) -> Finding | None:
    """What is never a report: orders to the bot, formulas, secrets, bare digits, other units."""
    if part.says(refusals.INSTRUCTION) and not _is_plain_correction(part):
        return Finding(Intent.OTHER, ask=not part.says(_MANIPULATION))
    if refusals.FORMULA.search(part.low) or _BARE_DIGITS.match(part.low):
        return Finding(Intent.OTHER, ask=True)
    if part.says(refusals.FORWARDED):
        return Finding(Intent.QUESTION if part.asked else Intent.OTHER, ask=True)
    if part.says(refusals.SECRET):
        return Finding(Intent.QUESTION if part.asked else Intent.OTHER, ask=True)
    firm = part.claims(Claim.DONE, Claim.SENT, Claim.WEAK, Claim.HEARSAY)
    if firm and part.says(refusals.FOR_OTHERS) and not part.asked:
        return Finding(Intent.OTHER, ask=True)
    return None


def own_words(part: Part) -> Part | None:
    """The clauses from "我们…" on, where others are spoken of before: "水利局完成了，我们还在弄"."""
    if not part.says(refusals.FOR_OTHERS):
        return None
    for i, clause in enumerate(part.clauses):
        if i and _OWN.match(clause.text):
            text = ",".join(c.text for c in part.clauses[i:])
            return Part(part.raw, text, text, part.clauses[i:])
    return None


_OWN = re.compile(r"(?:但是?|而|只有|就|不过|目前|现在)*(?:我|咱|俺|本)(?!区|市|县|月|周|季)")


_MANIPULATION = re.compile(
    r"忽略|无视|忘掉|忘记|ignore|disregard|prompt|jailbreak|所有|全部|全都|all\b|every|管理员"
    r"|<script|drop table|扮演|你是|you are"
)
_BARE_DIGITS = re.compile(r"^(?:[+＋]\s?\d+|\d{1,6}(?:[、, .]+\d{1,4})*)[.。!]?$")


def _is_plain_correction(part: Part) -> bool:
    """A new figure, not a new state: "把第3项改成80%"."""
    return bool(re.search(r"\d|[一二三四五六七八九]成|一半", part.low)) and bool(
        any(c.percents for c in part.clauses)
        and not re.search(r"忽略|无视|ignore|所有|全部", part.low)
    )


def _corrected(part: Part) -> Finding | None:
    if not part.says(situations.CORRECTION) or part.says(situations.NOT_CORRECTION):
        return None
    if part.asked and not any(c.percents for c in part.clauses):
        return None
    if figures := [f for c in part.clauses for f in amounts.figures(c.text) if f.strong]:
        return Finding(Intent.CORRECTION, figure=figures[-1])
    shares = [p for c in part.clauses for p in c.percents]
    until = promised(part.clauses, loose=True)
    if shares:
        return Finding(Intent.CORRECTION, percent=shares[-1].value, until=until)
    if part.claims(Claim.NOT_DONE):
        return Finding(Intent.CORRECTION, until=until, ask=until is None)
    if part.says(situations.NOT_STARTED):
        return Finding(Intent.CORRECTION, percent=0.0)
    if until:
        return Finding(Intent.CORRECTION, until=until)
    if part.claims(Claim.DONE):
        doubtful = overrule.is_overruled(part.low)
        return Finding(Intent.CORRECTION, percent=None if doubtful else 100.0, ask=doubtful)
    figure = amounts.loose_figure(_without_refs(part.low.partition("不是")[0] or part.low))
    if figure and (noun := amounts.indicator_in(part.low)):
        return Finding(Intent.CORRECTION, figure=replace(figure, noun=noun))
    return Finding(Intent.CORRECTION, figure=figure, ask=figure is None or figure.unit is None)


def _without_refs(text: str) -> str:
    return re.sub(
        r"第?\d+(?:、\d+)*[项号条](?:任务|事项)?|(?:任务|事项|task|item|#) ?\d+", "", text
    )


def _extended(part: Part) -> Finding | None:
    if not part.says(situations.EXTEND) or part.says(situations.NO_EXTEND):
        return None
    if part.claims(Claim.DONE) and not part.asked and not re.search("申请|请求|希望", part.low):
        return None
    until = promised(part.clauses, loose=True)
    shares = [p for c in part.clauses for p in c.percents]
    wants_rule = part.asked and until is None and _HOW_TO.search(part.low)
    if wants_rule:
        return Finding(Intent.QUESTION)
    return Finding(Intent.EXTEND, shares[-1].value if shares else None, until, ask=until is None)


_HOW_TO = re.compile(
    r"怎么|如何|流程|手续|批了|同意了|找谁|最多|几次|多久|什么|需要延期|要不要延|how|what|where|who"
)


def _not_ours(part: Part) -> Finding | None:
    if not part.says(situations.WRONG_UNIT):
        return None
    if part.asked and not re.search(r"不(?:归|是|属|由)我|不归|发错|派错|not our", part.low):
        return Finding(Intent.QUESTION)
    return Finding(Intent.WRONG_UNIT, ask=part.claims(Claim.DONE, Claim.SENT))


def _asked(part: Part) -> Finding | None:
    if not part.asked:
        return None
    if part.says(situations.BLOCKED) and not re.fullmatch(r"[^,;。]{0,40}(?:吗|么|没)?", part.low):
        return Finding(Intent.BLOCKED, ask=False)
    return Finding(Intent.QUESTION)


def _measured(part: Part) -> Finding | None:
    """An indicator's figure; counts of work done stay with the progress they describe."""
    share = amounts.share_of_all(part.low)
    if share is not None:
        return Finding(Intent.PROGRESS, share, promised(part.clauses), ask=True)
    found = [f for c in part.clauses for f in amounts.figures(c.text)]
    if not found:
        return None
    strong = [f for f in found if f.strong]
    if strong:
        return Finding(Intent.VALUE, figure=strong[0], ask=len(strong) > 1)
    busy = any(c.percents or c.claim is not Claim.NONE for c in part.clauses)
    if busy or part.says(situations.STARTED) or part.says(situations.BLOCKED) or part.says(situations.NOT_STARTED):
        return None
    return Finding(Intent.VALUE, figure=found[-1])


def _idle(part: Part) -> Finding | None:
    if part.says(answers.NO_PROGRESS) and not part.says(situations.BLOCKED):
        return Finding(Intent.PROGRESS, ask=True)
    return None


def _nothing(part: Part) -> Finding | None:
    if not answers.NIL.search(part.body) or part.says(answers.NOT_NIL):
        return None
    if any(c.percents for c in part.clauses) or part.says(situations.NOT_STARTED):
        return None
    if part.says(situations.BLOCKED) or part.claims(Claim.DONE, Claim.NEAR):
        return None
    if part.says(_UNDER_WAY):
        return None
    return Finding(Intent.NIL, ask=part.low in ("没有", "没"))


def _seen(part: Part) -> Finding | None:
    """收到: nothing else is said, apart from a day it will be ready."""
    if not answers.ACK_CORE.search(part.low):
        return None
    if part.claims(Claim.DONE, Claim.SENT, Claim.NEAR, Claim.NOT_DONE, Claim.DOUBT, Claim.HEARSAY):
        return None
    if part.claims(Claim.TO_SEND) and any(c.percents for c in part.clauses):
        return None
    if part.claims(Claim.PROMISE) and not _AGREED.search(part.low):
        return None
    if part.says(_UNDER_WAY):
        return None
    if part.low.startswith("ok了") or part.claims(Claim.WEAK) and refs.find_refs(part.tidied):
        return None
    if part.says(_NO_DATE):
        return None
    left = part.low
    for clause in part.clauses:
        for m in reversed(clause.mentions):
            left = left.replace(clause.text[m.start : m.end], "", 1)
    left = re.sub(r"之?前|以前|内|第?\d+项|\d号任务|吧$|[上下]午|晚上|晚点", "", left)
    if answers.ACK.sub("", left).strip():
        return None
    return Finding(Intent.ACK, until=promised(part.clauses))


_AGREED = re.compile("收到|收悉|知|好|明白|了解|嗯|行|ok|没问题|\ue001")


def _not_begun(part: Part) -> Finding | None:
    shares = [p.value for c in part.clauses for p in c.percents]
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


_UNDER_WAY = re.compile(r"正在|推进(?!情况)|进行中|已(?:经)?(?:开|完|立|中标|挂)|在办|在走|还在|施工中")


def _stuck(part: Part) -> Finding | None:
    hard = part.says(situations.BLOCKED)
    if hard and part.says(situations.NO_LONGER_BLOCKED):
        return None
    if not hard and not part.says(situations.WAITING):
        return None
    until = promised(part.clauses)
    shares = [p.value for c in part.clauses for p in c.percents]
    if part.claims(Claim.DONE, Claim.SENT) and not hard:
        return None
    if not hard and (until or shares or part.claims(Claim.NEAR)):
        return None
    return Finding(Intent.BLOCKED, shares[-1] if shares else None, until)


def _finished(part: Part) -> Finding | None:
    firm = part.claims(Claim.DONE, Claim.SENT, Claim.WEAK)
    if not firm:
        shares = [p.value for c in part.clauses for p in c.percents]
        if shares == [100.0] and not part.claims(*_UNSURE) and not part.says(completion.FUTURE):
            return None if overrule.is_overruled(part.low) else Finding(Intent.DONE, 100.0)
        return None
    if part.claims(Claim.HEARSAY, Claim.DOUBT, Claim.NOT_DONE):
        return None
    if part.claims(Claim.NEAR, Claim.PROMISE) or part.says(completion.STILL_OPEN):
        return None
    if any(p.value != 100 for c in part.clauses for p in c.percents):
        return None
    if overrule.is_overruled(part.low):
        return Finding(Intent.PROGRESS, ask=True)
    if part.low.strip() == TICK_MARK:
        return Finding(Intent.ACK, ask=True)
    if part.says(situations.NOT_STARTED):
        return Finding(Intent.PROGRESS, ask=True)
    weak = not part.claims(Claim.DONE, Claim.SENT) and TICK_MARK not in part.low
    return Finding(Intent.DONE, 100.0, ask=weak or refs.all_except(part.low))


_UNSURE = (Claim.HEARSAY, Claim.DOUBT, Claim.NOT_DONE, Claim.NEAR, Claim.PROMISE)


def _moving(part: Part) -> Finding | None:
    shares = [p for c in part.clauses for p in c.percents]
    until = promised(part.clauses)
    if shares:
        sure = all(p.sure for p in shares) and len({p.value for p in shares}) == 1
        clash = shares[-1].value == 100 or part.claims(Claim.HEARSAY, Claim.NOT_DONE)
        return Finding(Intent.PROGRESS, shares[-1].value, until, ask=not sure or clash)
    firm = part.claims(Claim.DONE, Claim.SENT, Claim.WEAK)
    told = firm or part.claims(*_UNSURE, Claim.TO_SEND) or _dated_without_day(part) or part.says(_NO_DATE)
    if (
        not told
        and until is None
        and not part.says(situations.PROGRESS)
        and not part.says(situations.STARTED)
    ):
        return None
    ask = part.claims(Claim.HEARSAY) or until is None and (
        part.claims(Claim.DOUBT, Claim.NOT_DONE, Claim.PROMISE, Claim.TO_SEND)
        or part.says(_NO_DATE)
        or _dated_without_day(part)
        or part.says(_NO_DATE)
        or (
            part.claims(Claim.NEAR)
            and not part.says(completion.STILL_OPEN)
            and not part.says(_STAGE)
        )
    )
    unclear = not told and not part.says(situations.PROGRESS) and not part.says(situations.STARTED)
    ask = ask or unclear or (firm and part.claims(Claim.NOT_DONE))
    return Finding(Intent.PROGRESS, None, until, ask=ask)


def _dated_without_day(part: Part) -> bool:
    """A promise for a day that cannot be told: "节后报"."""
    return any(
        m.kind is Kind.VAGUE and dating.COMPLETE_WORD.search(c.text[m.end :])
        for c in part.clauses
        for m in c.mentions
    )


_NO_DATE = re.compile(
    "快了|差不多|七七八八|马上(?:好|完|就)|很快|快好|快完|八九不离十|基本(?:完成|办结|好)了?$|过几天|almost|nearly|soon"
)
_STAGE = re.compile("初稿|招标|立项|可研|前期|设计|采购|一期|第一|主体|阶段|评审|编制|审")


_PLAIN_ACK = re.compile(r"(?:收到|收悉|知悉|好的|明白|了解|知道了?|嗯+|ok|noted|got it)(?=[,。! ]|$)")


def _unknown(part: Part) -> Finding:
    if refusals.GREETING.match(part.low) or not part.low:
        return Finding(Intent.OTHER)
    if _PLAIN_ACK.match(part.low) and not any(c.mentions or c.percents for c in part.clauses):
        return Finding(Intent.ACK)
    return Finding(Intent.OTHER, ask=part.says(refusals.REPORTISH))


_AS_READ = {Intent.DONE: Intent.PROGRESS, Intent.VALUE: None, Intent.OTHER: None}


def _likened(part: Part) -> Finding | None:
    """What the reply is most like among labelled ones; always asked back, never done."""
    if not part.low or refusals.GREETING.match(part.low) or _PLAIN_ACK.match(part.low):
        return None
    like = likeness.likely(part.low)
    intent = _AS_READ.get(like, like) if like else None
    if intent is None:
        return None
    until = promised(part.clauses, loose=intent is Intent.EXTEND)
    dated = intent in (Intent.PROGRESS, Intent.EXTEND, Intent.ACK, Intent.BLOCKED)
    percent = 0.0 if intent is Intent.NOT_STARTED else None
    return Finding(intent, percent, until if dated else None, ask=intent is not Intent.ACK)
