"""The labelled documents: `corpus/` composed for the purpose, `gold/` the five planning texts."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
CORPUS: Final = HERE / "corpus"
GOLD: Final = HERE / "gold"
SEEDS: Final = HERE.parents[2] / "shared" / "seeds"
"""Texts of `gold/`; they are not part of the project and may be absent."""
_SPACE: Final = re.compile(r"\s|-\d-|扫描全能王 创建|— \d —")
_TAG: Final = re.compile(r"<[^<>]{1,400}>")


@dataclass(frozen=True, slots=True)
class Sample:
    """A document and its label."""

    name: str
    file: Path
    label: dict[str, Any]

    def problems(self) -> list[str]:
        """Units and deadlines of the label that the document does not print."""
        text = _TAG.sub("", self.file.read_text("utf-8"))
        text = _SPACE.sub("", unicodedata.normalize("NFKC", text))
        found = []
        for unit in self.label["units"]:
            if not any(_bare(name) in text for name in (unit["name"], *unit["aliases"])):
                found.append(unit["name"])
        for entry in (*self.label["tasks"], *self.label["duties"], *self.label["milestones"]):
            if _bare(entry["due_text"]) not in text:
                found.append(entry["due_text"])
        return found


def _bare(words: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", words))


def samples(folder: Path = CORPUS) -> list[Sample]:
    """The documents of a folder that have a label, in order."""
    found = []
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text("utf-8"))
        files = [path.with_suffix(end) for end in (".txt", ".html")]
        files += sorted(SEEDS.glob(f"{path.name[:2]}*.txt")) if folder == GOLD else []
        file = next((each for each in files if each.exists()), None)
        if file is not None:
            found.append(Sample(path.stem, file, label))
    return found
