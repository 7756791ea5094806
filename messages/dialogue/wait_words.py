"""Words of waiting (等的说法): which unit, what it is to provide and by when, in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from messages.dialogue.desk import Desk
from messages.dialogue.told import day_in
from messages.dialogue.unit_names import Mention, mention_in, office_in
from messages.words import clean
from workflows.roster import Unit

WHAT_CHARS = 60
_BEFORE = re.compile(
    r"(?:(?:等待?|等着|坐等|静?待|卡(?:在|住|到)了?|需要?|请|差|缺|靠|看|催)"
    r"|\b(?:wait(?:ing)? (?:for|on)|awaiting|stuck at|need(?:s|ed)? from)(?: the)?)"
    r"(?:本|我们?)? ?$",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"^(?:来)?(?:提供|出具|给|拨|批|支持|配合|协助|反馈|出|报|确认|盖章|开具|移交)"
)
_ASKED_FOR = re.compile(r"(?:需要?|请|差|缺|靠|看|催) ?$")
_AFTER = re.compile(
    r"^(?:那边|那里|那儿|这边)?(?:一直|还|迟迟|尚|都|也|至今|仍)*(?:没有?|未)(?:有|能)?"
    r"(?=给|提供|报|批|拨|回|反馈|答复|盖|出|确认|下)"
)
_FILLERS = re.compile(
    r"^(?:(?:那边|那里|那儿|这边|方面|的|给|来|把|先|缺少?|差|要|一直|还|迟迟|尚|都|没有?|未"
    r"|提供|出具|我们?|我局|的话|to (?:provide|send|give)|for|about)|[，,：:、。；;\s])+"
)
_BY = re.compile(r"(?:前|之前|以前|内|为止|by|before)", re.IGNORECASE)
_CLAUSES = re.compile(r"[，,。；;！!\n]+")
_NEWS = re.compile(r"\d ?[%％]|推进中|进行中|已经?完成|正在|预计")
_TRAIL = re.compile(r"[，,：:、。；;！!\s]+$")
_DAY_CHARS = 16


@dataclass(frozen=True, slots=True)
class Wait:
    """What words say about waiting; `unit` None and `mention` where the name is not sure."""

    unit: Unit | None
    mention: Mention | None
    office: bool
    what: str
    until: date | None


def heard(words: str, desk: Desk, *, cued: bool = True) -> Wait | None:
    """The wait that words speak of, or None. `cued`: only where a word of waiting stands by."""
    text = words.strip()
    at = 0
    while (mention := mention_in(text, desk.units, at)) is not None:
        if not cued or _is_cued(text, mention):
            return wait_on(text, mention, desk)
        at = mention.end
    office = office_in(text)
    if office is not None and (not cued or _BEFORE.search(text[: office[0]])):
        return Wait(None, None, True, "", None)
    return None


def _is_cued(text: str, mention: Mention) -> bool:
    before, after = text[: mention.start], text[mention.end :]
    if _AFTER.match(after):
        return True
    if not _BEFORE.search(before):
        return False
    return not _ASKED_FOR.search(before) or bool(_NEEDED.match(after))


def wait_on(text: str, mention: Mention, desk: Desk) -> Wait:
    """What a text says after the unit it names: what is needed, and a day to have it by."""
    sure = mention.units[0] if mention.known and len(mention.units) == 1 else None
    until: date | None = None
    needed: list[str] = []
    for clause in _CLAUSES.split(text[mention.end :]):
        day = day_in(clause, desk) if clause and len(clause) <= _DAY_CHARS else None
        if day is not None and (_BY.search(clause) or day_in(clause.strip(), desk)):
            until = until or day
            continue
        if not _NEWS.search(clause):
            needed.append(clause)
    rest = _FILLERS.sub("", "，".join(part.strip() for part in needed if part.strip()))
    what = clean(_TRAIL.sub("", rest), WHAT_CHARS)
    office = sure is not None and sure.is_office
    return Wait(None if office else sure, None if sure else mention, office, what, until)
