"""Labels that name units, in every customary form; lists of units; who leads, who helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.drafting.labels import find_labels, heading_label
from config.drafting.responsibility import first_leads, sentence_named, shares_of
from config.drafting.unit_lists import Role, read_names

L, S, C, E = Role.LEAD, Role.SOLE, Role.CO, Role.EACH
FORMS = (
    ("清淤。（责任单位：市水利局、市财政局）", [("市水利局", S), ("市财政局", S)]),
    ("责任单位:市水利局,市财政局", [("市水利局", S), ("市财政局", S)]),
    (
        "责任单位：市水利局牵头，市财政局、市住建局配合",
        [("市水利局", L), ("市财政局", C), ("市住建局", C)],
    ),
    (
        "牵头单位：市水利局；配合单位：市财政局、各县（市、区）人民政府",
        [("市水利局", L), ("市财政局", C), ("各县（市、区）人民政府", C)],
    ),
    ("【牵头单位】市水利局 【配合单位】市财政局", [("市水利局", L), ("市财政局", C)]),
    ("【责任单位：市水利局】", [("市水利局", S)]),
    (
        "清淤（市水利局牵头，市财政局、市住建局参与）",
        [("市水利局", L), ("市财政局", C), ("市住建局", C)],
    ),
    ("清淤。（市水利局、市住建局按职责分工负责）", [("市水利局", E), ("市住建局", E)]),
    ("责任单位：市水利局、市住建局（按职责分工）", [("市水利局", E), ("市住建局", E)]),
    ("责任单位：市水利局（牵头）、市财政局", [("市水利局", L), ("市财政局", S)]),
    ("主办：办公室；协办：财务科", [("办公室", L), ("财务科", C)]),
    ("牵头科室：规划科；责任人：分管副局长", [("规划科", L)]),
    ("责任领导：副市长；责任单位：市水利局", [("市水利局", S)]),
    ("牵头单位：市水利局，完成时限：2025年6月", [("市水利局", L)]),
    ("承办单位：市水利局和市住建局", [("市水利局", S), ("市住建局", S)]),
    ("清淤。（市水利局）", [("市水利局", S)]),
)
NO_LABELS = (
    "责任单位要高度重视，按时完成。",
    "清淤（长度三公里）。",
    "（以下简称方案）",
    "压实责任单位的责任。",
    "（一）加强领导",
    "建立（部门联动）机制。",
    "各部门各负其责",
)


@pytest.mark.parametrize(("text", "named"), FORMS)
def test_every_customary_label_names_its_units_and_their_roles(
    text: str, named: list[tuple[str, Role]]
) -> None:
    found = [(one.name, one.role) for label in find_labels(text) for one in label.named]
    assert found == named


@pytest.mark.parametrize("text", NO_LABELS)
def test_ordinary_words_and_brackets_are_no_labels(text: str) -> None:
    assert [one for label in find_labels(text) for one in label.named] == []


def test_what_is_no_unit_is_kept_apart_and_a_leader_is_left_out() -> None:
    label = find_labels("责任单位：市水利局、足球彩票投注网、分管副市长")[0]
    assert [one.name for one in label.named] == ["市水利局"]
    assert any("足球彩票" in piece for piece in label.strange)
    assert not any("市长" in piece for piece in label.strange)


def test_units_at_the_head_of_a_paragraph_answer_for_it() -> None:
    label = heading_label("县林业局、县应急管理局：负责火源管控和防火巡护。")
    assert label is not None
    assert [one.name for one in label.named] == ["县林业局", "县应急管理局"]
    for text in (
        "各乡镇人民政府：现将方案印发给你们。",
        "县林业局：",
        "主要内容：开展巡护和清理。",
    ):
        assert heading_label(text) is None


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市水利局、市财政局等部门", ["市水利局", "市财政局"]),
        ("市水利局会同市财政局", ["市水利局", "市财政局"]),
        ("市水利局市财政局", ["市水利局", "市财政局"]),
        ("各县（市、区）人民政府", ["各县（市、区）人民政府"]),
        ("各科室、单位", ["各科室、单位"]),
    ],
)
def test_a_list_is_taken_apart_where_names_end(words: str, names: list[str]) -> None:
    assert [one.name for one in read_names(words, S)[0]] == names


def test_the_first_leads_only_where_the_document_says_so() -> None:
    labels = find_labels("（责任单位：市水利局、市财政局）")
    asked, told = shares_of(labels, False), shares_of(labels, True)
    assert asked.lead == told.lead == ("市水利局",)
    assert "牵头" in asked.note
    assert told.note == ""
    assert first_leads("责任单位中列第一位的为牵头单位")
    assert not first_leads("各责任单位要牵头落实")


def test_where_each_answers_for_its_own_part_all_lead() -> None:
    share = shares_of(find_labels("（市水利局、市住建局按职责分工负责）"), False)
    assert (share.lead, share.co, share.note) == (("市水利局", "市住建局"), (), "")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("由市水利局牵头，市财政局配合，开展清淤。", [("市水利局", L), ("市财政局", C)]),
        ("由县委组织部负责，县人社局配合，制定办法。", [("县委组织部", L), ("县人社局", C)]),
        ("市水利局要会同市财政局加快编制规划。", [("市水利局", L), ("市财政局", C)]),
        ("市水利局应当于六月底前完成清淤。", [("市水利局", L)]),
        ("近年来水质不断改善。", []),
        ("全市上下要高度重视。", []),
    ],
)
def test_a_sentence_makes_units_responsible(text: str, named: list[tuple[str, Role]]) -> None:
    assert list(dict.fromkeys((one.name, one.role) for one in sentence_named(text))) == named


WORDS = st.lists(
    st.sampled_from(
        [
            "责任单位",
            "牵头",
            "：",
            ":",
            "（",
            "）",
            "【",
            "】",
            "、",
            "，",
            "；",
            "市水利局",
            "配合",
            "由",
            "等",
            " ",
            "\n",
            "。",
            "会同",
        ]
    ),
    max_size=20,
).map("".join)


@given(WORDS)
def test_labels_never_overlap_and_name_only_what_is_printed(text: str) -> None:
    labels = find_labels(text)
    assert all(0 <= label.start < label.end <= len(text) for label in labels)
    squeezed = "".join(char for char in text if char not in "（）【】 \n")
    ends = [label.end for label in labels]
    assert all(end <= label.start for end, label in zip(ends, labels[1:], strict=False))
    for label in labels:
        assert all(one.name.replace("）", "").replace("（", "") in squeezed for one in label.named)
