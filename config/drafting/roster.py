"""The roster (名册) of one document: every unit it names, in one spelling each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from config.drafting.model import DraftUnit
from config.drafting.names import full_form, is_body, is_group, place_free, plain_name

_SHORT_FOR: Final = re.compile(
    r"[（(](?:以下|下文|下)?(?:统一|均)?简称(?:为)?[：:“”\"'\s]{0,3}(?P<short>[^（）()“”\"'，。；]{2,20})[”\"']?[）)]"
)
_BEFORE: Final = re.compile(r"[^，。；：、（）()\s]{2,40}$")
_LEAD_WORDS: Final = re.compile(r"^(?:成立|设立|组建|建立|由|经|报|向|设在|将|和|与|在)")


@dataclass(slots=True)
class Roster:
    """Names with the line of their first mention; `name_of` gives the one name of a spelling."""

    lines: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)  # 以下简称: short form → full name
    _names: dict[str, str] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None  # first characters of all names
    _lengths: list[int] = field(default_factory=list)

    def add(self, name: str, line: int, weight: int = 1) -> None:
        """Note a name as printed; labels weigh more than mere mentions."""
        plain = plain_name(name)
        if not plain:
            return
        if plain not in self.lines or (line and line < self.lines[plain]):
            self.lines[plain] = line
        self.counts[plain] = self.counts.get(plain, 0) + weight
        self._pattern = None

    def read_short_forms(self, text: str) -> None:
        """Note what 以下简称 says."""
        for found in _SHORT_FOR.finditer(text):
            before = _BEFORE.search(text, max(0, found.start() - 41), found.start())
            if before is None:
                continue
            whole, short = before.group(), plain_name(found["short"])
            whole = plain_name(_LEAD_WORDS.sub("", whole))
            if is_body(short) and is_body(whole):
                self.given[short] = whole
                self._pattern = None

    def settle(self) -> None:
        """Choose one name for each unit: the spelling that labels use most."""
        order = sorted(self.counts, key=lambda n: (-self.counts[n], self.lines[n]))
        homes: dict[str, str] = {}  # written-out form → name
        for name in order:
            homes.setdefault(full_form(name), name)
        placed = {form: home for form, home in homes.items() if not is_group(home)}
        names: dict[str, str] = {}
        for name in order:
            form = full_form(name)
            whole = self.given.get(name)
            shorter = next((placed[end] for end in place_free(form) if end in placed), None)
            if is_group(name) or shorter is None:
                names[name] = homes.get(full_form(whole), homes[form]) if whole else homes[form]
            else:
                names[name] = self._better(homes[form], shorter)
                names[shorter] = names[name]
        self._names = names
        self._follow_given()
        self._pattern = None

    def _better(self, one: str, other: str) -> str:
        return min((one, other), key=lambda n: (-self.counts[n], self.lines[n]))

    def _follow_given(self) -> None:
        for short, whole in self.given.items():
            known = self._names.get(short) or self._names.get(whole)
            if known is None:
                continue
            other = self._names.get(whole)
            if other is not None and other != known:
                known = self._better(known, other)
                for name, home in self._names.items():
                    if home in {other, self._names.get(short)}:
                        self._names[name] = known
            self._names[short] = self._names[whole] = known
        for name, home in list(self._names.items()):
            self._names[name] = self._names.get(home, home)

    def name_of(self, spelling: str) -> str:
        """The one name of a unit, the spelling itself where it is not known."""
        plain = plain_name(spelling)
        return self._names.get(plain, plain)

    def find(self, text: str) -> tuple[str, ...]:
        """The units of the roster named in the text, in printed order, each once."""
        if not self._names:
            return ()
        if self._pattern is None:
            firsts = "".join(sorted({re.escape(name[0]) for name in self._names}))
            self._pattern = re.compile(f"[{firsts}]")
            self._lengths = sorted({len(name) for name in self._names}, reverse=True)
        wide = text.translate({ord("("): "（", ord(")"): "）", ord("〈"): "（", ord("〉"): "）"})
        return tuple(dict.fromkeys(self._found(wide, self._pattern)))

    def _found(self, text: str, first: re.Pattern[str]) -> Iterator[str]:
        """The longest name at each place, none within another."""
        end = 0
        for place in first.finditer(text):
            at = place.start()
            for length in self._lengths if at >= end else ():
                name = self._names.get(text[at : at + length])
                if name is not None:
                    end = at + length
                    yield name
                    break

    def units(self, wanted: Iterable[str], members: tuple[str, ...]) -> tuple[DraftUnit, ...]:
        """The wanted units by their one name, with other spellings, in order of mention."""
        names = dict.fromkeys(self.name_of(name) for name in wanted if name)
        spellings: dict[str, list[str]] = {name: [] for name in names}
        for spelling, name in self._names.items():
            if name in spellings and spelling != name:
                spellings[name].append(spelling)
        units = [
            DraftUnit(
                name,
                tuple(sorted(spellings[name], key=lambda s: self.lines.get(s, 0))),
                members if name.endswith("成员单位") and name.startswith("各") else (),
                is_group(name),
                min(
                    (self.lines[s] for s in (name, *spellings[name]) if self.lines.get(s)),
                    default=0,
                ),
            )
            for name in names
        ]
        return tuple(sorted(units, key=lambda unit: unit.line))
