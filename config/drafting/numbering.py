"""Printed numbers (序号): 第一章, 一、, （一）, 1., 1.1, （1）, ①, 专栏1, 附件."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from config.drafting.compact import number

_CN: Final = "[一二三四五六七八九十百〇零]{1,4}"
_HAN: Final = "\u4e00-\u9fff"
_DIGITS: Final = {ord("０") + n: str(n) for n in range(10)} | {ord("．"): ".", ord("﹒"): "."}
_RINGS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_IN_BRACKETS: Final = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_DOTTED: Final = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_CN_IN_BRACKETS: Final = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("章", re.compile(
        rf"第\s?(?P<n>{_CN}|\d{{1,3}})\s?(?P<of>[编篇章节条]|部分)[:：、.．]?\s{{0,4}}"
    )),
    ("第一", re.compile(rf"第(?P<n>{_CN})[，、,]\s{{0,4}}")),
    ("（一）", re.compile(rf"[（(]\s?(?P<n>{_CN})\s?[)）]\s?[、.．]?\s{{0,4}}")),
    ("（1）", re.compile(r"[（(]\s?(?P<n>\d{1,3})\s?[)）]\s?[、.．]?\s{0,4}")),
    ("一、", re.compile(
        rf"(?P<n>{_CN})\s?(?:[、.．]|(?P<weak>[，,]|\s{{1,4}}(?=[{_HAN}])))\s{{0,4}}"
    )),
    ("1.1", re.compile(
        r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,3})"
        rf"(?:[、.．](?!\d)|(?P<weak>\s{{0,4}}(?=[“《（{_HAN}])))\s{{0,4}}"
    )),
    ("1）", re.compile(r"(?P<n>\d{1,3})\s?[)）]\s{0,4}")),
    ("1.", re.compile(
        rf"(?P<n>\d{{1,3}})\s?(?:[、.．](?!\d)|(?P<weak>\s{{1,4}}(?=[“《{_HAN}])))\s{{0,4}}"
    )),
    ("专栏", re.compile(rf"专栏\s?(?P<n>\d{{1,2}}|{_CN})?\s{{0,2}}[:：.．、]?\s{{0,4}}")),
    ("附件", re.compile(rf"附(?:件|表|录)\s?(?P<n>\d{{1,2}}|{_CN})?\s{{0,2}}[:：]?\s{{0,4}}")),
    ("问题", re.compile(
        rf"(?:问题|事项|任务|措施|项目|议题)(?P<n>{_CN}|\d{{1,2}})(?:[:：、.．]|\s{{1,4}})\s{{0,4}}"
    )),
)  # fmt: skip
_STARTS: Final = re.compile(
    rf"[第（(一二三四五六七八九十百专附问事任措项议\d{_RINGS}{_IN_BRACKETS}{_DOTTED}{_CN_IN_BRACKETS}]"
)
_SIGNS: Final = (
    ("①", _RINGS, "{sign}"),
    ("（1）", _IN_BRACKETS, "（{n}）"),
    ("1.", _DOTTED, "{n}"),
    ("（一）", _CN_IN_BRACKETS, "（{cn}）"),
)
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number: its kind, as printed without trailing mark, its value, where text begins.

    `weak` marks a form that is a number only where the sequence says so ("1 总体要求").
    """

    scheme: str
    no: str
    value: int
    end: int
    weak: bool = False
    parts: tuple[int, ...] = ()


def read_mark(text: str, at: int = 0) -> Mark | None:
    """The printed number that begins at `at`, None where none does."""
    if at >= len(text) or _STARTS.match(text, at) is None:
        return None
    for scheme, signs, shape in _SIGNS:
        place = signs.find(text[at])
        if place >= 0:
            no = shape.format(sign=text[at], n=place + 1, cn="一二三四五六七八九十"[place % 10])
            end = at + 1 + len(text[at + 1 : at + 4]) - len(text[at + 1 : at + 4].lstrip(" 　、."))
            return Mark(scheme, no, place + 1, end)
    head = text[at : at + _LONGEST].translate(_DIGITS)
    for scheme, pattern in _PATTERNS:
        found = pattern.match(head)
        if found is not None:
            return _mark(scheme, found, at)
    return None


def _mark(scheme: str, found: re.Match[str], at: int) -> Mark | None:
    word = found["n"] or ""
    end = at + found.end()
    if scheme == "1.1":
        parts = tuple(int(part) for part in re.split(r"[.．]", word))
        if parts[0] == 0 or 0 in parts[1:]:
            return None
        no = ".".join(str(part) for part in parts)
        return Mark(f"1.1/{len(parts)}", no, parts[-1], end, found["weak"] is not None, parts)
    value = number(word) if word else 0
    if word and value == 0:
        return None
    weak = "weak" in found.re.groupindex and found["weak"] is not None
    match scheme:
        case "章":
            return Mark(found["of"], f"第{word}{found['of']}", value, end)
        case "第一":
            return Mark(scheme, f"第{word}", value, end)
        case "（一）" | "（1）":
            return Mark(scheme, f"（{word}）", value, end)
        case "专栏" | "附件":
            return Mark(scheme, found.group().strip(" 　:：.．、"), value, end)
        case _:
            return Mark(scheme, word, value, end, weak)


_ROW_NO: Final = re.compile(
    rf"\d{{1,3}}(?:[.\-－–—]\d{{1,3}}){{0,3}}|{_CN}|[（(](?:\d{{1,3}}|{_CN})[)）]|[{_RINGS}]"
)


def row_number(cell: str) -> str:
    """The number in a table's first cell as printed, "" where the cell is none."""
    word = cell.strip().translate(_DIGITS).rstrip("、.．")
    if _ROW_NO.fullmatch(word) is None:
        return ""
    return word.replace("(", "（").replace(")", "）")
