"""Page furniture (版面): page numbers, running headers, tables of contents. It says nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from config.papers.marks import HAN, is_marked
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


def running_headers(lines: Sequence[Line]) -> set[int]:
    """Places of short lines that come back all through the paper, as headers of pages do.

    What is numbered, ends a sentence or stands in a table is none, however often it comes back.
    """
    seen: Counter[str] = Counter()
    for line in lines:
        if (key := _header_key(line)) is not None:
            seen[key] += 1
    often = {key for key, count in seen.items() if count >= _LEAST_REPEATS}
    if not often:
        return set()
    spread = {key for key in often if _is_spread(lines, key)}
    return {place for place, line in enumerate(lines) if _header_key(line) in spread}


def _header_key(line: Line) -> str | None:
    text = line.text.strip()
    if line.cells or not 4 <= len(text) <= _LONGEST_HEADER or text[-1] in "。；：，、;:,！？":
        return None
    if "\t" in line.text or is_marked(text):
        return None
    return _DIGITS.sub("#", text)


def _is_spread(lines: Sequence[Line], key: str) -> bool:
    """True where the line comes back at distances of about a page, not in a list or table."""
    places = [place for place, line in enumerate(lines) if _header_key(line) == key]
    gaps = sorted(later - sooner for sooner, later in pairwise(places))
    typical = gaps[len(gaps) // 2]
    return typical >= 8 and gaps[-1] <= typical * 4


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
