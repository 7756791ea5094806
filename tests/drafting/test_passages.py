"""The outline of a paper: numbers at any depth, in any print, and what stands under what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.headings import title_of
from config.drafting.model import Passage
from config.drafting.numbering import read_mark, row_number
from config.drafting.passages import outline
from config.drafting.sequence import number_doubts
from tests.drafting.papers import paper, passages

MARKS = (
    ("第一章 总则", "章", "第一章", 1),
    ("第三节目标", "节", "第三节", 3),
    ("一、总体要求", "一、", "一", 1),
    ("十二、附则", "一、", "十二", 12),
    ("（三）清淤", "（一）", "（三）", 3),
    ("(三)清淤", "（一）", "（三）", 3),
    ("1.清淤", "1.", "1", 1),
    ("２．清淤", "1.", "2", 2),
    ("3、清淤", "1.", "3", 3),
    ("（4）清淤", "（1）", "（4）", 4),
    ("⑸清淤", "（1）", "（5）", 5),
    ("②清淤", "①", "②", 2),
    ("1.2 清淤", "1.1/2", "1.2", 2),
    ("5）清淤", "1）", "5", 5),
    ("专栏2 重点工程", "专栏", "专栏2", 2),
    ("附件1", "附件", "附件1", 1),
    ("㈡清淤", "（一）", "（二）", 2),
    ("任务3：清淤", "问题", "3", 3),
)
NO_MARKS = (
    "2025年6月底前",
    "1.5万亩农田",
    "一些单位",
    "三年行动",
    "第一批整改",
    "（以下简称方案）",
    "",
)


def tree(found: tuple[Passage, ...]) -> list[tuple[str, str]]:
    """The number of each numbered passage with that of the one above it."""
    return [
        (p.no, found[p.parent].no if p.parent is not None else "")
        for p in found
        if p.level and not p.cells
    ]


@pytest.mark.parametrize(("text", "scheme", "no", "value"), MARKS)
def test_a_printed_number_is_read_in_every_customary_form(
    text: str, scheme: str, no: str, value: int
) -> None:
    mark = read_mark(text)
    assert mark is not None
    assert (mark.scheme, mark.no, mark.value) == (scheme, no, value)


@pytest.mark.parametrize("text", NO_MARKS)
def test_what_only_begins_with_a_figure_is_no_number(text: str) -> None:
    mark = read_mark(text)
    assert mark is None or mark.weak or mark.parts


def test_each_item_stands_under_the_item_above_it() -> None:
    found = passages(
        "一、总体要求",
        "（一）指导思想",
        "（二）目标",
        "二、主要任务",
        "（一）清河",
        "1.清淤",
        "（1）干流",
        "①上游",
        "②下游",
        "（2）支流",
        "2.护岸",
        "（二）净水",
        "三、保障措施",
    )
    assert tree(found) == [
        ("一", ""),
        ("（一）", "一"),
        ("（二）", "一"),
        ("二", ""),
        ("（一）", "二"),
        ("1", "（一）"),
        ("（1）", "1"),
        ("①", "（1）"),
        ("②", "（1）"),
        ("（2）", "1"),
        ("2", "（一）"),
        ("（二）", "二"),
        ("三", ""),
    ]


def test_decimal_numbers_make_a_tree_where_the_paper_counts_in_them() -> None:
    found = passages(
        "1 总则", "1.1 目标", "1.2 原则", "2 任务", "2.1 清河", "2.1.1 清淤", "2.2 净水"
    )
    assert tree(found) == [
        ("1", ""),
        ("1.1", "1"),
        ("1.2", "1"),
        ("2", ""),
        ("2.1", "2"),
        ("2.1.1", "2.1"),
        ("2.2", "2"),
    ]


def test_numbers_that_run_through_all_chapters_stay_in_their_chapter() -> None:
    found = passages("一、清河", "1.清淤。", "2.护岸。", "二、净水", "3.截污。", "4.补水。")
    assert tree(found) == [
        ("一", ""),
        ("1", "一"),
        ("2", "一"),
        ("二", ""),
        ("3", "二"),
        ("4", "二"),
    ]


def test_an_annex_begins_anew() -> None:
    found = passages("一、清河", "（一）清淤", "附件1", "一、净水", "（一）截污")
    assert tree(found)[2:] == [("附件1", ""), ("一", "附件1"), ("（一）", "一")]


def test_items_in_one_paragraph_are_cut_apart() -> None:
    found = passages("一、主要任务", "（一）清河。1.开展清淤工作。2.修复护岸。3.拆除违建。")
    assert [p.no for p in found if p.level] == ["一", "（一）", "1", "2", "3"]


def test_what_a_field_counts_stays_in_the_field() -> None:
    found = passages(
        "一、整改任务", "问题1：巡查不到位。", "整改措施：①修订制度。②开展培训。③加强督促。"
    )
    assert [p.no for p in found if p.level] == ["一", "1"]


def test_a_paragraph_belongs_to_the_item_above_and_a_signature_to_none() -> None:
    found = passages("一、工作要求", "各单位要加强配合。", "云溪市水利局　2025年3月4日")
    assert found[1].parent == 0
    assert found[2].parent is None


def test_a_row_keeps_its_cells_and_its_number() -> None:
    found = passages("一、任务", "序号 | 任务 | 单位", "1 | 清淤 | 市水利局")
    assert found[2].cells == ("1", "清淤", "市水利局")
    assert (found[2].no, found[2].parent) == ("1", 0)


@pytest.mark.parametrize(
    ("cell", "no"), [("3", "3"), ("3.", "3"), ("(一)", "（一）"), ("2-1", "2-1"), ("清淤", "")]
)
def test_the_first_cell_is_a_number_or_none(cell: str, no: str) -> None:
    assert row_number(cell) == no


def test_short_lines_are_headings_where_nothing_is_numbered() -> None:
    found = passages(
        "云溪市整治方案", "现制定本方案。", "重点任务", "市水利局要在六月底前完成清淤，并建立台账。"
    )
    assert found[3].parent == 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("开展清淤。六月底前完成。", "开展清淤"),
        ("开展清淤（责任单位：市水利局）", "开展清淤"),
        ("清淤：先干流，后支流。", "清淤"),
    ],
)
def test_a_title_is_the_first_sentence_without_its_label(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_repeated_or_missing_number_is_a_doubt_and_stays_as_printed() -> None:
    found = passages("一、任务", "1.清淤。", "2.护岸。", "2.截污。", "5.补水。")
    doubts = list(number_doubts(found))
    assert [(doubt.line, doubt.text) for doubt in doubts] == [(4, "2"), (5, "5")]
    assert [p.no for p in found if p.level] == ["一", "1", "2", "2", "5"]


PIECES = st.lists(
    st.sampled_from(
        [
            "一、",
            "（一）",
            "1.",
            "1.1",
            "①",
            "第二章",
            "专栏1",
            "附件",
            "任务",
            "。",
            "：",
            "（",
            "）",
            "\u3000",
            "清",
        ]
    ),
    max_size=12,
).map("".join)


@given(st.lists(PIECES, max_size=12))
def test_every_parent_comes_before_its_child_and_no_text_is_lost(texts: list[str]) -> None:
    made = paper(*texts)
    found = outline(made)
    for index, passage in enumerate(found):
        assert passage.parent is None or 0 <= passage.parent < index
        assert 1 <= passage.line <= len(texts)
    assert sum("清" in p.no + p.text for p in found) <= sum(text.count("清") for text in texts)
    printed = "".join(p.text for p in found).count("清")
    assert printed == "".join(texts).count("清")
