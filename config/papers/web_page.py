"""Reading a web page: its text and tables as a browser shows them, without menus and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from config.papers.gathering import CELL_BREAK, Gathering
from config.papers.limits import MAX_COLUMNS
from config.papers.markup import Element, parse_html, whole
from config.papers.numerals import numeral
from config.papers.paper import Line
from config.papers.plain import decode

_DROPPED: Final = frozenset(
    {"script", "style", "nav", "noscript", "template", "iframe", "select", "button", "textarea"}
    | {"aside", "footer", "svg", "head", "object", "embed", "audio", "video", "canvas", "map"}
    | {"dialog", "datalist", "rt", "rp"}
)
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li"}
    | {"ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "address", "center", "figure", "hr"}
    | {"figcaption", "fieldset", "form", "body", "html", "table", "caption", "details", "summary"}
    | {"tr", "td", "th"}
)
_KINDS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHARSET: Final = re.compile(rb"charset\s{0,8}=\s{0,8}[\"']?([\w-]{2,20})", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s{0,8}:\s{0,8}none|visibility\s{0,8}:\s{0,8}hidden")
_BLANKS: Final = re.compile(r"[ \t\r\n\f\xa0]+")
_DEEPEST: Final = 300
_MAIN_SHARE: Final = 0.5


def read_web_page(content: bytes) -> list[Line]:
    """The lines of a page. Raises PaperRefused where nothing can be made of it."""
    root = parse_html(_decoded(content))
    page = _Page()
    page.read(_main(root), 0)
    page.end_line()
    return page.gathered.lines


def _decoded(content: bytes) -> str:
    """The text of a page, in the encoding that it states where that fits."""
    stated = _CHARSET.search(content[:4096])
    text: str | None = None
    if stated is not None and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = stated.group(1).decode("ascii").lower()
        try:
            text = content.decode("gb18030" if name.startswith("gb") else name)
        except (LookupError, UnicodeDecodeError):
            text = None
    text = decode(content) if text is None else text
    return re.sub(r"^\s{0,8}<\?xml[^>]{0,200}\?>", "", text.lstrip("\ufeff").replace("\0", ""))


def _main(root: Element) -> Element:
    """The one element that the page marks as its main text, if it holds most of it."""
    whole_length = len("".join(_texts(root)))
    for name in ("article", "main"):
        found = list(root.iter(name))
        if len(found) == 1 and len("".join(_texts(found[0]))) > whole_length * _MAIN_SHARE:
            return found[0]
    return root


def _texts(element: Element) -> Iterable[str]:
    for inner in element.iter():
        if inner.tag not in _DROPPED:
            yield inner.text or ""
            yield inner.tail or ""


class _Page:
    """Walks a page once; text of one block is one line."""

    def __init__(self) -> None:
        self.gathered = Gathering()
        self._parts: list[str] = []
        self._turns: dict[Element, int] = {}  # list: which of its items comes now

    def end_line(self) -> None:
        """Close the line that is being written."""
        text = _BLANKS.sub(" ", "".join(self._parts)).strip()
        self._parts.clear()
        if text:
            self.gathered.paragraph(text)

    def read(self, element: Element, depth: int) -> None:
        """Gather what an element shows."""
        name = element.tag
        if name in _DROPPED or _is_hidden(element) or depth > _DEEPEST:
            return
        if name == "br":
            self.end_line()
        elif name == "table" and _is_data(element):
            self.end_line()
            self._table(element)
        elif name in _BLOCKS:
            self.end_line()
            if name == "li":
                parent = element.getparent()
                turn = self._turns[parent] = self._turns.get(parent, -1) + 1
                self._parts.append(_item_number(element, turn))
            self._inside(element, depth)
            self.end_line()
        else:
            self._inside(element, depth)

    def _inside(self, element: Element, depth: int) -> None:
        self._parts.append(element.text or "")
        for inner in element:
            self.read(inner, depth + 1)
            self._parts.append(inner.tail or "")

    def _table(self, table: Element) -> None:
        for caption in table.iter("caption"):
            self._parts.append("".join(caption.itertext()))
            self.end_line()
        covered: dict[int, int] = {}  # column: how many more rows a cell above reaches into
        for row in _rows(table):
            self.gathered.row(_row(row, covered))


def _row(row: Element, covered: dict[int, int]) -> list[str]:
    cells: list[str] = []

    def fill() -> None:
        while covered.get(len(cells), 0) > 0:
            covered[len(cells)] -= 1
            cells.append("")

    for cell in row:
        if cell.tag not in ("td", "th") or len(cells) >= MAX_COLUMNS:
            continue
        fill()
        wide = min(max(whole(cell.get("colspan"), 1), 1), MAX_COLUMNS - len(cells) or 1)
        high = min(max(whole(cell.get("rowspan"), 1), 1), 10_000)
        text = _cell_text(cell)
        for column in range(wide):
            covered[len(cells)] = high - 1
            cells.append("" if column else text)
    fill()
    return cells


def _cell_text(cell: Element) -> str:
    inner = _Page()
    inner._parts.append(cell.text or "")
    for element in cell:
        inner.read(element, 1)
        inner._parts.append(element.tail or "")
    inner.end_line()
    return CELL_BREAK.join(line.text for line in inner.gathered.lines)


def _rows(table: Element) -> list[Element]:
    """The rows of a table itself, not of tables inside it."""
    rows = []
    for element in table:
        if element.tag == "tr":
            rows.append(element)
        elif element.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in element if row.tag == "tr"]
    return rows


def _is_data(table: Element) -> bool:
    """False for a table that only lays out the page: one cell a row, or other tables inside."""
    widest = max((sum(c.tag in ("td", "th") for c in row) for row in _rows(table)), default=0)
    return widest > 1 and next(iter(table.iterdescendants("table")), None) is None


def _item_number(item: Element, turn: int) -> str:
    """The number that a browser prints before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    number = whole(item.get("value"), whole(parent.get("start"), 1) + turn)
    return numeral(number, _KINDS.get(parent.get("type") or "", "decimal")) + "."


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or (
        _HIDDEN.search(element.get("style") or "") is not None
    )
