"""Which of the days named is the day by which the work is promised, or asked to be allowed."""

from collections.abc import Sequence
from datetime import date

from messages.understand import completion, dating, situations
from messages.understand.clauses import Claim, Clause
from messages.understand.dates import Mention

_BRIEF = 30  # in a longer reply a day that stands alone is the date of what is told
_NEAR = 60  # how far words around a day are looked at


def promised(clauses: Sequence[Clause], *, loose: bool = False) -> date | None:
    """The promised day, or None. The best founded day wins; among equals the last one said.

    ``loose`` takes any coming day where the reply as a whole is about a date (an extension, a
    correction). Start days, meeting days, days in questions and superseded days never count.
    """
    best: tuple[int, date] | None = None
    least = 1 if loose or sum(len(clause.text) for clause in clauses) <= _BRIEF else 2
    for clause in clauses:
        if clause.question and not loose:
            continue
        if clause.claim is Claim.NOT_DONE and not situations.EXTEND.search(clause.text):
            continue
        for mention in clause.coming:
            weight = _weight(mention, clause, loose)
            if mention.day and weight >= least and (best is None or weight >= best[0]):
                best = (weight, mention.day)
    return best[1] if best else None


def _weight(mention: Mention, clause: Clause, loose: bool) -> int:
    """0 is no promise; more is better founded."""
    text, start, end = clause.text, mention.start, mention.end
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if dating.OLD_PLAN.search(before) or _seen_only(clause) or _in_condition(before, after):
        return 0
    if dating.PERIOD.match(after) or (text[start] == "今" and dating.PAST_ACT.match(after)):
        return 0
    done, start = dating.COMPLETE_WORD.search(after), dating.START_WORD.search(after)
    if start and (not done or start.start() < done.start()) and not _started_by(before):
        return 0
    if not done and dating.START_WORD.search(before[-12:]) and not _started_by(before):
        return 0
    if situations.EXTEND.search(before) and loose:
        return 4 if dating.EXTEND_TO.search(before) else 3
    if done or dating.MOVED_TO.search(before):
        return 2
    if dating.DUE_IS.search(before):
        return 2
    if dating.PROMISE_WORD.search(before) or dating.COMPLETE_WORD.search(before):
        return 2
    if after.startswith(("前", "之前", "以前", "内", "之内")) or dating.PROMISE_WORD.search(after):
        return 2
    if loose:
        return 1
    return 1 if not after.strip("左右吧可以能了的上下午早晚 .") and len(before) <= 4 else 0


def _in_condition(before: str, after: str) -> bool:
    """ "要是领导今天签字就能办结": the day belongs to the condition."""
    return bool(completion.CONDITIONAL.search(before)) and bool(dating.THEN.search(after))


def _started_by(before: str) -> bool:
    return bool(situations.EXTEND.search(before))


def _seen_only(clause: Clause) -> bool:
    """A finished thing has no promised day: "今天已完成", "今天报了"."""
    return clause.claim in (Claim.DONE, Claim.SENT, Claim.WEAK)
