"""A text file is read in whatever encoding it comes, under the line numbers an editor shows."""

from __future__ import annotations

from time import perf_counter

import pytest

from config.papers.cleaning import clean
from config.papers.paper import PaperKind
from config.papers.reading import read_paper
from config.papers.refusal import Fault, PaperRefused
from tests.papers.building import SENTENCE

TEXT = f"县水利建设方案\n\n一、总体要求\n{SENTENCE}\n2031年6月底前完成①③㎡。\n"
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "gb18030": TEXT.encode("gb18030"),
    "utf-16 with mark": TEXT.encode("utf-16"),
    "utf-16 big-endian with mark": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "utf-16 without mark": TEXT.encode("utf-16-le"),
    "utf-16 big-endian without mark": TEXT.encode("utf-16-be"),
    "carriage returns": TEXT.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_every_usual_encoding_reads_the_same(encoding: str) -> None:
    paper = read_paper("方案.txt", ENCODED[encoding])
    assert paper.kind is PaperKind.TEXT
    assert [(line.number, line.text) for line in paper.lines] == list(
        enumerate(TEXT.splitlines(), 1)
    )


def test_a_file_cut_off_inside_a_character_is_still_read() -> None:
    paper = read_paper("方案.txt", SENTENCE.encode()[:-1])
    assert paper.lines[0].text == SENTENCE[:-1]


def test_rows_drawn_with_bars_become_cells() -> None:
    text = f"{SENTENCE}\n序号 | 任务 | 责任单位\n1 | 修渠 | 县水利局\n | 固坝 |\n"
    cells = [line.cells for line in read_paper("方案.txt", text.encode()).lines]
    assert cells == [
        (), ("序号", "任务", "责任单位"), ("1", "修渠", "县水利局"), ("", "固坝", ""),
    ]  # fmt: skip


def test_a_markdown_table_becomes_cells_and_its_rule_is_left_out() -> None:
    text = f"{SENTENCE}\n| 任务 | 单位 |\n|:---|----|\n| 修渠 | 县水利局 |\n| | 县财政局 |\n"
    lines = read_paper("方案.txt", text.encode()).lines
    assert [(line.number, line.cells) for line in lines] == [
        (1, ()), (2, ("任务", "单位")), (4, ("修渠", "县水利局")), (5, ("", "县财政局")),
    ]  # fmt: skip


def test_columns_parted_by_tabs_become_cells() -> None:
    text = f"{SENTENCE}\n序号\t任务\t单位\n1\t修渠\t县水利局\n任务\t单位\n修渠\t县水利局\n"
    cells = [line.cells for line in read_paper("方案.txt", text.encode()).lines]
    assert cells == [
        (), ("序号", "任务", "单位"), ("1", "修渠", "县水利局"), ("任务", "单位"),
        ("修渠", "县水利局"),
    ]  # fmt: skip


def test_a_tab_behind_a_number_makes_no_table() -> None:
    text = f"{SENTENCE}\n一、\t总体要求\n1.\t修渠\n2.\t固坝\n"
    assert all(not line.cells for line in read_paper("方案.txt", text.encode()).lines)


@pytest.mark.parametrize(
    "filler", [" ", "\u3000", "　 ", "（", "一", "。", ".", "1", "|", "\t", "_", '"']
)
def test_a_line_of_a_megabyte_is_read_and_cleaned_quickly(filler: str) -> None:
    text = f"一、总体要求\n{SENTENCE}{filler * 1_000_000}{SENTENCE}\n"
    began = perf_counter()
    clean(read_paper("方案.txt", text.encode()))
    assert perf_counter() - began < 4


def test_a_hundred_thousand_short_lines_are_read_and_cleaned_quickly() -> None:
    text = "\n".join(f"第{n}项，完成渠道清淤" for n in range(100_000))
    began = perf_counter()
    clean(read_paper("方案.txt", text.encode()))
    assert perf_counter() - began < 8


def test_limits_hold_before_the_text_is_taken_apart() -> None:
    for content in ("一\n".encode() * 200_001, "一二三四五六七八九十".encode() * 600_000):
        with pytest.raises(PaperRefused) as caught:
            read_paper("方案.txt", content)
        assert caught.value.fault is Fault.TOO_LARGE
