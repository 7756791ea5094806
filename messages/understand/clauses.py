"""What one clause of a reply says about the state of the work."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from messages.understand import answers, completion
from messages.understand.amounts import Percent, percents
from messages.understand.dates import Kind, Mention, mentions
from messages.understand.days import Days


class Claim(StrEnum):
    """What a clause claims about completion, from firm to none."""

    DONE = "done"
    SENT = "sent"  # 已报, 已上传: done unless something is said to be open
    WEAK = "weak"  # a tick, 结束了: probably done, worth asking
    NEAR = "near"  # 基本完成, 已完成初稿: under way
    DOUBT = "doubt"  # 应该完成了吧
    HEARSAY = "hearsay"  # 施工方说完成了
    PROMISE = "promise"  # 周五能完成
    TO_SEND = "to_send"  # 照片等会儿发: papers that follow
    NOT_DONE = "not_done"  # 没完成
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause (folded, tidied, lower case) with what was found in it."""

    text: str
    question: bool
    claim: Claim
    percents: tuple[Percent, ...]
    mentions: tuple[Mention, ...]

    @property
    def coming(self) -> tuple[Mention, ...]:
        return tuple(m for m in self.mentions if m.kind is Kind.COMING)


_SPLIT = re.compile(r"[,;。!?\n]+|(?<=[a-z]) +but +|(?<=[a-z])\. |(?=但是?|不过|只是(?!配))")
_SEEN = re.compile(r"已|了(?!解)|过(?!程|渡|会|审|几|后)|早就|finished|done|completed|submitted")
_QUOTE = re.compile('[“"「『‘]')


def split(text: str, days: Days) -> list[Clause]:
    """The clauses of a tidied, lower-case part; a question mark belongs to the clause before it."""
    clauses: list[Clause] = []
    start = 0
    for m in _SPLIT.finditer(text):
        if text[start : m.start()].strip():
            clauses.append(_clause(text[start : m.start()].strip(), "?" in m[0], days))
            start = m.end()
        elif m[0]:
            start = m.end()
    if text[start:].strip():
        clauses.append(_clause(text[start:].strip(), False, days))
    return clauses


_NEAR = 60  # how far words around a completion or a day are looked at


def _clause(text: str, marked: bool, days: Days) -> Clause:
    found = tuple(mentions(text, days))
    shares = tuple(percents(text))
    asked = marked or answers.is_question(text)
    return Clause(text, asked, claim(text, shares, found, days.today), shares, found)


def claim(text: str, shares: tuple[Percent, ...], found: tuple[Mention, ...], today: date) -> Claim:
    """The claim of the clause about completion, the most careful reading first."""
    if completion.NOT_DONE.search(text):
        return Claim.NOT_DONE
    if _QUOTE.search(text):
        text = completion.QUOTED.sub("", text)
    best = Claim.NONE
    for m in completion.DONE.finditer(text):
        one = _completion(m, text, found, today)
        if one is not Claim.NONE:
            best = _firmer(best, one)
    if best in (Claim.DONE, Claim.SENT, Claim.WEAK) and any(p.value != 100 for p in shares):
        return Claim.NEAR
    return best


_MISTAKEN = ("写成", "报成", "填成", "记成", "标成", "点成", "说成")  # the old, wrong report
_ORDER = (Claim.NONE, Claim.TO_SEND, Claim.WEAK, Claim.SENT, Claim.DONE, Claim.NEAR, Claim.DOUBT,
          Claim.PROMISE, Claim.HEARSAY, Claim.NOT_DONE)  # fmt: skip


def _firmer(one: Claim, other: Claim) -> Claim:
    return max(one, other, key=_ORDER.index)


def _completion(m: re.Match[str], text: str, found: tuple[Mention, ...], today: date) -> Claim:
    before, after = text[max(0, m.start() - _NEAR) : m.start()], text[m.end() : m.end() + _NEAR]
    before = completion.AS_ASKED.sub("", before)
    if completion.AFTER_NOT_DONE.match(after) or before.endswith(_MISTAKEN):
        return Claim.NONE
    if completion.COUNTED_AFTER.match(after) and not completion.WHOLE.search(before + m[0]):
        return Claim.NONE  # "建成充电桩1250个" counts work, it does not end it
    if m["sent"] and not _is_sent(m, before, after, found):
        return Claim.NONE
    if completion.HEARSAY.search(before) or completion.CONDITIONAL.search(f"{before}{m[0]}{after}"):
        return Claim.HEARSAY
    if _is_promise(m, before, after, found) or _dated_ahead(m, found, today):
        return Claim.TO_SEND if m["sent"] and completion.PAPERS.search(text) else Claim.PROMISE
    if completion.NEAR_DONE.search(before + m[0]):
        return Claim.NEAR
    if completion.DOUBT.search(f"{before}{m[0]}{after}"):
        return Claim.DOUBT
    if completion.MATERIAL.search(before) and not m["sent"]:
        return Claim.NEAR
    if (m["strong"] or m["english"]) and completion.AFTER_STAGE.match(after):
        return Claim.NEAR
    if m["sent"]:
        return Claim.NEAR if completion.SENT_STAGE.match(after) else Claim.SENT
    return Claim.WEAK if m["state"] else Claim.DONE


_SENT_MARK = re.compile(r"已|早就|刚|了|过|完|好|齐|都|均")


def _is_sent(m: re.Match[str], before: str, after: str, found: tuple[Mention, ...]) -> bool:
    word = m["sent"]
    if word[-1:] in "在" and not word.startswith(("已", "早")):
        return False
    marked = bool(_SENT_MARK.search(word)) or after.startswith(("了", "过", "啦"))
    marked = marked or "已" in before[-8:] or "刚" in before[-16:]
    told = after.startswith("的") or word.endswith(("的", "到", "给"))
    return marked or (told and any(m.kind is Kind.PAST for m in found))


def _dated_ahead(m: re.Match[str], found: tuple[Mention, ...], today: date) -> bool:
    """ "4月1日前已完成", written in March: a day ahead right before the completion."""
    return any(
        x.day
        and x.day > today
        and 0 <= m.start() - x.end <= 4
        and not _THIS.match(m.string, x.start)
        for x in found
    )


_THIS = re.compile("[本今这当]")  # "本月已巡完" speaks of the month so far


def _is_promise(m: re.Match[str], before: str, after: str, found: tuple[Mention, ...]) -> bool:
    seen = bool(_SEEN.search(m[0])) or after.startswith(("了", "啦", "过"))
    seen = seen or "已" in before[-6:]
    future = completion.FUTURE.search(before)
    if future and not (seen and future[0].startswith(("目标", "计划"))):
        return not (m[0].startswith("已") or "早" in m[0][:2]) or bool(
            re.search(r"争取|预计|力争|确保|计划|will|expect|'ll", before)
        )
    if not seen and not before.strip("我们会") and m[0].startswith(("按", "如期")):
        return True  # "按时完成" alone is a vow as often as a report
    seen = seen and not (m["english"] and any(x.kind is Kind.COMING for x in found))
    return not seen and any(x.kind in (Kind.COMING, Kind.VAGUE, Kind.RECURRING) for x in found)
