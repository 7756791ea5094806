"""A week of the invented county in which every part of an assignment's life has something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.messages import liaison_samples as more
from tests.messages import samples as s
from workflows.assignment import StageTerms
from workflows.case import Case
from workflows.digest import Digest, tally
from workflows.expand import event_id
from workflows.fold import stand
from workflows.ladder import Ladder, Slip
from workflows.ledger import Fact, FactKind
from workflows.light import Look, light_of
from workflows.programme import (
    Attribute,
    Event,
    FixedDue,
    Indicator,
    Milestone,
    Op,
    Programme,
    Target,
)
from workflows.stage import StageKind

MONEY = "县财政局"
LOOK = Look(s.NOW, s.CALENDAR)
_WATER_QUALITY = Indicator(
    no="2", name="地表水优良比例", unit="%", targets=(Target(2025, Op.GE, 95),),
    attribute=Attribute.BINDING, baseline_value=90, baseline_year=2021,
)  # fmt: skip
_GREEN = Indicator(
    no="5", name="森林覆盖率", unit="%", targets=(Target(2025, Op.NO_DECREASE, None),),
    attribute=Attribute.EXPECTED, baseline_value=61.3, baseline_year=2021,
)  # fmt: skip

_GOING_UP = replace(
    s.LADDER, rungs=tuple(replace(rung, approve=rung.slip is Slip.RED) for rung in s.LADDER.rungs)
)

PROGRAMME = Programme(
    code="县",
    title="生态文明建设工作方案",
    office=s.OFFICE,
    starts_on=date(2023, 4, 7),
    ends_on=date(2025, 12, 31),
    milestones=(
        Milestone("1", "完成县域生态状况调查", FixedDue(date(2023, 9, 15)), (s.ENVIRONMENT,)),
        Milestone("2", "规划颁布实施", FixedDue(date(2023, 9, 30)), (s.ENVIRONMENT,)),
        Milestone("3", "建成省级示范县", FixedDue(date(2023, 10, 8)), wish=True),
    ),
    events=(
        Event("规划批准", date(2023, 9, 20), "发改局"),
        Event("专家评审通过", date(2023, 10, 9)),
    ),
)


def life() -> Digest:
    """Tallied from cases: readings, a wait, reviews, requests, milestones, events and slips."""
    digest = tally(PROGRAMME, cases(), LOOK, "2023-09-25 · 1204 · 9f2c41d07be3aa10")
    return replace(digest, messages_each=1.83)


def cases() -> list[Case]:
    """The cases of the week."""
    return [*_readings(), *_waiting(), *_reviews(), *_slipped(), _event()]


def _reported(when: tuple[int, int], **data: object) -> Fact:
    return s.fact(FactKind.REPORTED, s.at(*when), intent="done", **data)


def _readings() -> list[Case]:
    air = more.air(9, _reported((9, 25), receipt="R-0041", value=31.2, unit="μg/m3", text="31.2"))
    water = s.case(
        s.assignment("水-90", _WATER_QUALITY.name, s.deadline(date(2023, 9, 22)),
                     indicator=_WATER_QUALITY, occurrence="2023-09"),
        [_reported((9, 22), receipt="R-0042", value=80, unit="%", text="优良比例80%")],
    )  # fmt: skip
    green = s.case(
        s.assignment("林-90", _GREEN.name, s.deadline(date(2023, 9, 28)), "县林业局",
                     indicator=_GREEN, occurrence="2023-09"),
    )  # fmt: skip
    return [air, water, green]


def _waiting() -> list[Case]:
    about = s.river().assignment
    asked = s.assignment(
        "水-03+1", "提供：拨款", s.deadline(date(2023, 9, 20)), MONEY, request_of=about.id
    )
    data = {"for": MONEY, "request": asked.id, "until": "2023-09-20", "reason": "拨款"}
    waits = s.case(
        about, [*s.delivered(s.WATER, (9, 4)), s.fact(FactKind.WAITING, s.at(9, 12), **data)]
    )
    return [waits, s.case(asked, s.delivered(MONEY, (9, 12)))]


def _reviews() -> list[Case]:
    stages = (
        StageTerms("专家论证", StageKind.EXPERT_REVIEW, "县专家组", "", s.at(10, 12, 17, 30)),
    )
    due = s.deadline(date(2023, 9, 28))
    staged = s.assignment("制-06", "编制湿地保护规划", due, s.ENVIRONMENT, stages=stages)
    checked = s.assignment("制-07", "修订排污许可办法", due, s.ENVIRONMENT, review=True)
    wondering = s.assignment("城-06", "建筑垃圾资源化利用", s.deadline(date(2023, 10, 20)), s.TOWN)
    question = s.fact(FactKind.QUESTION, s.at(9, 22, 10), text="两个标段可否分开报？")
    return [
        s.case(staged, [_reported((9, 21), receipt="R-0043", text="送审稿已报")]),
        s.case(checked, [_reported((9, 25), receipt="R-0044", text="已印发")]),
        s.case(wondering, [*s.delivered(s.TOWN, (9, 4)), question]),
    ]


def _slipped() -> list[Case]:
    """Two items of one unit, each with a yellow slip."""
    found: list[Case] = []
    for code, title in (("城-02", "城区污水管网改造"), ("城-03", "老旧小区雨污分流")):
        about = s.assignment(code, title, s.deadline(date(2023, 9, 12)), s.TOWN, ladder=_GOING_UP)
        slip = {"rung": "报办公室", "to": f"{s.OFFICE}/clerk", "slip": "yellow"}
        facts = [*s.delivered(s.TOWN, (9, 4)), s.fact(FactKind.ESCALATED, s.at(9, 18), **slip)]
        found.append(s.case(about, facts))
    return found


def _event() -> Case:
    name = "规划批准"
    due = s.deadline(date(2023, 9, 20))
    about = s.assignment(name, name, due, s.OFFICE, is_event=True, ladder=Ladder("来事登记", ()))
    about = replace(about, id=event_id(PROGRAMME, name))
    standing = stand(about, ())
    return Case(about, (), standing, light_of(about, standing, LOOK))
