"""Names of units: what is one, what is none, which spellings mean the same; the roster."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.names import (
    NameKind,
    full_form,
    is_body,
    kind_of_name,
    may_act,
    place_free,
    plain_name,
)
from config.drafting.roster import Roster
from tests.drafting.papers import drafted

UNITS = (
    "市水利局",
    "区发展和改革委员会",
    "县委组织部",
    "市生态环境局滨江分局",
    "白鹭镇人民政府",
    "高新区管委会",
    "市妇联",
    "规划科",
    "云溪城投集团",
    "市人民医院",
    "区税务局",
    "市人大常委会办公室",
    "国网云溪供电公司",
    "县公安局交通管理大队",
    "市新华书店",
)
GROUPS = (
    "各县（市、区）人民政府",
    "市直有关部门",
    "区直各单位",
    "各成员单位",
    "各镇（街道）",
    "各责任单位",
    "有关部门",
    "各科室",
)
NONE = (
    "加强领导",
    "足球彩票网",
    "分管副市长",
    "打印本页",
    "推进整治工作",
    "三公里",
    "2025年6月",
    "上级要求",
    "责任领导",
)
SAME = (
    ("区发改委", "区发展和改革委员会"),
    ("区发展改革委", "区发展和改革委员会"),
    ("市住建局", "市住房和城乡建设局"),
    ("县人社局", "县人力资源和社会保障局"),
    ("市卫健委", "市卫生健康委员会"),
    ("区市场监管局", "区市场监督管理局"),
    ("县政府", "县人民政府"),
    ("市国资委", "市国有资产监督管理委员会"),
    ("滨江街道办", "滨江街道办事处"),
)


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_known_by_the_end_of_its_name(name: str) -> None:
    assert kind_of_name(name) is NameKind.UNIT


@pytest.mark.parametrize("name", GROUPS)
def test_a_named_group_is_a_group(name: str) -> None:
    assert kind_of_name(name) is NameKind.GROUP


@pytest.mark.parametrize("name", NONE)
def test_work_leaders_dates_and_spam_are_no_units(name: str) -> None:
    assert not is_body(name)


@pytest.mark.parametrize(("short", "whole"), SAME)
def test_customary_short_forms_are_written_out(short: str, whole: str) -> None:
    assert full_form(short) == whole


def test_a_written_out_name_stays_as_it_is() -> None:
    for _, whole in SAME:
        assert full_form(whole) == whole


def test_the_place_before_a_name_may_be_left_out() -> None:
    assert "市教育局" in set(place_free("云溪市教育局"))


@pytest.mark.parametrize(
    "name", ["市水利局", "各成员单位", "桃源镇人民政府", "规划科", "生态环境部门"]
)
def test_a_body_beyond_doubt_may_act_in_a_sentence(name: str) -> None:
    assert may_act(name)


@pytest.mark.parametrize(
    "name", ["领导小组", "社会各界", "主管部门和企业", "委员会", "有关方面", "群众"]
)
def test_what_is_vague_may_not(name: str) -> None:
    assert not may_act(name)


@given(st.text(max_size=40))
def test_plain_names_stay_plain(text: str) -> None:
    assert plain_name(plain_name(text)) == plain_name(text)


def test_one_unit_has_one_name_and_its_other_spellings_are_aliases() -> None:
    draft = drafted(
        "市发展和改革委员会（以下简称市发改委）统筹推进。",
        "一、主要任务",
        "1.编制规划。（责任单位：市发改委）",
        "2.制定办法。（责任单位：市发展改革委）",
        "3.落实资金。（责任单位：市财政局）",
    )
    assert [unit.name for unit in draft.units] == ["市发改委", "市财政局"]
    assert "市发展改革委" in draft.units[0].aliases
    assert {unit for task in draft.tasks for unit in task.units} == {"市发改委", "市财政局"}


def test_two_bureaus_of_different_levels_stay_two() -> None:
    draft = drafted("一、主要任务", "1.监测。（责任单位：市生态环境局、市生态环境局滨江分局）")
    assert len(draft.units) == 2


def test_the_roster_finds_the_longest_name_first() -> None:
    roster = Roster()
    for name in ("市水利局", "市水利局规划科"):
        roster.add(name, 1)
    roster.settle()
    assert roster.find("请市水利局规划科、市水利局办理") == ("市水利局规划科", "市水利局")
