"""The words of problems, Chinese and English. Codes are stable; their wording may improve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from config.wording.expected import EXPECTED, LABELS
from config.wording.files import FILES
from config.wording.rules import RULES
from config.wording.values import VALUES

SENTENCES: Final = {**FILES, **VALUES, **RULES}
"""Every code with its sentence in Chinese and in English."""

_SIDE: Final = {"zh": 0, "en": 1}


class _Quiet(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(code: str, params: Mapping[str, str], lang: Literal["zh", "en"]) -> str:
    """What is wrong, in one sentence without a final stop."""
    return SENTENCES[code][_SIDE[lang]].format_map(_Quiet(params))


def expectation(code: str, params: Mapping[str, str], lang: Literal["zh", "en"]) -> str:
    """What would be right: the choices, else the form of the value, else advice for the code."""
    if choices := params.get("choices"):
        return LABELS["choices"][_SIDE[lang]].format(choices=choices)
    form = EXPECTED.get(code) or EXPECTED.get(params.get("expected", ""))
    return form[_SIDE[lang]] if form else ""


def words(key: str, lang: Literal["zh", "en"]) -> str:
    """A fixed piece of a problem's description."""
    return LABELS[key][_SIDE[lang]]
