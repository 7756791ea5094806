"""Promises of the shipped roster: who is there, under which names, with which posts."""

from __future__ import annotations

import pytest
import yaml

from config.home import Home, default_home
from tests.home.printed import MEMBERS, RESPONSIBLE
from workflows.roster import Role, Unit

OFFICE = "创建省级生态区工作领导小组办公室"


def units(home: Home) -> list[Unit]:
    return [unit for unit in home.roster.units if not unit.is_office]


def resolve(home: Home, written: str) -> str | None:
    """The full name of the one unit that goes by `written`, or None."""
    found = {
        unit.name for unit in home.roster.units if written in (unit.name, unit.short, *unit.aliases)
    }
    assert len(found) <= 1, f"{written} 指向 {found}"
    return found.pop() if found else None


FILES = {
    "units.yaml": ([*(name for name, _ in MEMBERS), "区委综合考核办"], OFFICE),
    "units/etdz.yaml": (
        [
            "乐化镇", "樵舍镇", "白水湖管理处", "冠山管理处", "蛟桥街办", "南昌空港新城",
            "经开区管委会", "经开区管理局", "经开区市场监管部门", "经开区工信部门",
            "经开区商贸部门", "经开区城市管理部门", "经开区农业农村部门",
        ],
        "经开区生态环境保护多部门联席会议",
    ),
    "units/ganzhou.yaml": (
        ["规划财务科", "各县（市、区）生态环境局", "各科室、单位"],
        "赣州市“十四五”生态环境保护规划编制工作领导小组办公室",
    ),
    "units/nanchang.yaml": (
        [
            "大气处", "水处", "土壤处", "生态处", "辐排处", "宣法处", "科财处", "人事处", "监测处",
            "综合处", "执法局", "信息中心", "市评估中心", "南昌县生态环境局", "进贤县生态环境局",
            "安义县生态环境局", "经开生态环境局", "高新生态环境局",
        ],
        "南昌市生态环境局规划编制工作领导小组办公室",
    ),
    "units/qingyunpu.yaml": (
        [
            "三店街道", "洪都街道", "徐坊街道", "京山街道", "岱山街道", "青云谱镇",
            "青云谱新经济产业集聚区", "八大山人梅湖景区", "青云谱区生态环境局",
            "青云谱区自然资源主管部门",
        ],
        "青云谱区生态文明建设示范区创建工作领导小组",
    ),
}  # fmt: skip
"""The bodies that each document names, in the order in which it names them, and its office."""


def names_in(file: str, key: str) -> list[str]:
    with (default_home() / file).open(encoding="utf-8") as opened:
        written = yaml.load(opened, Loader=yaml.BaseLoader)
    return [entry["name"] for entry in written[key]]


def test_every_roster_file_is_held_against_its_document() -> None:
    folder = default_home()
    found = [f"units/{path.name}" for path in sorted((folder / "units").glob("*.yaml"))]
    assert ["units.yaml", *found] == list(FILES)


@pytest.mark.parametrize("file", FILES)
def test_a_roster_holds_what_its_document_names_and_the_office(file: str) -> None:
    names, office = FILES[file]
    assert names_in(file, "units") == names
    assert names_in(file, "offices") == [office]


def test_the_roster_is_all_files_in_their_order(home: Home) -> None:
    assert [unit.name for unit in units(home)] == [
        name for names, _ in FILES.values() for name in names
    ]


def test_groups_hold_the_units_that_their_documents_list(home: Home) -> None:
    groups = {name: len(members) for name, members in home.roster.groups}
    assert groups == {
        "创建领导小组成员单位": 22,
        "经开区各级各部门": 12,
        "专题研究牵头单位": 11,
        "南昌各县（开发区）生态环境局": 5,
        "青云谱区各镇街": 6,
    }


def test_the_group_of_members_is_the_annex_without_the_appraisal_office(home: Home) -> None:
    groups = dict(home.roster.groups)
    assert list(groups["创建领导小组成员单位"]) == [name for name, _ in MEMBERS]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("区委办", "区委办公室"),
        ("区政府办", "区政府办公室"),
        ("区自规分局", "区自然资源和规划分局"),
        ("区自然资源和规划分局", "区自然资源和规划分局"),
        ("区纪委监委", "区纪委区监委"),
        ("区卫生健康委员会", "区卫健委"),
        ("区发展和改革委员会", "区发改委"),
        ("区环委会办公室", OFFICE),
        ("创建办", OFFICE),
        ("区委督查室", None),
    ],
)
def test_every_name_in_use_leads_to_one_unit(written: str, name: str | None, home: Home) -> None:
    assert resolve(home, written) == name


def test_no_name_is_shared_by_two_units(home: Home) -> None:
    spoken = [
        spelling
        for unit in home.roster.units
        for spelling in {unit.name, unit.short, *unit.aliases}
    ]
    assert len(spoken) == len(set(spoken))


def test_every_unit_has_a_liaison_and_a_head(home: Home) -> None:
    for unit in units(home):
        liaison, head = unit.post(Role.LIAISON), unit.post(Role.HEAD)
        assert liaison is not None
        assert liaison.title.endswith("联络员")
        assert head is not None
        assert head.title


def test_heads_carry_the_post_that_the_annex_prints(home: Home) -> None:
    for name, printed in MEMBERS:
        unit = home.roster.unit(name)
        assert unit is not None
        head = unit.post(Role.HEAD)
        assert head is not None
        assert head.title == printed


def test_the_office_sits_in_the_environment_bureau_with_clerk_director_and_leader(
    home: Home,
) -> None:
    office = home.roster.unit(OFFICE)
    assert office is not None
    assert office.is_office
    assert office.host == "区生态环境局"
    titles = {role: post.title for role in Role if (post := office.post(role))}
    assert "区生态环境局局长兼任" in titles[Role.DIRECTOR]
    assert {Role.CLERK, Role.DIRECTOR, Role.LEADER} <= set(titles)


def test_every_unit_that_owes_something_is_in_the_roster(home: Home) -> None:
    names = {unit.name for unit in units(home)}
    assert {unit for owed in RESPONSIBLE.values() for unit in owed} <= names
