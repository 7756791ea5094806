"""Page furniture (版面): page numbers, running headers, tables of contents. It says nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from config.papers.marks import HAN, ends_sentence, is_marked
from config.papers.paper import Line

_PAGE_NUMBER: Final = re.compile(
    r"[\s\u3000]*(?:[-—–－―─·•~～]{1,4}[\s\u3000]{0,4}\d{1,4}[\s\u3000]{0,4}[-—–－―─·•~～]{1,4}"
    r"|第[\s\u3000]{0,4}(?:\d{1,4}|[一二三四五六七八九十百]{1,5})[\s\u3000]{0,4}页"
    r"(?:[\s\u3000,，/]{0,4}[(（]?共[\s\u3000]{0,4}\d{1,4}[\s\u3000]{0,4}页[)）]?)?"
    r"|[Pp]age[\s\u3000]{0,4}\d{1,4}(?:[\s\u3000]{1,4}of[\s\u3000]{1,4}\d{1,4})?"
    r"|\d{1,4}[\s\u3000]{0,2}/[\s\u3000]{0,2}\d{1,4})[\s\u3000]*"
)
_LONE: Final = re.compile(r"\d{1,4}|[IVXivxⅠ-Ⅻ]{1,6}")
_LEADERS: Final = re.compile(
    r"[.．·…‥⋯_\-—－]{4,400}[\s\u3000]{0,8}(?:[-—－]?\d{1,4}[-—－]?|[IVXivx]{1,6})?$"
)
_TAB_NUMBER: Final = re.compile(r"[\t\u3000 ]{1,40}[-—]?(?:\d{1,4}|[IVXivx]{1,6})[-—]?$")
_TIGHT_NUMBER: Final = re.compile(rf"[{HAN}”）》][\s\u3000]{{0,40}}\d{{1,4}}$")
_CONTENTS: Final = re.compile(r"(?:目[\s\u3000]{0,12}[录次]|contents)", re.IGNORECASE)
_LONGEST_ENTRY: Final = 120
_LONGEST_HEADER: Final = 50
_LEAST_REPEATS: Final = 4
_TITLE_LINES: Final = 15
_SHORTEST_TITLE: Final = 8
_LEAST_NUMBERS: Final = 3
_DIGITS: Final = re.compile(r"\d{1,6}")


def is_page_number(text: str) -> bool:
    """True for a line such as — 3 —, 第3页 共10页, Page 3 of 10, 3/10."""
    return len(text) < _LONGEST_HEADER and _PAGE_NUMBER.fullmatch(text) is not None


def page_numbers(lines: Sequence[Line]) -> set[int]:
    """Places of page numbers, lone digits only where they count up through the paper."""
    found = {place for place, line in enumerate(lines) if is_page_number(line.text)}
    return found | _counted_up(lines)


def _counted_up(lines: Sequence[Line]) -> set[int]:
    """Lone numbers that count pages: one more than the last, with a page's text in between."""
    runs: list[tuple[int, list[int]]] = []
    for place, line in enumerate(lines):
        text = line.text.strip()
        if line.cells or not text.isdigit() or len(text) > 3 or not _LONE.fullmatch(text):
            continue
        number = int(text)
        for at, (last, places) in enumerate(runs):
            if number == last + 1 and _text_between(lines, places[-1], place):
                runs[at] = (number, [*places, place])
                break
        else:
            if len(runs) < 50:
                runs.append((number, [place]))
    return {place for _, places in runs if len(places) >= _LEAST_NUMBERS for place in places}


def _text_between(lines: Sequence[Line], first: int, last: int) -> bool:
    """True where at least ten lines of text, none of them short, lie between two places."""
    if last - first < 6:
        return False
    return sum(len(line.text) > 15 for line in lines[first + 1 : min(last, first + 60)]) >= 5


def running_headers(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Places of short lines that come back all through the paper, as headers of pages do.

    `numbers` are the places of page numbers. Coming back is not enough, for headings such as
    建设内容 do so too: a header stands beside page numbers, or in the middle of sentences, or is
    the paper's own title. What is numbered, ends a sentence or stands in a table is none.
    """
    places: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if (key := _header_key(line)) is not None:
            places.setdefault(key, []).append(place)
    found: set[int] = set()
    for often in places.values():
        if len(often) < _LEAST_REPEATS or not _is_spread(often):
            continue
        beside = sum(_is_beside(lines, place, numbers) for place in often)
        inside = sum(_is_inside(lines, place) for place in often)
        titled = often[0] < _TITLE_LINES and len(lines[often[0]].text.strip()) >= _SHORTEST_TITLE
        if beside * 2 > len(often) or inside * 3 > len(often) or titled:
            found |= set(often[1:] if titled and beside * 2 <= len(often) else often)
    return found


def _header_key(line: Line) -> str | None:
    text = line.text.strip()
    if line.cells or not 4 <= len(text) <= _LONGEST_HEADER or text[-1] in "。；：，、;:,！？":
        return None
    if "\t" in line.text or "，" in text or "。" in text or is_marked(text):
        return None
    return _DIGITS.sub("#", text)


def _is_spread(places: Sequence[int]) -> bool:
    """True where the line comes back at distances of about a page, not in a list or table."""
    gaps = sorted(later - sooner for sooner, later in pairwise(places))
    typical = gaps[len(gaps) // 2]
    return typical >= 8 and gaps[-1] <= typical * 4


def _is_beside(lines: Sequence[Line], place: int, numbers: set[int]) -> bool:
    """True where a page number is the next thing above or below."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(lines) and abs(at - place) < 6 and not lines[at].text.strip():
            at += step
        if at in numbers:
            return True
    return False


def _is_inside(lines: Sequence[Line], place: int) -> bool:
    """True where the text before goes on behind the line."""
    for at in range(place - 1, max(place - 5, -1), -1):
        text = lines[at].text.strip()
        if text and not is_page_number(text):
            return len(text) >= _SHORTEST_TITLE and not ends_sentence(text)
    return False


def contents(lines: Sequence[Line]) -> set[int]:
    """Places of the table of contents (目录): its heading and the entries with a page number."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        if is_entry(line):
            found.add(place)
    for place, line in enumerate(lines):
        if len(line.text) < 20 and _CONTENTS.fullmatch(line.text.strip()):
            entries = _entries_below(lines, place, found)
            if entries:
                found |= {place, *entries}
    return found


def is_entry(line: Line) -> bool:
    """True for a line with dot leaders before its page number."""
    text = line.text.strip()
    if line.cells or not 3 < len(text) <= _LONGEST_ENTRY * 4:
        return False
    leaders = _LEADERS.search(text[-420:])
    return leaders is not None and len(text[: -len(leaders.group())].strip()) > 0


def _entries_below(lines: Sequence[Line], place: int, entries: set[int]) -> set[int]:
    """Entries under the heading: with a page number, or printed again as a heading below."""
    below: set[int] = set()
    met: set[str] = set()
    twice = Counter(line.text.strip() for line in lines if len(line.text) <= _LONGEST_ENTRY)
    for at in range(place + 1, min(place + 400, len(lines))):
        text = lines[at].text.strip()
        if text and text in met:
            break
        met.add(text)
        numbered = _TAB_NUMBER.search(text[-45:]) or _TIGHT_NUMBER.search(text[-45:])
        again = twice[text] > 1 and at + 1 < len(lines)
        short = len(text) <= _LONGEST_ENTRY
        if at in entries or not text or is_page_number(text) or (short and (numbered or again)):
            below.add(at)
        else:
            break
    return below if any(lines[at].text.strip() for at in below) else set()
