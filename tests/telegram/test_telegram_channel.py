"""Sending, editing, taps and files over the strict server."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.ports import (
    Button,
    FailureKind,
    FileKind,
    FileTooBig,
    Lane,
    Outgoing,
    RemoteFile,
    SendFailure,
)
from bot.telegram import (
    TelegramChannel,
    TelegramSettings,
    Upload,
    is_edit_gone,
    open_telegram,
)
from bot.telegram.request import Deadlines
from tests.botapi import TEST_TOKEN, BotApiServer, FaultKind, Person
from tests.telegram.conftest import BRISK, SECRET_HALF


def chain(error: BaseException | None) -> str:
    """Everything an exception and those behind it say."""
    words = []
    seen: set[int] = set()
    queue = [error]
    while queue:
        one = queue.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            words.append(f"{one!r} {one} {one.args!r} {vars(one)!r}")
            queue += [one.__cause__, one.__context__]
    return "\n".join(words)


async def failure_of(channel: TelegramChannel, message: Outgoing) -> SendFailure:
    with pytest.raises(SendFailure) as caught:
        await channel.send(message)
    assert SECRET_HALF not in chain(caught.value)
    return caught.value


async def test_a_message_arrives_with_its_words_and_buttons(
    channel: TelegramChannel, liaison: Person
) -> None:
    rows = ((Button("已完成", data="d:1"), Button("查看", url="https://example.org/t")),)
    html = "<b>水-03</b> 今日 17:30 到期 &lt;附件&gt;"
    sent = await channel.send(Outgoing(str(liaison.id), html, rows))
    shown = liaison.inbox[-1]
    assert sent.message == str(shown.message_id)
    assert shown.text == "水-03 今日 17:30 到期 <附件>"
    assert shown.labels == ["已完成", "查看"]


async def test_a_silent_message_is_silent_and_shows_no_preview(
    channel: TelegramChannel, server: BotApiServer, liaison: Person
) -> None:
    await channel.send(Outgoing(str(liaison.id), "https://example.org", silent=True))
    raw = server.sent[-1].raw
    assert raw["disable_notification"] is True
    assert raw["link_preview_options"] == {"is_disabled": True}


async def test_a_reply_to_a_deleted_message_is_sent_all_the_same(
    channel: TelegramChannel, liaison: Person
) -> None:
    await channel.send(Outgoing(str(liaison.id), "回执", reply_to="999999"))
    assert liaison.inbox[-1].text == "回执"


async def test_a_topic_gets_its_own_messages(
    channel: TelegramChannel, server: BotApiServer, liaison: Person
) -> None:
    group = server.group("工作群", liaison, forum=True)
    thread = await group.topic("水环境")
    await channel.send(Outgoing(str(group.id), "通报", thread=str(thread)))
    await channel.show_activity(str(group.id), str(thread))
    assert group.inbox[-1].raw["message_thread_id"] == thread
    assert server.world.actions == [(group.id, "typing")]


async def test_an_edit_changes_the_message_and_an_empty_one_succeeds(
    channel: TelegramChannel, liaison: Person
) -> None:
    chat = str(liaison.id)
    sent = await channel.send(Outgoing(chat, "待办", ((Button("完成", data="x"),),)))
    edit = Outgoing(chat, "已办结", edits=sent.message)
    assert await channel.send(edit) == sent
    assert await channel.send(edit) == sent
    assert [shown.text for shown in liaison.inbox] == ["已办结"]
    assert liaison.inbox[0].labels == []


async def test_an_edit_of_a_lost_message_asks_for_a_new_one(
    channel: TelegramChannel, liaison: Person
) -> None:
    failure = await failure_of(channel, Outgoing(str(liaison.id), "新", edits="4242"))
    assert failure.kind is FailureKind.REFUSED
    assert is_edit_gone(failure)


@pytest.mark.parametrize("html", ["1 < 2 且 <b>粗体", "<b><i>错</b></i>", "<div>块</div>"])
async def test_refused_html_arrives_once_as_plain_words(
    channel: TelegramChannel, server: BotApiServer, liaison: Person, html: str
) -> None:
    await channel.send(Outgoing(str(liaison.id), html))
    assert len(server.sent_to(liaison)) == 1
    assert "<b>" not in liaison.inbox[-1].text
    assert server.requests.count("sendMessage") == 2


async def test_4096_characters_pass_and_4097_are_refused_here(
    channel: TelegramChannel, server: BotApiServer, liaison: Person
) -> None:
    await channel.send(Outgoing(str(liaison.id), f"<b>{'督' * 4096}</b>"))
    before = server.requests.count("sendMessage")
    failure = await failure_of(channel, Outgoing(str(liaison.id), f"<b>{'😀' * 4097}</b>"))
    assert (failure.kind, failure.reason[:9]) == (FailureKind.REFUSED, "too_long:")
    assert server.requests.count("sendMessage") == before


async def test_callback_data_over_64_bytes_is_refused(
    channel: TelegramChannel, liaison: Person
) -> None:
    rows = ((Button("按", data="督" * 22),),)
    failure = await failure_of(channel, Outgoing(str(liaison.id), "长", rows))
    assert (failure.kind, failure.reason[:7]) == (FailureKind.REFUSED, "button:")


async def test_people_who_cannot_be_written_to_are_unreachable(
    channel: TelegramChannel, server: BotApiServer, liaison: Person
) -> None:
    stranger, gone = server.user(), server.user()
    await gone.start()
    await gone.deactivate()
    await liaison.block()
    group = server.group("工作群", stranger)
    await group.kick_bot()
    for chat in (stranger.id, gone.id, liaison.id, group.id, 123456, "离谱"):
        failure = await failure_of(channel, Outgoing(str(chat), "有人吗"))
        assert failure.kind is FailureKind.UNREACHABLE, chat


async def test_a_group_that_has_moved_says_where(
    channel: TelegramChannel, server: BotApiServer, liaison: Person
) -> None:
    group = server.group("工作群", liaison)
    old = str(group.id)
    new = await group.upgrade()
    failure = await failure_of(channel, Outgoing(old, "在吗"))
    assert (failure.kind, failure.moved_to) == (FailureKind.NOT_SENT, str(new))
    await channel.send(Outgoing(str(new), "在吗"))


@pytest.mark.parametrize(
    ("kind", "rule", "expected"),
    [
        (FaultKind.TOO_MANY, {"retry_after": 8}, FailureKind.NOT_SENT),
        (FaultKind.SERVER_ERROR, {}, FailureKind.AMBIGUOUS),
        (FaultKind.BAD_GATEWAY, {"processed": True}, FailureKind.AMBIGUOUS),
        (FaultKind.TRUNCATED, {}, FailureKind.AMBIGUOUS),
        (FaultKind.RESET, {}, FailureKind.AMBIGUOUS),
        (FaultKind.DROPPED, {}, FailureKind.AMBIGUOUS),
        (FaultKind.HANG, {}, FailureKind.AMBIGUOUS),
    ],
)
async def test_trouble_on_the_way_is_judged_by_what_may_have_arrived(
    channel: TelegramChannel,
    server: BotApiServer,
    liaison: Person,
    kind: FaultKind,
    rule: dict[str, object],
    expected: FailureKind,
) -> None:
    server.faults.add(kind, method="sendMessage", **rule)
    failure = await failure_of(channel, Outgoing(str(liaison.id), "试"))
    assert failure.kind is expected
    assert failure.retry_after == (8 if kind is FaultKind.TOO_MANY else None)
    await channel.send(Outgoing(str(liaison.id), "再试"))


async def test_without_a_connection_nothing_was_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(SendFailure) as caught:
            await open_telegram(TelegramSettings(TEST_TOKEN, url))
    assert caught.value.kind is FailureKind.NOT_SENT
    assert SECRET_HALF not in chain(caught.value)


async def test_an_unknown_host_is_not_sent_and_a_wrong_token_pauses(server: BotApiServer) -> None:
    for settings, kind in (
        (TelegramSettings(TEST_TOKEN, "http://nowhere.invalid"), FailureKind.NOT_SENT),
        (TelegramSettings(TEST_TOKEN, "http://[broken"), FailureKind.NOT_SENT),
        (TelegramSettings("7000000009:" + SECRET_HALF, server.url), FailureKind.PAUSED),
    ):
        with pytest.raises(SendFailure) as caught:
            await open_telegram(settings, deadlines=BRISK)
        assert caught.value.kind is kind
        assert SECRET_HALF not in chain(caught.value)
        assert SECRET_HALF not in repr(settings)


async def test_a_revoked_token_pauses_the_channel(
    channel: TelegramChannel, server: BotApiServer, liaison: Person
) -> None:
    server.change_token("7000000001:another-token-that-is-long-enough")
    failure = await failure_of(channel, Outgoing(str(liaison.id), "试"))
    assert failure.kind is FailureKind.PAUSED


@pytest.fixture
async def trickle() -> AsyncIterator[str]:
    """A server that answers one byte at a time and never ends."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path.endswith("getMe"):
            return web.json_response({"ok": True, "result": {"id": 1, "username": "x"}})
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.05)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_trickling_answer_ends_at_the_deadline(trickle: str) -> None:
    channel = await open_telegram(TelegramSettings(TEST_TOKEN, trickle), deadlines=BRISK)
    begun = time.perf_counter()
    failure = await failure_of(channel, Outgoing("1", "试"))
    assert failure.kind is FailureKind.AMBIGUOUS
    assert time.perf_counter() - begun < 2
    await channel.close()


@pytest.fixture
async def portal() -> AsyncIterator[tuple[str, list[str]]]:
    """A captive portal: it sends every request to a page of its own, which says 200."""
    seen: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append(request.path)
        if request.path == "/login":
            return web.json_response({"ok": True, "result": {"message_id": 1}})
        raise web.HTTPFound("/login")

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", seen
    await runner.cleanup()


async def test_a_captive_portal_is_never_taken_for_telegram(
    portal: tuple[str, list[str]],
) -> None:
    url, seen = portal
    with pytest.raises(SendFailure) as caught:
        await open_telegram(TelegramSettings(TEST_TOKEN, url), deadlines=BRISK)
    assert caught.value.kind is FailureKind.NOT_SENT
    assert "/login" not in seen


async def test_hung_uploads_stop_neither_sending_nor_polling(
    channel: TelegramChannel, server: BotApiServer, liaison: Person
) -> None:
    server.faults.add(FaultKind.HANG, method="sendDocument", times=None)
    upload = Upload(str(liaison.id), b"x", "周报.docx")
    hung = [asyncio.create_task(channel.send_file(upload)) for _ in range(20)]
    await server.wait_for(lambda: server.requests.count("sendDocument") >= 8)
    await channel.send(Outgoing(str(liaison.id), "照常"))
    assert len(await channel.api.call("getUpdates", {"timeout": 0})) == 1
    for task in hung:
        task.cancel()
    await asyncio.gather(*hung, return_exceptions=True)


async def test_a_full_pool_is_not_sent(server: BotApiServer, liaison: Person) -> None:
    deadlines = Deadlines(connect=0.2, read=5.0, upload=5.0)
    channel = await open_telegram(
        TelegramSettings(TEST_TOKEN, server.url), paced=False, deadlines=deadlines
    )
    server.faults.add(FaultKind.HANG, method="sendDocument", times=None)
    upload = Upload(str(liaison.id), b"x", "周报.docx")
    hung = [asyncio.create_task(channel.send_file(upload)) for _ in range(8)]
    await server.wait_for(lambda: server.requests.count("sendDocument") == 8)
    with pytest.raises(SendFailure) as caught:
        await channel.send_file(upload)
    assert caught.value.kind is FailureKind.NOT_SENT
    assert SECRET_HALF not in chain(caught.value)
    for task in hung:
        task.cancel()
    await asyncio.gather(*hung, return_exceptions=True)
    await channel.close()


async def test_a_chinese_file_name_arrives_as_it_is(
    channel: TelegramChannel, liaison: Person
) -> None:
    await channel.send_file(Upload(str(liaison.id), b"PK", '第47周"周报".docx', "<b>周报</b>"))
    shown = liaison.inbox[-1]
    assert shown.raw["document"]["file_name"] == "第47周_周报_.docx"
    assert shown.text == "周报"


async def test_a_tap_is_answered_and_a_late_answer_does_no_harm(
    channel: TelegramChannel, server: BotApiServer, liaison: Person
) -> None:
    await channel.send(Outgoing(str(liaison.id), "办", ((Button("完成", data="d:1"),),)))
    tap = await liaison.tap(liaison.inbox[-1], "完成")
    await channel.answer_tap(tap.id, "已登记 R-0001", alert=True)
    assert tap.answer is not None
    assert tap.answer["text"] == "已登记 R-0001"
    await channel.answer_tap("1", "晚了")
    server.faults.add(FaultKind.RESET, method="answerCallbackQuery")
    await channel.answer_tap(tap.id, "断了")
    await channel.show_activity("不是号码")


async def file_from(liaison: Person, content: bytes) -> RemoteFile:
    shown = await liaison.send_document("佐证.bin", content)
    found = shown.raw["document"]
    return RemoteFile(found["file_id"], found["file_unique_id"], FileKind.DOCUMENT)


async def collect(channel: TelegramChannel, file: RemoteFile) -> bytes:
    return b"".join([chunk async for chunk in channel.fetch(file)])


async def test_a_file_comes_back_byte_for_byte(channel: TelegramChannel, liaison: Person) -> None:
    content = bytes(range(256)) * 2000
    assert await collect(channel, await file_from(liaison, content)) == content


async def test_an_expired_link_is_renewed(
    channel: TelegramChannel, server: BotApiServer, liaison: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await file_from(liaison, b"abc")
    path_of = channel._file_path
    paths: list[str] = []

    async def path_then_expiry(asked: RemoteFile) -> str:
        paths.append(await path_of(asked))
        if len(paths) == 1:
            server.expire_file_links()
        return paths[-1]

    monkeypatch.setattr(channel, "_file_path", path_then_expiry)
    assert await collect(channel, file) == b"abc"
    assert len(paths) == 2


async def test_a_file_over_20_megabytes_is_too_big(
    channel: TelegramChannel, liaison: Person
) -> None:
    shown = await liaison.send_document("大.zip", b"x", size_bytes=(20 << 20) + 1)
    found = shown.raw["document"]
    file = RemoteFile(found["file_id"], found["file_unique_id"], FileKind.DOCUMENT, "大.zip")
    with pytest.raises(FileTooBig, match="大"):
        await collect(channel, file)


async def test_half_a_file_is_never_taken_for_the_whole(
    channel: TelegramChannel, server: BotApiServer, liaison: Person
) -> None:
    file = await file_from(liaison, b"x" * 100_000)
    server.faults.add(FaultKind.TRUNCATED, method="file")
    with pytest.raises(SendFailure) as caught:
        await collect(channel, file)
    assert caught.value.kind is FailureKind.NOT_SENT
    assert SECRET_HALF not in chain(caught.value)
    assert len(await collect(channel, file)) == 100_000


async def test_unknown_files_are_refused(channel: TelegramChannel) -> None:
    with pytest.raises(SendFailure) as caught:
        await collect(channel, RemoteFile("nothing", "x", FileKind.PHOTO))
    assert caught.value.kind is FailureKind.REFUSED


async def test_the_paced_channel_keeps_the_servers_limits() -> None:
    async with BotApiServer(limits=True) as strict:
        channel = await open_telegram(TelegramSettings(TEST_TOKEN, strict.url))
        people = [strict.user() for _ in range(45)]
        for person in people:
            await person.start()
        sends = [channel.send(Outgoing(str(person.id), "通知")) for person in people]
        reply = channel.send(Outgoing(str(people[0].id), "回执"), Lane.REPLY)
        async with asyncio.timeout(10):
            await asyncio.gather(*sends, reply)
        assert channel.wait_hint(str(people[0].id)) > 0
        assert sum(strict.limits.refused.values()) == 0
        assert len(strict.sent) == 46
        await channel.close()
