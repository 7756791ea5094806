"""A web page is read as a browser shows it, without what surrounds the document."""

from __future__ import annotations

import pytest

from config.papers.paper import PaperKind
from config.papers.reading import read_paper
from config.papers.refusal import Fault, PaperRefused
from tests.papers.building import SENTENCE

PAGE = f"""<!DOCTYPE html><html><head><meta charset="CHARSET"><title>标题不读</title>
<style>p {{ color: red }}</style><script>var x = "脚本不读";</script></head><body>
<nav><ul><li>首页</li><li>政务公开</li></ul></nav>
<div><h1>县水利建设方案</h1><p>一、总体&nbsp;要求</p>
<p>{SENTENCE}<b>责任单位：</b>县水利局&amp;县财政局。</p>
<p style="display:none">看不见</p>
<ol><li>修渠</li><li>固坝</li></ol>
<ol type="a" start="3"><li>测量</li></ol>
<table><tr><th rowspan="2">类别</th><th colspan="2">任务</th></tr>
<tr><td>修渠<br>清淤</td><td>县水利局</td></tr>
<tr><td>水利</td><td>固坝</td><td></td></tr></table>
第一行<br>第二行
</div><footer>版权所有</footer></body></html>"""


def _page(charset: str) -> bytes:
    return PAGE.replace("CHARSET", charset).encode(charset)


def test_text_lists_and_tables_are_read_and_menus_dropped() -> None:
    paper = read_paper("方案.html", _page("utf-8"))
    assert paper.kind is PaperKind.HTML
    assert [line.text for line in paper.lines if not line.cells] == [
        "县水利建设方案", "一、总体 要求", f"{SENTENCE}责任单位：县水利局&县财政局。",
        "1.修渠", "2.固坝", "c.测量", "第一行", "第二行",
    ]  # fmt: skip
    assert [line.cells for line in paper.lines if line.cells] == [
        ("类别", "任务", ""), ("", "修渠 / 清淤", "县水利局"), ("水利", "固坝", ""),
    ]  # fmt: skip


def test_the_stated_encoding_is_used() -> None:
    assert read_paper("x.html", _page("gb2312")).lines == read_paper("x", _page("utf-8")).lines


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    page = f"<html><body><table><tr><td><p>一、总体要求</p><p>{SENTENCE}</p></td></tr></table>"
    assert [(line.text, line.cells) for line in read_paper("x.html", page.encode()).lines] == [
        ("一、总体要求", ()), (SENTENCE, ()),
    ]  # fmt: skip


def test_broken_markup_is_mended() -> None:
    page = "<html><body>" + "<div>" * 200 + f"<p>{SENTENCE}<p>一、总体要求" + "</span>" * 50
    texts = [line.text for line in read_paper("x.html", page.encode()).lines]
    assert texts == [SENTENCE, "一、总体要求"]


def test_markup_too_deep_to_read_whole_is_refused_and_not_cut_short() -> None:
    page = f"<html><body><p>{SENTENCE}</p>" + "<div>" * 5_000 + "<p>二、保障措施"
    with pytest.raises(PaperRefused) as caught:
        read_paper("x.html", page.encode())
    assert caught.value.fault is Fault.BROKEN
