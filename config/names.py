"""Finding what a name means, and what a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable

MAX_WORD_CHARS = 60


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate closest to `word`, or "" where none is close enough to be meant.

    Close is: equal but for case, spaces, hyphens and underscores; at most a third of the letters
    wrong (two swapped letters count once); or, for Chinese names, a shortened form (every
    character of one stands in the other, in order).
    """
    if not word or len(word) > MAX_WORD_CHARS:
        return ""
    plain, best, best_cost = _plain(word), "", 1.0
    letters = set(plain)
    for candidate in candidates:
        other = _plain(candidate)
        if other == plain:
            return candidate
        cost = _cost(plain, other, letters)
        if cost < best_cost:
            best, best_cost = candidate, cost
    return best


def _plain(text: str) -> str:
    return text.casefold().replace("-", "").replace("_", "").replace(" ", "")


def _cost(word: str, other: str, letters: set[str]) -> float:
    """Below 1 where close: the share of the allowed slips used, shortened forms last of all."""
    shared = len(letters.intersection(other))
    if shared * 2 < len(letters) or not other:
        return 1.0
    allowed = max(1, max(len(word), len(other)) // 3)
    if abs(len(word) - len(other)) <= allowed:
        slips, longest = _slips(word, other), max(len(word), len(other))
        if slips <= allowed and slips * 2 <= longest - other.isascii():
            return slips / (allowed + 1)
    if min(len(word), len(other)) >= 3 and (_within(word, other) or _within(other, word)):
        return 0.9 + abs(len(word) - len(other)) / 1000
    return 1.0


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _slips(a: str, b: str) -> int:
    """Restricted Damerau–Levenshtein distance: insertions, deletions, changes, swaps."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
