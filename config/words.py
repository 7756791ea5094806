"""The words of the language's closed sets, English and Chinese, and the values they stand for."""

from __future__ import annotations

from workflows.ladder import Slip
from workflows.programme import Attribute, Every, Op
from workflows.roll import Roll
from workflows.roster import Role
from workflows.stage import StageKind

FLAGS = {
    "true": True,
    "false": False,
    "yes": True,
    "no": False,
    "是": True,
    "否": False,
}

ROLES = {role.value: role for role in Role} | {
    "联络员": Role.LIAISON,
    "负责人": Role.HEAD,
    "单位负责人": Role.HEAD,
    "办公室工作人员": Role.CLERK,
    "办公室主任": Role.DIRECTOR,
    "分管领导": Role.LEADER,
    "管理员": Role.ADMIN,
    "审计员": Role.AUDITOR,
}

ROLLS = {roll.value: roll for roll in Roll} | {
    "顺延": Roll.NEXT,
    "提前": Roll.PREVIOUS,
    "顺延一日": Roll.NEXT_PLUS_1,
    "不调整": Roll.NONE,
}

PERIODS = {every.value: every for every in Every} | {
    "每周": Every.WEEK,
    "每月": Every.MONTH,
    "每季度": Every.QUARTER,
    "每半年": Every.HALF_YEAR,
    "每年": Every.YEAR,
}

SLIPS = {slip.value: slip for slip in Slip} | {
    "蓝": Slip.BLUE,
    "黄": Slip.YELLOW,
    "红": Slip.RED,
}

OPS = {op.value: op for op in Op} | {
    "≥": Op.GE,
    ">=": Op.GE,
    ">": Op.GT,
    "≤": Op.LE,
    "<=": Op.LE,
    "<": Op.LT,
    "=": Op.EQ,
    "不降低": Op.NO_DECREASE,
    "完成上级下达的目标": Op.SUPERIOR_TARGET,
}

ATTRIBUTES = {attribute.value: attribute for attribute in Attribute} | {
    "约束性": Attribute.BINDING,
    "预期性": Attribute.EXPECTED,
    "参考性": Attribute.REFERENCE,
}

STAGE_KINDS = {kind.value: kind for kind in StageKind} | {
    "征求意见": StageKind.OPINIONS,
    "专家论证": StageKind.EXPERT_REVIEW,
    "技术咨询": StageKind.EXPERT_REVIEW,
    "审议": StageKind.DELIBERATION,
    "报批": StageKind.APPROVAL,
    "备案": StageKind.FILING,
    "印发": StageKind.PUBLICATION,
}

OPEN_WORDS = ("open", "长期", "长期坚持", "持续推进")
"""How a due date says that it has no end."""

STATUSES = {"official": True, "provisional": False, "正式": True, "暂定": False}

CHANNELS = {"telegram": "telegram", "web": "web"}

LANGUAGES = {"zh": "zh", "en": "en"}
