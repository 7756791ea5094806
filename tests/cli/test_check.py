"""duban check: an admin sees every mistake, where it is, and what was meant."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Desk


def _spoil(home: Path) -> None:
    """Two mistakes in one file: a unit that nobody knows, a rule that nobody knows."""
    file = home / "programmes" / "honggutan.yaml"
    text = file.read_text()
    assert "  roll:   next " in text
    text = text.replace("  roll:   next ", "  roll:   nxet ", 1)
    assert "document_no:" in text
    file.write_text(text.replace("document_no:", "docment_no:", 1))


def test_the_shipped_home_is_fine(desk: Desk) -> None:
    checked = desk.run("check", "--json")
    assert checked.code == 0
    assert checked.err == ""
    assert checked.json["ok"] is True
    assert {problem["severity"] for problem in checked.json["problems"]} <= {"note"}


def test_every_mistake_is_shown_at_once_with_its_place(desk: Desk, written: Path) -> None:
    _spoil(written)
    checked = desk.run("check", "--home", str(written), "--lang", "en")
    assert checked.code == 2
    lines = (written / "programmes" / "honggutan.yaml").read_text().splitlines()
    for wrong, meant in (("nxet", "next"), ("docment_no", "document_no")):
        number = next(n for n, line in enumerate(lines, 1) if wrong in line)
        column = lines[number - 1].index(wrong) + 1
        place = f"honggutan.yaml:{number}:{column}:"
        said = next(part for part in checked.err.split("\n\n") if place in part)
        assert lines[number - 1] in said, "the offending line is shown"
        assert "^" * len(wrong) in said, "and marked"
        assert meant in said.replace(lines[number - 1], ""), "what was meant is offered"
    assert "2 errors" in checked.out


def test_mistakes_are_one_json_document(desk: Desk, written: Path) -> None:
    _spoil(written)
    checked = desk.run("check", "--json", "--home", str(written))
    assert checked.code == 2
    assert checked.err == ""
    assert checked.json["ok"] is False
    errors = [p for p in checked.json["problems"] if p["severity"] == "error"]
    assert {problem["suggestion"] for problem in errors} == {"next", "document_no"}
    for problem in errors:
        assert problem["file"].endswith("honggutan.yaml")
        assert problem["line"] > 0
        assert problem["column"] > 0


def test_nothing_is_put_into_force_from_a_home_with_mistakes(desk: Desk, written: Path) -> None:
    _spoil(written)
    applied = desk.run("apply", "--home", str(written))
    assert applied.code == 2
    assert "nxet" in applied.err
    assert not desk.data.exists()
