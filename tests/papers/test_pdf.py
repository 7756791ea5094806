"""A printed page becomes paragraphs again: by where its lines stand, not by what they say."""

from __future__ import annotations

from config.papers.paper import Paper, PaperKind
from config.papers.reading import read_paper
from tests.papers.building import SENTENCE, Item, Rule, printed, printed_table, printed_text

LONG = SENTENCE * 2


def _page(number: int, *items: Item | Rule) -> list[Item | Rule]:
    head = Item(200, 40, 9, "某县水利建设三年方案")
    return [head, *items, Item(280, 790, 14, f"— {number} —")]


def _read(*pages: list[Item | Rule]) -> Paper:
    paper = read_paper("方案.pdf", printed(pages))
    assert paper.kind is PaperKind.PDF
    return paper


def test_lines_become_paragraphs_and_page_furniture_goes() -> None:
    paper = _read(
        _page(1, *printed_text("一、总体要求", 120), *printed_text(LONG, 148)),
        _page(2, *printed_text("（一）修渠。" + LONG, 120)),
        _page(3, *printed_text("（二）固坝。" + LONG, 120)),
    )
    assert [(line.text, line.page) for line in paper.lines] == [
        ("一、总体要求", 1), (LONG, 1), ("（一）修渠。" + LONG, 2), ("（二）固坝。" + LONG, 3),
    ]  # fmt: skip


def test_a_paragraph_runs_on_across_a_page() -> None:
    lines = printed_text(SENTENCE * 3, 120)
    moved = [item._replace(y=120 + 28 * n) for n, item in enumerate(lines[2:])]
    paper = _read(_page(1, *lines[:2]), _page(2, *moved), _page(3, *printed_text(LONG, 120)))
    assert [(line.text, line.page) for line in paper.lines] == [(SENTENCE * 3, 1), (LONG, 3)]


def test_a_ruled_table_becomes_rows_and_broken_cells_are_whole() -> None:
    rows = [
        ("序号", "任务", "责任单位"),
        ("1", "完成主干渠清淤疏浚和闸门改造", "县水利局"),
        ("2", "固坝", ""),
    ]
    paper = _read(_page(1, *printed_text(LONG, 120), *printed_table(rows, 300)))
    assert [line.cells for line in paper.lines if line.cells] == rows


def test_text_printed_twice_for_weight_counts_once() -> None:
    bold = [Item(90, 120, 16, "一、总体要求"), Item(90.4, 120, 16, "一、总体要求")]
    paper = _read(_page(1, *bold, *printed_text(LONG, 148)))
    assert "一、总体要求" in [line.text for line in paper.lines]


def test_pages_that_are_pictures_are_named() -> None:
    paper = _read(_page(1, *printed_text(LONG, 120)), [], _page(3, *printed_text(LONG, 120)))
    assert paper.silent_pages == (2,)
