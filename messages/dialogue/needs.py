"""What an item needs to count as done (办结要求), and what of it has been given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from messages.dialogue.event import Evidence
from messages.dialogue.wording import plain
from messages.understand import Reading
from workflows.case import Case
from workflows.ledger import Fact, FactKind

_LINK = re.compile(r"https?://[^\s.]+\.\S+", re.IGNORECASE)
_STATUS_WORDS = re.compile(
    r"(?:第?[0-9一二三四五六七八九十]+项?|[^\W\d_]{1,4}-\d+)?[：:、，,\s]*"
    r"(?:全部|都|均|基本)?(?:已经?|己)?(?:完成|办结|报送|上报|上传|提交|弄好|搞定|做好|办好|落实|报)"
    r"(?:了|完毕|完|好)*|(?:材料|表格?|附件|信息|报告)?(?:已?见附件?|附后|如下)|收到|好的|谢谢|"
    r"\b(?:done|finished|completed?|submitted|uploaded|attached)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(r"[\W_]+")
_LEAST_CHARS = 8
"""However little a programme asks for, a bare status word is no text."""


class Lack(StrEnum):
    """What is still missing."""

    TEXT = "text"
    FILES = "files"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Given:
    """What is on the table for one item: from earlier reports and from the words in hand."""

    texts: tuple[str, ...]
    files: int
    number: bool


def given(case: Case, reading: Reading | None, words: str, evidence: Sequence[Evidence]) -> Given:
    """Everything handed in since the item was last returned, with what is being said now."""
    facts = _since_return(case.facts)
    reports = [f for f in facts if f.kind in (FactKind.REPORTED, FactKind.CORRECTED)]
    texts = tuple(str(fact.data.get("text") or "") for fact in reports)
    files = sum(len(fact.data.get("evidence") or ()) for fact in facts)
    numbers = any(fact.data.get("value") is not None for fact in reports)
    numbers = numbers or (reading is not None and reading.value is not None)
    return Given((*texts, words), files + len(evidence), numbers)


def _since_return(facts: Sequence[Fact]) -> Sequence[Fact]:
    turns = (FactKind.RETURNED, FactKind.WITHDRAWN)
    start = max((i for i, fact in enumerate(facts) if fact.kind in turns), default=-1)
    return facts[start + 1 :]


def lacking(case: Case, on_table: Given) -> tuple[Lack, ...]:
    """What the item still needs to count as done; empty where nothing is missing.

    A text may also be handed in as a link or as a file.
    """
    needs = case.assignment.needs
    lacks: list[Lack] = []
    if needs.text_chars and not _has_text(needs.text_chars, on_table):
        lacks.append(Lack.TEXT)
    if on_table.files < needs.files:
        lacks.append(Lack.FILES)
    if needs.number and not on_table.number:
        lacks.append(Lack.NUMBER)
    return tuple(lacks)


def _has_text(chars: int, on_table: Given) -> bool:
    if on_table.files or any(_LINK.search(text) for text in on_table.texts):
        return True
    return max(map(substance, on_table.texts), default=0) >= max(chars, _LEAST_CHARS)


def substance(text: str) -> int:
    """Characters that say something: without status words, spaces and punctuation."""
    return len(_NOISE.sub("", _STATUS_WORDS.sub("", text)))


def lack_words(case: Case, lacks: Sequence[Lack], lang: str) -> str:
    """What is missing, in words: 规划印发或批准文件（1个文件或照片）."""
    needs = case.assignment.needs
    words = []
    for lack in lacks:
        what = needs.note or plain(lang, f"lack_{lack}")
        chars = needs.text_chars if needs.text_chars > 1 else 0
        key = f"lack_{lack}_how" if lack is not Lack.TEXT or chars else "lack_text_any"
        words.append(plain(lang, key, what=what, n=needs.files, chars=chars))
    return plain(lang, "list_comma").join(dict.fromkeys(words))
