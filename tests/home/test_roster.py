"""Promises of the shipped roster: who is there, under which names, with which posts."""

from __future__ import annotations

import pytest

from config.home import Home
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


def test_the_units_are_the_22_members_in_the_annex_order_and_one_more(home: Home) -> None:
    names = [unit.name for unit in units(home)]
    assert names == [*(name for name, _ in MEMBERS), "区委综合考核办"]


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
