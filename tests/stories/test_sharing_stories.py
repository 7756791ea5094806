"""One material, several programmes: asked for in one item, handed in once, on every ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from config.home import Home
from tests.stories.town import at, shipped, texts, town

UNIT = "沙井街道"
FIRST, SECOND = f"honggutan/动态/2023Q3/{UNIT}", f"second/简报/2023Q3/{UNIT}"


def two_programmes() -> Home:
    """The shipped programme and another one whose duty wants the same news item."""
    home = shipped()
    first = next(p for p in home.programmes if p.code == "honggutan")
    duty = replace(first.duties[0], material="动态稿件")
    other = replace(duty, code="简报", no="简报", title="报送简报稿件")
    first = replace(first, tasks=(), duties=(duty,), milestones=(), indicators=(), events=())
    second = replace(first, code="second", title="另一个方案", duties=(other,))
    return replace(home, programmes=(first, second))


async def test_the_same_material_is_asked_for_and_handed_in_once(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), two_programmes()) as here:
        liaison = here.server.user(first_name="联络员")
        await here.enrol(liaison, UNIT)
        await here.pass_to(at("2023-08-28", "12:00"))
        asked = texts(liaison)[-1]
        assert "报一次即可" in asked
        assert asked.count("办结要求") == 1
        await liaison.send("已完成，见 https://example.invalid/news")
        await here.hear()
        receipt = texts(liaison)[-1]
        assert "〔动态〕" in receipt
        assert "〔简报〕" in receipt
        facts = []
        for each in (FIRST, SECOND):
            row = await here.store.case(each)
            assert row is not None
            facts += [fact for fact in row.facts if fact.kind == "reported"]
        assert [fact.data["receipt"] for fact in facts] == ["R-20230828-0001"] * 2
        assert facts[1].data["same_material"] == FIRST or facts[0].data["same_material"] == SECOND


async def test_what_is_half_done_is_handed_in_nowhere_else(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00"), two_programmes()) as here:
        liaison = here.server.user(first_name="联络员")
        await here.enrol(liaison, UNIT)
        await here.pass_to(at("2023-08-28", "12:00"))
        await liaison.send("动态推进中，完成50%")
        await here.hear()
        assert "reported" in await here.facts(FIRST)
        assert "reported" not in await here.facts(SECOND)
