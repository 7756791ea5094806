"""Every code of a shipped programme stands in the table of its source document, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config.home import default_home
from config.nodes import Mapping, Node, Scalar, Sequence
from config.reading import read_source
from config.syntax import read_tree

CHECKOUT = Path(__file__).resolve().parents[2]
TABLES = CHECKOUT / "docs" / "sources"
SEEDS = CHECKOUT.parent / "shared" / "seeds"
DOCUMENTS = {
    "honggutan": "3-honggutan-eco-district.txt",
    "nanchang-scheme": "0-nanchang-planning-scheme.txt",
    "ganzhou-scheme": "1-ganzhou-planning-scheme.txt",
}
PROGRAMMES = sorted(path.stem for path in (default_home() / "programmes").glob("*.yaml"))
HEAD = "| printed number 序号 | what it asks 要求 | code 代码 |"
MILESTONE = "节点"


def value(node: Node | None, key: str) -> Node | None:
    pairs = node.pairs if isinstance(node, Mapping) else []
    return next((v for k, v in pairs if isinstance(k, Scalar) and k.text == key), None)


def words(node: Node | None, part: str, key: str) -> list[str]:
    """`key` of every entry in the list `part`, in the order of the file."""
    entries = value(node, part)
    items = entries.items if isinstance(entries, Sequence) else []
    found = [value(item, key) for item in items]
    return [word.text for word in found if isinstance(word, Scalar)]


def written(programme: str) -> Node | None:
    file = f"programmes/{programme}.yaml"
    return read_tree(read_source(default_home() / file, file)).root


def rows(programme: str) -> list[list[str]]:
    """The cells of every row under the agreed head."""
    found: list[list[str]] = []
    inside = False
    for line in (TABLES / f"{programme}.md").read_text(encoding="utf-8").splitlines():
        inside = line == HEAD or (inside and line.startswith("|"))
        if inside and line != HEAD and not line.startswith("|--"):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def cited(programme: str) -> set[str]:
    return {code for row in rows(programme) for code in row[-1].split("、")}


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_shipped_programme_has_a_table_with_three_cells_a_row(programme: str) -> None:
    assert rows(programme)
    assert all(len(row) == 3 and all(row) for row in rows(programme))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_codes_of_the_programme_and_of_its_table_are_the_same(programme: str) -> None:
    tree = written(programme)
    codes = [*words(tree, "tasks", "code"), *words(tree, "duties", "code")]
    assert codes, "the programme was read"
    assert {code for code in cited(programme) if not code.startswith(MILESTONE)} == set(codes)


@pytest.mark.parametrize("programme", DOCUMENTS)
def test_milestones_of_the_programme_and_of_its_table_are_the_same(programme: str) -> None:
    numbers = words(written(programme), "milestones", "no")
    assert numbers, "the programme was read"
    assert {code for code in cited(programme) if code.startswith(MILESTONE)} == {
        f"{MILESTONE}{no}" for no in numbers
    }


@pytest.mark.parametrize("programme", DOCUMENTS)
def test_codes_named_in_the_prose_of_a_table_exist(programme: str) -> None:
    text = (TABLES / f"{programme}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[\u4e00-\u9fff]-\d{2}(?:-[\u4e00-\u9fff])?", text))
    tree = written(programme)
    assert named <= {*words(tree, "tasks", "code"), *words(tree, "duties", "code")}


@pytest.mark.parametrize(("programme", "document"), DOCUMENTS.items())
def test_neither_programme_nor_table_copies_a_sentence_of_the_document(
    programme: str, document: str
) -> None:
    if not (SEEDS / document).is_file():
        pytest.skip(f"the source document lies beside the project and is not here: {document}")
    source = (SEEDS / document).read_text(encoding="utf-8")
    tree = written(programme)
    told = [row[1] for row in rows(programme)]
    told += [*words(tree, "tasks", "text"), *words(tree, "tasks", "title")]
    clauses = [clause for one in told for clause in re.split(r"[。；：]", one)]
    assert [clause for clause in clauses if len(clause) >= 12 and clause in source] == []


@pytest.mark.parametrize("programme", ["nanchang-scheme", "ganzhou-scheme"])
def test_titles_and_texts_fit_a_phone(programme: str) -> None:
    tree = written(programme)
    assert all(0 < len(title) <= 16 for title in words(tree, "tasks", "title"))
    assert all(0 < len(text) <= 60 for text in words(tree, "tasks", "text"))
    assert len(words(tree, "tasks", "text")) == len(words(tree, "tasks", "code"))
