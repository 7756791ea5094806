"""A .docx is read as it would print: numbers counted, changes accepted, tables as rows."""

from __future__ import annotations

import docx

from config.papers.paper import Line, PaperKind
from config.papers.reading import read_paper
from tests.papers.building import (
    SENTENCE,
    document_bytes,
    numbered,
    with_xml,
    word,
)


def _lines(content: bytes) -> tuple[Line, ...]:
    paper = read_paper("方案.docx", content)
    assert paper.kind is PaperKind.DOCX
    return paper.lines


def _texts(content: bytes) -> list[str]:
    return [line.text for line in _lines(content)]


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_paragraphs_keep_their_order_and_get_running_numbers() -> None:
    lines = _lines(word("县水利建设方案", "", SENTENCE, "一、总体要求"))
    assert [(line.number, line.text) for line in lines] == [
        (1, "县水利建设方案"),
        (2, SENTENCE),
        (3, "一、总体要求"),
    ]


def test_automatic_numbers_are_printed_at_every_level() -> None:
    levels = [
        ("chineseCountingThousand", "%1、"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircle", "%4"),
    ]
    items = [
        (0, "总体要求"), (1, "目标明确"), (1, "任务落实"), (2, "修建水渠"), (3, "先测量"),
        (3, "后施工"), (2, "加固堤坝"), (-1, SENTENCE), (0, "保障措施"), (1, "加强领导"),
    ]  # fmt: skip
    assert _texts(numbered(levels, items)) == [
        "一、总体要求", "（一）目标明确", "（二）任务落实", "1.修建水渠", "①先测量", "②后施工",
        "2.加固堤坝", SENTENCE, "二、保障措施", "（一）加强领导",
    ]  # fmt: skip


def test_an_eleventh_item_is_numbered_as_it_is_spoken() -> None:
    content = numbered([("chineseCounting", "%1、")], [(0, f"任务内容{n}") for n in range(21)])
    texts = _texts(content)
    assert [text.split("、")[0] for text in texts[9:12]] == ["十", "十一", "十二"]
    assert texts[20].startswith("二十一、")


def test_numbers_of_several_levels_print_together() -> None:
    levels = [("decimal", "%1"), ("decimal", "%1.%2"), ("bullet", "•")]
    items = [(0, "总则规定"), (1, "适用范围"), (1, "工作原则"), (2, "依法办事"), (0, "组织体系")]
    assert _texts(numbered(levels, items)) == [
        "1 总则规定", "1.1 适用范围", "1.2 工作原则", "依法办事", "2 组织体系",
    ]  # fmt: skip


def test_insertions_are_kept_and_deletions_dropped() -> None:
    block = (
        f"<w:p>{_run('2031年')}<w:del>"
        "<w:r><w:delText>5月</w:delText></w:r></w:del>"
        f"<w:ins>{_run('6月')}</w:ins>{_run('底前完成堤坝加固，并报县水利局备案。')}"
        f"<w:moveFrom>{_run('移走的')}</w:moveFrom></w:p>"
    )
    assert _texts(with_xml(block)) == ["2031年6月底前完成堤坝加固，并报县水利局备案。"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    first = (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_run('各有关单位要明确分工，')}</w:p>"
        f"<w:p>{_run('落实责任，按期完成各项任务。')}</w:p>"
    )
    assert _texts(with_xml(first)) == ["各有关单位要明确分工，落实责任，按期完成各项任务。"]


def test_a_text_box_is_read_once_though_it_is_stored_twice() -> None:
    box = f"<w:txbxContent><w:p>{_run('县人民政府办公室文件')}</w:p></w:txbxContent>"
    block = (
        f"<w:p>{_run(SENTENCE)}<w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert _texts(with_xml(block)) == [SENTENCE, "县人民政府办公室文件"]


def test_field_codes_and_hidden_text_are_not_read() -> None:
    block = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{_run('水利建设要点')}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>"
        f"<w:p>{_run(SENTENCE)}</w:p>"
    )
    assert _texts(with_xml(block)) == ["水利建设要点", SENTENCE]


def test_content_controls_and_page_breaks_hide_nothing() -> None:
    block = (
        f"<w:sdt><w:sdtContent><w:p>{_run('第一章总则')}</w:p></w:sdtContent></w:sdt>"
        f'<w:p>{_run("上半段，")}<w:r><w:br w:type="page"/></w:r>'
        f"{_run('下半段要继续落实责任单位。')}</w:p>"
        f"<w:p>{_run('第一行内容')}<w:r><w:br/></w:r>{_run('第二行内容')}</w:p>"
    )
    assert _texts(with_xml(block)) == [
        "第一章总则", "上半段，下半段要继续落实责任单位。", "第一行内容", "第二行内容",
    ]  # fmt: skip


def test_tables_are_rows_of_cells_in_their_place() -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate(
        [("序号", "任务", "责任单位"), ("1", "修渠", "县水利局"), ("2", "固坝", "县财政局")]
    ):
        for cell, text in zip(table.rows[row].cells, texts, strict=True):
            cell.text = text
    table.cell(2, 1).add_paragraph("含闸门")
    document.add_paragraph("二、保障措施")
    lines = _lines(document_bytes(document))
    assert [line.cells for line in lines] == [
        (), ("序号", "任务", "责任单位"), ("1", "修渠", "县水利局"),
        ("2", "固坝 / 含闸门", "县财政局"), (),
    ]  # fmt: skip
    assert lines[2].text == "1 | 修渠 | 县水利局"


def test_what_a_merge_covers_is_an_empty_cell() -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "水利"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "目标值"
    for row in (1, 2):
        table.cell(row, 1).text, table.cell(row, 2).text = f"甲{row}", f"乙{row}"
    assert [line.cells for line in _lines(document_bytes(document))[1:]] == [
        ("水利", "目标值", ""), ("", "甲1", "乙1"), ("", "甲2", "乙2"),
    ]  # fmt: skip


def test_a_frame_around_paragraphs_is_no_table() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "专栏1 重点工程"
    cell.add_paragraph("1.修渠工程：" + SENTENCE)
    assert [(line.text, line.cells) for line in _lines(document_bytes(document))] == [
        ("专栏1 重点工程", ()), ("1.修渠工程：" + SENTENCE, ()),
    ]  # fmt: skip


def test_numbers_that_a_style_brings_are_printed() -> None:
    document = docx.Document()
    for text in ("修渠工程建设", "固坝工程建设"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("植树工程建设", style="List Bullet")
    assert _texts(document_bytes(document)) == ["1.修渠工程建设", "2.固坝工程建设", "植树工程建设"]
