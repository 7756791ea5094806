"""Makes messages/understand/likeness_table.py from the labelled replies: ``python -m`` this module.

Naive Bayes over characters and pairs. Deterministic: the same corpus gives the same bytes.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from messages.understand import Intent
from messages.understand.folding import fold, lower, tidy
from messages.understand.likeness import encoded, features

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "messages" / "understand" / "likeness_table.py"
KEPT = 1500  # features, the most telling first
_SMOOTHING = 0.3
_LEAST = 3  # replies a feature must be seen in


def labelled() -> list[tuple[str, str]]:
    """Text and intent of every reply that says one thing; the first of several labels."""
    rows = [json.loads(line) for line in (HERE / "corpus.jsonl").read_text("utf-8").splitlines()]
    found: list[tuple[str, str]] = []
    for row in rows:
        intents = row["intent"] if isinstance(row["intent"], list) else [row["intent"]]
        single = [intent for intent in intents if intent != Intent.MULTI]
        if single:
            found.append((row["text"], single[0]))
    return found


def learn(replies: list[tuple[str, str]]) -> str:
    """The table as JSON text."""
    intents = sorted({intent for _, intent in replies})
    seen = {intent: Counter[str]() for intent in intents}
    for text, intent in replies:
        seen[intent].update(sorted(features(lower(tidy(fold(text))))))
    spread = sum(seen.values(), Counter[str]())
    weights: dict[str, list[float]] = {}
    for feature in sorted(f for f, count in spread.items() if count >= _LEAST):
        logs = [
            math.log((counts[feature] + _SMOOTHING) / (counts.total() + _SMOOTHING * len(spread)))
            for counts in seen.values()
        ]
        mean = sum(logs) / len(logs)
        weights[feature] = [log - mean for log in logs]

    def telling(feature: str) -> float:
        return sum(
            counts[feature] * weight
            for counts, weight in zip(seen.values(), weights[feature], strict=True)
        )

    kept = sorted(sorted(weights, key=lambda f: (-telling(f), f))[:KEPT])
    said = Counter(intent for _, intent in replies)
    prior = [round(10 * math.log(said[intent] / len(replies))) for intent in intents]
    rows = {f: f + encoded([10 * w for w in weights[f]]) for f in kept}
    singles = [rows[f] for f in kept if len(f) == 1]
    pairs = [rows[f] for f in kept if len(f) == 2]
    return _MODULE.format(
        intents=_wrapped(repr(name) for name in intents),
        prior=", ".join(map(str, prior)),
        singles=_lines(singles),
        pairs=_lines(pairs),
    )


_MODULE = '''"""What labelled replies are like; made by ``python -m tests.understand.learning``.

A row is a feature (one character, or two) and a letter for each of INTENTS: N is no evidence,
every letter on is three tenths of a nat for it, every letter back against it.
"""

# fmt: off
INTENTS = (
    {intents},
)
PRIOR = ({prior})
SINGLES = (
{singles}
)
PAIRS = (
{pairs}
)
'''


def _wrapped(names: Iterable[str]) -> str:
    return ", ".join(names).replace("'", '"').replace('"not_started", ', '"not_started",\n    ')


def _lines(rows: list[str], across: int = 5) -> str:
    chunks = ["".join(rows[i : i + across]) for i in range(0, len(rows), across)]
    return "\n".join(f"    {_literal(chunk)}" for chunk in chunks)


def _literal(text: str) -> str:
    escaped = "".join(
        f"\\u{ord(c):04x}" if "\ue000" <= c <= "\uf8ff" else c
        for c in text.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'


if __name__ == "__main__":
    TABLE.write_text(learn(labelled()), "utf-8")
