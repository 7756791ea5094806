"""The drafting page: a document beside its draft, read apart, and nothing of it kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientResponse, FormData

from bot.web.app import WebParts
from tests.web.visitors import PNG, Browser, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAPER = """云溪县人民政府办公室关于印发云溪县河道清洁工作方案的通知
云政办发〔2031〕7号
各乡镇人民政府，县政府各部门：
云溪县河道清洁工作方案
一、主要任务
1.清理河面漂浮物。每月组织清理，2031年6月底前完成首轮清理。（责任单位：县水利局、县城管局）
2.建立巡河制度<script>alert(1)</script>。（牵头单位：县水利局；配合单位：各乡镇）
二、保障措施
（一）加强督查。不定期开展督查。
云溪县人民政府办公室
2031年3月5日
"""


async def _draft(browser: Browser, name: str, content: bytes) -> ClientResponse:
    form = FormData(quote_fields=False, charset="utf-8", default_to_multipart=True)
    form.add_field("token", browser.token)
    form.add_field("file", content, filename=name)
    return await browser.client.post("/draft", data=form)


async def test_a_document_stands_beside_its_draft_with_its_doubts(browser: Browser) -> None:
    assert "从文件起草方案" in await browser.open("/draft")
    answer = await _draft(browser, "方案.txt", PAPER.encode())
    page = await answer.text()
    assert answer.status == 200, page
    assert "云政办发〔2031〕7号" in page
    assert "清理河面漂浮物" in page
    assert "县水利局" in page
    assert "待核对" in page
    assert 'href="#l6"' in page
    assert "programme:" in page, "the YAML is on the page"


async def test_nothing_in_a_document_becomes_part_of_the_page(browser: Browser) -> None:
    await browser.open("/draft")
    page = await (await _draft(browser, "方案.txt", PAPER.encode())).text()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


async def test_a_document_leaves_no_trace(browser: Browser, parts: WebParts) -> None:
    folder = Path(parts.blobs.path("0" * 64)).parents[1]
    before = sorted(folder.rglob("*"))
    await browser.open("/draft")
    await _draft(browser, "方案.txt", PAPER.encode())
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("照片.png", PNG, "图片"),
        ("空.txt", b"", "请先选择文件"),
        ("空白.txt", b" \n \n", "空白.txt"),
        ("方案.docx", b"MZ\x90\x00" + b"\0" * 200, "方案.docx"),
    ],
)
async def test_what_cannot_be_read_is_told_in_plain_words(
    browser: Browser, name: str, content: bytes, said: str
) -> None:
    await browser.open("/draft")
    answer = await _draft(browser, name, content)
    page = await answer.text()
    assert answer.status == 422
    assert said in page
    assert "Traceback" not in page


async def test_a_forged_form_is_refused(browser: Browser) -> None:
    await browser.open("/draft")
    browser.token = "0" * 64
    answer = await _draft(browser, "方案.txt", PAPER.encode())
    assert answer.status == 403


async def test_strangers_to_the_service_may_not_draft(own_hub: WebParts) -> None:
    async with (
        visit(replace(own_hub, demo=None)) as stranger,
        stranger.client.get("/draft") as answer,
    ):
        assert answer.status == 403
