"""Stories of groups, albums, big files, blocked bots and corrections, over Telegram's protocol."""

from __future__ import annotations

from pathlib import Path

import orjson

from bot.store import InboxState
from tests.botapi import FaultKind, Person
from tests.stories.town import Town, at, town

PNG = b"\x89PNG\r\n\x1a\n" + b"photo of the site" * 20
MINE = "honggutan/动态/2023Q3/沙井街道"
OFFICE = "创建省级生态区工作领导小组办公室"


def said(person: Person) -> list[str]:
    """What the bot has said in the private chat."""
    return [message.text for message in person.inbox if message.raw["from"]["is_bot"]]


async def reported(here: Town) -> int:
    return (await here.facts(MINE)).count("reported")


async def test_in_a_unit_group_only_the_holder_of_the_post_can_press(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        other = here.server.user(first_name="同事")
        group = here.server.group("沙井街道工作群", liaison, other)
        await liaison.send(
            f"/start@{here.server.bot_username} {await here.invite('沙井街道')}", to=group
        )
        await here.hear()
        await here.pass_to(at("2023-08-28", "09:00"))
        asked = group.inbox[-1]
        assert "动态" in asked.text, "the reminder comes into the group"

        tap = await other.tap(asked, "推进中")
        await here.hear()
        assert await reported(here) == 0
        assert tap.answer, "he is told why"
        await liaison.tap(asked, "推进中")
        await here.hear()
        assert await reported(here) == 1


async def test_a_group_that_becomes_a_supergroup_keeps_its_reminders(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        group = here.server.group("沙井街道工作群", liaison)
        await liaison.send(
            f"/start@{here.server.bot_username} {await here.invite('沙井街道')}", to=group
        )
        await here.hear()
        new = await group.upgrade()
        await here.hear()
        await here.pass_to(at("2023-08-28", "09:00"))
        assert here.server.sent_to(new), "the new chat was written to"
        assert "delivered" in await here.facts(MINE)


async def test_an_album_is_one_report_with_all_its_photos(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        await here.enrol(liaison, "沙井街道")
        await here.pass_to(at("2023-08-28", "09:00"))
        before = len(said(liaison))
        await liaison.send_album([PNG + b"1", PNG + b"2", PNG + b"3"], caption="已完成")
        await here.hear()
        assert await reported(here) == 1
        row = await here.store.case(MINE)
        assert row is not None
        assert row.standing.evidence == 3
        assert len(said(liaison)) == before + 1, "one receipt for the whole album"


async def test_a_file_over_the_download_limit_gets_a_one_time_upload_link(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        await here.enrol(liaison, "沙井街道")
        await here.pass_to(at("2023-08-28", "09:00"))
        await liaison.send_document(
            "宣传片.mp4", b"x", "video/mp4", caption="已完成", size_bytes=30 * 1024 * 1024
        )
        await here.hear()
        assert "/upload/" in str(liaison.inbox[-1].raw)
        assert await reported(here) == 0


async def test_a_blocked_bot_is_a_contact_problem_until_the_person_comes_back(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        clerk = here.server.user(first_name="工作人员")
        await here.enrol(liaison, "沙井街道")
        await here.enrol(clerk, OFFICE, "clerk")
        await liaison.block()
        await here.hear()
        await here.pass_to(at("2023-08-29", "12:00"))
        assert any(text.startswith("联络不畅") and "沙井街道" in text for text in said(clerk))
        await liaison.unblock()
        await liaison.send("/tasks")
        await here.hear()
        assert "动态" in said(liaison)[-1]


async def test_an_edited_reply_is_a_correction_and_both_versions_stay(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        await here.enrol(liaison, "沙井街道")
        await here.pass_to(at("2023-08-28", "09:00"))
        message = await liaison.send("推进中，完成30%")
        await here.hear()
        await liaison.edit(message, "推进中，完成60%")
        await here.hear()
        facts = await here.facts(MINE)
        assert facts[-2:] == ["reported", "corrected"]
        row = await here.store.case(MINE)
        assert row is not None
        assert row.standing.percent == 60


async def test_an_extension_is_asked_granted_and_announced(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        clerk = here.server.user(first_name="工作人员")
        await here.enrol(liaison, "沙井街道")
        await here.enrol(clerk, OFFICE, "clerk")
        await here.pass_to(at("2023-09-20", "09:00"))
        await liaison.send("申请延期到10月13日，稿件还在审核")
        await here.hear()
        await here.pass_to(at("2023-09-20", "10:00"))
        request = clerk.inbox[-1]
        assert "10月13日" in request.text
        await clerk.tap(request, "同意延期")
        await here.hear()
        await here.pass_to(at("2023-09-20", "11:00"))
        row = await here.store.case(MINE)
        assert row is not None
        assert row.standing.due_at == at("2023-10-13", "17:30")
        assert row.standing.original_due_at == at("2023-09-28", "17:30"), "kept for ever"
        assert any("10月13日" in text for text in said(liaison)[-1:])


async def test_words_with_a_mark_of_secrecy_are_not_kept(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        await here.enrol(liaison, "沙井街道")
        await here.pass_to(at("2023-08-28", "09:00"))
        await liaison.send("附件为机密★文件，已完成")
        await here.hear()
        assert await reported(here) == 0
        kept = await here.store.conversation("telegram", str(liaison.id), 50)
        assert all("机密".encode() not in bubble.raw for bubble in kept)
        assert (await here.store.counters())["hushed"] == 1


async def test_a_photo_that_cannot_be_fetched_yet_waits_and_is_not_lost(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        await here.enrol(liaison, "沙井街道")
        await here.pass_to(at("2023-08-28", "09:00"))
        here.server.faults.add(FaultKind.SERVER_ERROR, method="getFile", times=5)
        await liaison.send_photo(PNG, caption="已完成")
        await liaison.send("第二句话")
        await here.hear()
        assert await reported(here) == 0
        for minute in range(1, 40):
            await here.pass_to(at("2023-08-28", f"09:{minute:02d}"))
        assert await reported(here) == 1, "tried again until the file came"
        kept = await here.store.count_incoming()
        assert kept.get(InboxState.QUARANTINED, 0) == 0


async def test_what_the_program_cannot_handle_is_put_aside_and_its_sender_told(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="联络员")
        await here.enrol(liaison, "沙井街道")
        broken = orjson.dumps({"update_id": 9_000_001, "message": {"date": "not a date"}})
        await here.store.write(
            lambda writer: here.store.store_incoming(
                writer, "telegram", [("broken", str(liaison.id), broken)], here.clock.now()
            )
        )
        for minute in range(1, 5):
            await here.pass_to(at("2023-08-20", f"10:{minute:02d}"))
        assert "没有处理成功" in said(liaison)[-1]
        await liaison.send("/tasks")
        await here.hear()
        assert "没有处理成功" not in said(liaison)[-1], "the chat goes on"


async def test_the_eleventh_wrong_code_in_an_hour_is_told_to_wait(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        stranger = here.server.user(first_name="路人")
        for _ in range(11):
            await stranger.start("wrong-code")
            await here.hear()
        assert "一小时后" in said(stranger)[-1]
