"""Stages of review (审核环节) in words: where the work stands, who decides, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from messages.words import before_words, clean, date_words, tongue
from workflows.assignment import StageTerms
from workflows.case import Case
from workflows.ledger import FactKind
from workflows.stage import Outcome
from workflows.standing import State

_NAME_CHARS, _DECIDER_CHARS, _PAPER_CHARS = 24, 30, 40
_OUTCOMES = {
    "zh": {
        Outcome.PASSED: "通过",
        Outcome.RETURNED: "退回修改",
        Outcome.SKIPPED: "不需要",
    },
    "en": {
        Outcome.PASSED: "passed",
        Outcome.RETURNED: "sent back",
        Outcome.SKIPPED: "not needed",
    },
}


def current_stage(case: Case) -> tuple[int, StageTerms] | None:
    """The stage at which the work stands, with its number; None where it is at none."""
    left = case.standing.stages_left
    if case.standing.state is not State.IN_REVIEW or not left:
        return None
    stages = enumerate(case.assignment.stages)
    return next(((n, stage) for n, stage in stages if stage.name == left[0][0]), None)


def stage_name(case: Case) -> str:
    """The name of the stage at which the work stands, "" where it is at none."""
    at = current_stage(case)
    return clean(at[1].name, _NAME_CHARS) if at else ""


def stage_words(case: Case, lang: str, now: datetime) -> str:
    """局办公会审议（局办公会，9月30日（周一）17:30前）; "" where the work is at no stage."""
    at = current_stage(case)
    return _terms(at[1], lang, now) if at else ""


def stage_lines(case: Case, lang: str, now: datetime) -> tuple[str, ...]:
    """Every stage in order with its outcome so far: ✓ passed, ▶ the present one, ○ to come."""
    if case.assignment.offline:
        return ()
    last: dict[str, Mapping[str, Any]] = {}
    for fact in case.facts:
        if fact.kind is FactKind.STAGE:
            last[str(fact.data.get("stage"))] = fact.data
    left = {name for name, _ in case.standing.stages_left}
    at = current_stage(case)
    lines = []
    for number, stage in enumerate(case.assignment.stages):
        said = last.get(stage.name)
        here = at is not None and at[0] == number
        if said is not None and stage.name not in left:
            lines.append(f"✓ {clean(stage.name, _NAME_CHARS)}{_said(said, lang, now)}")
            continue
        mark = "▶" if here else "○"
        before = _said(said, lang, now) if said is not None else ""
        lines.append(f"{mark} {_terms(stage, lang, now)}{before}")
    return tuple(lines)


def outcome_words(data: Mapping[str, Any], lang: str) -> str:
    """局办公会审议 通过: the fact of a stage in short."""
    outcome = str(data.get("outcome") or "")
    words = _OUTCOMES[tongue(lang)][Outcome(outcome)] if outcome in set(Outcome) else ""
    return f"{clean(str(data.get('stage') or ''), _NAME_CHARS)} {words}".strip()


def _terms(stage: StageTerms, lang: str, now: datetime) -> str:
    by = before_words(stage.due_at, now, lang) if stage.due_at else ""
    parts = [part for part in (clean(stage.decider, _DECIDER_CHARS), by) if part]
    name = clean(stage.name, _NAME_CHARS)
    if not parts:
        return name
    english = tongue(lang) == "en"
    return f"{name} ({', '.join(parts)})" if english else f"{name}（{'，'.join(parts)}）"


def _said(data: Mapping[str, Any], lang: str, now: datetime) -> str:
    """：通过（9月3日，《会议纪要》）"""
    english = tongue(lang) == "en"
    words = _OUTCOMES[tongue(lang)][Outcome(data["outcome"])]
    on = date_words(date.fromisoformat(data["on"]), now, lang) if data.get("on") else ""
    paper = clean(str(data.get("document") or ""), _PAPER_CHARS)
    inside = (", " if english else "，").join(part for part in (on, paper) if part)
    if english:
        return f": {words}" + (f" ({inside})" if inside else "")
    return f"：{words}" + (f"（{inside}）" if inside else "")
