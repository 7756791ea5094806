"""Files: sizes, ids, links, albums, uploads."""

from __future__ import annotations

import aiohttp

from tests.botapi import Person
from tests.botapi.plain_client import PNG, Client, Clock


async def test_a_picture_comes_as_sizes_and_can_be_downloaded(
    client: Client, person: Person, clock: Clock
) -> None:
    await person.send_photo(PNG, caption="现场")
    await person.send_photo(PNG)
    first, second = (u["message"] for u in await client.call("getUpdates"))
    assert first["caption"] == "现场"
    assert len(first["photo"]) == 5
    last, again = first["photo"][-1], second["photo"][-1]
    assert (last["width"], last["height"], last["file_size"]) == (1600, 1200, len(PNG))
    assert last["file_id"] != again["file_id"]
    assert last["file_unique_id"] == again["file_unique_id"]
    file = await client.call("getFile", file_id=last["file_id"])
    url = f"{client.server.url}/file/bot{client.server.token}/{file['file_path']}"
    async with client.session.get(url) as answer:
        assert answer.headers["Content-Length"] == str(len(PNG))
        assert await answer.read() == PNG
    clock.at += 3601
    async with client.session.get(url) as answer:
        assert answer.status == 404


async def test_files_over_20_megabytes_cannot_be_fetched(client: Client, person: Person) -> None:
    await person.send_document("佐证.zip", b"zip", "application/zip", size_bytes=(20 << 20) + 1)
    (update,) = await client.call("getUpdates")
    document = update["message"]["document"]
    assert document["file_name"] == "佐证.zip"
    assert await client.refused("getFile", file_id=document["file_id"]) == (
        "400 Bad Request: file is too big"
    )
    assert await client.refused("getFile", file_id="x") == "400 Bad Request: invalid file_id"
    assert await client.refused("getFile") == "400 Bad Request: file_id not specified"


async def test_albums_arrive_as_separate_updates(client: Client, person: Person) -> None:
    await person.send_album([PNG, PNG, ("表.xlsx", b"x", "")], caption="三份")
    messages = [u["message"] for u in await client.call("getUpdates")]
    assert len({m["media_group_id"] for m in messages}) == 1
    assert [m.get("caption") for m in messages] == ["三份", None, None]


async def test_documents_are_uploaded_and_sent_again_by_id(client: Client, person: Person) -> None:
    url = f"{client.server.url}/bot{client.server.token}/sendDocument"
    form = aiohttp.FormData({"chat_id": str(person.id), "caption": "周报"}, quote_fields=False)
    form.add_field("document", "内容".encode(), filename="周报.docx", content_type="application/x")
    async with client.session.post(url, data=form) as answer:
        sent = (await answer.json())["result"]
    assert sent["document"]["file_name"] == "周报.docx"
    assert client.server.sent[-1].files["document"].content == "内容".encode()
    again = await client.call(
        "sendDocument", chat_id=person.id, document=sent["document"]["file_id"]
    )
    assert again["document"]["file_unique_id"] == sent["document"]["file_unique_id"]
    assert again["document"]["file_id"] != sent["document"]["file_id"]
    refusal = await client.refused(
        "sendPhoto", chat_id=person.id, photo=sent["document"]["file_id"]
    )
    assert refusal == "400 Bad Request: can't use file of type Document as Photo"
    assert await client.refused("sendDocument", chat_id=person.id) == (
        "400 Bad Request: there is no document in the request"
    )
    long = await client.refused(
        "sendDocument",
        chat_id=person.id,
        document=sent["document"]["file_id"],
        caption="字" * 1025,
    )
    assert long == "400 Bad Request: message caption is too long"


async def test_a_file_name_is_taken_only_from_the_plain_field(
    client: Client, person: Person
) -> None:
    url = f"{client.server.url}/bot{client.server.token}/sendDocument"
    form = aiohttp.FormData({"chat_id": str(person.id)})
    form.add_field("document", b"x", filename="周报.docx")
    async with client.session.post(url, data=form) as answer:
        sent = (await answer.json())["result"]
    assert sent["document"]["file_name"] == "%E5%91%A8%E6%8A%A5.docx"
    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    part = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    parts = [
        part.format("chat_id", "", person.id),
        part.format("document", "; filename*=utf-8''a.txt", "x"),
    ]
    body = "".join(f"--edge\r\n{one}" for one in parts) + "--edge--\r\n"
    async with client.session.post(url, data=body.encode(), headers=headers) as answer:
        assert answer.status == 400
