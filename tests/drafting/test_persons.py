"""No name of a person leaves a paper: lists in every setting, tables, contacts, sentences."""

from __future__ import annotations

import pytest

from config.drafting import draft
from config.drafting.glued_names import Persons
from config.drafting.name_lists import without_list_names
from config.drafting.persons import without_leaders, without_names
from config.drafting.yaml_text import draft_json, programme_yaml, units_yaml
from config.papers.cleaning import clean
from config.papers.paper import Paper
from config.papers.reading import read_paper
from tests.drafting.name_lists import FORMS, Form, document, people
from tests.drafting.papers import paper
from tests.drafting.printing import pdf_document, word_document

SEEDS = range(6)
IN_TASKS = {"市水利局", "市生态环境局", "市城市管理局", "各成员单位", "市财政局"}
ODD = (
    "欧阳修远",
    "司马迁",
    "买买提·艾力",
    "高新民",
    "林业成",
    "王建会",
    "黄镇",
    "马小科",
    "宓涵",
    "任重",
    "成龙",
    "方圆",
)


def said(made: Paper) -> str:
    """Everything that is kept or written of a paper."""
    drafted = draft(made)
    kept = "\n".join(line.text for line in without_names(clean(without_names(made))).lines)
    written = (draft_json(drafted), drafted, programme_yaml(drafted), units_yaml(drafted))
    return kept + "".join(str(one) for one in written)


@pytest.mark.parametrize("form", FORMS, ids=[form.__name__ for form in FORMS])
@pytest.mark.parametrize("cleaned", [False, True], ids=["raw", "cleaned"])
def test_no_name_of_a_list_is_kept_or_written(form: Form, cleaned: bool) -> None:
    for seed in SEEDS:
        who = people(7, seed)
        made = read_paper("方案.txt", document(form(who), who[2][0]).encode())
        out = said(clean(made) if cleaned else made)
        assert [name for name, _ in who if name in out] == []


@pytest.mark.parametrize("form", FORMS, ids=[form.__name__ for form in FORMS])
def test_no_unit_is_made_of_a_name_and_posts_still_give_their_units(form: Form) -> None:
    for seed in SEEDS:
        who = people(7, seed)
        made = draft(read_paper("方案.txt", document(form(who), who[2][0]).encode()))
        posts = [post for _, post in who]
        for unit in made.units:
            assert unit.name in IN_TASKS or any(unit.name in post for post in posts)


@pytest.mark.parametrize("seed", SEEDS)
def test_printing_a_list_as_word_or_pdf_changes_nothing(seed: int) -> None:
    who = people(7, seed)
    text = document([line for form in FORMS[:2] for line in form(who)], who[2][0])
    for name, content in (("方案.docx", word_document(text)), ("方案.pdf", pdf_document(text))):
        out = said(read_paper(name, content))
        assert [one for one, _ in who if one in out] == []


@pytest.mark.parametrize("name", ODD)
def test_names_that_look_like_words_or_units_are_taken_out_beside_a_post(name: str) -> None:
    for text in (
        f"成员：{name}　市财政局局长",
        f"成员：陈启明、林知远、{name}",
        f"{name} 市水利局副局长",
    ):
        made = paper("领导小组成员名单", text)
        kept = "".join(line.text for line in without_names(clean(without_names(made))).lines)
        assert name not in kept


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("陈启明　市财政局局长　林　强　市水利局局长", "市财政局局长、市水利局局长"),
        ("陈启明（市财政局局长）、林强（市水利局局长）", "市财政局局长、市水利局局长"),
        ("市财政局陈启明、市水利局林强", "市财政局、市水利局"),
        ("市财政局、市水利局、高新区管委会、文明办", "市财政局、市水利局、高新区管委会、文明办"),
        ("林业局局长、应急局局长、高新区管委会主任", "林业局局长、应急局局长、高新区管委会主任"),
        ("石门镇党委书记、各乡镇主要负责同志", "石门镇党委书记、各乡镇主要负责同志"),
        ("陈启明", ""),
    ],
)
def test_posts_and_units_of_a_list_stay(body: str, left: str) -> None:
    assert without_list_names(body, Persons()) == left


def test_a_place_that_the_paper_prints_is_no_name() -> None:
    made = paper("于都县整治方案", "于都县各单位：", "成员：于都县水利局局长、于都县财政局局长")
    assert without_names(made) == made


def test_what_may_be_a_place_or_a_name_is_left_out_altogether() -> None:
    assert without_list_names("高安市财政局局长", Persons()) == ""


def test_a_name_met_in_a_list_is_taken_out_of_the_tasks_too() -> None:
    made = paper(
        "成员：孙柏舟　市财政局局长", "一、主要任务", "1.由孙柏舟牵头清淤，孙柏舟同志督办。"
    )
    assert "孙柏舟" not in "".join(line.text for line in without_names(made).lines)


def test_sentences_without_persons_stay_word_for_word() -> None:
    texts = (
        "由市长任组长，分管副市长任副组长，市水利局局长任办公室主任。",
        "各级领导同志、全体党员同志要带头。",
        "组长负责统筹，成员分工协作。",
        "责任单位：市水利局、安全监管科；完成时限：六月底。",
        "书记安排任务，主任应当落实。",
        "党组书记、局长全面负责。",
        "联络员名单于三月底前报送。",
        "成员单位：市财政局、市水利局。",
        "（一）方案编制",
    )
    assert without_names(paper(*texts)) == paper(*texts)


def test_leaders_and_contacts_are_taken_out_of_a_label() -> None:
    text = "清淤。责任领导：副市长；责任单位：市水利局；联系人：某某，电话：0000"
    left = without_leaders(text)
    assert "责任单位：市水利局" in left
    assert not any(word in left for word in ("责任领导", "联系人", "电话"))


def test_taking_names_out_twice_changes_nothing_more() -> None:
    for form in FORMS:
        made = without_names(paper(*form(people(7, 1))))
        assert without_names(made) == made
