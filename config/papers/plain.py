"""Reading a .txt: whatever of the usual encodings it is in, with the table rows that it draws."""

from __future__ import annotations

import codecs
import re
from typing import Final

from config.papers.gathering import Gathering
from config.papers.paper import Line
from config.papers.refusal import Fault, PaperRefused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BREAK: Final = re.compile("\r\n|[\n\r]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_HAN: Final = re.compile("[一-鿿]")
_PIPE: Final = re.compile(r"[ \t]\|[ \t]|[ \t]\|$|^\|[ \t]")
_RULE: Final = re.compile(r"[\s|:+=─━┼├┤┬┴┌┐└┘-]{3,}")
_NUMBER_ALONE: Final = re.compile(
    r"[(（]?[一二三四五六七八九十百\d]{1,5}[)）.．、]?|第[一二三四五六七八九十百\d]{1,5}[章节条]"
)
_SAMPLE: Final = 20_000
_MAX_STRANGE: Final = 0.002


def read_plain(content: bytes) -> list[Line]:
    """The lines of a text file under their physical numbers, blank ones too.

    Raises PaperRefused where the bytes are no text.
    """
    return read_text(decode(content))


def read_text(text: str) -> list[Line]:
    """The lines of a text under their physical numbers, blank ones too.

    Rows drawn with bars or tabs become cells; a line that only draws a rule is left out.
    """
    lines = _BREAK.split(text)
    if lines and not lines[-1]:
        lines.pop()
    gathered = Gathering()
    counts = [_tab_cells(line) for line in lines]
    for index, line in enumerate(lines):
        if (cells := _barred(line)) is not None:
            gathered.row(cells, number=index + 1)
        elif _is_tab_row(counts, index) and counts[index]:
            gathered.row([cell.strip() for cell in line.split("\t")], number=index + 1)
        else:
            gathered.paragraph(line.rstrip(" \u3000"), number=index + 1)
    return gathered.lines


def _barred(line: str) -> list[str] | None:
    """The cells of a row drawn with bars, [] for a rule, None for what is no row.

    Bars at both ends are the frame of a row; behind a blank the first one parts an empty cell.
    """
    if "|" not in line:
        return None
    framed = line.startswith("|") and line.rstrip().endswith("|") and line.count("|") > 1
    if not framed and not _PIPE.search(line):
        return None
    if _RULE.fullmatch(line):
        return []
    inner = line.rstrip()[1:-1] if framed else line
    return [cell.strip() for cell in inner.split("|")]


def _tab_cells(line: str) -> int:
    """How many cells tabs make of a line, 0 for a line that is no row by itself."""
    if "\t" not in line or line[0] in "\t 　":
        return 0
    cells = line.split("\t")
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2 or (len(cells) == 2 and _NUMBER_ALONE.fullmatch(filled[0].strip())):
        return 0
    return len(cells)


def _is_tab_row(counts: list[int], index: int) -> bool:
    """Three cells make a row; two only beside another line of two."""
    count = counts[index]
    if count >= 3 or not count:
        return count >= 3
    return count in counts[max(index - 1, 0) : index] or count in counts[index + 1 : index + 2]


def decode(content: bytes) -> str:
    """The text of a file: by its mark, else UTF-8, UTF-16 or GB18030, whichever it fits.

    Raises PaperRefused where it fits none.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, "replace"))
    try:
        return _checked(_utf8(content))
    except UnicodeDecodeError:
        pass
    if (encoding := _unmarked_utf16(content)) is not None:
        return _checked(content.decode(encoding, "replace"))
    text = content.decode("gb18030", "replace")
    if text.count("\ufffd") > max(2, len(text) * _MAX_STRANGE):
        text = content.decode("utf-8", "replace")
    return _checked(text)


def _utf8(content: bytes) -> str:
    """UTF-8, also where the file was cut off in the middle of a character."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(content) - error.start < 4 and error.reason == "unexpected end of data":
            return content[: error.start].decode("utf-8")
        raise


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark is known by its line ends and digits, one byte of which is zero."""
    sample = content[: _SAMPLE - _SAMPLE % 2]
    if sample.count(0) < 2:
        return None
    little, big = sample[1::2].count(0), sample[::2].count(0)
    encoding = "utf-16-le" if little >= big else "utf-16-be"
    text = sample.decode(encoding, "replace")
    return encoding if len(_HAN.findall(text)) * 4 > len(text) else None


def _checked(text: str) -> str:
    strange = len(_CONTROL.findall(text[:_SAMPLE]))
    if strange > max(2, len(text[:_SAMPLE]) * 0.01):
        raise PaperRefused(Fault.NOT_A_PAPER, "二进制数据 binary data")
    return text
