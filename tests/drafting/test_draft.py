"""The whole draft: nothing invented, nothing crashes it, refusals in plain words, linear work."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.drafting import NotADocument, draft
from config.drafting.model import Draft
from config.drafting.yaml_text import draft_json, programme_yaml, units_yaml
from config.papers.cleaning import clean
from config.papers.paper import Line, Paper, PaperKind
from config.papers.reading import read_paper
from tests.drafting.labels import CORPUS, samples
from tests.drafting.papers import drafted, paper

PLAN = (
    "云溪市人民政府办公室关于印发云溪市河湖整治工作方案的通知",
    "云府办发〔2O25〕7号",
    "各县（市、区）人民政府，市直有关部门：",
    "现将方案印发给你们，请认真执行。",
    "云溪市人民政府办公室",
    "2025年3月4日",
    "云溪市河湖整治工作方案",
    "一、主要任务",
    "（一）清淤。2025年6月底前完成。（责任单位：市水利局）",
    "二、工作要求",
    "各单位每月25日前报送进展。",
)
PIECES = (
    "一、主要任务",
    "（一）",
    "1.",
    "清淤",
    "责任单位：",
    "市水利局",
    "、",
    "。",
    "；",
    "（",
    "）",
    "2025年6月底前",
    "每月25日前",
    "成员：",
    "陈启明",
    "同志",
    " | ",
    "\u3000",
    "组长",
    "牵头",
    "配合",
    "由",
    "到2025年",
    "达到90%",
    "第一阶段",
    "专栏1",
    "【",
    "】",
    "各成员单位",
    "以下简称",
    "“",
    "①",
    "\x00",
    "🌊",
    "%",
    "\n",
    "－",
    "附件",
)


def test_the_letterhead_is_read_whole() -> None:
    made = draft(paper(*PLAN))
    assert made.title == "云溪市河湖整治工作方案"
    assert (made.document_no, made.issuer) == ("云府办发〔2025〕7号", "云溪市人民政府办公室")
    assert str(made.issued_on) == "2025-03-04"


def test_two_issuers_printed_together_are_told_apart() -> None:
    made = draft(
        paper("临川新区安全生产委员会　临川新区减灾委员会", "关于印发《整治方案》的通知", *PLAN[6:])
    )
    assert made.issuer == "临川新区安全生产委员会"


def test_a_body_and_a_day_on_one_line_are_a_signature() -> None:
    made = draft(paper("云溪市整治任务清单", *PLAN[7:9], "云溪市整治办　2025年3月4日"))
    assert (made.issuer, str(made.issued_on)) == ("云溪市整治办", "2025-03-04")


def test_a_cleaned_paper_gives_the_same_draft() -> None:
    for sample in samples(CORPUS)[::6]:
        raw = read_paper(sample.file.name, sample.file.read_bytes())
        assert clean(clean(raw)) == clean(raw)
        assert _tried(clean(raw)) == _tried(raw)


def _tried(made: Paper) -> Draft | str:
    try:
        return draft(made)
    except NotADocument as refused:
        return refused.zh


def test_prose_is_refused_in_both_languages() -> None:
    with pytest.raises(NotADocument) as refused:
        draft(paper("春天来了", "院子里的花都开了，蜜蜂飞来飞去。"))
    assert "没有" in refused.value.zh
    assert refused.value.en.isascii()


def test_every_unit_and_every_deadline_is_printed_in_the_document() -> None:
    for sample in samples(CORPUS):
        if sample.file.suffix != ".txt" or not sample.label.get("programme", True):
            continue
        text = sample.file.read_text("utf-8")
        made = draft(read_paper(sample.file.name, sample.file.read_bytes()))
        printed = _squeezed(text)
        for unit in made.units:
            assert any(_squeezed(name) in printed for name in (unit.name, *unit.aliases)) or (
                unit.name[:2] in printed
            )
        lines = text.count("\n") + 1
        assert all(1 <= task.line <= lines for task in made.tasks)
        assert all(1 <= doubt.line <= lines for doubt in made.doubts)


def _squeezed(text: str) -> str:
    wide = text.translate({ord("("): "（", ord(")"): "）"})
    return re.sub(r"[\s\u3000]", "", wide)


def test_a_draft_never_changes_from_run_to_run() -> None:
    assert draft(paper(*PLAN)) == draft(paper(*PLAN))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), max_size=14))
def test_no_text_crashes_the_drafter_or_its_writers(texts: list[str]) -> None:
    made = paper("云溪市整治工作方案", *(text for line in texts for text in line.split("\n")))
    try:
        found = draft(made)
    except NotADocument:
        return
    assert draft_json(found)["title"] == found.title
    assert programme_yaml(found)
    assert units_yaml(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8), st.booleans())
def test_no_characters_crash_it(texts: list[str], cells: bool) -> None:
    lines = tuple(
        Line(n, text, (text, "市水利局", "1") if cells and n % 2 else ())
        for n, text in enumerate(texts, 1)
    )
    try:
        draft(Paper(PaperKind.TEXT, lines))
    except NotADocument:
        return


ENDLESS = (
    "甲",
    "，",
    "（",
    "）",
    "《",
    "一、",
    "1.做好工作。",
    "责任单位：",
    "责任单位：市财政局；",
    "市财政局、",
    "由市财政局",
    "由",
    "会同市财政局",
    "（市财政局牵头，市水利局配合）",
    "2024年6月底前，",
    "每月25日前，",
    "成员：陈启明、",
    "成员：陈启明 市财政局局长 ",
    "陈 明 ",
    "同志、",
    "王强市财政局局长",
    "工信、",
    "县林业局：",
    "以下简称",
    "到2025年达到90%，",
    "云溪市",
)
SMALL, LARGE = 8_000, 64_000


@pytest.mark.parametrize("piece", ENDLESS)
def test_work_grows_with_the_length_of_a_line_and_no_faster(piece: str) -> None:
    """Eight times the text: about eight times the work; a quadratic scan would take 64 times."""
    few, many = (_work(lambda n=n: [piece * (n // len(piece))]) for n in (SMALL, LARGE))
    assert many <= 24 * max(few, 0.01), (few, many)


@pytest.mark.parametrize(
    "row",
    [
        lambda n: f"{n}.做好工作。（责任单位：市第{n}局）",
        lambda n: f"王{chr(0x4E00 + n)} 市财政局局长",
        lambda n: f"1.{n} 推进治理",
        lambda n: f"{n} | 清淤 | 市财政局",
        lambda _: "责任单位：市财政局",
        lambda _: "以上任务由市财政局牵头",
        lambda _: "做好有关工作",
    ],
    ids=["tasks", "persons", "decimals", "rows", "labels", "above", "paragraphs"],
)
def test_work_grows_with_the_number_of_lines_and_no_faster(row: Callable[[int], str]) -> None:
    few, many = (_work(lambda n=n: [row(at) for at in range(1, n + 1)]) for n in (60, 480))
    assert many <= 24 * max(few, 0.01), (few, many)


def _work(lines: Callable[[], list[str]]) -> float:
    """Seconds of processor time, the better of two runs; other processes do not count."""
    made = paper("云溪市整治工作方案", "一、主要任务", *lines())
    spent = []
    for _ in range(2):
        began = time.process_time()
        _tried(made)
        spent.append(time.process_time() - began)
    return min(spent)


def test_a_plan_of_one_task_is_a_plan() -> None:
    made = drafted("一、主要任务", "1.清淤。（责任单位：市水利局）")
    assert [task.units for task in made.tasks] == [("市水利局",)]
