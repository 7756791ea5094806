"""Whatever a person or a file writes, the message stays a message."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from messages.compose import (
    Reply,
    compose_asks,
    compose_contacts,
    compose_decisions,
    compose_digest,
    compose_escalations,
    compose_help,
    compose_item,
    compose_requests,
    compose_source,
    compose_tasks,
    compose_upload,
    compose_welcome,
    join,
)
from messages.split import plain, split
from messages.words import clean
from tests.messages import samples as s
from tests.messages.telegram_html import assert_sendable, faults_of
from workflows.digest_ahead import Ahead
from workflows.digest_readings import ReadingLine, Readings
from workflows.digest_waits import PendingLine, StageCount, Talk, WaitLine
from workflows.ledger import FactKind
from workflows.notice import NoticeKind
from workflows.pending import PendingKind
from workflows.programme import Indicator, Needs, Op, Target
from workflows.roster import Role
from workflows.standing import Light

NASTY = (
    "<b>",
    "</b></i><script>alert(1)</script>",
    "&lt;b&gt;&amp;&#60;",
    '" onclick="x',
    "{{ 7*7 }}{% raw %}",
    "\u202egnp.exe\u202c",
    "\u2066\u2067\u200f\u061c",
    "א\u202eב عربي",
    "\u200b\u200d\ufeff\u2060",
    "\x00\x07\x1b[31m\r\n\t",
    "\ud800",
    "e" + "\u0301" * 500,
    "\u3164\u2800",
    "\U000e0041\ue000\uffff",
    "\n\n\n\n# 标题\n",
    "甲" * 100_000,
    "<" * 100_000,
    "&" * 100_000,
    "",
    " ",
)
TEXT = st.one_of(st.sampled_from(NASTY), st.text(max_size=200), st.text("<>&\"'/b \n", max_size=60))


def hostile_case(text: str, now=s.NOW):
    """A case in which every text that somebody wrote is this one."""
    due = replace(s.deadline(s.river().assignment.opens_on), rule=text, rest=text)
    about = replace(
        s.river().assignment,
        title=text,
        task=text[:200],
        unit=text,
        office=text,
        text=text,
        occurrence_words=text,
        needs=Needs(80, 2, True, text),
        due=replace(due, nominal_on=s.NOW.date()),
    )
    facts = [
        s.fact(FactKind.DELIVERED, s.at(9, 18), notice="n", post=f"{text}/liaison"),
        s.fact(
            FactKind.REPORTED,
            s.at(9, 19),
            receipt=text,
            intent="blocked",
            text=text,
            percent=1e9,
        ),
        s.fact(FactKind.QUESTION, s.at(9, 20), text=text),
        s.fact(FactKind.RETURNED, s.at(9, 21), reason=text),
        s.fact(
            FactKind.EXTENSION_ASKED, s.at(9, 22), receipt=text, until="2023-10-20", reason=text
        ),
        s.fact(FactKind.UNDELIVERED, s.at(9, 23), notice="n", post=text, reason=text),
    ]
    return s.case(about, facts, now)


def _hostile_reading(text: str) -> ReadingLine:
    target = Target(2025, Op.TEXT, text)
    indicator = Indicator("1", text, text, (target,), baseline_value=text, code=text)
    case = hostile_case(text)
    line = s.line(replace(case, assignment=replace(case.assignment, indicator=indicator)), None)
    return ReadingLine(line, Light.GREY, target, None, 0, is_old=True)


def spoken(text: str, lang: str):
    case = hostile_case(text)
    ask = replace(s.ask(case, NoticeKind.NAG, "次日催办"), partners=(text,) * 30)
    asks = [ask] + [
        replace(ask, case=replace(case, assignment=replace(case.assignment, id=f"县/x{n}/-/{n}")))
        for n in range(40)
    ]
    to = replace(s.liaison(lang), footer=text)
    to = replace(to, post=replace(to.post, unit=text, title=text))
    clerk = replace(to, post=replace(to.post, role=Role.CLERK))
    line = s.line(case, None)
    digest = replace(
        s.digest(),
        programme_title=text,
        changes=(line,) * 60,
        red=(line,) * 5,
        red_total=60,
        silent=((text, 3),) * 60,
        unreachable=(text,) * 60,
        due_soon=(line,) * 60,
        requests=tuple(PendingLine(line, kind, s.NOW, 3) for kind in PendingKind) * 12,
        waits=(WaitLine(line, text, s.NOW, 3),) * 60,
        stages=(StageCount(text, text, 3, s.NOW),) * 60,
        readings=Readings(1, 2, (_hostile_reading(text),) * 5, 5),
        ahead=tuple(
            Ahead(text, s.NOW.date(), (text,), is_wish=True, is_event=days > 0, days=days)
            for days in (-1, 0, 1)
        ),
        talks=(Talk(text, 2, 1),) * 60,
        seal=text,
    )
    for some in ([ask], asks[:3], asks):
        yield compose_asks(some, to, s.NOW)
        yield compose_escalations(some, clerk, s.NOW)
        yield compose_contacts(some, clerk, s.NOW)
        yield compose_decisions(some, to, s.NOW)
        yield compose_requests(some, clerk, s.NOW)
        yield compose_tasks([one.case for one in some], {}, to, s.NOW)
        yield compose_asks(some, replace(to, notice_only=True), s.NOW)
    yield compose_item(ask, to, s.NOW)
    yield compose_digest(digest, clerk, s.NOW)
    yield compose_digest(digest, replace(to, post=replace(to.post, role=Role.DIRECTOR)), s.NOW)
    reply = Reply(case.assignment.unit, case.assignment.task, text, s.NOW, text)
    yield compose_source(text, (line,) * 60, [reply] * 60, clerk, s.NOW)
    yield compose_help(to, s.NOW, text)
    yield compose_welcome(to, text, 2, text, s.NOW)
    yield compose_upload(text, s.NOW, to, s.NOW)


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_known_trick_breaks_any_message(text: str, lang: str) -> None:
    for speech in spoken(text, lang):
        assert_sendable(speech)


@settings(max_examples=40, deadline=None)
@given(TEXT, st.sampled_from(["zh", "en"]))
def test_no_text_breaks_any_message(text: str, lang: str) -> None:
    speeches = list(spoken(text, lang))
    for speech in speeches:
        assert_sendable(speech)
    for part in split(join(speeches[:6])):
        assert faults_of(part.html) == []


@given(TEXT, st.integers(3, 120))
@example("א" * 50, 10)
def test_cleaned_text_is_one_short_line_without_anything_hidden(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert len(cleaned) <= limit
    assert "\n" not in cleaned
    assert cleaned == cleaned.strip()


def test_a_plain_text_comes_through_untouched() -> None:
    text = "完成3条内河清淤整治（含龙王河）——“一河一策”"
    assert clean(text, 80) == text


def test_what_was_cut_ends_in_an_ellipsis() -> None:
    assert clean("一二三四五六", 4) == "一二三…"


def test_a_bidi_override_cannot_turn_a_file_name() -> None:
    assert clean("\u202egnp.exe", 40) == "gnp.exe"


def test_right_to_left_text_is_isolated() -> None:
    assert clean("שלום", 40) == "\u2068שלום\u2069"


def test_what_a_person_wrote_is_shown_and_not_obeyed() -> None:
    case = hostile_case("<b>x</b> & {{ 1 }}")
    html = compose_item(s.ask(case), s.liaison(), s.NOW).html
    assert "&lt;b&gt;x&lt;/b&gt; &amp; {{ 1 }}" in html
    assert "<b>x</b> & {{ 1 }}" in plain(html)
