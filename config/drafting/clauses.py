"""Clauses (句读): sentences and clauses around a place in a text."""

from __future__ import annotations

import re

_SENTENCE_ENDS = "。；！？\n"
_CLAUSE_ENDS = _SENTENCE_ENDS + "，,：:"
_FAR = 160


def sentence_span(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence (up to 。；) around position `at`, at most 160 either way."""
    return _stretch(text, at, _SENTENCE_ENDS)


def sentence_at(text: str, at: int) -> str:
    """The sentence around position `at`."""
    start, end = sentence_span(text, at)
    return text[start:end]


def clause_span(text: str, at: int) -> tuple[int, int]:
    """Start and end of the clause (up to ，。；：) around position `at`."""
    return _stretch(text, at, _CLAUSE_ENDS)


def _stretch(text: str, at: int, ends: str) -> tuple[int, int]:
    start = end = at
    while start > 0 and at - start < _FAR and text[start - 1] not in ends:
        start -= 1
    while end < len(text) and end - at < _FAR and text[end] not in ends:
        end += 1
    return start, end


_LEFT_OVER = re.compile(
    r"(?:原则上|应当|应|须|要|力争|争取|确保|务必|最迟|拟)?(?:在|于|到|至|自)?$"
)
_DONE = re.compile(r"^(?:完成)?$")
_RIGHT_OVER = re.compile(r"^[，,：:、]?(?:并|要|须|应)?")
_BRACKET_TAIL = re.compile(r"[（(][^（()）]{0,80}$")


def without(text: str, cut: tuple[int, int]) -> str:
    """What is to be done, from the words around a deadline at `cut`, at most 60 characters.

    3月底前，制定方案 → 制定方案; 制定方案（3月底前完成） → 制定方案;
    方案在批准后一个月内，由县政府印发 → 方案由县政府印发.
    """
    start, end = sentence_span(text, cut[0])
    before, after = text[start : cut[0]], text[cut[1] : max(end, cut[1])]
    if bracket := _BRACKET_TAIL.search(before):
        inside = re.split(r"[）)]", after)[0].strip("，,完成")
        if len(inside) > 3:
            return _tidy(re.split(r"[，,]", inside)[0])
        outer = before[: bracket.start()] or _sentence_before(text, start)
        return _tidy(re.split(r"[，,]", outer)[-1])
    lead = _LEFT_OVER.sub("", re.split(r"[，,：:]", before)[-1])
    rest = _RIGHT_OVER.sub("", after)
    return _tidy(lead + re.split(r"[，,]", rest)[0])


def _sentence_before(text: str, start: int) -> str:
    if start < 2:
        return ""
    return sentence_at(text, start - 2)


def _tidy(words: str) -> str:
    plain = re.sub(r"^第?[一二三四五六七八九\d]{1,2}(?:是|、|[.．])", "", words.strip())
    plain = plain.strip("，。；：、() ").lstrip("）").rstrip("（")
    if plain.count("（") < plain.count("）"):
        plain = plain.rstrip("）")
    elif plain.count("（") > plain.count("）") or plain.endswith("））"):
        plain = plain[: plain.index("（")] or plain
    return plain.rstrip("，。；：、 ")[:60]
