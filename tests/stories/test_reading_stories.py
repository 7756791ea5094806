"""Stories of readings: a number is enough, last month's is one tap, odd ones are asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from config.home import Home
from tests.stories.town import at, shipped, texts, town
from workflows.programme import (
    DayKind,
    DayRule,
    Every,
    Indicator,
    Op,
    ReadingRule,
    Target,
)

STREET = "沙井街道"
START = at("2023-08-20", "10:00")


def with_readings() -> Home:
    """The home in which the street reports one indicator every month."""
    home = shipped()
    programme = next(p for p in home.programmes if p.code == "honggutan")
    ladder = programme.tasks[0].ladder
    indicator = Indicator(
        no="1",
        name="细颗粒物（PM2.5）浓度",
        unit="μg/m3",
        targets=(Target(2025, Op.LE, 28),),
        baseline_value=31,
        baseline_year=2022,
        code="气-01",
        readings=ReadingRule(
            every=Every.MONTH,
            units=(STREET,),
            day=DayRule(DayKind.LAST_DAY),
            first=date(2023, 8, 1),
            last=date(2023, 12, 31),
            ladder=ladder,
        ),
    )
    edited = replace(programme, tasks=(), duties=(), indicators=(indicator,))
    return replace(home, programmes=(edited,))


async def test_a_bare_number_is_the_reading_and_last_months_is_one_tap(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, with_readings()) as here:
        street = here.person(medium, "街道")
        await here.enrol(street, STREET)
        await here.pass_to(at("2023-08-21", "12:00"))
        assert "报数口径：单位μg/m3，2022年基准31，2025年目标≤28" in texts(street)[-1]
        assert not any("与上期一致" in label for label in street.inbox[-1].labels)
        await street.send("30")
        await here.hear()
        assert "报数、30μg/m3" in texts(street)[-1]
        first = await here.store.case(f"honggutan/气-01/2023-08/{STREET}")
        assert first is not None
        assert first.standing.value == 30
        assert first.standing.on_time

        await here.pass_to(at("2023-09-18", "12:00"))
        assert "上期30" in texts(street)[-1]
        await street.tap(street.inbox[-1], "与上期一致：30μg/m3")
        await here.hear()
        assert "与上期一致（上期回执 R-20230821-0001）" in texts(street)[-1]
        again = await here.store.case(f"honggutan/气-01/2023-09/{STREET}")
        assert again is not None
        assert (again.standing.value, again.facts[-1].data["same_as"]) == (30, "R-20230821-0001")


async def test_an_odd_figure_is_asked_about_once_and_both_are_kept(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, with_readings()) as here:
        street = here.person(medium, "街道")
        await here.enrol(street, STREET)
        await here.pass_to(at("2023-08-21", "12:00"))
        case = f"honggutan/气-01/2023-08/{STREET}"
        await street.send("30万元")
        await here.hear()
        assert "单位应为μg/m3，您写的是万元" in texts(street)[-1]
        await street.send("30000")
        await here.hear()
        assert "相差约1000倍" in texts(street)[-1]
        assert "reported" not in await here.facts(case)
        await street.send("30")
        await here.hear()
        row = await here.store.case(case)
        assert row is not None
        data = row.facts[-1].data
        assert (data["doubt"], data["confirmed"]) == ("scale 30000 against 31", 30.0)
        await street.send("刚才报错了，应为29.5")
        await here.hear()
        assert "第2版，取代：R-20230821-0001" in texts(street)[-1]
