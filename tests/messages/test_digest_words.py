"""Promises of the digest's words: a talk is for the director alone, every figure can be tapped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from messages.compose import FIGURES, compose_digest
from messages.speech import Verb
from messages.split import plain
from tests.messages import digest_samples as week
from tests.messages import samples as s
from workflows.digest import digest_lines, figure_lines
from workflows.roster import Role

_SCREEN = 1300


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("role", list(Role))
def test_a_talk_is_suggested_to_the_director_and_to_nobody_else(role: Role, lang: str) -> None:
    html = compose_digest(week.life(), s.official(role, lang), s.NOW).html
    said = "约谈" in html or "A talk" in html
    assert said is (role is Role.DIRECTOR)


def test_the_fullest_week_stays_on_a_screen_and_tells_the_worst_first() -> None:
    text = plain(compose_digest(week.life(), s.official(Role.DIRECTOR), s.NOW).html)
    assert len(text) < _SCREEN
    order = [
        "本周变化",
        "红灯事项",
        "可考虑约谈",
        "尚未反馈\n",
        "等待其他单位",
        "七日内到期",
        "节点",
        "指标",
        "审核环节中（",
        "待办公室处理",
        "本周人均主动消息1.8条",
        "台账封印",
    ]
    assert sorted(order, key=text.index) == order
    assert "PM2.5）浓度 31.2μg/m3，目标≤28（2025），差3.2｜▲" in text
    assert "县水利局等县财政局：9月12日起" in text
    assert "〔力争〕建成省级示范县" in text


def test_every_figure_button_leads_to_as_many_lines_as_it_counts() -> None:
    digest = week.life()
    lines = digest_lines(week.cases(), week.LOOK)
    speech = compose_digest(digest, s.official(Role.CLERK), s.NOW)
    counted = 0
    for choice in (choice for row in speech.choices for choice in row):
        action = choice.action
        assert action is not None
        if action.verb is not Verb.SOURCE or action.arg == "reports":
            continue  # reports are counted one by one, and shown by item
        counted += 1
        assert action.arg in FIGURES
        assert len(figure_lines(digest, lines, action.arg)) == int(choice.text.split()[-1])
    assert counted >= 8


def test_a_programme_without_readings_or_waits_says_nothing_of_them() -> None:
    text = plain(compose_digest(s.digest(), s.official(Role.DIRECTOR), s.NOW).html)
    for word in ("指标", "节点", "等待", "审核环节", "约谈", "人均"):
        assert word not in text


def test_a_person_who_was_not_written_to_is_not_averaged() -> None:
    digest = replace(s.digest(quiet=True), messages_each=2.0)
    assert "本周人均主动消息2条" in compose_digest(digest, s.official(Role.CLERK), s.NOW).html
    none = replace(digest, messages_each=None)
    assert "人均" not in compose_digest(none, s.official(Role.CLERK), s.NOW).html
