"""Stages of review (审核环节): what happens to work after it is reported and before it is final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StageKind(StrEnum):
    OPINIONS = "opinions"  # 征求意见
    EXPERT_REVIEW = "expert-review"  # 专家论证、技术咨询
    DELIBERATION = "deliberation"  # 审议
    APPROVAL = "approval"  # 报批
    FILING = "filing"  # 备案
    PUBLICATION = "publication"  # 印发


class Outcome(StrEnum):
    """How a stage ended."""

    PASSED = "passed"  # 通过
    RETURNED = "returned"  # 退回修改: the work goes back to the unit, the stage stays open
    SKIPPED = "skipped"  # 不需要


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage (环节): who decides, on which document, by when (None: no day is named).

    `name` is unique within its task. `event` names the event that its passing brings about
    (规划批准), "" for none.
    """

    name: str
    kind: StageKind
    decider: str = ""
    document: str = ""
    due_on: date | None = None
    event: str = ""
