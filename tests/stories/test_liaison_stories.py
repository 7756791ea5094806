"""Stories of the liaison's side: waiting, remind me later, the same again, figures, signatures."""

from __future__ import annotations

from pathlib import Path

from bot.applying import apply_home
from tests.botapi import Person
from tests.stories.small_homes import (
    CITY,
    MONEY,
    OFFICE,
    PARK,
    REQUEST,
    START,
    with_task,
)
from tests.stories.town import Town, at, texts, town
from workflows.fold import stand
from workflows.programme import AssignmentRole, Responsible
from workflows.span import Span, SpanUnit


async def due(here: Town, assignment: str) -> tuple[object, object]:
    row = await here.store.case(assignment)
    assert row is not None
    return row.standing.due_at, row.standing.original_due_at


async def test_a_wait_becomes_a_request_and_its_end_moves_the_due_date(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city, money = here.person(medium, "城管"), here.person(medium, "财政")
        await here.enrol(city, CITY)
        await here.enrol(money, MONEY)
        await here.pass_to(at("2023-08-28", "12:00"))
        await city.send("等区财政局拨款，9月1日前")
        await here.hear()
        assert "等区财政局提供“拨款”，限9月1日（周五）前" in texts(city)[-1]
        await here.pass_to(at("2023-08-29", "12:00"))
        asked = texts(money)[-1]
        assert asked.startswith("新交办｜区财政局：请于9月1日（周五）17:30前反馈〔文-28+1〕")
        assert "请求单位：区城管执法局（办理〔文-28〕需要）" in asked
        assert "提供：拨款" in asked

        quiet = len(texts(city))
        await here.pass_to(at("2023-09-06", "12:00"))
        assert len(texts(city)) == quiet, "who waits is not reminded"
        assert "逾期" in texts(money)[-1], "the delay is the other unit's"

        await money.send("款已拨付，已完成")
        await here.hear()
        await here.pass_to(at("2023-09-06", "14:30"))
        told = texts(city)[-1]
        assert told.startswith(
            "等待结束｜区城管执法局：〔文-28〕区财政局已提供，时限顺延至9月19日（周二）17:30"
        )
        assert "款已拨付，已完成" in told
        assert await due(here, PARK) == (at("2023-09-19", "17:30"), at("2023-09-08", "17:30"))
        assert await apply_home(here.store, here.shell.ground.home, here.clock.now()) == ()
        assert await here.store.verify(stand) == []


async def test_going_on_by_oneself_withdraws_the_request(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city, money = here.person(medium, "城管"), here.person(medium, "财政")
        await here.enrol(city, CITY)
        await here.enrol(money, MONEY)
        await here.pass_to(at("2023-08-28", "12:00"))
        await city.tap(city.inbox[-1], "有困难")
        await here.hear()
        await city.tap(city.inbox[-1], "等其他单位")
        await here.hear()
        await city.send("财政局")
        await here.hear()
        assert "需要区财政局提供什么" in texts(city)[-1]
        await city.send("第一批资金")
        await here.hear()
        await here.pass_to(at("2023-08-29", "12:00"))
        assert "提供：第一批资金" in texts(money)[-1]
        await city.send("推进中40%")
        await here.hear()
        assert "不再等区财政局，给对方的请求已撤回" in texts(city)[-1]
        await here.pass_to(at("2023-08-29", "15:00"))
        assert "区城管执法局已不再等待" in texts(money)[-1]
        assert await here.facts(REQUEST) == ["issued", "delivered", "excused", "delivered"]
        assert (await here.facts(PARK))[-2:] == ["reported", "waiting_over"]
        assert (await due(here, PARK))[0] == at("2023-09-08", "17:30"), "it had not to wait"


async def test_two_units_cannot_wait_for_each_other(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city, money = here.person(medium, "城管"), here.person(medium, "财政")
        await here.enrol(city, CITY)
        await here.enrol(money, MONEY)
        await here.pass_to(at("2023-08-28", "12:00"))
        await city.send("等财政局拨款")
        await here.hear()
        await here.pass_to(at("2023-08-29", "12:00"))
        await money.send("等城管局提供账号")
        await here.hear()
        assert "正在等贵单位" in texts(money)[-1]
        assert "waiting" not in await here.facts(REQUEST)


async def test_a_snooze_holds_reminders_back_and_no_escalation(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city, clerk = here.person(medium, "城管"), here.person(medium, "职员")
        await here.enrol(city, CITY)
        await here.enrol(clerk, OFFICE, "clerk")
        await here.pass_to(at("2023-08-21", "12:00"))
        await city.send("9月7日再提醒我，等会议结果")
        await here.hear()
        assert "9月7日（周四）再提醒（等会议结果）" in texts(city)[-1]
        quiet = len(texts(city))
        await here.pass_to(at("2023-09-06", "18:00"))
        assert len(texts(city)) == quiet
        await here.pass_to(at("2023-09-07", "12:00"))
        assert len(texts(city)) == quiet + 1
        await city.send("9月20日再提醒我，等会议结果")
        await here.hear()
        assert "提醒不能推过时限" in texts(city)[-1]
        assert city.inbox[-1].labels[-1] == "申请延期"
        await here.pass_to(at("2023-10-10", "12:00"))
        assert "escalated" in await here.facts(PARK)


async def test_a_signature_is_asked_for_only_where_it_counts_and_expires(
    tmp_path: Path, medium: str
) -> None:
    home = with_task(acknowledge_within=Span(2, SpanUnit.WORKING_DAY))
    async with town(tmp_path, START, home) as here:
        city, clerk = here.person(medium, "城管"), here.person(medium, "职员")
        await here.enrol(city, CITY)
        await here.enrol(clerk, OFFICE, "clerk")
        await here.pass_to(at("2023-08-21", "12:00"))
        issue = city.inbox[-1]
        assert "签收" in issue.labels
        await here.pass_to(at("2023-08-24", "12:00"))
        told = texts(clerk)[-1]
        assert told.startswith("未签收｜区城管执法局：1项通知8月21日")
        assert "duban invite" not in told
        await city.tap(issue, "签收")
        await here.hear()
        assert city.inbox[-1].labels == ["已完成", "推进中", "有困难", "申请延期"]
        assert "acknowledged" in await here.facts(PARK)


async def test_the_lead_sees_what_the_co_units_have_delivered(tmp_path: Path, medium: str) -> None:
    home = with_task(
        responsible=(
            Responsible(CITY, AssignmentRole.LEAD),
            Responsible(MONEY, AssignmentRole.CO),
            Responsible("区统计局", AssignmentRole.CO),
        ),
        co_before=Span(3, SpanUnit.WORKING_DAY),
    )
    async with town(tmp_path, START, home) as here:
        city, money = here.person(medium, "城管"), here.person(medium, "财政")
        await here.enrol(city, CITY)
        await here.enrol(money, MONEY)
        await here.pass_to(at("2023-08-21", "12:00"))
        await money.send("资金已经全部拨付到位，本年度共安排公园绿地建设资金三百万元，已完成")
        await here.hear()
        await here.pass_to(at("2023-09-05", "12:00"))
        assert "配合单位：已报1/2家，未报：区统计局" in texts(city)[-1]
        await city.tap(city.inbox[-1], "推进中")
        await here.hear()
        await city.send("/tasks")
        await here.hear()
        await city.tap(city.inbox[-1], "文-28 建设公园绿地绿道")
        await here.hear()
        assert "· 区财政局 已报完成：“资金已经全部拨付到位" in texts(city)[-1]
        assert "· 区统计局 待反馈" in texts(city)[-1]


async def test_every_version_stays_and_is_shown_on_request(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city = here.person(medium, "城管")
        await here.enrol(city, CITY)
        await here.pass_to(at("2023-08-21", "12:00"))
        message = await city.send("推进中，完成30%")
        await here.hear()
        if isinstance(city, Person):
            await city.edit(message, "推进中，完成60%")
        else:  # what was said on a page cannot be changed there: a new sentence corrects it
            await city.send("刚才写错了，应是60%")
        await here.hear()
        await city.send("/tasks")
        await here.hear()
        await city.tap(city.inbox[-1], "文-28 建设公园绿地绿道")
        await here.hear()
        assert "推进中60%（第2版）" in texts(city)[-1]
        await city.tap(city.inbox[-1], "历次反馈")
        await here.hear()
        shown = texts(city)[-1]
        assert "第1版" in shown
        assert "推进中 30%：“推进中，完成30%”" in shown
        assert "第2版" in shown


async def test_nothing_is_extended_past_the_programmes_end(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city = here.person(medium, "城管")
        await here.enrol(city, CITY)
        here.clock.move_to(at("2026-06-01", "10:00"))
        await here.hear()
        await city.send("申请延期到2027年3月1日，等验收")
        await here.hear()
        assert "超过方案的最后一天（12月31日（周四））" in texts(city)[-1]
        assert "extension_asked" not in await here.facts(PARK)
