"""What a reply is most like, where no rule knows it: a small table learnt from labelled replies.

The rules speak first; only what they leave as "other" is weighed here, and whatever comes of it
is asked back, never recorded. Done is never guessed: what is like a report of completion is read
as under way. The table (``likeness_table.py``) counts single characters and pairs; it is made from
the labelled replies of the tests by ``python -m tests.understand.learning``, byte for byte.
"""

import re

from messages.understand.likeness_table import INTENTS, PAIRS, PRIOR, SINGLES
from messages.understand.reading import Intent

_ZERO = ord("N")  # the letter of weight 0; one letter on is one step more
_STEP = 3  # tenths of a nat
_CLEAR = 15  # how far ahead of the second the first must be, in tenths of a nat
_KNOWN = 0.55  # the share of a reply's features that must be known
_SHORTEST, _LONGEST = 2, 40  # Chinese characters at least, characters at most: a report, not prose

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_STOPS = re.compile(r"[,;。!?:\s]+")


def decoded(rows: str, width: int) -> dict[str, list[int]]:
    """The weights of features of ``width`` characters, each followed by a letter an intent."""
    size = width + len(INTENTS)
    return {
        rows[i : i + width]: [(ord(c) - _ZERO) * _STEP for c in rows[i + width : i + size]]
        for i in range(0, len(rows), size)
    }


def encoded(weights: list[float]) -> str:
    """Weights in tenths of a nat as letters, a letter an intent; the inverse of ``decoded``."""
    return "".join(chr(_ZERO + max(-13, min(12, round(w / _STEP)))) for w in weights)


def features(low: str) -> set[str]:
    """Characters and pairs of a tidied, lower-case text; numbers as 0, stops as one space."""
    text = f"^{_STOPS.sub(' ', _DIGITS.sub('0', low))}$"
    return {text[i : i + 2] for i in range(len(text) - 1)} | set(text[1:-1])


_INTENTS = tuple(Intent(name) for name in INTENTS)
_WEIGHTS = decoded(SINGLES, 1) | decoded(PAIRS, 2)


def likely(low: str) -> Intent | None:
    """The intent of the labelled replies this one is like; None where that is not clear."""
    if len(low) > _LONGEST or len(_CHINESE.findall(low)) < _SHORTEST:
        return None  # prose, or English, of which too few replies are labelled
    found = features(low)
    known = [_WEIGHTS[f] for f in found if f in _WEIGHTS]
    if len(known) < _KNOWN * len(found):
        return None
    scores = [sum(column) for column in zip(PRIOR, *known, strict=True)]
    first, second = sorted(range(len(scores)), key=lambda i: -scores[i])[:2]
    return _INTENTS[first] if scores[first] - scores[second] >= _CLEAR else None
