"""duban draft: from an official document to a draft programme."""

from __future__ import annotations

import logging
import os
import stat
import sys
import tempfile
from pathlib import Path

from bot.cli.problems import HomePath, Lang, Language, Refused, language, print_json, reading_of
from config.drafting import NotADocument
from config.drafting import draft as draft_of
from config.drafting.model import Draft
from config.drafting.settled import programme_code
from config.drafting.yaml_text import draft_json, programme_yaml, units_yaml
from config.papers.limits import MAX_FILE_BYTES
from config.papers.packing import megabytes
from config.papers.paper import Paper
from config.papers.reading import read_paper
from config.papers.refusal import Fault, PaperRefused


def draft(
    file: Path,
    *,
    json: bool = False,
    out: Path | None = None,
    home: HomePath = None,
    lang: Lang = None,
) -> int:
    """Draft a programme (起草) from an official document: .docx, .pdf with text, .txt or .html.

    Prints the programme's YAML. What the document leaves open goes to stderr, line by line.

    Parameters
    ----------
    json: one JSON document instead of YAML
    out: write programmes/CODE.yaml and units.yaml into this folder; nothing is overwritten
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it grumbles about fonts
    words = language(reading_of(home, os.environ.get("DUBAN_HOME")), lang)
    if json and out is not None:
        raise Refused(_either(words, "--json 和 --out 只能用一个", "--json and --out exclude"))
    drafted = _drafted(file, words)
    for doubt in drafted.doubts:
        print(f"{file}:{doubt.line}: {doubt.text} —— {doubt.why}", file=sys.stderr)
    if json:
        print_json(draft_json(drafted))
    elif out is not None:
        for path in write_draft(drafted, out, words):
            print(path)
    else:
        sys.stdout.write(programme_yaml(drafted))
    return 0


def _either(words: Language, zh: str, en: str) -> str:
    return zh if words == "zh" else en


def _drafted(file: Path, words: Language) -> Draft:
    """The draft of a file; refuses what cannot be read and what asks for nothing."""
    try:
        paper = read_paper(file.name, _content(file, words))
        _name_silent_pages(file, paper, words)
        return draft_of(paper)
    except (PaperRefused, NotADocument) as refused:
        raise Refused(f"{file}: {_either(words, refused.zh, refused.en)}") from refused


def _name_silent_pages(file: Path, paper: Paper, words: Language) -> None:
    if paper.silent_pages:
        pages = ", ".join(str(page) for page in paper.silent_pages)
        zh = f"{file}：第 {pages} 页是图片，没有文字，没有读到。"
        en = f"{file}: page {pages}: a picture without text; nothing on it was read."
        print(_either(words, zh, en), file=sys.stderr)


def _content(file: Path, words: Language) -> bytes:
    """The bytes of a file; its size and kind are looked at before it is read."""
    try:
        status = file.stat()
    except FileNotFoundError:
        raise Refused(_either(words, f"没有这个文件：{file}", f"no such file: {file}")) from None
    if not stat.S_ISREG(status.st_mode):
        raise Refused(_either(words, f"这不是文件：{file}", f"not a file: {file}"))
    if status.st_size > MAX_FILE_BYTES:
        raise PaperRefused(Fault.TOO_LARGE, megabytes(status.st_size))
    return file.read_bytes()


def write_draft(drafted: Draft, folder: Path, words: Language) -> tuple[Path, Path]:
    """Write both files whole or neither; refuses to overwrite."""
    programme = folder / "programmes" / f"{programme_code(drafted)}.yaml"
    texts = {programme: programme_yaml(drafted), folder / "units.yaml": units_yaml(drafted)}
    for path in texts:
        if path.exists() or path.is_symlink():
            raise Refused(
                _either(
                    words,
                    f"{path} 已经存在，不覆盖。请换一个文件夹，或先移走它。",
                    f"{path} exists and is not overwritten. Choose another folder or move it.",
                )
            )
    written: list[Path] = []
    try:
        for path, text in texts.items():
            _write_new(path, text)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return programme, folder / "units.yaml"


def _write_new(path: Path, text: str) -> None:
    """Write a file that appears whole under its name, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        os.chmod(name, 0o644)
        os.link(name, path)  # unlike a rename it never replaces what came in between
    finally:
        os.unlink(name)
