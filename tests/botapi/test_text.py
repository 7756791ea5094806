"""Requests, text and entities are read as the official server reads them."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.botapi import Person
from tests.botapi.plain_client import Client


async def test_a_wrong_token_is_unauthorized(client: Client) -> None:
    body = await client.raw("getMe", token="7000000001:wrong")
    assert body == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    body = await client.raw("getMe", token="nonsense")
    assert body["description"] == "Unauthorized: invalid token specified"


async def test_a_revoked_token_is_refused_at_once(client: Client) -> None:
    old = client.server.token
    client.server.change_token("7000000001:fresh")
    assert (await client.raw("getMe", token=old))["error_code"] == 401
    assert (await client.call("getMe"))["username"] == "duban_test_bot"


async def test_an_unknown_method_is_not_found(client: Client) -> None:
    assert await client.refused("sendMesage") == "404 Not Found: method not found"
    async with client.session.get(f"{client.server.url}/nothing") as answer:
        assert answer.status == 404


async def test_json_form_multipart_and_query_bodies_mean_the_same(
    client: Client, person: Person
) -> None:
    url = f"{client.server.url}/bot{client.server.token}/sendMessage"
    wanted = {"chat_id": str(person.id), "text": "同样 & 一样"}
    multipart = aiohttp.FormData(wanted)
    multipart.add_field("unused", b"1", filename="a.txt")
    bodies: list[dict[str, Any]] = [
        {"json": wanted},
        {"data": wanted},
        {"data": multipart},
        {"params": wanted},
    ]
    for options in bodies:
        async with client.session.post(url, **options) as answer:
            assert (await answer.json())["result"]["text"] == "同样 & 一样"
    assert [one.text for one in client.server.sent] == ["同样 & 一样"] * 4


async def test_a_broken_json_body_is_refused(client: Client) -> None:
    url = f"{client.server.url}/bot{client.server.token}/sendMessage"
    headers = {"Content-Type": "application/json"}
    async with client.session.post(url, data=b'{"chat_id": ', headers=headers) as answer:
        assert answer.status == 400


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 1}, "message text is empty"),
        ({"chat_id": 1, "text": ""}, "message text is empty"),
        ({"chat_id": 0, "text": " \n\u200b "}, "text must be non-empty"),
        ({"chat_id": "nobody", "text": "x"}, "chat not found"),
        ({"chat_id": 123456, "text": "x"}, "chat not found"),
        ({"chat_id": 1, "text": "x", "parse_mode": "bbcode"}, "unsupported parse_mode"),
        ({"chat_id": 1, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 1, "text": "😀" * 4097}, "message is too long"),
    ],
)
async def test_a_send_says_what_is_wrong_with_it(
    client: Client, parameters: dict[str, Any], refusal: str
) -> None:
    assert await client.refused("sendMessage", **parameters) == f"400 Bad Request: {refusal}"


async def test_4096_code_points_after_parsing_fit(client: Client, person: Person) -> None:
    text = f"<b>{'😀' * 4096}</b>"
    sent = await client.call("sendMessage", chat_id=person.id, text=text, parse_mode="HTML")
    assert sent["text"] == "😀" * 4096
    assert sent["entities"] == [{"offset": 0, "length": 8192, "type": "bold"}]


async def test_text_is_trimmed_and_cleaned(client: Client, person: Person) -> None:
    sent = await client.call("sendMessage", chat_id=person.id, text="\n  甲\t乙\r\n\u202e丙  \n")
    assert sent["text"] == "甲 乙\n丙"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("水<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 3'),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=http://x.cn/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x>x</a>', "Unclosed start tag at byte offset 0"),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
async def test_bad_html_is_refused_with_the_place(
    client: Client, person: Person, source: str, reason: str
) -> None:
    refusal = await client.refused("sendMessage", chat_id=person.id, text=source, parse_mode="HTML")
    assert refusal == f"400 Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("A & B &lt;c&gt; &amp;", "A & B <c> &", []),
        ("😀<b>x</b>", "😀x", [("bold", 2, 1)]),
        ("<B>x</B><em>y</em>", "xy", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s>", "a", [("strikethrough", 0, 1)]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<a href="https://a.cn/?x=1&amp;y">a</a>', "a", [("text_link", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 1), ("italic", 1, 1), ("bold", 1, 1)]),
        ("<b></b>a", "a", []),
        ("  <b> a </b> ", " a", [("bold", 0, 2)]),
        ("<pre><code class='language-python'>a</code></pre>", "a", [("pre", 0, 1)]),
    ],
)
async def test_html_becomes_text_and_entities(
    client: Client, person: Person, source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    sent = await client.call("sendMessage", chat_id=person.id, text=source, parse_mode="HTML")
    found = {(e["type"], e["offset"], e["length"]) for e in sent.get("entities", [])}
    assert (sent["text"], found) == (text, {*entities})


async def test_links_and_names_in_plain_text_become_entities(
    client: Client, person: Person
) -> None:
    text = "见 main.py，写信 a@b.cn，@somebody #督办"
    sent = await client.call("sendMessage", chat_id=person.id, text=text)
    assert [e["type"] for e in sent["entities"]] == ["url", "email", "mention", "hashtag"]
