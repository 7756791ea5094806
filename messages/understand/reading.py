"""What a reply was understood to say: the values handed from the words to the rest of Duban."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Intent(StrEnum):
    """What the person is doing by writing; a closed set shared with ``duban understand``."""

    PROGRESS = "progress"  # 推进中
    DONE = "done"  # 办结
    EXTEND = "extend"  # 申请延期
    ACK = "ack"  # 收到
    BLOCKED = "blocked"  # 受阻
    VALUE = "value"  # 指标值
    NIL = "nil"  # 零报告
    QUESTION = "question"  # 询问
    MULTI = "multi"  # 一条回复说多项
    NOT_STARTED = "not_started"  # 未启动
    WRONG_UNIT = "wrong_unit"  # 不归我们
    CORRECTION = "correction"  # 更正
    OTHER = "other"  # 其他


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task (任务) the reply can be about.

    ``ref`` is the number or code as the person would type it ("3", "水-03"); ``title`` is the
    short title and may be empty.
    """

    ref: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reply, or one part of a reply, as understood.

    text: what was written, untouched.
    percent: progress in percent; may pass 100; 100 when done, 0 when not started.
    until: the day by which completion is promised or asked for; never a past day, a start day
        or a day inside a question.
    value, unit: an indicator's figure (指标值) and its unit as written, ug/m3 as 微克/立方米.
    refs: the tasks meant: bare numbers, codes as typed, else the noun that names the task;
        "*" is all of them, "rest" the remaining ones (其余).
    items: the parts of a ``multi`` reply, in order; empty otherwise.
    ask: the bot should ask back instead of recording.
    """

    text: str
    intent: Intent
    percent: float | None = None
    until: date | None = None
    value: float | None = None
    unit: str | None = None
    refs: tuple[str, ...] = ()
    items: tuple["Reading", ...] = ()
    ask: bool = False

    def as_json(self) -> dict[str, Any]:
        """The reading as plain JSON values: ISO dates, whole numbers without a fraction."""
        return {
            "text": self.text,
            "intent": str(self.intent),
            "percent": whole(self.percent),
            "until": self.until.isoformat() if self.until else None,
            "value": whole(self.value),
            "unit": self.unit,
            "refs": list(self.refs),
            "items": [item.as_json() for item in self.items],
            "ask": self.ask,
        }


def whole(number: float | None) -> float | int | None:
    """An int where the number has no fraction, so that 80.0 is printed as 80."""
    if number is not None and number == int(number):
        return int(number)
    return number


def join(text: str, items: Sequence[Reading]) -> Reading:
    """Several parts as one ``multi`` reading; refs in order of mention, each once."""
    refs = tuple(dict.fromkeys(ref for item in items for ref in item.refs))
    ask = any(item.ask for item in items)
    return Reading(text, Intent.MULTI, refs=refs, items=tuple(items), ask=ask)


def asking(reading: Reading) -> Reading:
    """The same reading, marked as one to ask back about."""
    return reading if reading.ask else replace(reading, ask=True)
