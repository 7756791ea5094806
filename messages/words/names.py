"""The words for closed sets: lights, states, roles, slips, facts, and what counts as done."""

from __future__ import annotations

from messages.words.clean import clean
from messages.words.language import tongue
from workflows.ladder import Slip
from workflows.ledger import FactKind, ReportKind
from workflows.notice import NoticeKind
from workflows.programme import AssignmentRole, Needs, Op
from workflows.roster import Role
from workflows.standing import Light, State

NOTE_CHARS = 60

_LIGHTS = {
    "zh": {
        Light.RED: "■红灯",
        Light.YELLOW: "▲黄灯",
        Light.GREEN: "●绿灯",
        Light.GREY: "○未到期",
    },
    "en": {
        Light.RED: "■ red",
        Light.YELLOW: "▲ yellow",
        Light.GREEN: "● green",
        Light.GREY: "○ grey",
    },
}
_STATES = {
    "zh": {
        State.PLANNED: "未开始",
        State.OPEN: "待反馈",
        State.ACKNOWLEDGED: "已签收",
        State.IN_PROGRESS: "推进中",
        State.BLOCKED: "有困难",
        State.RETURNED: "已退回",
        State.IN_REVIEW: "审核环节中",
        State.DONE: "已报完成",
        State.NIL: "零报告",
        State.ACCEPTED: "审核通过",
        State.EXCUSED: "豁免",
        State.CLOSED: "销号",
        State.FILED: "归档",
    },
    "en": {
        State.PLANNED: "not open yet",
        State.OPEN: "no report yet",
        State.ACKNOWLEDGED: "acknowledged",
        State.IN_PROGRESS: "in progress",
        State.BLOCKED: "in difficulty",
        State.RETURNED: "returned",
        State.IN_REVIEW: "in review",
        State.DONE: "reported done",
        State.NIL: "nil report",
        State.ACCEPTED: "accepted",
        State.EXCUSED: "excused",
        State.CLOSED: "closed",
        State.FILED: "filed",
    },
}
_ROLES = {
    "zh": {
        Role.LIAISON: "联络员",
        Role.HEAD: "单位负责人",
        Role.CLERK: "办公室工作人员",
        Role.DIRECTOR: "办公室主任",
        Role.LEADER: "分管领导",
        Role.ADMIN: "管理员",
        Role.AUDITOR: "审计员",
    },
    "en": {
        Role.LIAISON: "liaison",
        Role.HEAD: "head of the unit",
        Role.CLERK: "office clerk",
        Role.DIRECTOR: "office director",
        Role.LEADER: "leader in charge",
        Role.ADMIN: "administrator",
        Role.AUDITOR: "auditor",
    },
}
_PARTS = {
    "zh": {AssignmentRole.LEAD: "牵头", AssignmentRole.CO: "配合"},
    "en": {AssignmentRole.LEAD: "lead", AssignmentRole.CO: "co-responsible"},
}
_SLIPS = {
    "zh": {Slip.BLUE: "蓝色督办单", Slip.YELLOW: "黄色督办单", Slip.RED: "红色督办单"},
    "en": {Slip.BLUE: "Blue slip", Slip.YELLOW: "Yellow slip", Slip.RED: "Red slip"},
}
_KINDS = {
    "zh": {
        NoticeKind.ISSUE: "新交办",
        NoticeKind.REMINDER: "提醒",
        NoticeKind.NAG: "催办",
        NoticeKind.ESCALATION: "升级",
        NoticeKind.CONTACT: "联络不畅",
        NoticeKind.DECISION: "审批结果",
        NoticeKind.REQUEST: "请示",
        NoticeKind.DIGEST: "周报",
        NoticeKind.CLEARED: "销单",
        NoticeKind.SECRECY: "保密提醒",
        NoticeKind.GAP: "停机补报",
    },
    "en": {
        NoticeKind.ISSUE: "New item",
        NoticeKind.REMINDER: "Reminder",
        NoticeKind.NAG: "Overdue",
        NoticeKind.ESCALATION: "Escalation",
        NoticeKind.CONTACT: "Cannot be reached",
        NoticeKind.DECISION: "Decision",
        NoticeKind.REQUEST: "Request",
        NoticeKind.DIGEST: "Digest",
        NoticeKind.CLEARED: "Slip cleared",
        NoticeKind.SECRECY: "Secrecy",
        NoticeKind.GAP: "Interruption",
    },
}
_FACTS = {
    "zh": {
        FactKind.ISSUED: "交办",
        FactKind.DELIVERED: "通知送达",
        FactKind.UNDELIVERED: "通知未送达",
        FactKind.ACKNOWLEDGED: "签收",
        FactKind.REPORTED: "反馈",
        FactKind.CORRECTED: "更正",
        FactKind.WITHDRAWN: "撤回",
        FactKind.EVIDENCE_ADDED: "补充佐证",
        FactKind.EXTENSION_ASKED: "申请延期",
        FactKind.EXTENDED: "同意延期",
        FactKind.EXTENSION_REFUSED: "不同意延期",
        FactKind.RETURNED: "退回",
        FactKind.ACCEPTED: "审核通过",
        FactKind.EXCUSED: "豁免",
        FactKind.ESCALATED: "升级",
        FactKind.HANDED_OVER: "联络员交接",
        FactKind.DUE_MOVED: "时限调整",
        FactKind.QUESTION: "提问",
        FactKind.ANSWERED: "答复",
        FactKind.CLOSED: "销号",
        FactKind.FILED: "归档",
        FactKind.STAGE: "审核环节",
        FactKind.SNOOZED: "稍后提醒",
        FactKind.WAITING: "等待其他单位",
        FactKind.WAITING_OVER: "等待结束",
        FactKind.SLIP_APPROVED: "批准督办单",
        FactKind.SLIP_DROPPED: "不发督办单",
        FactKind.EVENT: "登记来事",
    },
    "en": {
        FactKind.ISSUED: "issued",
        FactKind.DELIVERED: "notice delivered",
        FactKind.UNDELIVERED: "notice not delivered",
        FactKind.ACKNOWLEDGED: "acknowledged",
        FactKind.REPORTED: "report",
        FactKind.CORRECTED: "correction",
        FactKind.WITHDRAWN: "withdrawn",
        FactKind.EVIDENCE_ADDED: "evidence added",
        FactKind.EXTENSION_ASKED: "extension asked for",
        FactKind.EXTENDED: "extension granted",
        FactKind.EXTENSION_REFUSED: "extension refused",
        FactKind.RETURNED: "returned",
        FactKind.ACCEPTED: "accepted",
        FactKind.EXCUSED: "excused",
        FactKind.ESCALATED: "escalated",
        FactKind.HANDED_OVER: "handed over",
        FactKind.DUE_MOVED: "due date moved",
        FactKind.QUESTION: "question",
        FactKind.ANSWERED: "answered",
        FactKind.CLOSED: "closed",
        FactKind.FILED: "filed",
        FactKind.STAGE: "review stage",
        FactKind.SNOOZED: "reminder put off",
        FactKind.WAITING: "waiting for another unit",
        FactKind.WAITING_OVER: "wait over",
        FactKind.SLIP_APPROVED: "slip approved",
        FactKind.SLIP_DROPPED: "slip not sent",
        FactKind.EVENT: "event recorded",
    },
}
_REPORTS = {
    "zh": {
        ReportKind.DONE: "已完成",
        ReportKind.PROGRESS: "推进中",
        ReportKind.BLOCKED: "有困难",
        ReportKind.NIL: "零报告",
        ReportKind.VALUE: "报数",
        ReportKind.NOT_STARTED: "未启动",
    },
    "en": {
        ReportKind.DONE: "done",
        ReportKind.PROGRESS: "in progress",
        ReportKind.BLOCKED: "in difficulty",
        ReportKind.NIL: "nil report",
        ReportKind.VALUE: "figure",
        ReportKind.NOT_STARTED: "not started",
    },
}


def light_words(light: Light, lang: str) -> str:
    """■红灯 / ■ red: a shape and a word, so that nothing hangs on colour."""
    return _LIGHTS[tongue(lang)][light]


def light_mark(light: Light) -> str:
    """The shape alone: ■ ▲ ● ○."""
    return _LIGHTS["zh"][light][0]


def state_words(state: State, lang: str) -> str:
    """待反馈 / no report yet."""
    return _STATES[tongue(lang)][state]


def role_words(role: Role, lang: str) -> str:
    """联络员 / liaison: what a post does."""
    return _ROLES[tongue(lang)][role]


def part_words(role: AssignmentRole, lang: str) -> str:
    """牵头 / lead: a unit's part in a task."""
    return _PARTS[tongue(lang)][role]


def slip_words(slip: Slip, lang: str) -> str:
    """黄色督办单 / Yellow slip: the level of the letter."""
    return _SLIPS[tongue(lang)][slip]


def kind_words(kind: NoticeKind, lang: str) -> str:
    """催办 / Overdue: the kind of a notice."""
    return _KINDS[tongue(lang)][kind]


def fact_words(kind: FactKind, lang: str) -> str:
    """反馈 / report: the kind of a fact."""
    return _FACTS[tongue(lang)][kind]


def report_words(intent: str, lang: str) -> str:
    """已完成 / done, for the ledger's `intent`; "" for an intent that is none of ours."""
    return _REPORTS[tongue(lang)][ReportKind(intent)] if intent in set(ReportKind) else ""


_OP_MARKS = {Op.GE: "≥", Op.GT: "＞", Op.LE: "≤", Op.LT: "＜"}


def op_mark(op: Op) -> str:
    """≥ before the number of a target; "" for what is equal or said in words."""
    return _OP_MARKS.get(op, "")


def percent_words(percent: float | None) -> str:
    """45%, 99.5%; "" for None."""
    return "" if percent is None else f"{percent:.1f}".rstrip("0").rstrip(".") + "%"


def needs_words(needs: Needs, lang: str) -> str:
    """What counts as done: 文字说明不少于80字、佐证材料2件; "" where nothing is asked for."""
    english = tongue(lang) == "en"
    words: list[str] = []
    n = needs.text_chars
    if n == 1:
        words.append("a text, a link or a file" if english else "文字、链接或文件均可")
    elif n:
        words.append(f"a text of {n} characters or more" if english else f"文字说明不少于{n}字")
    if needs.files:
        plural = "" if needs.files == 1 else "s"
        words.append(f"{needs.files} file{plural}" if english else f"佐证材料{needs.files}件")
    if needs.number:
        words.append("a figure" if english else "填报数值")
    listed = (", " if english else "、").join(words)
    note = clean(needs.note, NOTE_CHARS)
    return ("; " if english else "；").join(part for part in (listed, note) if part)
