"""What would be right, by form of value or by code, and the fixed words around problems."""

from __future__ import annotations

from typing import Final

LABELS: Final[dict[str, tuple[str, str]]] = {
    "error": ("错误：", "error: "),
    "note": ("提示：", "note: "),
    "expected": ("应为：", "expected: "),
    "did you mean": ("是不是想写：{suggestion}", "did you mean: {suggestion}"),
    "see also": ("另见：", "see also: "),
    "choices": ("{choices} 之一", "one of {choices}"),
}

_DUE = (
    "日期（2024-09-30、2024年9月底）、open（长期坚持）、{phase: 阶段序号}、{from: 起, to: 止}，"
    "或 {after: 事件, within: 1 month}",
    "a date (2024-09-30, 2024年9月底), open, {phase: NO}, {from: DATE, to: DATE}, "
    "or {after: EVENT, within: 1 month}",
)
_EVENT = ("events 里的事件名称，如 规划批准", "the name of an event under events")
_PHASE = ("phases 里的序号", "the number of a phase under phases")
_STAGES = (
    "按办理次序，后面的环节不早于前面的，最后一个不早于任务时限",
    "stages in their order; the last is not due before the task itself",
)
_SPAN = (
    "如 3 working-days、1 day、2 weeks、1 month，或 3个工作日、1天、2周、1个月",
    "such as 3 working-days, 1 day, 2 weeks, 1 month, or 3个工作日, 1天, 2周, 1个月",
)

EXPECTED: Final[dict[str, tuple[str, str]]] = {
    # by form of value
    "text": ("文字", "text"),
    "name": ("名称", "a name"),
    "unit": (
        "units.yaml 里的单位名称、简称或别名",
        "a unit of units.yaml by name, short name or alias",
    ),
    "group": ("units.yaml 里 groups 的名称", "the name of a group in units.yaml"),
    "office": ("units.yaml 里 offices 的名称", "an office of units.yaml"),
    "ladder": ("ladders 里的名称", "the name of a ladder"),
    "code": (
        "汉字、字母、数字、连字符，不超过40个",
        "letters, digits, Chinese, hyphens; at most 40",
    ),
    "programme code": ("小写字母、数字、连字符", "lower-case letters, digits, hyphens"),
    "post": ("岗位名称", "the title of a post"),
    "role": ("岗位角色，如 liaison、director", "a role such as liaison or director"),
    "folder": ("文件夹名称", "the name of a folder"),
    "measure": ('计量单位，没有就写 ""', 'a unit of measure, "" where there is none'),
    "event": _EVENT,
    "phase": _PHASE,
    "stage kind": (
        "opinions 征求意见、expert-review 专家论证、deliberation 审议、approval 报批、"
        "filing 备案、publication 印发",
        "opinions, expert-review, deliberation, approval, filing or publication",
    ),
    "points": ("百分点，1 至 100 的整数", "whole percentage points from 1 to 100"),
    "channel": ("telegram 或 web", "telegram or web"),
    "value": ("数或文字", "a number or words"),
    "number": ("数，如 20 或 85.5", "a number such as 20 or 85.5"),
    "count": ("整数，0 至 99999", "a whole number from 0 to 99,999"),
    "times": ("整数，1 至 50", "a whole number from 1 to 50"),
    "year": ("年份，如 2024", "a year such as 2024"),
    "date": ("日期，如 2024-09-30 或 2024年9月30日", "a date such as 2024-09-30"),
    "due": _DUE,
    "time": ("时刻，如 17:30", "a clock time such as 17:30"),
    "span": _SPAN,
    "span before": ("如 1 month before、提前1个月", "such as 1 month before"),
    "period": (
        "如 2023-Q3、2024-05、2024-W07、2024-H1、2024，或日期",
        "such as 2023-Q3, 2024-05, 2024-W07, 2024-H1, 2024, or a date",
    ),
    "day rule": (
        "last day、day 25、friday、working-day 3、last working-day、working-day -2、03-15，"
        "或 最后一日、25日、周五、第3个工作日、3月15日",
        "last day, day 25, friday, working-day 3, last working-day, working-day -2 or 03-15",
    ),
    "weekday": ("星期几，如 friday 或 周五", "a weekday such as friday"),
    "listen": ("主机:端口，如 127.0.0.1:8080", "host:port such as 127.0.0.1:8080"),
    "language": ("zh 或 en", "zh or en"),
    "flag": ("true 或 false（是、否）", "true or false"),
    "roll": ("next、previous、next+1 或 none", "next, previous, next+1 or none"),
    "every": ("周期，如 month、quarter", "a period such as month or quarter"),
    "slip": ("blue、yellow 或 red", "blue, yellow or red"),
    "op": ("比较，如 ge、le、text", "a comparison such as ge, le or text"),
    "attribute": ("binding、expected 或 reference", "binding, expected or reference"),
    "status": ("official 或 provisional", "official or provisional"),
    "list": ("列表，如 [甲, 乙]，或每行一个“- ”", "a list such as [a, b], or lines with “- ”"),
    "record": ("“键: 值”，冒号后空一格", "keys and values, a space after each colon"),
    # by code, where the form of the value does not say it
    "due-unclear": _DUE,
    "due-month-unclear": ("写明哪一天，如 2024年6月底", "the day, such as 2024年6月底"),
    "unknown-event": _EVENT,
    "unknown-phase": _PHASE,
    "stage-out-of-order": _STAGES,
    "stage-without-day": ("日期，或 {phase: 阶段序号}", "a date, or {phase: NO}"),
    "opens-twice": ("只在一处写交办日", "the day it opens in one place"),
    "event-circle": (
        "前一项不等后一项引起的事件",
        "work that waits for no event of its own making",
    ),
    "readings-without-code": ("同级加 code，如 code: 指-01", "a code beside it, as in code: 指-01"),
    "gap-out-of-order": ("red_gap 大于 yellow_gap", "a red_gap above the yellow_gap"),
    "approve-without-escalation": (
        "去掉 approve，或改为 after 并发给 head、leader 等",
        "no approve, or after with to: [head] or [leader]",
    ),
    "duplicate-stage": ("每个环节一个名称", "a name of its own for every stage"),
    "duplicate-event": ("每个事件一个名称", "a name of its own for every event"),
    "duplicate-group": ("每个单位组一个名称", "a name of its own for every group"),
    "event-code-taken": ("与代码不同的名称", "a name that is no code"),
    "tag-forbidden": ("去掉标签，只写值", "the value without the tag"),
    "unknown-unit": (
        "units.yaml 里的单位名称、简称或别名",
        "a unit of units.yaml by name, short name or alias",
    ),
    "unknown-office": ("units.yaml 里 offices 的名称", "an office of units.yaml"),
    "unknown-group": ("units.yaml 里 groups 的名称", "the name of a group in units.yaml"),
    "unknown-ladder": ("ladders 里的名称", "the name of a ladder"),
    "post-missing": (
        "先在 units.yaml 这个办公室的 posts 里写上",
        "first name the post in units.yaml",
    ),
    "alias-taken": ("每个名称和别名只属于一个单位", "a name or alias belongs to one unit"),
    "day-rule-unfit": (
        "星期几用于 week，月日（03-15）用于 year，day 25 不用于 week",
        "weekdays go with week, 03-15 with year, day 25 with all but week",
    ),
}
