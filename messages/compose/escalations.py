"""Escalations (升级) and contact problems (联络不畅): facts for those who can help, no blame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from messages.compose.asks import by_due, once
from messages.compose.brief import brief
from messages.compose.buttons import pick_rows
from messages.compose.item import UNIT_CHARS, Item, item_of, listed, short_code
from messages.compose.speaking import fitted, spoken
from messages.compose.values import Addressee, Ask
from messages.speech import Speech
from messages.words import clean, date_words, instant_words, role_words, span_words, tongue
from workflows.calendar import office_day
from workflows.ledger import Fact, FactKind
from workflows.plan import UNSIGNED_RUNG
from workflows.roster import Role
from workflows.slips import slip_key, talk_advised

_MOST_ITEMS = 6
_MOST_DAYS = 4
_TEXT_CHARS = 120
_MOST_NAMES = 40
_MOST_CODES = 20
_NUMBER_CHARS = 40


@dataclass(frozen=True, slots=True)
class Escalated:
    """An overdue item as those above the liaison read it."""

    item: Item
    responsible: str
    asks: str
    extensions: int
    sent_days: str
    sent_count: int
    blocked: str
    number: str


def compose_escalations(asks: Sequence[Ask], to: Addressee, now: datetime) -> Speech:
    """Facts, why this person is told, and what he can do. `asks` is not empty.

    A leader gets no buttons: it comes once, to be read.
    """
    ordered = by_due(once(asks))
    if to.notice_only:
        return brief([ask.case for ask in ordered], to)

    def view(count: int) -> dict[str, Any]:
        return {
            "role": to.post.role.value,
            "total": len(ordered),
            "shown": [_escalated(ask, to.lang, now) for ask in ordered[:count]],
            "rest": len(ordered[count:]),
            "after": _common([_after(ask, to.lang) for ask in ordered]),
            "office": clean(ordered[0].case.assignment.office, UNIT_CHARS),
            "talk": to.post.role is Role.DIRECTOR
            and any(talk_advised(ask.case.facts) for ask in ordered),
        }

    html = fitted("escalations", to, _MOST_ITEMS, view)
    cases = [ask.case for ask in ordered]
    rows = () if to.post.role is Role.LEADER else pick_rows(cases, to.lang)
    return spoken(html, to, rows)


def _common(words: Sequence[str]) -> str:
    """What all have in common, "" where they differ."""
    return words[0] if len(set(words)) == 1 else ""


def _escalated(ask: Ask, lang: str, now: datetime) -> Escalated:
    assignment, standing = ask.case.assignment, ask.case.standing
    days = sorted({office_day(fact.at) for fact in _proofs(ask)})
    liaison = role_words(Role.LIAISON, lang)
    unit = clean(assignment.unit, UNIT_CHARS)
    shown = not assignment.offline
    return Escalated(
        item=item_of(ask, lang, now),
        responsible=f"{unit} {liaison}" if tongue(lang) == "en" else f"{unit}{liaison}",
        asks=clean(assignment.text, _TEXT_CHARS) if shown else "",
        extensions=standing.extensions,
        sent_days=_days(days, now, lang),
        sent_count=len(_proofs(ask)),
        blocked=clean(standing.blocked_reason, _TEXT_CHARS) if shown else "",
        number=slip_number(ask, lang),
    )


def slip_number(ask: Ask, lang: str) -> str:
    """The number of the letter (编号): given when it was approved; a code where none is needed."""
    case, rung = ask.case, ask.notice.rung
    rungs = [one for one in case.assignment.ladder.rungs if one.name == rung]
    if not rungs or not rungs[0].approve:
        return short_code(case.assignment)
    key = slip_key(rung, case.standing)
    for fact in reversed(case.facts):
        if fact.kind is FactKind.SLIP_APPROVED and fact.data.get("rung") == key:
            return clean(str(fact.data.get("receipt") or ""), _NUMBER_CHARS)
    return "given once approved" if tongue(lang) == "en" else "批准后编号"


def _proofs(ask: Ask) -> list[Fact]:
    """Proofs that a notice about the item reached the unit."""
    mine = f"{ask.case.assignment.unit}/"
    return [
        fact
        for fact in ask.case.facts
        if fact.kind is FactKind.DELIVERED and str(fact.data.get("post", "")).startswith(mine)
    ]


def _days(days: Sequence[date], now: datetime, lang: str) -> str:
    """The last days on which something arrived: 9月18日、9月21日."""
    comma = ", " if tongue(lang) == "en" else "、"
    return comma.join(date_words(day, now, lang) for day in days[-_MOST_DAYS:])


def _after(ask: Ask, lang: str) -> str:
    """How long after the due day this rung speaks: 5个工作日; "" for a rung not on the ladder."""
    rungs = (rung for rung in ask.case.assignment.ladder.rungs if rung.name == ask.notice.rung)
    rung = next(rungs, None)
    return span_words(rung.offset, lang) if rung and rung.offset.n else ""


_REASONS = (
    ("blocked", "对方已停用本通道", "the person has blocked this channel"),
    ("deactivated", "对方账号已注销", "the account no longer exists"),
    ("kicked", "机器人已被移出群聊", "the bot was removed from the group"),
    ("not found", "找不到对方账号", "the account cannot be found"),
    ("no binding", "尚未接入", "nobody has been bound to the post yet"),
    ("nobody", "尚未接入", "nobody has been bound to the post yet"),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A unit that cannot be reached, or does not sign (签收), with its items."""

    unit: str
    since: str
    reason: str
    codes: str
    count: int


def compose_contacts(asks: Sequence[Ask], to: Addressee, now: datetime) -> Speech:
    """Which units cannot be reached, why, since when, and how to invite anew. Not empty.

    Units that were reached and did not sign in time (未签收) are named apart.
    """
    ordered = by_due(asks)
    if to.notice_only:
        return brief([ask.case for ask in ordered], to)
    unsigned = [ask for ask in ordered if ask.notice.rung == UNSIGNED_RUNG]
    contacts = _by_unit([ask for ask in ordered if ask not in unsigned], to.lang, now)
    signing = _by_unit(unsigned, to.lang, now)

    def view(count: int) -> dict[str, Any]:
        rest = [contact.unit for contact in contacts[count:]]
        return {
            "unsigned": signing[:count],
            "unsigned_rest": len(signing[count:]),
            "shown": contacts[:count],
            "rest": len(rest),
            "others": listed(rest, _MOST_NAMES, to.lang),
            "total": len(contacts),
        }

    return spoken(fitted("contacts", to, _MOST_ITEMS, view), to)


def _by_unit(asks: Sequence[Ask], lang: str, now: datetime) -> list[Contact]:
    units = dict.fromkeys(ask.case.assignment.unit for ask in asks)
    return [_contact([a for a in asks if a.case.assignment.unit == u], lang, now) for u in units]


def _contact(asks: Sequence[Ask], lang: str, now: datetime) -> Contact:
    standings = [ask.case.standing for ask in asks]
    since = [at for s in standings if (at := s.unreachable_since or s.reached_at) is not None]
    failures = [f for a in asks for f in a.case.facts if f.kind is FactKind.UNDELIVERED]
    last = max(failures, key=lambda fact: fact.at, default=None)
    codes = list(dict.fromkeys(f"〔{short_code(ask.case.assignment)}〕" for ask in asks))
    return Contact(
        unit=clean(asks[0].case.assignment.unit, UNIT_CHARS),
        since=instant_words(min(since), now, lang) if since else "",
        reason=_reason(str(last.data.get("reason") or ""), lang) if last else "",
        codes=listed(codes, _MOST_CODES, lang) if len(codes) > _MOST_CODES else "".join(codes),
        count=len(asks),
    )


def _reason(reason: str, lang: str) -> str:
    """The channel's reason in plain words; its own words where we have none."""
    for mark, chinese, english in _REASONS:
        if mark in reason.lower():
            return english if tongue(lang) == "en" else chinese
    return clean(reason, 80)
