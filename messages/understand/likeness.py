"""What a reply is most like, where no rule knows it: a small table learnt from labelled replies.

The rules speak first; only what they leave as "other" is weighed here, and whatever comes of it
is asked back, never recorded. Done is never guessed: what is like a report of completion is read
as under way. The table (``likeness.json``) counts single characters and pairs; it is made from
the labelled replies of the tests by ``python -m tests.understand.learning``, byte for byte.
"""

import json
import re
from pathlib import Path

from messages.understand.reading import Intent

_TABLE = json.loads(Path(__file__).with_name("likeness.json").read_text("utf-8"))
_INTENTS = tuple(Intent(name) for name in _TABLE["intents"])
_PRIOR: list[int] = _TABLE["prior"]
_WEIGHTS: dict[str, list[int]] = _TABLE["weights"]
_CLEAR = 15  # how far ahead of the second the first must be, in tenths of a nat
_KNOWN = 0.5  # the share of a reply's features that must be known
_LONGEST = 40  # characters; what is longer is prose, not a report

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_STOPS = re.compile(r"[,;。!?:\s]+")


def features(low: str) -> set[str]:
    """Characters and pairs of a tidied, lower-case text; numbers as 0, stops as one space."""
    text = f"^{_STOPS.sub(' ', _DIGITS.sub('0', low))}$"
    return {text[i : i + 2] for i in range(len(text) - 1)} | set(text[1:-1])


def likely(low: str) -> Intent | None:
    """The intent of the labelled replies this one is like; None where that is not clear."""
    if len(low) > _LONGEST or len(_CHINESE.findall(low)) < 2:
        return None  # prose, or English, of which too few replies are labelled
    found = features(low)
    known = [_WEIGHTS[f] for f in found if f in _WEIGHTS]
    if len(known) < _KNOWN * len(found):
        return None
    scores = [sum(column) for column in zip(_PRIOR, *known, strict=True)]
    first, second = sorted(range(len(scores)), key=lambda i: -scores[i])[:2]
    return _INTENTS[first] if scores[first] - scores[second] >= _CLEAR else None
