"""duban draft: an official document becomes a draft that the checker accepts, or a refusal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.home import default_home
from tests.cli.running import ENTRY, ROOT, Desk
from tests.papers.building import printed, printed_text, repacked, word

DOCUMENT = (
    "某县人民政府办公室文件",
    "某府办发〔2031〕7号",
    "某县人民政府办公室关于印发全县水利建设三年行动方案的通知",
    "各乡镇人民政府，县政府各有关部门：",
    "现将《全县水利建设三年行动方案》印发给你们，请认真贯彻执行。",
    "某县人民政府办公室",
    "2031年3月2日",
    "全县水利建设三年行动方案",
    "为加快水利建设，结合实际，制定本方案。",
    "一、重点任务",
    "（一）健全灌排体系",
    "1.疏浚主干渠。2031年6月底前完成主干渠清淤。（责任单位：县水利局、县财政局）",
    "2.加固堤坝。排查险工险段，适时完成加固。（责任单位：县水利局）",
    "二、保障措施",
    "（一）加强领导。成立县水利建设领导小组，办公室设在县水利局。",
)
KEYS = {"title", "document_no", "issuer", "issued_on", "units", "phases", "tasks", "duties",
        "milestones", "indicators", "problems"}  # fmt: skip
TASK_KEYS = {"no", "title", "units", "lead", "co", "due_on", "due_text", "line"}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A short document in Word."""
    path = tmp_path / "方案.docx"
    path.write_bytes(word(*DOCUMENT))
    return path


def test_a_document_becomes_yaml_and_its_doubts_name_their_lines(
    desk: Desk, document: Path
) -> None:
    drafted = desk.run("draft", str(document))
    assert drafted.code == 0
    assert "programme: doc-2031-7" in drafted.out
    assert "疏浚主干渠" in drafted.out
    assert "原文第12行" in drafted.out
    for line in filter(None, drafted.err.splitlines()):
        place = line.removeprefix(f"{document}:")
        assert place != line
        assert place.split(":")[0].isdigit()


def test_json_is_one_document_of_the_agreed_shape(desk: Desk, document: Path) -> None:
    made = desk.run("draft", str(document), "--json").json
    assert made.keys() >= KEYS
    assert (made["document_no"], made["issued_on"]) == ("某府办发〔2031〕7号", "2031-03-02")
    canal = next(task for task in made["tasks"] if "主干渠" in task["title"])
    assert canal.keys() >= TASK_KEYS
    assert canal["units"] == ["县水利局", "县财政局"]
    assert (canal["due_on"], canal["line"]) == ("2031-06-30", 12)
    assert {unit["name"] for unit in made["units"]} >= {"县水利局", "县财政局"}


def test_the_same_document_gives_the_same_draft_in_every_format(
    desk: Desk, document: Path, tmp_path: Path
) -> None:
    text, page = tmp_path / "方案.txt", tmp_path / "方案.html"
    text.write_text("\n".join(DOCUMENT), encoding="gb18030")
    page.write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in DOCUMENT))
    drafts = desk.run_all(*(("draft", str(path), "--json") for path in (document, text, page)))
    assert drafts[0].json == drafts[1].json == drafts[2].json


def test_what_is_written_passes_the_checker(desk: Desk, document: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    written = desk.run("draft", str(document), "--out", str(home))
    assert written.code == 0, written.err
    assert [Path(line) for line in written.out.splitlines()] == [
        home / "programmes" / "doc-2031-7.yaml", home / "units.yaml",
    ]  # fmt: skip
    shutil.copy(default_home() / "duban.yaml", home)
    shutil.copytree(default_home() / "calendar", home / "calendar")
    checked = desk.run("check", "--home", str(home), "--json")
    assert checked.json["ok"] is True, checked.json["problems"]


def test_nothing_is_overwritten_and_nothing_half_written(
    desk: Desk, document: Path, tmp_path: Path
) -> None:
    (tmp_path / "units.yaml").write_text("mine")
    refused = desk.run("draft", str(document), "--out", str(tmp_path))
    assert (refused.code, refused.out) == (2, "")
    assert "units.yaml" in refused.err
    assert (tmp_path / "units.yaml").read_text() == "mine"
    assert not list(tmp_path.glob("programmes/*"))
    (tmp_path / "units.yaml").unlink()
    (tmp_path / "units.yaml").symlink_to(tmp_path / "nowhere")
    assert desk.run("draft", str(document), "--out", str(tmp_path)).code == 2
    assert not list(tmp_path.glob("programmes/*"))


def test_a_folder_that_cannot_be_made_leaves_nothing_behind(
    desk: Desk, document: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "programmes").write_text("a file where a folder should be")
    refused = desk.run("draft", str(document), "--out", str(out))
    assert (refused.code, refused.out) == (2, "")
    assert [path.name for path in out.iterdir()] == ["programmes"]


def test_what_cannot_be_read_is_refused_in_the_language_asked_for(
    desk: Desk, tmp_path: Path
) -> None:
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(printed([[], []]))
    program = tmp_path / "方案.docx"
    program.write_bytes(b"MZ\x90\x00" + bytes(400))
    macros = tmp_path / "宏.docm"
    macros.write_bytes(repacked(word("x"), lambda _, data: data, **{"word/vbaProject.bin": b"x"}))
    chinese, english, other, macro = desk.run_all(
        ("draft", str(scan), "--lang", "zh"),
        ("draft", str(scan), "--lang", "en"),
        ("draft", str(program), "--json"),
        ("draft", str(macros), "--lang", "en"),
    )
    for refused in (chinese, english, other, macro):
        assert (refused.code, refused.out) == (2, "")
        assert len(refused.err.splitlines()) == 1
    assert "扫描件" in chinese.err
    assert "This is a scan" in english.err
    assert ".exe" in other.err
    assert "macros" in macro.err


def test_pages_that_could_not_be_read_are_named(desk: Desk, tmp_path: Path) -> None:
    page = [item for n, line in enumerate(DOCUMENT) for item in printed_text(line, 110 + 40 * n)]
    half = tmp_path / "半扫描.pdf"
    half.write_bytes(printed([page, [], page]))
    drafted = desk.run("draft", str(half), "--lang", "zh")
    assert drafted.code == 0
    assert "第 2 页是图片" in drafted.err


def test_what_is_no_file_is_refused_at_once(desk: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "nowhere.docx", tmp_path, tmp_path / "pipe"):
        refused = desk.run("draft", str(path))
        assert (refused.code, refused.out) == (2, "")
        assert str(path) in refused.err


def test_yaml_and_json_at_once_are_refused(desk: Desk, document: Path, tmp_path: Path) -> None:
    refused = desk.run("draft", str(document), "--json", "--out", str(tmp_path / "out"))
    assert refused.code == 2
    assert not (tmp_path / "out").exists()


def test_other_commands_do_not_pay_for_reading_documents(desk: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *ENTRY[1:], "check"],
        cwd=ROOT,
        env=desk.environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    loaded = {line.split("|")[-1].strip() for line in done.stderr.decode().splitlines()}
    assert "config.home" in loaded
    assert not {"lxml.etree", "docx", "pdfplumber", "filetype", "config.papers"} & loaded
