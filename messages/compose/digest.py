"""The digest (周报) as chat text: one phone screen first, and the replies behind every figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from messages.compose.digest_views import (
    DigestLine,
    ahead_views,
    digest_line,
    light_counts,
    pending_views,
    reading_views,
    stage_view,
    talk_view,
    wait_view,
)
from messages.compose.item import UNIT_CHARS, short_code
from messages.compose.speaking import Rows, fitted, spoken
from messages.compose.values import Addressee, Reply
from messages.speech import Action, Choice, Speech, Verb
from messages.words import clean, date_words, instant_words, percent_words, period_words, tongue
from workflows.calendar import office_day
from workflows.digest import Counts, Digest, Line
from workflows.roster import Role
from workflows.standing import Light

_MOST_LINES = 8
_MOST_WAITING = 5
_MOST_AHEAD = 3
_MOST_UNITS = 12
_REPLY_CHARS = 100
_PER_ROW = 4

FIGURES = (
    "changes",
    "red",
    "silent",
    "due",
    "finished",
    "reports",
    "blocked",
    "overdue",
    "readings",
    "waiting",
    "review",
)
"""The figures behind which replies can be shown, as the argument of SOURCE."""

_LABELS = {
    "zh": (
        "本周变化",
        "红灯",
        "未反馈",
        "七日到期",
        "办结",
        "反馈",
        "困难",
        "逾期",
        "指标",
        "等待",
        "审核中",
    ),
    "en": (
        "Changes",
        "Red",
        "Silent",
        "Due",
        "Finished",
        "Reports",
        "Stuck",
        "Overdue",
        "Indicators",
        "Waiting",
        "In review",
    ),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, last week's, and which way it went (↑, ↓ or "")."""

    now: int
    before: int
    arrow: str


def compose_digest(digest: Digest, to: Addressee, now: datetime) -> Speech:
    """The week in one message: changes, red items, the silent, what is due, figures, requests.

    That a talk (约谈) might be had is said to the director and to nobody else.
    """
    if to.notice_only:
        view = {"number": digest.number, "programme": clean(digest.programme_title, 60)}
        return spoken(to.templates.render("digest_brief", to.lang, view), to)
    talks = digest.talks if to.post.role is Role.DIRECTOR else ()
    advised = {"talks": [talk_view(talk) for talk in talks[:_MOST_WAITING]]}
    html = fitted("digest", to, _MOST_LINES, lambda n: _view(digest, to.lang, now, n) | advised)
    return spoken(html, to, _rows(digest, to.lang))


def _view(digest: Digest, lang: str, now: datetime, count: int) -> dict[str, Any]:
    def lines(found: Sequence[Line]) -> list[DigestLine]:
        return [digest_line(line, lang, now) for line in found[:count]]

    return {
        "number": digest.number,
        "programme": clean(digest.programme_title, 60),
        "period": period_words(digest.week_start_on, digest.week_end_on, now, lang),
        "quiet": _is_quiet(digest),
        "new_overdue": sum(
            line.overdue_days > 0 and line.light_before is not Light.RED for line in digest.changes
        ),
        "rate": _rate(digest.now),
        "rate_before": _rate(digest.before) if digest.before.total else "",
        "figures": _figures(digest.now, digest.before),
        "changes": lines(digest.changes),
        "changes_rest": max(len(digest.changes) - count, 0),
        "red": lines(digest.red),
        "red_total": digest.red_total,
        "silent": [(clean(unit, UNIT_CHARS), n) for unit, n in digest.silent[:_MOST_UNITS]],
        "silent_units": len(digest.silent),
        "unreachable": [clean(unit, UNIT_CHARS) for unit in digest.unreachable[:_MOST_UNITS]],
        "unreachable_units": len(digest.unreachable),
        "due": lines(digest.due_soon),
        "due_total": len(digest.due_soon),
        "seal": clean(digest.seal, 120),
        **_life(digest, lang, now, min(count, _MOST_WAITING)),
    }


def _life(digest: Digest, lang: str, now: datetime, count: int) -> dict[str, Any]:
    """What is told only of programmes that have it: readings, waits, reviews, milestones."""
    readings, each = digest.readings, digest.messages_each
    coming = ahead_views(digest.ahead, lang, now, passed=False)
    passed = ahead_views(digest.ahead, lang, now, passed=True)
    asked = pending_views(digest.requests, lang, now)
    dues = [stage.due_at for stage in digest.stages if stage.due_at]
    return {
        "requests": asked[:count],
        "requests_rest": len(asked[count:]),
        "requests_total": len(digest.requests),
        "waits": [wait_view(one, lang, now) for one in digest.waits[:count]],
        "waits_total": len(digest.waits),
        "stages": [stage_view(stage) for stage in digest.stages[:count]],
        "stages_rest": len(digest.stages[count:]),
        "review_total": _in_review(digest),
        "review_due": date_words(office_day(min(dues)), now, lang) if dues else "",
        "readings": reading_views(readings, lang, count),
        "readings_in": readings.reported,
        "readings_owed": readings.owed,
        "reading_lights": light_counts(readings),
        "coming": coming[: min(count, _MOST_AHEAD)],
        "coming_rest": len(coming[min(count, _MOST_AHEAD) :]),
        "passed": passed[: min(count, _MOST_AHEAD)],
        "passed_total": len(passed),
        "each": "" if each is None else f"{each:.1f}".removesuffix(".0"),
    }


def _in_review(digest: Digest) -> int:
    return sum(stage.count for stage in digest.stages)


def _is_quiet(digest: Digest) -> bool:
    """True where the week has nothing to say."""
    parts = (digest.changes, digest.red, digest.silent, digest.due_soon, digest.requests)
    life = (digest.waits, digest.stages, digest.readings.shown, digest.ahead)
    return not any((*parts, *life)) and not digest.unreachable


def _rate(counts: Counts) -> str:
    return percent_words(round(100 * counts.finished / counts.total)) if counts.total else ""


def _figures(now: Counts, before: Counts) -> dict[str, Figure]:
    names = ("total", "finished", "in_progress", "overdue", "blocked", "silent", "reports", "nil")
    pairs = {name: (getattr(now, name), getattr(before, name)) for name in (*names, "on_time")}
    return {
        name: Figure(n, b, "↑" if n > b else "↓" if n < b else "") for name, (n, b) in pairs.items()
    }


def _rows(digest: Digest, lang: str) -> Rows:
    """Buttons for the figures that are not nought, each leading to the replies behind it."""
    now = digest.now
    counts = (
        len(digest.changes),
        digest.red_total,
        now.silent,
        len(digest.due_soon),
        now.finished,
        now.reports,
        now.blocked,
        now.overdue,
        digest.readings.total,
        len(digest.waits),
        _in_review(digest),
    )
    buttons = [
        Choice(f"{label} {count}", Action(Verb.SOURCE, digest.programme, figure))
        for figure, label, count in zip(FIGURES, _LABELS[tongue(lang)], counts, strict=True)
        if count
    ]
    if digest.requests:
        label = "To decide" if tongue(lang) == "en" else "待处理"
        buttons.append(Choice(f"{label} {len(digest.requests)}", Action(Verb.TASKS)))
    return tuple(tuple(buttons[at : at + _PER_ROW]) for at in range(0, len(buttons), _PER_ROW))


@dataclass(frozen=True, slots=True)
class Source:
    """A line with the replies behind it, newest first: when, receipt, words."""

    line: DigestLine
    replies: list[tuple[str, str, str]]


def compose_source(
    figure: str, lines: Sequence[Line], replies: Sequence[Reply], to: Addressee, now: datetime
) -> Speech:
    """The replies behind a figure of the digest, item by item; lines without one say so."""
    if to.notice_only:
        return spoken(to.templates.render("brief", to.lang, _codes(lines)), to)
    known: dict[str, str] = dict(zip(FIGURES, _LABELS[tongue(to.lang)], strict=True))

    def view(count: int) -> dict[str, Any]:
        return {
            "figure": known.get(figure, clean(figure, 20)),
            "total": len(lines),
            "shown": [_source(line, replies, to.lang, now) for line in lines[:count]],
            "rest": len(lines[count:]),
        }

    return spoken(fitted("source", to, 24, view), to)


def _source(line: Line, replies: Sequence[Reply], lang: str, now: datetime) -> Source:
    shown = not line.assignment.offline
    return Source(
        digest_line(line, lang, now),
        [
            (
                instant_words(reply.at, now, lang),
                clean(reply.receipt, 32),
                clean(reply.words, _REPLY_CHARS) if shown else "",
            )
            for reply in replies
            if _is_about(reply, line)
        ][:3],
    )


def _is_about(reply: Reply, line: Line) -> bool:
    if reply.about:
        return reply.about == line.assignment.id
    return (reply.unit, reply.code) == (line.assignment.unit, line.assignment.task)


def _codes(lines: Sequence[Line]) -> dict[str, Any]:
    codes = list(dict.fromkeys(short_code(line.assignment) for line in lines))
    return {"total": len(lines), "codes": codes[:20], "rest": len(codes[20:])}
