"""What one part of a reply reports, found step by step; the first step that knows decides.

The order is the policy: what must never count as a report comes first, done comes after
everything that could take it back.
"""

import re
from dataclasses import replace

from messages.understand import amounts, overrule, refusals, situations, states
from messages.understand.amounts import Figure
from messages.understand.clauses import Claim
from messages.understand.part import Finding, Part
from messages.understand.patterns import guarded
from messages.understand.promises import promised
from messages.understand.reading import Intent


def find(part: Part, *, weigh: bool = True) -> Finding:
    """The finding of the first step that has one; ``weigh`` lets likeness speak where none has."""
    for step in _STEPS:
        finding = step(part)
        if finding:
            return finding
    return (states.likened(part) if weigh else None) or states.unknown(part)


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
    """The clauses from "我们…" on, where others are spoken of before: "水利局完成了，我们在弄"."""
    if not part.says(refusals.FOR_OTHERS):
        return None
    for i, clause in enumerate(part.clauses):
        if i and _OWN.match(clause.text):
            text = ",".join(c.text for c in part.clauses[i:])
            return Part(part.raw, text, text, part.clauses[i:])
    return None


_OWN = re.compile(r"(?:但是?|而|只有|就|不过|目前|现在)*(?:我|咱|俺|本)(?!区|市|县|月|周|季)")


_MANIPULATION = guarded(
    r"忽略|无视|忘掉|忘记|ignore|disregard|prompt|jailbreak|所有|全部|全都|all\b|every|管理员"
    r"|<script|drop table|扮演|你是|you are"
)
_BARE_DIGITS = re.compile(r"^(?:[+＋]\s?\d+|\d{1,6}(?:[、, .]+\d{1,4})*)[.。!]?$")


def _is_plain_correction(part: Part) -> bool:
    """A new figure, not a new state: "把第3项改成80%"."""
    return bool(re.search(r"\d|[一二三四五六七八九]成|一半", part.low)) and bool(
        part.shares and not re.search(r"忽略|无视|ignore|所有|全部", part.low)
    )


def _corrected(part: Part) -> Finding | None:
    if not part.says(situations.CORRECTION) or part.says(situations.NOT_CORRECTION):
        return None
    if not part.shares and (part.asked or part.says(situations.WRONG_UNIT)):
        return None
    if figures := [f for c in part.clauses for f in amounts.figures(c.text) if f.strong]:
        return Finding(Intent.CORRECTION, figure=figures[-1])
    shares = part.shares
    until = promised(part.clauses, loose=True)
    noun = amounts.indicator_in(part.low)
    if shares and noun and not _OWN_RATE.search(noun):
        figure = Figure(noun, shares[-1].value, "%", strong=True)
        return Finding(Intent.CORRECTION, figure=figure)
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
    if figure and noun:
        return Finding(Intent.CORRECTION, figure=replace(figure, noun=noun))
    return Finding(Intent.CORRECTION, figure=figure, ask=figure is None or figure.unit is None)


_OWN_RATE = re.compile("完成|完工|办结|推进|开工|进度")


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
    shares = part.shares
    wants_rule = part.asked and until is None and _HOW_TO.search(part.low)
    if wants_rule:
        return Finding(Intent.QUESTION)
    return Finding(Intent.EXTEND, shares[-1].value if shares else None, until, ask=until is None)


_HOW_TO = re.compile(
    r"怎么|如何|流程|手续|批了|同意了|找谁|最多|几次|多久|什么|要[^,;。]{1,8}吗|需要延期|要不要延"
    r"|how|what|where|who"
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


_INVESTED = re.compile("完成(?:投资|产值|支付)")  # money spent is how far the work is


def _measured(part: Part) -> Finding | None:
    """An indicator's figure; counts of work done stay with the progress they describe."""
    share = amounts.share_of_all(part.low)
    if share is not None:
        return Finding(Intent.PROGRESS, share, promised(part.clauses), ask=True)
    found = [f for c in part.clauses for f in amounts.figures(c.text)]
    if not found:
        return None
    strong = [f for f in found if f.strong]
    if strong and strong[0].unit == "%" and part.says(_INVESTED):
        return Finding(Intent.PROGRESS, strong[0].value, promised(part.clauses))
    if strong:
        return Finding(Intent.VALUE, figure=strong[0], ask=len(strong) > 1)
    busy = any(c.percents or c.claim is not Claim.NONE for c in part.clauses)
    if (
        busy
        or part.says(situations.STARTED)
        or part.says(situations.BLOCKED)
        or part.says(situations.NOT_STARTED)
    ):
        return None
    return Finding(Intent.VALUE, figure=found[-1])


_STEPS = (_refused, _corrected, _extended, _not_ours, _asked, _measured, states.idle,
          states.nothing, states.seen, states.not_begun, states.stuck, states.finished,
          states.moving)  # fmt: skip
