"""More of the invented county: signatures, figures, requests between units, parts of a task."""

from __future__ import annotations

from datetime import date

from tests.messages.samples import (
    ENVIRONMENT,
    TOWN,
    WATER,
    assignment,
    at,
    case,
    deadline,
    delivered,
    fact,
    river,
)
from workflows.case import Case
from workflows.ledger import Fact, FactKind
from workflows.programme import AssignmentRole, Indicator, Needs, Op, Target
from workflows.span import Span, SpanUnit


def to_sign() -> Case:
    """Delivered, and to be acknowledged (签收) within two working days."""
    about = assignment(
        "制-03",
        "完善河湖巡查制度",
        deadline(date(2023, 10, 31)),
        acknowledge_within=Span(2, SpanUnit.WORKING_DAY),
    )
    return case(about, delivered(WATER, (9, 21)))


def air(month: int = 9, *facts: Fact) -> Case:
    """The monthly reading of an indicator."""
    indicator = Indicator(
        no="1",
        name="细颗粒物（PM2.5）浓度",
        unit="μg/m3",
        targets=(Target(2025, Op.LE, 28),),
        baseline_value=31,
        baseline_year=2021,
    )
    about = assignment(
        "气-01",
        indicator.name,
        deadline(date(2023, month, 28)),
        occurrence=f"2023-{month:02d}",
        occurrence_words=f"2023年{month}月",
        needs=Needs(number=True),
        indicator=indicator,
    )
    return case(about, facts)


def air_before() -> Case:
    """Last month's reading, reported."""
    data = {"receipt": "R-0009", "intent": "done", "value": 30.2, "unit": "μg/m3", "text": "30.2"}
    return air(8, fact(FactKind.REPORTED, at(8, 28), **data))


def asked_for() -> Case:
    """A request (协办请求) of another unit that waits for this one."""
    return case(
        assignment(
            "城-02+1",
            "提供：管网图纸",
            deadline(date(2023, 9, 28)),
            role=AssignmentRole.CO,
            request_of=f"县/城-02/-/{TOWN}",
        )
    )


def wait_over() -> Case:
    """The unit waited for has delivered, and the due date has moved."""
    data = {"for": TOWN, "reason": "拨款", "until": "2023-09-20", "request": "县/水-03+1/-/x"}
    waited = fact(FactKind.WAITING, at(9, 18), **data)
    due_at = at(10, 9, 17, 30).isoformat()
    over = {"for": TOWN, "told": True, "provided": True, "due_at": due_at, "reason": "款已拨付"}
    facts = [waited, fact(FactKind.WAITING_OVER, at(9, 25), **over)]
    return case(river().assignment, facts)


def parts() -> tuple[Case, ...]:
    """The parts of three co units: one delivered, one on its way, one silent."""
    due = deadline(date(2023, 9, 18))
    done = fact(
        FactKind.REPORTED, at(9, 15), receipt="R-0020", intent="done", text="河道权属清单已报"
    )
    going = fact(
        FactKind.REPORTED, at(9, 14), receipt="R-0021", intent="progress", percent=50, text=""
    )
    said = ((ENVIRONMENT, (done,)), (TOWN, (going,)), ("县林业局", ()))
    return tuple(
        case(assignment("水-03", "内河清淤", due, unit, role=AssignmentRole.CO), facts)
        for unit, facts in said
    )
