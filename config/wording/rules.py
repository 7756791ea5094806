"""Sentences about what does not fit together, and notes: (Chinese, English)."""

from __future__ import annotations

from typing import Final

RULES: Final[dict[str, tuple[str, str]]] = {
    "unknown-unit": ("没有“{word}”这个单位", "there is no unit “{word}”"),
    "unknown-office": ("没有“{word}”这个办公室", "there is no office “{word}”"),
    "unknown-group": ("没有“{word}”这个单位组", "there is no group “{word}”"),
    "unknown-ladder": ("没有“{word}”这个催办升级规则", "there is no ladder “{word}”"),
    "unknown-task": ("没有代码是“{word}”的任务", "no task has the code “{word}”"),
    "unit-is-office": (
        "“{word}”是领导小组办公室，不承担任务",
        "“{word}” is a leading-group office, which owes nothing",
    ),
    "not-an-office": ("“{word}”是责任单位，不是办公室", "“{word}” is a unit, not an office"),
    "units-separator": (
        "“{word}”要用半角逗号分开",
        "separate the names in “{word}” with half-width commas",
    ),
    "group-as-unit": ("“{word}”是单位组", "“{word}” is a group of units"),
    "unit-twice": ("“{word}”写了两次", "“{word}” is written twice"),
    "units-and-lead": (
        "units 与 lead、co 只能用一种写法",
        "use either units, or lead and co",
    ),
    "co-without-lead": ("有配合单位（co），没有牵头单位（lead）", "there is co without lead"),
    "lead-and-co": ("“{word}”既牵头又配合", "“{word}” both leads and assists"),
    "duplicate-unit": ("单位“{word}”写了两次", "the unit “{word}” is written twice"),
    "alias-taken": (
        "“{word}”已经是“{owner}”的名称或别名",
        "“{word}” is already a name or alias of “{owner}”",
    ),
    "duplicate-code": ("代码“{word}”用了两次", "the code “{word}” is used twice"),
    "duplicate-no": ("序号“{word}”用了两次", "the number “{word}” is used twice"),
    "duplicate-rung": (
        "步骤名“{word}”在这个规则里用了两次",
        "the step name “{word}” is used twice in this ladder",
    ),
    "duplicate-programme": (
        "方案代码“{word}”用了两次",
        "the programme code “{word}” is used twice",
    ),
    "duplicate-year": ("{word} 年有两个日历文件", "two calendar files are for {word}"),
    "year-unlike-file": (
        "文件名是 {name}，内容是 {word} 年",
        "the file is called {name} and holds the year {word}",
    ),
    "ladder-empty": ("催办升级规则里没有步骤", "the ladder has no step"),
    "ladder-missing": (
        "没有写催办升级规则，defaults 里也没有",
        "there is no ladder, here or under defaults",
    ),
    "rung-before-and-after": ("before 和 after 只能写一个", "either before or after, not both"),
    "rung-without-offset": ("没有写 before 或 after", "before or after is missing"),
    "every-without-times": ("有间隔 every，没有次数 times", "there is every without times"),
    "times-without-every": ("有次数 times，没有间隔 every", "there is times without every"),
    "every-once": ("只发一次，不写间隔 every", "sent once only, so every does not belong here"),
    "every-zero": ("间隔不能是零", "the distance cannot be zero"),
    "slip-without-escalation": (
        "督办单只用于升级（after，发给联络员以外的人）",
        "a slip goes with escalations only (after, to others than the liaison)",
    ),
    "role-twice": ("同一角色写了两次", "a role is written twice"),
    "post-missing": (
        "“{office}”没有 {word} 这个岗位",
        "“{office}” has no post {word}",
    ),
    "due-missing": (
        "没有写时限，defaults 里也没有",
        "there is no due date, here or under defaults",
    ),
    "due-before-open": (
        "时限 {due} 早于交办日 {opens}",
        "due on {due}, before it opens on {opens}",
    ),
    "outside-programme": (
        "{word} 在方案期限之外（{start} 至 {end}）",
        "{word} is outside the programme ({start} to {end})",
    ),
    "first-after-last": (
        "首期（{first}）晚于末期（{last}）",
        "the first period ({first}) is after the last ({last})",
    ),
    "end-before-start": (
        "结束日 {end} 早于开始日 {start}",
        "the end {end} is before the start {start}",
    ),
    "hours-out-of-order": ("{later} 应晚于 {earlier}", "{later} must be after {earlier}"),
    "send-outside-hours": (
        "发出时刻在工作时间之外，到时不会发出",
        "the sending time is outside the working hours, when nothing is sent",
    ),
    "source-missing": (
        "正式日历要写依据 source（通知的名称和文号）",
        "an official calendar names its source (the notice and its number)",
    ),
    "day-of-another-year": ("{word} 不在 {year} 年", "{word} is not in {year}"),
    "holidays-overlap": ("{word} 在两个假期里", "{word} is in two holidays"),
    "day-twice": ("{word} 写了两次", "{word} is written twice"),
    "make-up-day-is-holiday": (
        "{word} 既放假又调休上班",
        "{word} is both a holiday and a make-up working day",
    ),
    "make-up-day-is-weekday": (
        "{word} 本来就是工作日，不是调休",
        "{word} is a weekday, so it is no make-up working day",
    ),
    "unknown-phase": ("没有序号是“{word}”的阶段", "no phase has the number “{word}”"),
    "unknown-event": (
        "events 里没有“{word}”这个事件",
        "there is no event “{word}” under events",
    ),
    "duplicate-group": ("单位组“{word}”写了两次", "the group “{word}” is written twice"),
    "duplicate-stage": (
        "审核环节“{word}”在这项任务里用了两次",
        "the stage “{word}” is used twice in this task",
    ),
    "stage-out-of-order": (
        "审核环节的时限 {due} 早于前面的 {before}",
        "the stage is due on {due}, before what comes first on {before}",
    ),
    "stage-without-day": (
        "审核环节的时限要落在某一天",
        "the due date of a stage must be a day",
    ),
    "opens-twice": (
        "交办日写了两处：opens 和 due 的 from",
        "the day it opens is written twice, under opens and as from under due",
    ),
    "co-before-open": (
        "配合单位的时限 {due} 早于交办日 {opens}",
        "co units would owe their part on {due}, before it opens on {opens}",
    ),
    "event-code-taken": (
        "事件名称“{word}”与任务代码相同",
        "the event “{word}” has the name of a code",
    ),
    "duplicate-event": ("事件“{word}”写了两次", "the event “{word}” is written twice"),
    "event-circle": (
        "“{word}”要等它自己引起的事件：{circle}",
        "“{word}” waits for what it brings about itself: {circle}",
    ),
    "readings-without-code": (
        "要报送的指标须有代码 code",
        "an indicator that is reported needs a code",
    ),
    "approve-without-escalation": (
        "只有升级（after，发给联络员以外的人）才要批准",
        "only escalations (after, to others than the liaison) are approved",
    ),
    "gap-out-of-order": (
        "红灯差距要大于黄灯差距",
        "the gap for red must be wider than the one for yellow",
    ),
    "unassigned": (
        "没有责任单位，暂不交办：{title}",
        "no unit is named, so it is not assigned: {title}",
    ),
    "needs-confirmation": ("待确认：{question}", "to be confirmed: {question}"),
    "provisional-year": (
        "{year} 年的放假通知还没有公布，{count} 处时限暂按周末和法定节假日推算",
        "no official calendar for {year} yet: {count} due dates are provisional",
    ),
}
