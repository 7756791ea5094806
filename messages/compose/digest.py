"""The digest (周报) as chat text: one phone screen first, and the replies behind every figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from messages.compose.item import UNIT_CHARS, name_of, reached_words, said_words, short_code
from messages.compose.speaking import Rows, fitted, spoken
from messages.compose.values import Addressee, Reply
from messages.speech import Action, Choice, Speech, Verb
from messages.words import (
    before_words,
    clean,
    day_words,
    instant_words,
    left_words,
    light_mark,
    percent_words,
    period_words,
    state_words,
    tongue,
)
from workflows.digest import Counts, Digest, Line
from workflows.standing import Light

_MOST_LINES = 8
_MOST_UNITS = 12
_NAME_CHARS, _REASON_CHARS, _REPLY_CHARS = 24, 40, 100
_PER_ROW = 4

FIGURES = ("changes", "red", "silent", "due", "finished", "reports", "blocked", "overdue")
"""The figures behind which replies can be shown, as the argument of SOURCE."""

_LABELS = {
    "zh": ("本周变化", "红灯", "未反馈", "七日到期", "办结", "反馈", "困难", "逾期"),
    "en": ("Changes", "Red", "Silent", "Due", "Finished", "Reports", "Stuck", "Overdue"),
}


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One assignment as a digest line. `was` is the mark of a week ago where it differs."""

    code: str
    unit: str
    title: str
    mark: str
    was: str
    state: str
    percent: str
    late: str
    by: str
    reason: str
    said: str
    until: str
    question: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, last week's, and which way it went (↑, ↓ or "")."""

    now: int
    before: int
    arrow: str


def compose_digest(digest: Digest, to: Addressee, now: datetime) -> Speech:
    """The week in one message: changes, red items, the silent, what is due, figures, requests."""
    if to.notice_only:
        view = {"number": digest.number, "programme": clean(digest.programme_title, 60)}
        return spoken(to.templates.render("digest_brief", to.lang, view), to)
    html = fitted("digest", to, _MOST_LINES, lambda n: _view(digest, to.lang, now, n))
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
        "requests": lines(digest.requests),
        "requests_total": len(digest.requests),
        "seal": clean(digest.seal, 120),
    }


def digest_line(line: Line, lang: str, now: datetime) -> DigestLine:
    """The view of one line."""
    standing, assignment = line.standing, line.assignment
    was = line.light_before
    shown = not assignment.offline
    until, due_at = standing.extension_asked_until, standing.due_at
    return DigestLine(
        code=short_code(assignment),
        unit=clean(assignment.unit, UNIT_CHARS),
        title=name_of(assignment, lang, _NAME_CHARS),
        mark=light_mark(line.light),
        was=light_mark(was) if was is not None and was is not line.light else "",
        state=state_words(standing.state, lang),
        percent=reached_words(standing),
        late=left_words(-line.overdue_days, lang) if line.overdue_days else "",
        by=before_words(due_at, now, lang) if due_at else "",
        reason=clean(standing.blocked_reason, _REASON_CHARS) if shown else "",
        said=clean(said_words(assignment, standing), _REASON_CHARS),
        until=day_words(until, now, lang) if until else "",
        question=clean(standing.question, _REASON_CHARS) if shown else "",
    )


def _is_quiet(digest: Digest) -> bool:
    """True where the week has nothing to say."""
    parts = (digest.changes, digest.red, digest.silent, digest.due_soon, digest.requests)
    return not any(parts) and not digest.unreachable


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
    )
    buttons = [
        Choice(f"{label} {count}", Action(Verb.SOURCE, digest.programme, figure))
        for figure, label, count in zip(FIGURES, _LABELS[tongue(lang)], counts, strict=True)
        if count
    ]
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
    mine = (line.assignment.unit, line.assignment.task)
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
            if (reply.unit, reply.code) == mine
        ][:3],
    )


def _codes(lines: Sequence[Line]) -> dict[str, Any]:
    codes = list(dict.fromkeys(short_code(line.assignment) for line in lines))
    return {"total": len(lines), "codes": codes[:20], "rest": len(codes[20:])}
