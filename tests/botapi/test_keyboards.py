"""Keyboards, edits, deletions and taps keep the rules."""

from __future__ import annotations

from typing import Any

import pytest

from tests.botapi import Person
from tests.botapi.plain_client import KEYBOARD, Client, Clock


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        (
            {"inline_keyboard": [[{"text": "字", "callback_data": "字" * 22}]]},
            "BUTTON_DATA_INVALID",
        ),
        ({"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]},
         "inline keyboard button text must be non-empty"),
        ({"inline_keyboard": [[{"text": "x"}]]},
         "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"inline_keyboard": [{"text": "x"}]},
         'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ({"inline_keyboard": [["x"]]},
         "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        ({"inline_keyboard": [[{"text": "x", "url": "here"}]]},
         "inline keyboard button URL 'here' is invalid: Wrong HTTP URL"),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
    ],
)  # fmt: skip
async def test_a_bad_keyboard_is_refused(
    client: Client, person: Person, markup: Any, refusal: str
) -> None:
    said = await client.refused("sendMessage", chat_id=person.id, text="x", reply_markup=markup)
    assert said == f"400 Bad Request: {refusal}"


async def test_21_chinese_characters_fit_into_callback_data(client: Client, person: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "字", "callback_data": "字" * 21 + "x"}]]}
    sent = await client.call("sendMessage", chat_id=person.id, text="x", reply_markup=markup)
    assert sent["reply_markup"] == markup


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(
    client: Client, person: Person
) -> None:
    markup = {"keyboard": [["是", {"text": "否"}]], "resize_keyboard": True}
    sent = await client.call("sendMessage", chat_id=person.id, text="x", reply_markup=markup)
    assert "reply_markup" not in sent
    target = {"chat_id": person.id, "message_id": sent["message_id"]}
    refusal = await client.refused("editMessageText", **target, text="y")
    assert refusal == "400 Bad Request: message can't be edited"


async def test_edits_follow_the_rules(client: Client, person: Person) -> None:
    sent = await client.call(
        "sendMessage", chat_id=person.id, text="<b>一</b>", parse_mode="HTML", reply_markup=KEYBOARD
    )
    target = {"chat_id": person.id, "message_id": sent["message_id"]}
    same = {"text": "<b>一</b>", "parse_mode": "HTML", "reply_markup": KEYBOARD}
    assert "message is not modified" in await client.refused("editMessageText", **target, **same)
    edited = await client.call("editMessageText", **target, text="二")
    assert edited["edit_date"] >= edited["date"]
    assert "reply_markup" not in edited
    assert person.inbox[-1].text == "二"
    assert person.inbox[-1].buttons == []
    await client.call("editMessageReplyMarkup", **target, reply_markup=KEYBOARD)
    assert person.inbox[-1].labels == ["已收到"]
    again = await client.refused("editMessageReplyMarkup", **target, reply_markup=KEYBOARD)
    assert again.startswith("400 Bad Request: message is not modified: specified new message")
    gone = await client.refused("editMessageText", chat_id=person.id, message_id=999, text="x")
    assert gone == "400 Bad Request: message to edit not found"
    theirs = (await person.send("我的")).message_id
    refusal = await client.refused(
        "editMessageText", chat_id=person.id, message_id=theirs, text="x"
    )
    assert refusal == "400 Bad Request: message can't be edited"


async def test_deleting_has_an_age_limit(client: Client, person: Person, clock: Clock) -> None:
    first = await client.call("sendMessage", chat_id=person.id, text="一")
    second = await client.call("sendMessage", chat_id=person.id, text="二")
    target = {"chat_id": person.id, "message_id": first["message_id"]}
    assert await client.call("deleteMessage", **target) is True
    again = await client.refused("deleteMessage", **target)
    assert again == "400 Bad Request: message to delete not found"
    clock.at += 48 * 3600 + 1
    late = await client.refused("deleteMessage", chat_id=person.id, message_id=second["message_id"])
    assert late == "400 Bad Request: message can't be deleted for everyone"
    assert [shown.text for shown in person.inbox] == ["二"]


async def test_a_tap_is_answered_once_and_in_time(
    client: Client, person: Person, clock: Clock
) -> None:
    await client.call("sendMessage", chat_id=person.id, text="x", reply_markup=KEYBOARD)
    tap = await person.tap(person.inbox[-1], "已收到")
    (update,) = await client.call("getUpdates")
    assert update["callback_query"]["data"] == "ack:1"
    assert update["callback_query"]["message"]["reply_markup"] == KEYBOARD
    await client.call("answerCallbackQuery", callback_query_id=tap.id, text="好")
    assert tap.answer is not None
    assert tap.answer["text"] == "好"
    too_old = (
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    assert await client.refused("answerCallbackQuery", callback_query_id=tap.id) == too_old
    late = await person.tap(person.inbox[-1], "ack:1")
    clock.at += 151
    assert await client.refused("answerCallbackQuery", callback_query_id=late.id) == too_old
    assert await client.refused("answerCallbackQuery", callback_query_id="1") == too_old


async def test_people_tap_only_buttons_that_are_there_unless_they_forge(
    client: Client, person: Person
) -> None:
    await client.call("sendMessage", chat_id=person.id, text="x", reply_markup=KEYBOARD)
    with pytest.raises(ValueError, match="no button"):
        await person.tap(person.inbox[-1], "同意")
    await person.forge_tap(person.inbox[-1], "accept:99", inaccessible=True)
    (update,) = await client.call("getUpdates")
    assert update["callback_query"]["data"] == "accept:99"
    assert update["callback_query"]["message"]["date"] == 0
    assert "text" not in update["callback_query"]["message"]
