"""Words as the YAML of a draft writes them: quoted where anything else could be read into them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from workflows.programme import DayKind, DayRule
from workflows.span import Span, SpanUnit

MAX_TEXT_CHARS: Final = 2_000
MAX_NAME_CHARS: Final = 80
_PLAIN: Final = re.compile(
    "[\u4e00-\u9fff（《“][\u4e00-\u9fff（）《》“”〔〕、，。；：…·+%./A-Za-z0-9Ⅰ-Ⅻ≥≤—-]{0,400}"
)
_NUMBER: Final = re.compile(r"\d{1,9}")
_SEEN: Final = re.compile(
    r"[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]"
)
_BLANKS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPANS: Final = {
    SpanUnit.DAY: "days",
    SpanUnit.WORKING_DAY: "working-days",
    SpanUnit.WEEK: "weeks",
    SpanUnit.MONTH: "months",
}


def quoted(text: str) -> str:
    """A text value, in double quotes unless it cannot be taken for anything but itself."""
    if _NUMBER.fullmatch(text) or (_PLAIN.fullmatch(text) and text[-1] != "："):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\t", "\\t")
    return f'"{_SEEN.sub(_escape, escaped)}"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\u{code:04X}"


def flat(text: str, limit: int = MAX_TEXT_CHARS) -> str:
    """`text` on one line, cut to `limit` characters."""
    short = _BLANKS.sub(" ", text).strip()
    return short if len(short) <= limit else short[: limit - 1] + "…"


def name_of(text: str) -> str:
    """`text` as a name that other places can refer to: on one line, no slash, not too long."""
    return flat(text.replace("/", "／"), MAX_NAME_CHARS).strip("… ") or "未名"


def comment(text: str, indent: str = "") -> str:
    """A comment line."""
    return f"{indent}# {flat(_SEEN.sub(' ', text))}"


def listed(names: Iterable[str]) -> str:
    """A list on one line."""
    return "[" + ", ".join(_in_flow(name) for name in names) + "]"


def mapped(pairs: Iterable[tuple[str, str]]) -> str:
    """A mapping on one line; the values are YAML already."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def _in_flow(name: str) -> str:
    """The same inside brackets, where braces and commas mean something."""
    return quoted(name)


def day_of(on: date) -> str:
    """A date."""
    return on.isoformat()


def number_of(value: float) -> str:
    """A number without an exponent and without needless zeros."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.9f}".rstrip("0").rstrip(".")


def span_of(span: Span) -> str:
    """A span such as 30 days."""
    return f"{span.n} {_SPANS[span.unit]}"


def rule_of(day: DayRule) -> str:
    """A day rule such as `day 25`, `friday`, `last working-day`, `03-15`."""
    match day.kind:
        case DayKind.LAST_DAY:
            return "last day"
        case DayKind.DAY:
            return f"day {day.n}"
        case DayKind.WEEKDAY:
            return _WEEKDAYS[(day.n - 1) % 7]
        case DayKind.WORKING_DAY:
            return "last working-day" if day.n == -1 else f"working-day {day.n}"
        case DayKind.DATE:
            return f"{day.month:02d}-{day.n:02d}"
