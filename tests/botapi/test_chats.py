"""People out of reach, groups, topics, members, the bot's own settings."""

from __future__ import annotations

from tests.botapi import Person
from tests.botapi.plain_client import Client


async def test_people_are_out_of_reach_in_four_ways(client: Client, person: Person) -> None:
    stranger = client.server.user()
    hello = {"text": "您好"}
    assert await client.refused("sendMessage", chat_id=stranger.id, **hello) == (
        "403 Forbidden: bot can't initiate conversation with a user"
    )
    await person.block()
    assert await client.refused("sendMessage", chat_id=person.id, **hello) == (
        "403 Forbidden: bot was blocked by the user"
    )
    await person.unblock()
    await client.call("sendMessage", chat_id=person.id, **hello)
    await person.deactivate()
    assert await client.refused("sendMessage", chat_id=person.id, **hello) == (
        "403 Forbidden: user is deactivated"
    )
    kinds = [next(k for k in u if k != "update_id") for u in await client.call("getUpdates")]
    assert kinds == ["my_chat_member", "my_chat_member"]


async def test_ids_exceed_32_bits_and_message_ids_repeat_between_chats(
    client: Client, person: Person
) -> None:
    other = client.server.user()
    await other.start()
    assert person.id > 2**32
    ids = [
        (await client.call("sendMessage", chat_id=one.id, text="x"))["message_id"]
        for one in (person, other)
    ]
    assert ids[0] == ids[1]


async def test_privacy_shows_only_what_is_meant_for_the_bot(client: Client, person: Person) -> None:
    group = client.server.group("工作群", person)
    sent = await client.call("sendMessage", chat_id=group.id, text="请反馈")
    await person.send("闲聊", to=group)
    await person.send("/status", to=group)
    await person.send("/status@other_bot", to=group)
    await person.send("/status@duban_test_bot", to=group)
    await person.send("@duban_test_bot 好", to=group)
    await person.send("收到", to=group, reply_to=sent)
    seen = [u["message"]["text"] for u in await client.call("getUpdates")]
    assert seen == ["/status", "/status@duban_test_bot", "@duban_test_bot 好", "收到"]
    client.server.world.queue.clear()
    await group.promote_bot()
    await person.send("再闲聊", to=group)
    updates = await client.call("getUpdates")
    assert [u.get("message", {}).get("text") for u in updates] == [None, "再闲聊"]


async def test_an_upgraded_group_names_its_new_id(client: Client, person: Person) -> None:
    group = client.server.group("工作群", person)
    old_id = group.id
    new_id = await group.upgrade()
    assert abs(new_id) > 2**32
    body = await client.raw("sendMessage", chat_id=old_id, text="x")
    assert body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new_id},
    }
    to, origin = (u["message"] for u in await client.call("getUpdates"))
    assert (to["chat"]["id"], to["migrate_to_chat_id"]) == (old_id, new_id)
    assert (origin["chat"]["id"], origin["migrate_from_chat_id"]) == (new_id, old_id)
    await client.call("sendMessage", chat_id=new_id, text="x")


async def test_topics_are_answered_in_their_thread(client: Client, person: Person) -> None:
    group = client.server.group("工作群", person, forum=True)
    thread = await group.topic("水环境")
    await person.send("/report", to=group, topic=thread)
    update = (await client.call("getUpdates"))[-1]["message"]
    assert update["is_topic_message"]
    assert update["message_thread_id"] == thread
    assert update["reply_to_message"]["forum_topic_created"]["name"] == "水环境"
    sent = await client.call("sendMessage", chat_id=group.id, message_thread_id=thread, text="好")
    assert sent["message_thread_id"] == thread
    assert sent["reply_to_message"]["message_id"] == thread
    refusal = await client.refused("sendMessage", chat_id=group.id, message_thread_id=77, text="x")
    assert refusal == "400 Bad Request: message thread not found"


async def test_a_bot_that_is_not_in_the_group_is_refused(client: Client, person: Person) -> None:
    group = client.server.group("工作群", person)
    await group.kick_bot()
    assert await client.refused("sendMessage", chat_id=group.id, text="x") == (
        "403 Forbidden: bot was kicked from the group chat"
    )
    wide = client.server.group("大群", person, supergroup=True)
    await client.call("leaveChat", chat_id=wide.id)
    assert await client.refused("sendMessage", chat_id=wide.id, text="x") == (
        "403 Forbidden: bot is not a member of the supergroup chat"
    )


async def test_chats_and_members_can_be_looked_up(client: Client, person: Person) -> None:
    group = client.server.group("工作群", person)
    assert (await client.call("getChat", chat_id=group.id))["title"] == "工作群"
    (owner,) = await client.call("getChatAdministrators", chat_id=group.id)
    assert (owner["user"]["id"], owner["status"]) == (person.id, "creator")
    me = await client.call("getChatMember", chat_id=group.id, user_id=client.server.bot_id)
    assert me["status"] == "member"
    assert await client.refused("getChatAdministrators", chat_id=person.id) == (
        "400 Bad Request: there are no administrators in the private chat"
    )
    refusal = await client.refused("getChatMember", chat_id=group.id, user_id=5)
    assert refusal == "400 Bad Request: PARTICIPANT_ID_INVALID"


async def test_pinning_in_a_group_needs_the_right_and_shows_itself(
    client: Client, person: Person
) -> None:
    group = client.server.group("工作群", person)
    sent = await client.call("sendMessage", chat_id=group.id, text="x")
    target = {"chat_id": group.id, "message_id": sent["message_id"]}
    assert await client.refused("pinChatMessage", **target) == (
        "400 Bad Request: not enough rights to manage pinned messages in the chat"
    )
    await group.promote_bot()
    await client.call("pinChatMessage", **target)
    service = (await client.call("getUpdates"))[-1]["message"]
    assert service["pinned_message"]["message_id"] == sent["message_id"]
    assert service["from"]["id"] == client.server.bot_id


async def test_commands_are_kept_per_scope_and_language(client: Client, person: Person) -> None:
    commands = [{"command": "status", "description": "我的任务"}]
    scope = {"type": "chat", "chat_id": person.id}
    await client.call("setMyCommands", commands=commands, scope=scope, language_code="zh")
    got = await client.call("getMyCommands", scope=scope, language_code="zh")
    assert got == commands
    assert await client.call("getMyCommands", scope=scope) == []
    await client.call("deleteMyCommands", scope=scope, language_code="zh")
    assert await client.call("getMyCommands", scope=scope, language_code="zh") == []
    bad = [{"command": "Статус", "description": "x"}]
    assert await client.refused("setMyCommands", commands=bad) == (
        "400 Bad Request: BOT_COMMAND_INVALID"
    )
    refusal = await client.refused("setMyCommands", commands=commands, scope={"type": "moon"})
    assert refusal == ("400 Bad Request: can't parse BotCommandScope: Unsupported type specified")


async def test_words_about_the_bot_have_limits(client: Client) -> None:
    await client.call("setMyDescription", description="督办" * 256)
    refusal = await client.refused("setMyShortDescription", short_description="字" * 121)
    assert refusal.startswith("400 Bad Request: ")
    await client.call("setChatMenuButton", menu_button={"type": "commands"})


async def test_nothing_works_after_logout_until_reopened(client: Client, person: Person) -> None:
    await client.call("logOut")
    assert await client.refused("sendMessage", chat_id=person.id, text="x") == "400 Logged out"
    client.server.reopen()
    await client.call("sendChatAction", chat_id=person.id, action="typing")
    assert await client.refused("sendChatAction", chat_id=person.id, action="dance") == (
        "400 Bad Request: wrong parameter action in request"
    )


async def test_replies_point_to_a_message_that_exists(client: Client, person: Person) -> None:
    said = await person.send("问")
    reply = {"message_id": said.message_id}
    sent = await client.call("sendMessage", chat_id=person.id, text="答", reply_parameters=reply)
    assert sent["reply_to_message"]["text"] == "问"
    nowhere = {"message_id": 99}
    target = {"chat_id": person.id, "text": "x"}
    assert await client.refused("sendMessage", **target, reply_parameters=nowhere) == (
        "400 Bad Request: message to be replied not found"
    )
    lenient = {**nowhere, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await client.call(
        "sendMessage", **target, reply_parameters=lenient
    )
