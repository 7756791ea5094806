"""Beside an item (事项旁注): who asked, who is waited for, its target, its parts, versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages.words import (
    clean,
    day_words,
    due_words,
    instant_words,
    op_mark,
    percent_words,
    report_words,
    state_words,
    tongue,
)
from workflows.case import Case
from workflows.ledger import Fact, FactKind
from workflows.programme import Op
from workflows.readings import Past, baseline, reading_on, target_of
from workflows.standing import FINISHED, Standing

_UNIT_CHARS, _WORDS_CHARS, _SHORT_CHARS = 40, 80, 30
_OP_WORDS = {
    "zh": {Op.NO_DECREASE: "不降低", Op.SUPERIOR_TARGET: "完成上级下达的目标"},
    "en": {Op.NO_DECREASE: "no decrease", Op.SUPERIOR_TARGET: "as assigned by the superior"},
}
_REPORTS = frozenset({FactKind.REPORTED, FactKind.CORRECTED})


def asked_by(case: Case, lang: str) -> str:
    """区住建局（办理〔文-28〕需要）: the unit that waits for this request; "" for other items."""
    request_of = case.assignment.request_of
    if not request_of:
        return ""
    unit = clean(request_of.rpartition("/")[2], _UNIT_CHARS)
    code = clean(request_of.split("/")[1], 24)
    return f"{unit} (for 〔{code}〕)" if tongue(lang) == "en" else f"{unit}（办理〔{code}〕需要）"


def waiting_words(standing: Standing, lang: str, now: datetime) -> str:
    """等区财政局，限9月5日（周四）前; "" where nobody is waited for."""
    unit = clean(standing.waiting_for, _UNIT_CHARS)
    if not unit:
        return ""
    by = day_words(standing.waiting_until, now, lang) if standing.waiting_until else ""
    if tongue(lang) == "en":
        return f"waiting for {unit}" + (f" by {by}" if by else "")
    return f"等{unit}" + (f"，限{by}前" if by else "")


def snoozed_words(standing: Standing, lang: str, now: datetime) -> str:
    """9月9日（周一）: the day of the reminder that the unit put off; "" where there is none."""
    until = standing.snoozed_until
    return day_words(until, now, lang) if until else ""


def over_words(case: Case, lang: str, now: datetime) -> str:
    """区财政局已提供，时限顺延至…: how a wait ended; "" unless that is the last decision."""
    if case.standing.decided is not FactKind.WAITING_OVER:
        return ""
    fact = next(f for f in reversed(case.facts) if f.kind is FactKind.WAITING_OVER)
    unit, due_at = clean(str(fact.data.get("for") or ""), _UNIT_CHARS), case.standing.due_at
    provided, moved = bool(fact.data.get("provided")), bool(fact.data.get("due_at"))
    due = due_words(due_at, now, lang) if due_at else ""
    if tongue(lang) == "en":
        head = f"{unit} has delivered" if provided else f"{unit} need not deliver"
        tail = f"; your due date moves to {due}" if moved else f"; still due {due}"
    else:
        head = f"{unit}已提供" if provided else f"{unit}不再提供"
        tail = f"，时限顺延至{due}" if moved else f"，时限仍为{due}"
    return head + (tail if due else "")


def aim_words(case: Case, last: Case | None, lang: str) -> str:
    """单位μg/m3，上期31，2025年目标≤28: what a reading is measured by; "" for other items."""
    indicator, english = case.assignment.indicator, tongue(lang) == "en"
    if indicator is None:
        return ""
    parts: list[str] = []
    if indicator.unit:
        unit = clean(indicator.unit, 20)
        parts.append(f"unit {unit}" if english else f"单位{unit}")
    before = baseline(indicator)
    if last is not None and last.standing.value is not None:
        before = Past(last.standing.value, reading_on(last.assignment))
    if before is not None:
        parts.append(_before_words(before, english=english))
    target = target_of(indicator, reading_on(case.assignment))
    if target is not None:
        aim = _OP_WORDS[tongue(lang)].get(target.op) or clean(str(target.value or ""), 40)
        if isinstance(target.value, int | float):
            aim = f"{op_mark(target.op)}{target.value:.10g}"
        parts.append(f"target {target.year}: {aim}" if english else f"{target.year}年目标{aim}")
    return (", " if english else "，").join(parts)


def _before_words(before: Past, *, english: bool) -> str:
    value = f"{before.value:.10g}"
    if before.is_baseline:
        return (
            f"baseline {value} ({before.on.year})"
            if english
            else (f"{before.on.year}年基准{value}")
        )
    return f"last {value}" if english else f"上期{value}"


def same_words(case: Case, last: Case | None) -> str:
    """31μg/m3: what "as last time" would report by a tap; "" where no tap is worth it.

    What asks for a text or files is written anew; a nil report has its own button.
    """
    if last is None or last.standing.receipt is None:
        return ""
    standing, needs = last.standing, case.assignment.needs
    if standing.value is not None:
        return f"{standing.value:.10g}{clean(standing.value_unit, 20)}"
    if needs.files or (needs.text_chars and case.assignment.indicator is None):
        return ""
    words = clean(standing.last_words, _SHORT_CHARS + 1)
    return words if words and len(words) <= _SHORT_CHARS else ""


def part_lines(parts: Sequence[Case], lang: str) -> tuple[str, ...]:
    """What each co unit (配合单位) has delivered, with its words, for the lead who compiles."""
    lines: list[str] = []
    for part in parts:
        standing = part.standing
        words = clean(standing.last_words, _WORDS_CHARS) if not part.assignment.offline else ""
        state = state_words(standing.state, lang)
        percent = "" if standing.state in FINISHED else percent_words(standing.percent)
        line = f"{clean(part.assignment.unit, _UNIT_CHARS)} {state} {percent}".rstrip()
        if words:
            line += f": “{words}”" if tongue(lang) == "en" else f"：“{words}”"
        lines.append(line)
    return tuple(lines)


def parts_summary(parts: Sequence[Case], lang: str) -> str:
    """已报2/4家，未报：甲、乙; "" where there are no co units."""
    if not parts:
        return ""
    left = [clean(p.assignment.unit, _UNIT_CHARS) for p in parts if not _delivered(p)]
    done, whole = len(parts) - len(left), len(parts)
    if tongue(lang) == "en":
        shown = ", ".join(left[:3]) + (f" and {len(left) - 3} more" if len(left) > 3 else "")
        return f"{done} of {whole} delivered" + (f"; missing: {shown}" if left else "")
    shown = "、".join(left[:3]) + (f"等{len(left)}家" if len(left) > 3 else "")
    return f"已报{done}/{whole}家" + (f"，未报：{shown}" if left else "，已收齐")


def _delivered(part: Case) -> bool:
    return part.standing.state in FINISHED


def versions(case: Case) -> tuple[Fact, ...]:
    """Every version of the report in force, the first one first; empty where none is in force."""
    by_receipt = {str(f.data.get("receipt")): f for f in case.facts if f.kind in _REPORTS}
    chain: list[Fact] = []
    receipt = case.standing.receipt or ""
    while (fact := by_receipt.pop(receipt, None)) is not None:
        chain.append(fact)
        receipt = str(fact.data.get("replaces") or "")
    return tuple(reversed(chain))


def version_lines(case: Case, lang: str, now: datetime) -> tuple[str, ...]:
    """第1版 9月2日 10:00 推进中60%：“…”（回执 R-…）: one line for everything ever reported."""
    english = tongue(lang) == "en"
    withdrawn = {str(f.data.get("receipt")) for f in case.facts if f.kind is FactKind.WITHDRAWN}
    lines: list[str] = []
    said = [fact for fact in case.facts if fact.kind in _REPORTS]
    in_force = versions(case)
    for fact in said:
        receipt = str(fact.data.get("receipt") or "")
        mark = _mark(fact, in_force, withdrawn, english=english)
        what = _said(fact, lang)
        words = "" if case.assignment.offline else clean(str(fact.data.get("text") or ""), 80)
        line = " ".join(p for p in (mark, instant_words(fact.at, now, lang), what) if p)
        line += f": “{words}”" if words and english else f"：“{words}”" if words else ""
        line += f" (receipt {receipt})" if english else f"（回执 {receipt}）"
        lines.append(line)
    return tuple(lines)


def _mark(fact: Fact, in_force: Sequence[Fact], withdrawn: set[str], *, english: bool) -> str:
    receipt = str(fact.data.get("receipt"))
    if receipt in withdrawn:
        return "withdrawn" if english else "已撤回"
    if fact in in_force:
        n = in_force.index(fact) + 1
        return f"version {n}" if english else f"第{n}版"
    return ""


def _said(fact: Fact, lang: str) -> str:
    data = fact.data
    what = report_words(str(data.get("intent") or ""), lang)
    percent, value = data.get("percent"), data.get("value")
    if isinstance(value, int | float):
        return f"{what} {value:.10g}{clean(str(data.get('unit') or ''), 20)}"
    if isinstance(percent, int | float) and 0 < percent < 100:
        return f"{what} {percent_words(percent)}"
    return what
