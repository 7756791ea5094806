"""Readings of indicators: a number is enough, odd ones are asked about once, pace is arithmetic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from messages.dialogue.bare_figures import indicator_of
from messages.dialogue.measures import in_unit
from messages.speech import Verb
from tests.dialogue.desks import BAD_WATER, GOOD_DAYS, PM, WETLAND, Chat, indicator
from workflows.programme import Attribute, Op, Target
from workflows.readings import (
    DoubtKind,
    Past,
    doubt_of,
    light_of_reading,
    list_key,
    pace,
    takes_text,
)
from workflows.standing import Light

AIR, DAYS = indicator_of(PM), indicator_of(GOOD_DAYS)
ENERGY = indicator("节能量", "吨标准煤", Target(2025, Op.GE, 1000), 0, cumulative=True)


@pytest.mark.parametrize(
    "words",
    ["31", "31微克", "31 ug/m3", "PM2.5 31", "PM2.5浓度31微克/立方米", "气-01 31", "约31", "３１"],
)
def test_the_figure_alone_is_the_reading(words: str) -> None:
    chat = Chat([PM])
    chat.says(words)
    assert chat.kinds == ["reported:done"]
    assert (chat.data["value"], chat.data["unit"]) == (31, "μg/m3")
    assert "报数、31μg/m3" in chat.text


@pytest.mark.parametrize(
    "words",
    [
        "1：31；2：92.3",
        "1：31，2：92.3",
        "1. 31\n2. 92.3",
        "PM2.5 31，优良天数92.3%",
        "第1项31、第2项92.3",
    ],
)
def test_several_readings_go_into_one_message(words: str) -> None:
    chat = Chat([PM, GOOD_DAYS])
    chat.says(words)
    assert {a: f.data["value"] for a, f in chat.facts} == {
        PM.assignment.id: 31,
        GOOD_DAYS.assignment.id: 92.3,
    }


def test_a_number_that_two_readings_could_have_is_asked_about() -> None:
    chat = Chat([PM, GOOD_DAYS])
    chat.says("31.5")
    assert chat.kinds == []
    chat.presses("PM2.5")
    assert (chat.kinds, chat.data["value"]) == (["reported:done"], 31.5)


def test_a_small_number_may_be_a_place_in_the_list_and_is_not_recorded() -> None:
    chat = Chat([PM, GOOD_DAYS, WETLAND])
    chat.says("2")
    assert chat.kinds == []


def test_a_percentage_may_be_progress_of_another_item_and_is_asked_about() -> None:
    chat = Chat([GOOD_DAYS, WETLAND])
    chat.says("92.3%")
    assert chat.kinds == []


def test_another_unit_is_refused_with_the_reason() -> None:
    chat = Chat([GOOD_DAYS])
    chat.says("92.3万元")
    assert chat.kinds == []
    assert "单位应为%，您写的是万元" in chat.text
    chat.says("92.3")
    assert chat.data["value"] == 92.3


def test_the_same_kind_of_unit_is_converted() -> None:
    assert in_unit(3.1, "亿元", "万元") == 31000
    assert in_unit(0.031, "mg/m3", "μg/m3") == 31
    assert in_unit(2, "吨", "公顷") is None
    chat = Chat([PM])
    chat.says("0.031毫克/立方米")
    assert (chat.data["value"], chat.data["unit"]) == (31, "μg/m3")


def test_an_odd_figure_is_asked_about_once_and_the_answer_is_kept() -> None:
    chat = Chat([PM])
    chat.says("31000")
    assert chat.kinds == []
    assert "相差约1000倍" in chat.text
    chat.presses("确认 31000")
    assert (chat.data["value"], chat.data["confirmed"]) == (31000, 31000)
    assert chat.data["doubt"] == "scale 31000 against 30.97"
    assert "此数经您核对确认" in chat.text


def test_change_asks_for_the_right_figure_and_keeps_the_odd_one_on_record() -> None:
    chat = Chat([GOOD_DAYS])
    chat.says("0.923")
    chat.presses("改")
    chat.says("92.3")
    assert (chat.data["value"], chat.data["doubt"]) == (92.3, "scale 0.923 against 90.14")
    assert "此数经您核对确认" not in chat.text


def test_other_words_in_place_of_an_answer_are_fresh_words() -> None:
    chat = Chat([PM])
    chat.says("31000")
    chat.says("申请延期到10月20日，数据还没出来")
    assert chat.kinds == ["extension_asked"]


def test_done_by_a_tap_asks_for_the_figure() -> None:
    chat = Chat([PM])
    chat.taps(Verb.DONE, PM)
    assert chat.kinds == []
    assert "请报数：单位μg/m3；基准30.97μg/m3（2021年）；2025年目标≤28μg/m3" in chat.text
    chat.says("29")
    assert chat.data["value"] == 29
    assert "●绿灯，序时应为" in chat.text or "▲黄灯" in chat.text


def test_a_correction_of_a_figure_is_a_new_version() -> None:
    chat = Chat([PM])
    chat.says("31")
    chat.says("改为30", reply_receipt="R-0001")
    assert chat.kinds == ["reported:done", "corrected:done"]
    assert "第2版，取代：R-0001" in chat.text
    chat.says("30.5", reply_receipt="R-0002")
    assert chat.data["value"] == 30.5
    assert "第3版" in chat.text


def test_a_target_in_words_takes_words() -> None:
    assert takes_text(indicator_of(BAD_WATER))
    chat = Chat([BAD_WATER])
    chat.says("基本消除")
    assert (chat.kinds, chat.data["text"]) == (["reported:done"], "基本消除")
    chat = Chat([BAD_WATER])
    chat.taps(Verb.DONE, BAD_WATER)
    chat.says("尚有一处")
    assert chat.data["text"] == "尚有一处"


@pytest.mark.parametrize(
    ("value", "last", "kind"),
    [
        (31, None, None),
        (310_000, None, DoubtKind.SCALE),
        (31_000, None, DoubtKind.SCALE),
        (3_100, None, DoubtKind.SCALE),
        (0.31, None, DoubtKind.SCALE),
        (62, 30.0, DoubtKind.JUMPS),
        (25, 30.0, None),
    ],
)
def test_what_is_odd_about_a_figure(value: float, last: float | None, kind: DoubtKind) -> None:
    past = Past(last, date(2024, 6, 30)) if last else None
    doubt = doubt_of(AIR, value, past, date(2024, 9, 30))
    assert (doubt.kind if doubt else None) == kind


def test_a_cumulative_figure_does_not_fall_within_a_year() -> None:
    before, on = Past(500, date(2024, 6, 30)), date(2024, 9, 30)
    doubt = doubt_of(ENERGY, 400, before, on)
    assert doubt is not None
    assert doubt.kind is DoubtKind.FALLS
    assert doubt_of(ENERGY, 600, before, on) is None
    assert doubt_of(ENERGY, 300, replace(before, on=date(2023, 12, 31)), on) is None


def test_a_share_beyond_a_hundred_is_odd() -> None:
    doubt = doubt_of(DAYS, 104, None, date(2024, 9, 30))
    assert doubt is not None
    assert doubt.kind is DoubtKind.SHARE


def test_the_pace_line_runs_from_the_baseline_years_end_to_the_targets() -> None:
    falling = indicator("浓度", "", Target(2025, Op.LE, 20), 40)
    assert pace(falling, date(2021, 12, 31)) == 40
    assert pace(falling, date(2023, 12, 31)) == pytest.approx(30, abs=0.02)
    assert pace(falling, date(2025, 12, 31)) == 20
    steps = replace(falling, targets=(Target(2023, Op.LE, 36), Target(2025, Op.LE, 20)))
    assert pace(steps, date(2024, 12, 31)) == pytest.approx(28, abs=0.02)
    assert pace(indicator("好", "", Target(2025, Op.GT, 90), 95), date(2023, 6, 1)) == 90
    assert pace(indicator("平", "", Target(2025, Op.NO_DECREASE, None), 7), date(2024, 1, 1)) == 7


@pytest.mark.parametrize(
    ("value", "light"),
    [(30, Light.GREEN), (29, Light.GREEN), (33, Light.YELLOW), (34, Light.RED)],
)
def test_the_light_is_arithmetic(value: float, light: Light) -> None:
    falling = indicator("浓度", "", Target(2025, Op.LE, 20), 40)
    assert light_of_reading(falling, value, date(2023, 12, 31)) is light


def test_the_light_of_what_cannot_be_measured_is_grey() -> None:
    superior = indicator("率", "%", Target(2025, Op.SUPERIOR_TARGET, None), None)
    assert light_of_reading(superior, 90, date(2024, 9, 30)) is Light.GREY


def test_binding_indicators_come_first() -> None:
    kinds = (None, Attribute.REFERENCE, Attribute.EXPECTED, Attribute.BINDING)
    made = [replace(AIR, attribute=kind, no=str(9 - n)) for n, kind in enumerate(kinds)]
    assert [one.attribute for one in sorted(made, key=list_key)] == list(reversed(kinds))
    tenth = replace(AIR, attribute=Attribute.BINDING, no="10")
    second = replace(AIR, attribute=Attribute.BINDING, no="2")
    assert sorted([tenth, second], key=list_key) == [second, tenth]
