"""What people do becomes `Incoming`; whatever else arrives is ignored or quarantined."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import ChatKind, FileKind, IncomingKind
from bot.telegram import BotName, MalformedUpdate, identity, parse, translate
from bot.telegram.translate import chat_of, ext_id
from tests.botapi import BotApiServer, Person

ME = BotName("7000000001", "duban_test_bot")
RECEIVED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PERSON = {"id": 7100000001, "is_bot": False, "first_name": "联络员", "language_code": "zh-hans"}
PRIVATE = {"id": 7100000001, "type": "private", "first_name": "联络员"}
GROUP = {"id": -1002100000001, "type": "supergroup", "title": "工作群"}


def message(**fields: Any) -> dict[str, Any]:
    base = {"message_id": 5, "from": PERSON, "chat": PRIVATE, "date": 1_795_000_000}
    return {name: value for name, value in (base | fields).items() if value is not None}


def one(update: dict[str, Any]) -> Any:
    (incoming,) = translate({"update_id": 9, **update}, ME, RECEIVED)
    return incoming


def said(**fields: Any) -> Any:
    return one({"message": message(**fields)})


def test_words_keep_who_where_and_when() -> None:
    found = said(text="水-03 已完成")
    assert found.kind is IncomingKind.TEXT
    assert (found.account, found.chat, found.message) == ("7100000001", "7100000001", "5")
    assert found.chat_kind is ChatKind.PRIVATE
    assert found.sent_at == datetime.fromtimestamp(1_795_000_000, UTC)
    assert (found.display_name, found.lang, found.channel) == ("联络员", "zh-hans", "telegram")


def test_missing_names_and_languages_are_empty() -> None:
    found = said(text="在", **{"from": {"id": 2**52 - 1, "is_bot": False}})
    assert (found.account, found.display_name, found.lang) == (str(2**52 - 1), "", "")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("/start ABC-123", IncomingKind.COMMAND, "/start ABC-123"),
        ("/TASKS", IncomingKind.COMMAND, "/tasks"),
        ("/tasks@duban_test_bot", IncomingKind.COMMAND, "/tasks"),
        ("/help@DUBAN_Test_Bot 水-03", IncomingKind.COMMAND, "/help 水-03"),
        ("/tasks@another_bot", IncomingKind.IGNORED, "/tasks@another_bot"),
        ("/水-03 已完成", IncomingKind.TEXT, "/水-03 已完成"),
        ("/etc/passwd", IncomingKind.TEXT, "/etc/passwd"),
        ("见 /tasks", IncomingKind.TEXT, "见 /tasks"),
    ],
)
def test_commands_are_ours_or_nobodys(text: str, kind: IncomingKind, words: str) -> None:
    found = said(text=text, chat=GROUP)
    assert (found.kind, found.text) == (kind, words)


def test_a_forwarded_command_is_only_words_and_forwarding_shows() -> None:
    raw = message(text="/tasks", forward_origin={"type": "hidden_user", "date": 1})
    assert one({"message": raw}).kind is IncomingKind.TEXT
    assert one({"message": raw}).forwarded
    assert not said(text="水-03 已完成").forwarded


def test_a_photo_is_its_last_size_with_its_caption() -> None:
    sizes = [{"file_id": f"f{n}", "file_unique_id": f"u{n}", "file_size": n} for n in range(3)]
    found = said(photo=sizes, caption="排口照片", media_group_id="77")
    assert found.kind is IncomingKind.FILES
    assert (found.text, found.album) == ("排口照片", "77")
    assert (found.files[0].ref, found.files[0].same_as) == ("f2", "u2")
    assert found.files[0].kind is FileKind.PHOTO


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("document", FileKind.DOCUMENT),
        ("voice", FileKind.VOICE),
        ("video", FileKind.VIDEO),
        ("audio", FileKind.DOCUMENT),
        ("video_note", FileKind.VIDEO),
        ("animation", FileKind.VIDEO),
    ],
)
def test_every_sort_of_file_is_taken(name: str, kind: FileKind) -> None:
    body = {"file_id": "f", "file_unique_id": "u", "file_name": "../报告\n.docx", "file_size": -1}
    found = said(**{name: body})
    assert found.files[0].kind is kind
    assert found.files[0].name == "../报告\n.docx"
    assert found.files[0].size_bytes is None


@pytest.mark.parametrize(
    "fields",
    [
        {"sticker": {"file_id": "f"}},
        {"location": {}},
        {"new_chat_members": [PERSON]},
        {"pinned_message": message()},
        {"forum_topic_created": {"name": "水"}},
        {"contact": {"phone_number": "1"}},
        {"text": "匿名", "sender_chat": GROUP,
         "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}},
        {"text": "频道", "sender_chat": {"id": -100777, "type": "channel"}},
        {"text": "机器人", "from": {"id": 5, "is_bot": True}},
        {"text": "没有人", "from": None},
    ],
)  # fmt: skip
def test_what_no_person_says_is_ignored(fields: dict[str, Any]) -> None:
    assert said(chat=GROUP, **fields).kind is IncomingKind.IGNORED


def test_a_channel_post_is_ignored_and_unknown_updates_are_nothing() -> None:
    post = message(text="x", chat={"id": -100777, "type": "channel"}, **{"from": None})
    assert one({"channel_post": post}).kind is IncomingKind.IGNORED
    assert translate({"update_id": 1, "of_the_future": {"x": 1}}, ME, RECEIVED) == []
    assert translate({"update_id": 1}, ME, RECEIVED) == []


def test_an_edit_carries_the_new_words_and_their_instant() -> None:
    edited = message(caption="改", edit_date=1_795_000_600)
    found = one({"edited_message": edited})
    assert (found.kind, found.text, found.message) == (IncomingKind.EDIT, "改", "5")
    assert found.sent_at == datetime.fromtimestamp(1_795_000_600, UTC)
    assert one({"edited_message": message(location={})}).kind is IncomingKind.IGNORED


@pytest.mark.parametrize("date", [1_700_000_000, 0])
def test_a_tap_is_dated_when_it_came_even_on_ancient_messages(date: int) -> None:
    query = {"id": "4382", "from": PERSON, "data": "d:1", "chat_instance": "x",
             "message": {"chat": GROUP, "message_id": 3, "date": date}}  # fmt: skip
    found = one({"callback_query": query})
    assert (found.kind, found.data, found.tap) == (IncomingKind.TAP, "d:1", "4382")
    assert (found.chat, found.message, found.account) == ("-1002100000001", "3", "7100000001")
    assert found.sent_at == RECEIVED


def test_taps_without_message_or_data_do_nothing() -> None:
    inline = {"id": "1", "from": PERSON, "inline_message_id": "x", "data": "d"}
    assert translate({"update_id": 1, "callback_query": inline}, ME, RECEIVED) == []
    game = {"id": "1", "from": PERSON, "game_short_name": "x",
            "message": {"chat": PRIVATE, "message_id": 3, "date": 0}}  # fmt: skip
    assert one({"callback_query": game}).kind is IncomingKind.IGNORED


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("member", "kicked", IncomingKind.BLOCKED),
        ("kicked", "member", IncomingKind.UNBLOCKED),
        ("administrator", "left", IncomingKind.BLOCKED),
        ("left", "member", IncomingKind.UNBLOCKED),
        ("member", "administrator", IncomingKind.IGNORED),
    ],
)
def test_blocking_adding_and_removing_are_told_apart(
    before: str, after: str, kind: IncomingKind
) -> None:
    change = {
        "chat": GROUP, "from": PERSON, "date": 1,
        "old_chat_member": {"status": before, "user": {}},
        "new_chat_member": {"status": after, "user": {}},
    }  # fmt: skip
    assert one({"my_chat_member": change}).kind is kind


def test_being_restricted_out_of_a_group_counts_as_removed() -> None:
    change = {
        "chat": GROUP, "from": PERSON, "date": 1, "old_chat_member": {"status": "member"},
        "new_chat_member": {"status": "restricted", "is_member": False},
    }  # fmt: skip
    assert one({"my_chat_member": change}).kind is IncomingKind.BLOCKED


def test_both_service_messages_of_an_upgrade_say_the_same() -> None:
    old, new = {"id": -4800000001, "type": "group"}, GROUP
    anonymous = {"from": {"id": 1087968824, "is_bot": True}}
    leaving = said(chat=old, migrate_to_chat_id=-1002100000001, **anonymous)
    arriving = said(chat=new, migrate_from_chat_id=-4800000001, **anonymous)
    for found in (leaving, arriving):
        assert found.kind is IncomingKind.MIGRATED
        assert (found.chat, found.text) == ("-4800000001", "-1002100000001")


def test_the_topics_root_is_no_reply_but_a_reply_in_it_is() -> None:
    topic = {"message_thread_id": 4, "is_topic_message": True, "chat": GROUP, "text": "x"}
    root = {"message_id": 4, "forum_topic_created": {"name": "水"}, "chat": GROUP, "date": 1}
    assert said(reply_to_message=root, **topic).reply_to == ""
    found = said(reply_to_message=message(message_id=8), **topic)
    assert (found.thread, found.reply_to) == ("4", "8")


def test_a_chain_of_replies_outside_forums_is_no_topic() -> None:
    found = said(text="x", chat=GROUP, message_thread_id=4, reply_to_message=message(message_id=4))
    assert (found.thread, found.reply_to) == ("", "4")


def test_a_restarted_number_is_not_taken_for_the_old_update() -> None:
    first = {"update_id": 9, "message": message(text="旧")}
    repeat = {"update_id": 9, "message": message(text="旧")}
    other = {"update_id": 9, "message": message(text="新", message_id=6)}
    assert ext_id(first) == ext_id(repeat) != ext_id(other)
    assert ext_id(first).startswith("u9.")


def test_content_has_an_identity_of_its_own() -> None:
    assert identity({"update_id": 1, "message": message()}) == "m7100000001.5.0"
    assert identity({"edited_message": message(edit_date=7)}) == "m7100000001.5.7"
    assert identity({"callback_query": {"id": "88"}}) == "t88"
    assert identity({"message": []}) == ""


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"update_id": "7", "message": message(text="x")},
        {"update_id": True},
        {"update_id": -1},
        {"update_id": 1, "message": []},
        {"update_id": 1, "message": {}},
        {"update_id": 1, "message": message(date="today")},
        {"update_id": 1, "message": message(date=10**18)},
        {"update_id": 1, "message": message(chat={"id": 1})},
        {"update_id": 1, "message": message(text={"x": 1})},
        {"update_id": 1, "message": message(photo=[1])},
        {"update_id": 1, "message": message(document={"file_id": None})},
        {"update_id": 1, "message": message(**{"from": {"id": 1.5}})},
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"update_id": 1, "my_chat_member": {"chat": GROUP, "date": 1}},
    ],
)
def test_malformed_updates_are_named_as_such(update: dict[str, Any]) -> None:
    with pytest.raises(MalformedUpdate):
        translate(update, ME, RECEIVED)


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"\xff", b'"x"'])
def test_what_is_no_json_object_is_malformed(raw: bytes) -> None:
    with pytest.raises(MalformedUpdate):
        parse(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)
KNOWN = [
    "message", "edited_message", "callback_query", "my_chat_member", "channel_post", "chat",
    "from", "date", "message_id", "id", "type", "text", "photo", "document", "data",
    "reply_to_message", "sender_chat", "update_id", "old_chat_member", "status", "edit_date",
    "migrate_to_chat_id", "message_thread_id", "is_topic_message", "file_id", "first_name",
]  # fmt: skip
SHAPED = st.recursive(
    JSON | st.sampled_from([PERSON, PRIVATE, GROUP]),
    lambda inner: st.dictionaries(st.sampled_from(KNOWN), inner, max_size=8),
    max_leaves=20,
)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(KNOWN), SHAPED, max_size=5), JSON, st.data())
def test_no_json_object_raises_anything_but_malformed(
    update: dict[str, Any], spoilt: Any, data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(KNOWN))
    sound = message(text="x", reply_to_message=message(), photo=[])
    for candidate in (
        update,
        {**update, "update_id": 7},
        {"update_id": 7, "message": {**sound, field: spoilt}},
        {"update_id": 7, "callback_query": {"id": "1", "from": PERSON, "message": sound,
                                            field: spoilt}},
    ):  # fmt: skip
        ext_id(candidate)
        chat_of(candidate)
        try:
            translate(candidate, ME, RECEIVED)
        except MalformedUpdate:
            continue


async def test_everything_a_person_does_on_the_strict_server_is_understood(
    server: BotApiServer, liaison: Person
) -> None:
    group = server.group("工作群", liaison, forum=True)
    await group.promote_bot()
    thread = await group.topic("水环境")
    first = await liaison.send("水-03 已完成")
    await liaison.edit(first, "水-03 完成80%")
    await liaison.send("好", to=group, topic=thread)
    await liaison.send_album([b"\xff\xd8a", b"\xff\xd8b"], "两张")
    await liaison.forward(first)
    await liaison.block()
    await liaison.unblock()
    server.world.queue.set_allowed(["message"])
    updates = await server.world.queue.take(0, 100, 0)
    kinds = [
        one.kind
        for update in updates
        for one in translate(parse(orjson.dumps(update)), ME, RECEIVED)
    ]
    assert kinds == [
        IncomingKind.COMMAND, IncomingKind.IGNORED, IncomingKind.IGNORED, IncomingKind.TEXT,
        IncomingKind.EDIT, IncomingKind.TEXT, IncomingKind.FILES, IncomingKind.FILES,
        IncomingKind.TEXT, IncomingKind.BLOCKED, IncomingKind.UNBLOCKED,
    ]  # fmt: skip
