"""Makes messages/understand/likeness.json from the labelled replies: ``python -m`` this module.

Naive Bayes over characters and pairs. Deterministic: the same corpus gives the same bytes.
"""

import json
import math
from collections import Counter
from pathlib import Path

from messages.understand import Intent
from messages.understand.folding import fold, lower, tidy
from messages.understand.likeness import features

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "messages" / "understand" / "likeness.json"
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
    lines = [
        f"{json.dumps(f, ensure_ascii=False)}:{json.dumps([round(10 * w) for w in weights[f]])}"
        for f in kept
    ]
    head = f'{{"intents":{json.dumps(intents)},\n"prior":{json.dumps(prior)},\n"weights":{{\n'
    return head + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    TABLE.write_text(learn(labelled()), "utf-8")
