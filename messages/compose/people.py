"""Messages about the conversation itself: welcome, help, strangers, interruptions, uploads."""

from __future__ import annotations

from datetime import datetime

from messages.compose.buttons import choice
from messages.compose.item import UNIT_CHARS
from messages.compose.speaking import Rows, spoken
from messages.compose.templates import SHIPPED
from messages.compose.values import Addressee
from messages.speech import Choice, Speech, Verb
from messages.words import clean, day_words, due_words, instant_words, time_words, tongue
from workflows.calendar import office_day
from workflows.roster import Role

_LINK_CHARS = 500
_CHANNELS = {
    "zh": {"telegram": "Telegram", "web": "网页对话"},
    "en": {"telegram": "Telegram", "web": "web chat"},
}
_ANSWERING = frozenset({Role.LIAISON, Role.HEAD})


def compose_help(to: Addressee, now: datetime, office: str) -> Speech:
    """How to answer, for the person's role; `office` is whom to ask."""
    del now
    view = {"role": to.post.role.value, "office": clean(office, UNIT_CHARS)}
    return spoken(to.templates.render("help", to.lang, view), to, _task_rows(to))


def compose_welcome(
    to: Addressee, unit: str, open_count: int, office: str, now: datetime
) -> Speech:
    """After binding: who you are here, what will come, what must not be sent, how to leave."""
    del now
    view = {
        "unit": clean(unit, UNIT_CHARS),
        "post": clean(to.post.title, UNIT_CHARS),
        "role": to.post.role.value,
        "open_count": open_count,
        "office": clean(office, UNIT_CHARS),
    }
    return spoken(to.templates.render("welcome", to.lang, view), to, _task_rows(to))


def _task_rows(to: Addressee) -> Rows:
    if to.post.role not in _ANSWERING or to.notice_only:
        return ()
    return ((choice(Verb.TASKS, to.lang),),)


def compose_stranger(lang: str) -> Speech:
    """The one plain sentence that unknown people get."""
    return Speech(SHIPPED.render("stranger", lang, {}))


def compose_gap(since: datetime, until: datetime, to: Addressee) -> Speech:
    """What may have been lost while the service was down, and the way round it."""
    view = {
        "since": instant_words(since, until, to.lang),
        "until": instant_words(until, until, to.lang),
        "role": to.post.role.value,
    }
    return spoken(to.templates.render("gap", to.lang, view), to)


def compose_secrecy(what: str, to: Addressee, now: datetime) -> Speech:
    """That something with a mark of secrecy was sent, never what it said (保密提醒).

    `what` is "<unit>/<ISO instant>/<channel>".
    """
    unit, at, channel = (*what.split("/", 2), "", "")[:3]
    view = {
        "unit": clean(unit, UNIT_CHARS),
        "at": instant_words(datetime.fromisoformat(at), now, to.lang),
        "channel": _CHANNELS[tongue(to.lang)].get(channel, clean(channel, UNIT_CHARS)),
    }
    return spoken(to.templates.render("secrecy", to.lang, view), to)


def compose_upload(link: str, expires_at: datetime, to: Addressee, now: datetime) -> Speech:
    """A one-time link to hand in a file that the channel cannot carry.

    The link is a button where it is a full web address, else it stands in the text.
    """
    address = clean(link, _LINK_CHARS)
    is_web = address == link and address.startswith(("https://", "http://"))
    view = {"expires": due_words(expires_at, now, to.lang), "link": "" if is_web else address}
    label = "Open the upload page" if tongue(to.lang) == "en" else "打开上传页面"
    rows: Rows = ((Choice(label, url=address),),) if is_web else ()
    return spoken(to.templates.render("upload", to.lang, view), to, rows)


def clock_footer(now: datetime, lang: str) -> str:
    """What every message says under a pretended clock. Plain text."""
    day, wall = day_words(office_day(now), None, lang), time_words(now)
    if tongue(lang) == "en":
        return f"Rehearsal, not a real notice. Pretended time: {day} {wall}"
    return f"演练消息，非正式通知。模拟时间：{day}{wall}"
