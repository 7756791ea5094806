"""An item as a view: one assignment in words, ready for any template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from messages.compose.beside import (
    aim_words,
    asked_by,
    over_words,
    parts_summary,
    snoozed_words,
    versions,
    waiting_words,
)
from messages.compose.stages import outcome_words, stage_words
from messages.compose.values import Ask
from messages.words import (
    before_words,
    clean,
    day_words,
    due_words,
    explain_deadline,
    fact_words,
    instant_words,
    kind_words,
    left_words,
    light_mark,
    light_words,
    needs_words,
    part_words,
    percent_words,
    report_words,
    slip_words,
    state_words,
    tongue,
)
from workflows.assignment import Assignment
from workflows.ledger import Fact, FactKind
from workflows.programme import AssignmentRole
from workflows.stage import Outcome
from workflows.standing import FINISHED, Standing, State

CODE_CHARS, UNIT_CHARS, TITLE_CHARS, WORDS_CHARS = 24, 40, 80, 80
NAMELESS = "—"
"""What stands for a code or title in which nothing visible is left."""

_MOST_PARTNERS = 3
_SPOKEN = frozenset(
    {
        FactKind.REPORTED,
        FactKind.CORRECTED,
        FactKind.WITHDRAWN,
        FactKind.EVIDENCE_ADDED,
        FactKind.EXTENSION_ASKED,
        FactKind.EXTENDED,
        FactKind.EXTENSION_REFUSED,
        FactKind.RETURNED,
        FactKind.ACCEPTED,
        FactKind.EXCUSED,
        FactKind.DUE_MOVED,
        FactKind.QUESTION,
        FactKind.HANDED_OVER,
        FactKind.CLOSED,
        FactKind.ANSWERED,
        FactKind.FILED,
        FactKind.STAGE,
        FactKind.EVENT,
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item in words; "" where there is nothing to say.

    `due` is the due instant, `by` the same as a limit ("…17:30前"), `original` the first due
    instant where it was moved. `why` is said only of moved or provisional days. `version` is that
    of the report in force, 0 where there is none. `parts` sums up the co units. `stage` is the
    stage of review at which the work stands. `also` are the codes of what the same report serves.
    """

    number: int
    code: str
    title: str
    unit: str
    offline: bool
    wish: bool
    nil: bool
    kind: str
    kind_words: str
    slip: str
    lead: bool
    part: str
    partners: str
    due: str
    by: str
    original: str
    left: str
    overdue: bool
    why: str
    needs: str
    files: int
    mark: str
    light: str
    state: str
    percent: str
    said: str
    said_at: str
    returned: str
    question: str
    asked_until: str
    asked_by: str
    aim: str
    waiting: str
    snoozed: str
    over: str
    version: int
    parts: str
    stage: str
    also: str


def item_of(ask: Ask, lang: str, now: datetime, number: int = 1) -> Item:
    """The view of one ask as of `now`. Offline matters show neither title nor words."""
    assignment, standing = ask.case.assignment, ask.case.standing
    due_at, original_at = standing.due_at, standing.original_due_at
    left = ask.working_days_left
    shown = not assignment.offline
    return Item(
        number=number,
        code=short_code(assignment),
        title=name_of(assignment, lang, TITLE_CHARS),
        unit=clean(assignment.unit, UNIT_CHARS),
        offline=assignment.offline,
        wish=assignment.wish,
        nil=assignment.nil_allowed,
        kind=ask.notice.kind.value,
        kind_words=kind_words(ask.notice.kind, lang),
        slip=slip_words(ask.notice.slip, lang) if ask.notice.slip else "",
        lead=assignment.role is AssignmentRole.LEAD,
        part=part_words(assignment.role, lang),
        partners=listed(ask.partners, _MOST_PARTNERS, lang),
        due=due_words(due_at, now, lang) if due_at else "",
        by=before_words(due_at, now, lang) if due_at else "",
        original=due_words(original_at, now, lang) if original_at and _was_moved(ask) else "",
        left=left_words(left, lang) if left is not None and due_at else "",
        overdue=due_at is not None and due_at < now,
        why=_why(assignment, standing, lang, now),
        needs=needs_words(assignment.needs, lang) if shown and not assignment.indicator else "",
        files=assignment.needs.files,
        mark=light_mark(ask.case.light),
        light=light_words(ask.case.light, lang),
        state=state_words(standing.state, lang),
        percent=reached_words(standing),
        said=said_words(assignment, standing),
        said_at=instant_words(standing.reported_at, now, lang) if standing.reported_at else "",
        returned=_returned(ask) if shown else "",
        question=clean(standing.question, WORDS_CHARS) if shown else "",
        asked_until=_asked_until(standing, lang, now),
        asked_by=asked_by(ask.case, lang) if shown else "",
        aim=aim_words(ask.case, ask.last, lang) if shown else "",
        waiting=waiting_words(standing, lang, now),
        snoozed=snoozed_words(standing, lang, now),
        over=over_words(ask.case, lang, now),
        version=len(versions(ask.case)),
        parts=parts_summary(ask.parts, lang),
        stage=stage_words(ask.case, lang, now) if shown else "",
        also=listed([f"〔{short_code(c.assignment)}〕" for c in ask.also], _MOST_PARTNERS, lang),
    )


def short_code(assignment: Assignment) -> str:
    """The code that people type in chat."""
    return clean(assignment.task, CODE_CHARS) or NAMELESS


def name_of(assignment: Assignment, lang: str, limit: int) -> str:
    """The title with its occurrence; for an offline matter only where it is handled."""
    if assignment.offline:
        return "handled offline" if tongue(lang) == "en" else "请线下办理"
    title = clean(assignment.title, limit) or NAMELESS
    if not assignment.occurrence_words:
        return title
    return f"{title}（{clean(assignment.occurrence_words, 24)}）"


def listed(names: Sequence[str], most: int, lang: str) -> str:
    """甲、乙、丙等5家 / A, B, C and 2 more."""
    shown = [clean(name, UNIT_CHARS) for name in names[:most]]
    rest = len(names) - len(shown)
    if tongue(lang) == "en":
        return ", ".join(shown) + (f" and {rest} more" if rest else "")
    return "、".join(shown) + (f"等{len(names)}家" if rest else "")


def said_words(assignment: Assignment, standing: Standing) -> str:
    """The unit's last words, never those on an offline matter."""
    return "" if assignment.offline else clean(standing.last_words, WORDS_CHARS)


def reached_words(standing: Standing) -> str:
    """45%; "" where the state says it all."""
    over = standing.state in FINISHED or standing.state is State.IN_REVIEW
    return "" if over else percent_words(standing.percent)


def history(ask: Ask, lang: str, now: datetime, most: int) -> tuple[str, ...]:
    """The last facts that people caused, oldest first, each as one line."""
    facts = [fact for fact in ask.case.facts if fact.kind in _SPOKEN]
    return tuple(_fact_line(fact, ask, lang, now) for fact in facts[-most:])


def _fact_line(fact: Fact, ask: Ask, lang: str, now: datetime) -> str:
    """9月12日 10:05 反馈 推进中 45%：“正在走采购流程”（回执 R-0012）"""
    data, english = fact.data, tongue(lang) == "en"
    parts = [instant_words(fact.at, now, lang), fact_words(fact.kind, lang)]
    parts.append(report_words(str(data.get("intent") or ""), lang))
    parts.append(outcome_words(data, lang) if fact.kind is FactKind.STAGE else "")
    parts.append(_by_office(lang) if data.get("on_behalf") else "")
    percent = data.get("percent")
    parts.append(percent_words(percent) if isinstance(percent, int | float) else "")
    line = " ".join(part for part in parts if part)
    raw = str(data.get("text") or data.get("reason") or "")
    words = "" if ask.case.assignment.offline else clean(raw, WORDS_CHARS)
    if words:
        line += f": “{words}”" if english else f"：“{words}”"
    receipt = clean(str(data.get("receipt") or ""), 32)
    if receipt:
        line += f" (receipt {receipt})" if english else f"（回执 {receipt}）"
    return line


def _by_office(lang: str) -> str:
    return "(entered by the office)" if tongue(lang) == "en" else "（代录）"


def _why(assignment: Assignment, standing: Standing, lang: str, now: datetime) -> str:
    due = assignment.due
    if due is None or standing.due_at != due.due_at:
        return ""
    return explain_deadline(due, lang, now) if due.rolled_from or due.provisional else ""


def _returned(ask: Ask) -> str:
    if ask.case.standing.state is not State.RETURNED:
        return ""
    reasons = [f.data.get("reason") for f in ask.case.facts if _sends_back(f)]
    return clean(str(reasons[-1] or ""), WORDS_CHARS) if reasons else ""


def _was_moved(ask: Ask) -> bool:
    """True where the due date is not the first one; a stage of review has a day of its own."""
    standing = ask.case.standing
    at_stage = standing.state is State.IN_REVIEW
    return not at_stage and standing.due_at != standing.original_due_at


def _sends_back(fact: Fact) -> bool:
    if fact.kind is FactKind.STAGE:
        return fact.data.get("outcome") == Outcome.RETURNED
    return fact.kind is FactKind.RETURNED


def _asked_until(standing: Standing, lang: str, now: datetime) -> str:
    until = standing.extension_asked_until
    return day_words(until, now, lang) if until else ""
