"""Persons (人名): no name of a person leaves a paper; posts (职务) stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from config.drafting.glued_names import Persons, ends_in_post, is_post, places_in
from config.drafting.known_names import KnownNames
from config.drafting.name_lists import is_persons_post, without_list_names
from config.drafting.named_sentences import (
    BLANKS,
    HIDDEN,
    INNER_LABEL,
    LEADER_KEYS,
    LEADER_LABEL,
    without_sentence_names,
)
from config.drafting.names import is_body
from config.drafting.numbering import read_mark
from config.drafting.surnames import is_name, looks_like_name
from config.papers.paper import Line, Paper

_NEXT_LABEL: Final = re.compile(r"[\s\u3000，,、]{0,4}(?=[一-龥]{2,10}[:：])")
_ROLE: Final = "|".join(
    BLANKS.join(word)
    for word in [
        "副组长",
        "组长",
        "副总指挥长",
        "副总指挥",
        "总指挥长",
        "总指挥",
        "副指挥长",
        "指挥长",
        "副指挥",
        "指挥",
        "副召集人",
        "总召集人",
        "召集人",
        "办公室副主任",
        "办公室主任",
        "副主任委员",
        "主任委员",
        "副主任",
        "主任",
        "副主席",
        "主席",
        "副会长",
        "会长",
        "副队长",
        "队长",
        "顾问",
        "委员",
        "成员单位",
        "成员",
        "联络员",
        "秘书长",
        "副秘书长",
        "政委",
        "出席人员",
        "出席",
        "列席人员",
        "列席",
        "参加人员",
        "参会人员",
        "与会人员",
        "请假",
        "缺席",
        "主持",
        "记录",
        "主要成员",
        "参加",
        "抽调人员",
        "工作人员",
    ]
)
_KEY: Final = re.compile(
    rf"(?P<key>(?:第一|常务|名誉|执行)?(?:{_ROLE}){BLANKS}[:：])|(?:(?<=[。；;）)、.．])|^)[\s\u3000]{{0,20}}"
    rf"(?P<bare>(?:第一|常务|名誉|执行)?(?:{_ROLE}))[\s\u3000]{{1,8}}(?=[一-龥])"
)
_ROLE_CELL: Final = re.compile(rf"(?:第一|常务|名誉|执行)?(?:{_ROLE})")
_INTRO: Final = re.compile(
    r"(?:组成人员|成员名单|人员名单|联络员名单|组成名单|成员组成|名单|组成|成员|人员)(?:名单)?(?:如下)?[:：]?$"
)
_ROSTER: Final = re.compile(
    r"^(?:[一-龥·]{2,4}|[一-龥][ \t\u3000]{1,4}[一-龥])[ \t\u3000]{1,12}(?P<post>\S.{1,50})$"
)
_NAME_COLUMN: Final = re.compile(
    rf"姓名|名单|(?:{LEADER_KEYS}|领导|人员|组长|副组长|成员|组员)(?:姓名|及电话|及联系方式|及联系电话)?(?:[（(].{{0,8}}[）)])?|联系方式"
)
_LONGEST_ENTRY: Final = 90


def without_leaders(text: str) -> str:
    """The text with the values of labels such as 责任领导： and 联系人： taken out, labels too."""
    if "：" not in text and ":" not in text:
        return text
    out: list[str] = []
    at = 0
    while (found := LEADER_LABEL.search(text, at)) is not None:
        end = found.end()
        inner = INNER_LABEL.search(found["value"])
        if inner is not None:
            end = found.start("value") + inner.end()
        elif (tail := _NEXT_LABEL.match(text, end)) is not None:
            end = tail.end()
        out.append(text[at : found.start()])
        if end < len(text) and text[end] in "；;":
            end += 1
        at = end
    out.append(text[at:])
    whole = re.sub(r"[（(【][；;，,、\s]{0,3}[）)】]", "", "".join(out))
    return re.sub(r"[；;，,、]\s?(?=[）)】])", "", whole)


def without_names(paper: Paper) -> Paper:
    """The paper without names of persons: lists, name columns, contact labels, 某某同志.

    A name that a list prints is taken out wherever the paper prints it again. Blanks beside a
    name tell most, so a paper is best given before it is cleaned; one that was cleaned will do.
    """
    texts = (text for line in paper.lines for text in (line.cells or (line.text,)))
    reader = _Reader(Persons(places_in(texts)))
    lines = [reader.read(line) for line in paper.lines]
    known = KnownNames(reader.persons.names)
    return replace(paper, lines=tuple(_forgotten(line, known) for line in lines))


@dataclass(slots=True)
class _Reader:
    persons: Persons
    listing: bool = False
    columns: set[int] = field(default_factory=set)

    def read(self, line: Line) -> Line:
        """The line without the names that it prints as such."""
        if line.cells:
            return _of_cells(line, self._row(line.cells))
        if not line.text.strip():
            return line
        self.columns.clear()
        text = self._text(line.text)
        return line if text == line.text else replace(line, text=text)

    # lines of text

    def _text(self, text: str) -> str:
        keys = list(_KEY.finditer(text))
        if keys:
            self.listing = True
            return without_sentence_names(self._keyed(text, keys), self.persons)
        if self._goes_on(text):
            return without_sentence_names(self._entry(text), self.persons)
        self.listing = _INTRO.search(text.strip()[-16:]) is not None and len(text) < 400
        return without_sentence_names(text, self.persons)

    def _keyed(self, text: str, keys: Sequence[re.Match[str]]) -> str:
        """组长：… 副组长：…: the words behind each key are a list up to the next key or 。"""
        out = [text[: keys[0].start()]]
        for turn, key in enumerate(keys):
            limit = keys[turn + 1].start() if turn + 1 < len(keys) else len(text)
            stop = text.find("。", key.end(), limit)
            end = stop if stop >= 0 else limit
            body = text[key.end() : end]
            left = self._bare_list(body)
            hidden = HIDDEN if body.strip() and not left else left
            tail = body[len(body.rstrip("；;，,、 \u3000")) :] if left != body else ""
            word = key["key"] or f"{key['bare']}："
            out += [word, hidden, tail, text[end:limit]]
        return "".join(out)

    def _bare_list(self, body: str) -> str:
        """A list's words without names; a lone word of two or three characters is one."""
        if looks_like_name(body.strip()):
            self.persons.note(body.strip())
            return ""
        return without_list_names(body, self.persons)

    def _goes_on(self, text: str) -> bool:
        """True for a line of a list: short, no sentence; or a name and a post anywhere."""
        bare = text.strip()
        if len(bare) > _LONGEST_ENTRY and not re.search(r"[\s\u3000]{1,4}", bare[:20]):
            return False
        if bare.endswith(("。", "：", ":")) or len(bare) > 4 * _LONGEST_ENTRY:
            return False
        mark = read_mark(bare)
        roster = _ROSTER.match(bare[mark.end if mark else 0 :][:70])
        named = roster is not None and is_post(roster["post"]) and "。" not in bare
        if mark is not None and mark.scheme in {"一、", "章", "附件"} and not named:
            return False
        return self.listing or named

    def _entry(self, text: str) -> str:
        lead = text[: len(text) - len(text.lstrip())]
        mark = read_mark(text, len(lead))
        at = mark.end if mark else len(lead)
        left = without_list_names(text[at:], self.persons)
        if left == text[at:].strip("、，,；; \t\u3000"):
            return text
        return text[:at] + (left or HIDDEN)

    # rows of a table

    def _row(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        words = [re.sub(r"[\s\u3000/]", "", cell) for cell in cells]
        headed = {n for n, word in enumerate(words) if _NAME_COLUMN.fullmatch(word)}
        headings = {words[n] for n in headed}
        posts = any(len(word) > 3 and ends_in_post(word) for word in words if word not in headings)
        if headed and not posts and not any(is_name(word) for word in words):
            self.columns = headed
            return cells
        if any(_ROLE_CELL.fullmatch(word) for word in words[:2]):
            return tuple(
                cell if n < 2 and _ROLE_CELL.fullmatch(words[n]) else self._listed(cell)
                for n, cell in enumerate(cells)
            )
        named = self.columns | {n for n in range(len(words)) if _is_beside_post(words, n)}
        return tuple(
            self._listed(cell) if n in named else without_sentence_names(cell, self.persons)
            for n, cell in enumerate(cells)
        )

    def _listed(self, cell: str) -> str:
        """A cell of names: whatever looks like one, where it stands alone."""
        word = re.sub(r"[\s\u3000]", "", cell)
        if looks_like_name(word) and not is_post(word):
            self.persons.note(word)
            return ""
        return without_list_names(cell.replace(" / ", "、"), self.persons)


def _is_beside_post(words: list[str], place: int) -> bool:
    """True for a cell that is a name, where the next cell or the one before is a post."""
    word = words[place]
    beside = [words[n] for n in (place - 1, place + 1) if 0 <= n < len(words)]
    if is_name(word) and not is_body(word):
        return any(ends_in_post(cell) for cell in beside)
    return looks_like_name(word) and any(is_persons_post(cell) for cell in beside)


def _of_cells(line: Line, cells: tuple[str, ...]) -> Line:
    return line if cells == line.cells else replace(line, text=" | ".join(cells), cells=cells)


def _forgotten(line: Line, known: KnownNames) -> Line:
    """The line without names that stand in a list somewhere else."""
    if line.cells:
        return _of_cells(line, tuple(known.without(cell) for cell in line.cells))
    text = known.without(line.text)
    return line if text == line.text else replace(line, text=text)
