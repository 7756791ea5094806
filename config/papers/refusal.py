"""Why a file is not read as a paper (公文), in words that say what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Fault(StrEnum):
    """What keeps a file from being read."""

    EMPTY = "empty"
    NO_TEXT = "no-text"
    SCANNED = "scanned"
    PASSWORD = "password"
    OLD_WORD = "old-word"
    WPS = "wps"
    OFD = "ofd"
    RICH_TEXT = "rich-text"
    OTHER_OFFICE = "other-office"
    PICTURE = "picture"
    ARCHIVE = "archive"
    NOT_A_PAPER = "not-a-paper"
    MACROS = "macros"
    ENTITIES = "entities"
    BOMB = "bomb"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    BROKEN = "broken"
    OTHER_LANGUAGE = "other-language"


SENTENCES: Final[dict[Fault, tuple[str, str]]] = {
    Fault.EMPTY: (
        "文件是空的。请检查是否选对了文件。",
        "The file is empty. Check that it is the right one.",
    ),
    Fault.NO_TEXT: (
        "文件里没有文字。请检查是否选对了文件；内容若是图片，请先用文字识别（OCR）转成文字。",
        "The file holds no text. Check that it is the right one; if it holds pictures of pages, "
        "run text recognition (OCR) first.",
    ),
    Fault.SCANNED: (
        "这是扫描件，{found} 页没有可读取的文字。请提供电子原件，"
        "或先用文字识别（OCR）转成 .docx。",
        "This is a scan: {found} pages have no text. Give the original file, or turn it into "
        ".docx by text recognition (OCR) first.",
    ),
    Fault.PASSWORD: (
        "文件设有打开密码（{found}）。请由有权限的人解除密码后另存，再读取。",
        "The file needs a password ({found}). Ask somebody entitled to it to save it without one.",
    ),
    Fault.OLD_WORD: (
        "这是旧版 Word 文件（.doc）。请用 Word 或 WPS 打开，另存为 .docx 后再读取。",
        "This is an old Word file (.doc). Open it in Word or WPS and save it as .docx.",
    ),
    Fault.WPS: (
        "这是 WPS 文件（.wps）。请用 WPS 打开，另存为 .docx 后再读取。",
        "This is a WPS file (.wps). Open it in WPS and save it as .docx.",
    ),
    Fault.OFD: (
        "这是版式文件（.ofd）。请用版式阅读软件另存为 PDF，或找到 .docx 原件后再读取。",
        "This is an OFD file (.ofd). Save it as PDF in an OFD reader, or find the .docx original.",
    ),
    Fault.RICH_TEXT: (
        "这是 {found} 文件。请用 Word 或 WPS 打开，另存为 .docx 后再读取。",
        "This is a file of the kind {found}. Open it in Word or WPS and save it as .docx.",
    ),
    Fault.OTHER_OFFICE: (
        "这是 {found} 文件，不是文字文件。请把正文另存为 .docx 后再读取。",
        "This is a file of the kind {found}, not a text document. Save its text as .docx.",
    ),
    Fault.PICTURE: (
        "这是图片（{found}）。请提供电子原件，或先用文字识别（OCR）转成 .docx。",
        "This is a picture ({found}). Give the original file, or turn it into .docx by text "
        "recognition (OCR) first.",
    ),
    Fault.ARCHIVE: (
        "这是压缩包（{found}）。请先解压，再读取里面的文件。",
        "This is an archive ({found}). Unpack it and give the file inside.",
    ),
    Fault.NOT_A_PAPER: (
        "文件内容不是公文（按内容判断是 {found}）。能读取的有 .docx、.pdf、.txt、.html。",
        "The content is no document (it looks like {found}). What can be read: .docx, .pdf, .txt, "
        ".html.",
    ),
    Fault.MACROS: (
        "文件带有宏（{found}），为安全起见不读取。请另存为不含宏的 .docx。",
        "The file carries macros ({found}) and is not read for safety. Save it as .docx without "
        "macros.",
    ),
    Fault.ENTITIES: (
        "文件内部定义了 XML 实体（{found}），正常的文字文件不会这样，为安全起见不读取。",
        "The file defines XML entities inside ({found}); no ordinary document does, and it is not "
        "read for safety.",
    ),
    Fault.BOMB: (
        "文件解压后异常庞大（{found}），为安全起见不读取。请用 Word 或 WPS 重新另存后再试。",
        "The file would unpack to an abnormal size ({found}) and is not read for safety. Save it "
        "again in Word or WPS.",
    ),
    Fault.TOO_LARGE: (
        "文件太大（{found}）。请只保留方案正文和附表后再读取。",
        "The file is too large ({found}). Keep only the programme and its tables.",
    ),
    Fault.TOO_MANY_PAGES: (
        "文件页数太多（{found} 页）。请只保留方案正文和附表后再读取。",
        "The file has too many pages ({found}). Keep only the programme and its tables.",
    ),
    Fault.BROKEN: (
        "文件已损坏，读不完整（{found}）。请重新导出或重新下载后再试。",
        "The file is damaged and cannot be read whole ({found}). Export or download it again.",
    ),
    Fault.OTHER_LANGUAGE: (
        "文件里几乎没有中文（文字中汉字占 {found}）。目前只能从中文公文起草。",
        "There is next to no Chinese in the file (of its letters {found}). Only Chinese documents "
        "can be drafted from.",
    ),
}  # fmt: skip


class PaperRefused(Exception):
    """The file cannot be read as a paper. `found` is what was found, in a few words."""

    def __init__(self, fault: Fault, found: str = "") -> None:
        self.fault = fault
        self.found = found
        super().__init__(self.en)

    @property
    def zh(self) -> str:
        """The sentence in Chinese: what is wrong and what to do."""
        return SENTENCES[self.fault][0].format(found=self.found)

    @property
    def en(self) -> str:
        """The same in English."""
        return SENTENCES[self.fault][1].format(found=self.found)
