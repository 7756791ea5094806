"""Snoozing (稍后提醒): no reminder before a day, and why. It is no answer: escalation goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from messages.dialogue.asking import tell
from messages.dialogue.decision import Decision, Record, Speak
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Pressed
from messages.dialogue.stale import already, unchanged
from messages.dialogue.told import Told, day_in, drafted, told_by_draft
from messages.dialogue.wording import Rows, button, name, plain, say
from messages.speech import Action, Choice, Speech, Verb
from messages.understand import Intent, Reading
from messages.understand.numerals import number
from messages.words import clean, day_words, due_words
from workflows.calendar import office_day
from workflows.case import Case
from workflows.ledger import FactKind

_SNOOZE = re.compile(
    r"(?:再|稍后|晚点|晚些|过后|到时候?|以后|改天|等等?)[^，。,;；]{0,6}提醒|提醒我|(?:请|麻烦)提醒"
    r"|(?:明天|后天|下周[一二三四五]?|过[一两二三四五几]天|\d{1,2}[号日])再(?:说|报|看|催|弄)"
    r"|\b(?:snooze|remind me)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"(?:不用|不要|别|勿|无需|不必)(?:再)?(?:提醒|催)|已提醒|提醒(?:过|了)他")
_ASKING = re.compile(
    r"(?:请|麻烦)?(?:再|稍后|晚点|晚些|到时候?|以后|改天)?(?:来|给我)?提醒(?:我们?|一下|我局)*"
    r"|再(?:说|报|看|催|弄)|\b(?:please|snooze|remind me|until|till|on)\b",
    re.IGNORECASE,
)
_DAYS_ON = re.compile(
    r"过?(?P<n>\d{1,2}|[一两二三四五六七八九十])(?:个)?(?P<what>工作日|天|日|周)(?:以?后)?"
)
_WEEKDAY = re.compile(r"周|星期|礼拜|day\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[，,。；;！!\n]+")
_FURTHEST = timedelta(days=92)
_PRESETS = ("snooze_meeting", "snooze_papers", "snooze_leaders")
_REASON_CHARS = 80


@dataclass(frozen=True, slots=True)
class Snooze:
    """What words ask for: the day (None: not said) and why ("" not said)."""

    until: date | None
    reason: str


def heard(words: str, desk: Desk) -> Snooze | None:
    """下周一再提醒我，等会议结果: the day and the reason, or None for other words."""
    if not _SNOOZE.search(words) or _NEVER.search(words):
        return None
    return _parsed(words, desk)


def _parsed(words: str, desk: Desk) -> Snooze:
    until: date | None = None
    reasons: list[str] = []
    for clause in _CLAUSES.split(words):
        bare = _ASKING.sub("", clause).strip()
        day = _day(bare, desk) if until is None else None
        if day is not None:
            until = day
        elif bare and bare == clause.strip():
            reasons.append(bare)
    return Snooze(until, clean("，".join(reasons), _REASON_CHARS))


def _day(words: str, desk: Desk) -> date | None:
    if not words:
        return None
    on = _DAYS_ON.fullmatch(words)
    if on is None:
        day = day_in(words, desk)
        again = day is not None and day == office_day(desk.now) and _WEEKDAY.search(words)
        return day + timedelta(days=7) if day and again else day
    n = int(number(on["n"]) or 0)
    today = office_day(desk.now)
    if on["what"] == "工作日":
        return desk.calendar.add_working_days(today, n)
    return today + timedelta(days=n * 7 if on["what"] == "周" else n)


def snooze(case: Case, found: Snooze, told: Told, desk: Desk) -> Decision:
    """Put off until the day, where it will do; else ask for what is missing, or refuse."""
    if found.until is None:
        return ask_day(case, told, desk)
    problem = _refusal(case, found.until, desk)
    if problem:
        return _refused(case, problem, found.until, told, desk)
    if not found.reason:
        return _ask_why(case, found.until, told, desk)
    return _recorded(case, found, told, desk)


def _refusal(case: Case, until: date, desk: Desk) -> str:
    """The key of the sentence that says why not, "" where nothing speaks against the day."""
    today, due_at = office_day(desk.now), case.standing.due_at
    if due_at is not None and desk.now > due_at:
        return "snooze_overdue"
    if until <= today:
        return "snooze_past"
    if due_at is not None and until > office_day(due_at):
        return "snooze_after_due"
    return "snooze_too_far" if until - today > _FURTHEST else ""


def _refused(case: Case, key: str, until: date, told: Told, desk: Desk) -> Decision:
    """Why not, with the way to put it right: another day, or an extension."""
    due_at, lang = case.standing.due_at, desk.lang
    html = say(
        lang,
        key,
        item=name(case, lang),
        until=day_words(until, desk.now, lang),
        due=due_words(due_at, desk.now, lang) if due_at else plain(lang, "no_due"),
    )
    extend = (button(lang, "reading_extend", Verb.EXTEND, case.assignment.id),)
    rows = (*_day_rows(case, desk), *((extend,) if due_at else ()))
    draft = None
    if key != "snooze_overdue":
        draft = drafted(told, desk, Awaiting.SNOOZE_DAY, about=case.assignment.id, verb=Verb.SNOOZE)
    return Decision(draft=draft, answers=(Speak(Speech(html, rows), told.in_place),))


def ask_day(case: Case, told: Told, desk: Desk) -> Decision:
    """Until when? A few days as buttons, or typed, with the reason if one likes."""
    if case.standing.due_at is not None and desk.now > case.standing.due_at:
        return _refused(case, "snooze_overdue", office_day(desk.now), told, desk)
    html = say(desk.lang, "ask_snooze_day", item=name(case, desk.lang))
    draft = drafted(told, desk, Awaiting.SNOOZE_DAY, about=case.assignment.id, verb=Verb.SNOOZE)
    speech = Speech(html, _day_rows(case, desk))
    return Decision(draft=draft, answers=(Speak(speech, told.in_place),))


def _day_rows(case: Case, desk: Desk) -> Rows:
    """明天, 下周一, 时限前三日: those that are to come and before the due day."""
    calendar, today = desk.calendar, office_day(desk.now)
    monday = today + timedelta(days=7 - today.weekday())
    on = calendar.next_working_day(monday)
    soon = calendar.add_working_days(today, 1)
    days = {on: "snooze_monday" if on == monday else "snooze_next"}
    days[soon] = "snooze_tomorrow" if soon == today + timedelta(days=1) else "snooze_next"
    if case.standing.due_at is not None:
        days[calendar.add_working_days(office_day(case.standing.due_at), -3)] = "snooze_before_due"
    choices = [
        Choice(
            plain(desk.lang, key, day=day_words(day, desk.now, desk.lang)),
            Action(Verb.SNOOZE, case.assignment.id, day.isoformat()),
        )
        for day, key in sorted(days.items())
        if not _refusal(case, day, desk)
    ]
    return tuple((choice,) for choice in choices)


def _ask_why(case: Case, until: date, told: Told, desk: Desk) -> Decision:
    lang, about = desk.lang, case.assignment.id
    words = day_words(until, desk.now, lang)
    html = say(lang, "ask_snooze_why", item=name(case, lang), until=words)
    row = tuple(
        Choice(plain(lang, key), Action(Verb.SNOOZE, about, f"w{n}.{told.key}"))
        for n, key in enumerate(_PRESETS)
    )
    draft = drafted(told, desk, Awaiting.SNOOZE_WHY, about=about, verb=Verb.SNOOZE, until=until)
    return Decision(draft=draft, answers=(Speak(Speech(html, (row,)), told.in_place),))


def _recorded(case: Case, found: Snooze, told: Told, desk: Desk) -> Decision:
    assert found.until is not None
    data = {"until": found.until.isoformat(), "reason": found.reason}
    if told.message:
        data["message"] = told.message
    due_at, lang = case.standing.due_at, desk.lang
    html = say(
        lang,
        "snooze_noted" if due_at else "snooze_noted_open",
        item=name(case, lang),
        until=day_words(found.until, desk.now, lang),
        reason=found.reason,
        due=due_words(due_at, desk.now, lang) if due_at else "",
    )
    record = Record(case.assignment.id, FactKind.SNOOZED, data)
    return Decision((record,), None, (Speak(Speech(html), told.in_place),))


_OTHER_NEWS = (Intent.DONE, Intent.NIL, Intent.EXTEND, Intent.VALUE, Intent.MULTI)


def answered_day(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """The day, perhaps with the reason. Plain reports are fresh words."""
    case = desk.open_case(draft.about)
    if case is None or (not reading.ask and reading.intent in _OTHER_NEWS):
        return None
    found = _parsed(told.words, desk)
    if found.until is None:
        return None
    return snooze(case, found, replace(told, key=draft.key), desk)


def answered_why(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """Any sentence is the reason, unless it plainly reports something."""
    case = desk.open_case(draft.about)
    news = not reading.ask and reading.intent in _OTHER_NEWS
    if case is None or draft.until is None or news:
        return None
    found = Snooze(draft.until, clean(told.words, _REASON_CHARS))
    return snooze(case, found, replace(told, key=draft.key), desk)


def press(case: Case, event: Pressed, desk: Desk) -> Decision:
    """稍后提醒, a day, or a reason."""
    if case.assignment.offline:
        return replace(tell(desk, "offline", item=name(case, desk.lang)), hush=True)
    word, _, key = event.action.arg.partition(".")
    draft = desk.live_draft()
    if key:
        return _why_chosen(case, (word, key), event, desk)
    told = Told(words="", message=event.message, key=event.message)
    if not word:
        if already(draft, case, Awaiting.SNOOZE_DAY):
            return Decision(draft=draft, toast=plain(desk.lang, "toast_choose_day"))
        return ask_day(case, told, desk)
    try:
        until = date.fromisoformat(word)
    except ValueError:
        return unchanged(event, desk, "toast_gone")
    mine = draft is not None and draft.about == case.assignment.id
    if draft is not None and mine and draft.awaiting is Awaiting.SNOOZE_DAY:
        told = told_by_draft(draft, event.message)
    reason = _parsed(told.words, desk).reason if told.words else ""
    return snooze(case, Snooze(until, reason), replace(told, in_place=True), desk)


def _why_chosen(case: Case, choice: tuple[str, str], event: Pressed, desk: Desk) -> Decision:
    word, key = choice
    draft, place = desk.live_draft(), word[1:]
    known = place.isdigit() and int(place) < len(_PRESETS)
    if draft is None or draft.key != key or draft.until is None or not known:
        return unchanged(event, desk, "toast_over")
    if draft.about != case.assignment.id or draft.awaiting is not Awaiting.SNOOZE_WHY:
        return unchanged(event, desk, "toast_over")
    found = Snooze(draft.until, plain(desk.lang, _PRESETS[int(place)]))
    return snooze(case, found, told_by_draft(draft, event.message), desk)
