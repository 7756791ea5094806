"""Stories of the office's side: review, stages, events, slips, answers, waivers, entries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.commands import CommandRefused, Commands
from tests.stories.office_home import (
    AFTER_CO,
    AFTER_LEAD,
    CITY,
    CODE,
    EVENT,
    EVENTS,
    OFFICE,
    REVIEWED,
    STAGED,
    STREET,
    home_of,
    people,
    programme,
)
from tests.stories.town import at, texts, town

PNG = b"\x89PNG\r\n\x1a\n" + b"photo of the site" * 20
START = at("2023-08-21", "08:00")
LIAISON, CLERK, DIRECTOR, LEADER = (
    (STREET, "liaison"),
    (OFFICE, "clerk"),
    (OFFICE, "director"),
    (
        OFFICE,
        "leader",
    ),
)


async def test_accepted_is_a_new_look_of_the_receipt_and_no_message(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, home_of(programme("核-01"))) as here:
        liaison, clerk = await people(here, medium, LIAISON, CLERK)
        await here.pass_to(at("2023-09-25", "09:00"))
        await liaison.send_photo(PNG, caption="核-01 已完成，验收通过")
        await here.hear()
        receipt = liaison.inbox[-1]
        assert "审核" in receipt.text
        said, asked = len(texts(liaison)), clerk.inbox[-1]
        assert asked.text.startswith("审核｜沙井街道：〔核-01〕已完成，待审核")
        assert "验收通过" in asked.text
        assert "佐证：1件" in asked.text
        assert "按时" in asked.text
        assert "R-20230925-0001" in asked.text
        assert asked.labels == ["审核通过", "退回"]

        tap = await clerk.tap(asked, "审核通过")
        await here.hear()
        assert tap.answer
        assert tap.answer["text"] == "已审核通过"
        assert clerk.inbox[-1].text.endswith("〔核-01〕整治入河排污口")
        assert "✓ 审核通过：沙井街道" in clerk.inbox[-1].text
        assert not clerk.inbox[-1].labels
        assert len(texts(liaison)) == said, "no message to the unit"
        assert receipt.is_edited
        assert "审核通过" in receipt.text
        assert not receipt.labels

        await clerk.send("/tasks")
        await here.hear()
        await clerk.tap(clerk.inbox[-1], "销号 核-01")
        await here.hear()
        assert (await here.facts(REVIEWED))[-2:] == ["accepted", "closed"]

        here.clock.move_to(at("2024-01-02", "10:00"))
        filed = await Commands(here.shell).file(CODE)
        assert filed == {"programme": CODE, "filed": 1, "left": 0}
        assert (await here.facts(REVIEWED))[-1] == "filed"


async def test_returned_with_words_and_its_own_day_in_reply(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, home_of(programme("核-01"))) as here:
        liaison, clerk = await people(here, medium, LIAISON, CLERK)
        await here.pass_to(at("2023-09-25", "09:00"))
        await liaison.send_photo(PNG, caption="核-01 已完成")
        await here.hear()
        request = clerk.inbox[-1]
        await clerk.send("退回：缺验收单，请于10月11日前重报", reply_to=request)
        await here.hear()
        row = await here.store.case(REVIEWED)
        assert row is not None
        assert row.standing.due_at == at("2023-10-11", "17:30")
        assert liaison.inbox[-1].text.startswith("审批结果｜沙井街道：〔核-01〕已退回")
        assert "缺验收单" in liaison.inbox[-1].text
        await liaison.send_photo(PNG + b"2", caption="核-01 已完成，验收单补上")
        await here.hear()
        await clerk.send("通过", reply_to=clerk.inbox[-1])
        await here.hear()
        assert (await here.facts(REVIEWED))[-1] == "accepted"


async def test_the_silence_of_the_clerk_reaches_the_director_with_the_same_buttons(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, home_of(programme("核-01"))) as here:
        liaison, _, director = await people(here, medium, LIAISON, CLERK, DIRECTOR)
        await here.pass_to(at("2023-09-19", "10:00"))
        await liaison.send_photo(PNG, caption="核-01 已完成")
        await here.hear()
        told = len(texts(director))
        await here.pass_to(at("2023-09-22", "12:00"))
        news = [m for m in director.inbox[told:] if "待审核" in m.text]
        assert len(news) == 1, [m.text for m in director.inbox]
        assert "9月19日 10:00起等" in news[0].text
        await director.tap(news[0], "审核通过")
        await here.hear()
        assert (await here.facts(REVIEWED))[-1] == "accepted"


async def test_a_stage_passes_by_a_tap_or_in_words_and_its_event_moves_due_dates(
    tmp_path: Path, medium: str
) -> None:
    found = programme("规-01", "后-01", events=EVENTS[:1])
    async with town(tmp_path, START, home_of(found)) as here:
        liaison, co, clerk = await people(here, medium, LIAISON, (CITY, "liaison"), CLERK)
        await here.pass_to(at("2023-09-05", "10:00"))
        await liaison.send("规-01 已完成")
        await here.hear()
        receipt = liaison.inbox[-1]
        assert "局办公会审议（局办公会，10月13日（周五）17:30）" in receipt.text
        assert receipt.labels[:3] == ["局办公会审议 通过", "退回修改", "不需要"]
        said = len(texts(liaison))
        await here.pass_to(at("2023-09-06", "10:00"))
        assert len(texts(liaison)) == said, "the receipt has said it all"

        await clerk.send("规-01")
        await here.hear()
        await liaison.send("局办公会还没有审议")
        await here.hear()
        assert "stage" not in await here.facts(STAGED), "not yet is no outcome"
        await liaison.send("9月5日局办公会已通过，会议纪要〔2023〕5号")
        await here.hear()
        row = await here.store.case(STAGED)
        assert row is not None
        assert row.facts[-1].data["outcome"] == "passed"
        assert row.facts[-1].data["document"] == "会议纪要〔2023〕5号"
        assert row.facts[-1].data["on"] == "2023-09-05"

        await clerk.send("规-01")
        await here.hear()
        await clerk.tap(clerk.inbox[-1], "区政府批准 通过")
        await here.hear()
        assert (await here.facts(STAGED))[-1] == "stage"
        staged = await here.store.case(STAGED)
        assert staged is not None
        assert staged.standing.state == "accepted"
        event = await here.store.case(EVENT)
        assert event is not None
        assert event.standing.happened_on == date(2023, 9, 6)
        lead, other = await here.store.case(AFTER_LEAD), await here.store.case(AFTER_CO)
        assert lead is not None
        assert other is not None
        assert lead.standing.due_at == at("2023-10-07", "17:30")
        assert other.standing.due_at == at("2023-09-22", "17:30"), "five working days before"
        await here.pass_to(at("2023-09-07", "09:00"))
        assert "9月22日" in texts(co)[-1]


async def test_a_stage_that_sends_the_work_back_gives_a_reason(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, home_of(programme("规-01", events=EVENTS[:1]))) as here:
        liaison, clerk = await people(here, medium, LIAISON, CLERK)
        await here.pass_to(at("2023-09-05", "10:00"))
        await liaison.send("规-01 已完成")
        await here.hear()
        await clerk.send("规-01")
        await here.hear()
        await clerk.tap(clerk.inbox[-1], "退回修改")
        await here.hear()
        await clerk.send("指标依据不足，请补充测算")
        await here.hear()
        assert "〔规-01〕局办公会审议退回修改" in liaison.inbox[-1].text
        row = await here.store.case(STAGED)
        assert row is not None
        assert row.standing.state == "returned"
        assert row.standing.stages_left[0][0] == "局办公会审议"


async def test_an_event_is_asked_about_once_it_is_expected_and_put_off(
    tmp_path: Path, medium: str
) -> None:
    found = programme("后-01", events=EVENTS[:1])
    async with town(tmp_path, START, home_of(found)) as here:
        liaison, clerk = await people(here, medium, LIAISON, CLERK)
        await here.pass_to(at("2023-09-15", "10:00"))
        asked = [m for m in clerk.inbox if "发生了吗" in m.text]
        assert len(asked) == 1, texts(clerk)
        await clerk.tap(asked[0], "尚未发生")
        await here.hear()
        await here.pass_to(at("2023-09-22", "10:00"))
        asked = [m for m in clerk.inbox if "发生了吗" in m.text]
        assert len(asked) == 2, "asked again five working days later"
        await clerk.tap(asked[1], "其他日期")
        await here.hear()
        await clerk.send("10月9日")
        await here.hear()
        assert "event" not in await here.facts(EVENT), "9 October is to come, or last year"
        await clerk.tap(asked[1], "其他日期")
        await here.hear()
        await clerk.send("9月20日")
        await here.hear()
        assert clerk.inbox[-1].text.startswith("已登记｜规划批准：9月20日")
        assert "〔后-01〕沙井街道" in clerk.inbox[-1].text
        assert await here.facts(EVENT) == ["snoozed", "event"]
        digest = await here.shell.composer.digest(CODE, here.clock.now())
        assert digest.now.total == 2, "an event is nobody's assignment"
        await here.pass_to(at("2023-09-25", "09:00"))
        assert "10月20日" in texts(liaison)[-1]


async def test_events_are_refused_with_the_reason_and_corrected_on_the_record(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, START, home_of(programme(events=EVENTS))) as here:
        await here.pass_to(at("2023-09-20", "10:00"))
        commands = Commands(here.shell)
        refused = {
            ("规划印发", "2023-09-01", False): "规划批准",
            ("规划批准", "2023-09-21", False): "to come",
            ("规划批准", "2023-08-01", False): "starts",
            ("规划批准", "2023-09-01", True): "nothing to correct",
            ("没有这回事", "2023-09-01", False): "规划批准",
        }
        for (event, on, correct), why in refused.items():
            with pytest.raises(CommandRefused, match=why):
                await commands.event(CODE, event, on, correct)
        made = await commands.event(CODE, "规划批准", "2023-09-01")
        assert [m["assignment"] for m in made["moved"]] == [
            AFTER_LEAD,
            AFTER_CO,
            f"{CODE}/印-01/-/{STREET}",
        ]
        with pytest.raises(CommandRefused, match="--correct"):
            await commands.event(CODE, "规划批准", "2023-09-02")
        again = await commands.event(CODE, "规划批准", "2023-09-11", True)
        assert len(again["moved"]) == 3
        lead = await here.store.case(AFTER_LEAD)
        assert lead is not None
        days = [fact.data["due_at"][:10] for fact in lead.facts if fact.kind == "due_moved"]
        assert days == ["2023-10-07", "2023-10-11"]
        assert lead.standing.original_due_at == at("2023-10-07", "17:30")


async def test_a_slip_leaves_only_when_approved_and_is_cleared_in_the_end(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, home_of(programme("规-01", events=()))) as here:
        liaison, clerk, director, leader = await people(
            here, medium, LIAISON, CLERK, DIRECTOR, LEADER
        )
        await here.pass_to(at("2023-10-13", "12:00"))
        drafts = [m for m in clerk.inbox if "督办单待批准" in m.text]
        assert len(drafts) == 1, texts(clerk)
        for field in ("工作事项", "工作要求", "责任单位", "责任人", "时限要求", "编号"):
            assert f"{field}：" in drafts[0].text
        assert not [t for t in texts(leader) if "督办单" in t], "nothing goes up unapproved"
        await clerk.tap(drafts[0], "批准发出")
        await here.hear()
        await here.pass_to(at("2023-10-16", "12:00"))
        sent = [t for t in texts(leader) if t.startswith("红色督办单")]
        assert len(sent) == 1, texts(leader)
        assert "编号：示范区规划督办〔2023〕1号" in sent[0]
        await liaison.send("规-01 已完成")
        await here.hear()
        for label in ("局办公会审议 通过", "区政府批准 通过"):
            await clerk.send("规-01")
            await here.hear()
            await clerk.tap(clerk.inbox[-1], label)
            await here.hear()
        await here.pass_to(at("2023-10-18", "12:00"))
        cleared = [t for t in texts(leader) if t.startswith("销单")]
        assert len(cleared) == 1
        assert "红色督办单（示范区规划督办〔2023〕1号）销号" in cleared[0]
        told = [text for text in texts(director) if text.startswith("销单")]
        assert len(told) == 1
        assert "黄色督办单销号" in told[0], "he got a yellow one"
        assert "约谈" not in "".join(texts(clerk) + texts(leader) + texts(liaison))


async def test_a_slip_that_is_not_sent_stays_unsent(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, home_of(programme("规-01", events=()))) as here:
        _, clerk, leader = await people(here, medium, LIAISON, CLERK, LEADER)
        await here.pass_to(at("2023-10-13", "12:00"))
        draft = next(m for m in clerk.inbox if "督办单待批准" in m.text)
        await clerk.send("不发，已电话约定下周办结", reply_to=draft)
        await here.hear()
        row = await here.store.case(STAGED)
        assert row is not None
        assert row.facts[-1].kind == "slip_dropped"
        assert row.facts[-1].data["reason"] == "已电话约定下周办结"
        await here.pass_to(at("2023-10-20", "12:00"))
        assert not [t for t in texts(leader) if "督办单" in t]


async def test_a_question_is_answered_in_reply_and_leaves_the_waiting_list(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, home_of(programme("规-01", events=()))) as here:
        liaison, clerk = await people(here, medium, LIAISON, CLERK)
        await here.pass_to(at("2023-09-05", "10:00"))
        await liaison.send("规-01 送审稿要盖章吗？")
        await here.hear()
        request = clerk.inbox[-1]
        assert "要盖章吗" in request.text
        await clerk.send("要盖公章，一式三份。", reply_to=request)
        await here.hear()
        assert "答复：要盖公章，一式三份。" in liaison.inbox[-1].text
        digest = await here.shell.composer.digest(CODE, here.clock.now())
        assert not digest.requests


async def test_an_item_is_waived_with_a_reason_that_the_unit_hears(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, home_of(programme("规-01", events=()))) as here:
        liaison, clerk = await people(here, medium, LIAISON, CLERK)
        await here.pass_to(at("2023-09-05", "10:00"))
        await clerk.send("规-01 沙井街道")
        await here.hear()
        await clerk.tap(clerk.inbox[-1], "豁免")
        await here.hear()
        await clerk.send("机构调整，任务并入区级方案")
        await here.hear()
        assert "机构调整" in liaison.inbox[-1].text
        assert (await here.facts(STAGED))[-2:] == ["excused", "delivered"]


async def test_an_entry_for_a_unit_is_announced_and_can_be_corrected(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, home_of(programme("核-01"))) as here:
        liaison, clerk = await people(here, medium, LIAISON, CLERK)
        await here.pass_to(at("2023-09-05", "10:00"))
        await clerk.send("核-01")
        await here.hear()
        await clerk.tap(clerk.inbox[-1], "代录")
        await here.hear()
        await clerk.send("推进中60%，预计9月20日办结")
        await here.hear()
        told = liaison.inbox[-1]
        assert "办公室代为登记：推进中 60%" in told.text
        row = await here.store.case(REVIEWED)
        assert row is not None
        assert row.facts[-2].data["on_behalf"] is True
        assert row.facts[-2].data["for"] == STREET
        assert row.facts[-2].by == f"{OFFICE}/clerk"
        await liaison.tap(told, "更正上次反馈")
        await here.hear()
        await liaison.send("推进中40%")
        await here.hear()
        row = await here.store.case(REVIEWED)
        assert row is not None
        assert row.standing.percent == 40
        assert not row.standing.on_behalf


async def test_another_office_sees_and_decides_nothing(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, home_of(programme("核-01"))) as here:
        liaison, clerk = await people(here, medium, LIAISON, CLERK)
        (other,) = await people(here, medium, ("经开区生态环境保护多部门联席会议", "clerk"))
        await here.pass_to(at("2023-09-25", "09:00"))
        await liaison.send_photo(PNG, caption="核-01 已完成")
        await here.hear()
        before = len(texts(other))
        await other.send("核-01")
        await here.hear()
        assert "整治入河排污口" not in texts(other)[-1]
        await other.forge_tap(other.inbox[-1], clerk.inbox[-1].buttons[0][0]["callback_data"])
        await here.hear()
        assert "accepted" not in await here.facts(REVIEWED)
        assert len(texts(other)) >= before
