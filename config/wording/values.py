"""Sentences about keys and single values: (Chinese, English)."""

from __future__ import annotations

from typing import Final

VALUES: Final[dict[str, tuple[str, str]]] = {
    "unknown-key": ("没有“{key}”这个键", "there is no key “{key}” here"),
    "duplicate-key": ("“{key}”写了两次", "“{key}” is written twice"),
    "missing-key": ("缺少“{key}”（{meaning_zh}）", "“{key}” is missing ({meaning_en})"),
    "mapping-expected": ("这里应是“键: 值”", "keys and values are expected here"),
    "mapping-unexpected": (
        "这里应是一个值，却写了“键: 值”",
        "one value is expected, not keys and values",
    ),
    "list-expected": ("这里应是列表", "a list is expected here"),
    "list-unexpected": ("这里应是一个值，却写了列表", "one value is expected here, not a list"),
    "list-empty": ("列表是空的", "the list is empty"),
    "value-empty": ("没有写值", "there is no value"),
    "text-unfit": ("“{word}”不合要求", "“{word}” does not fit"),
    "text-too-long": ("文字太长，上限 {limit} 字", "the text is longer than {limit} characters"),
    "name-unfit": (
        "“{word}”不能作名称：不超过80字，不含“/”，首尾不留空格",
        "“{word}” is no name: at most 80 characters, no “/”, no space at either end",
    ),
    "code-unfit": ("“{word}”不能作代码", "“{word}” is no code"),
    "choice-unknown": ("“{word}”不在允许的取值里", "“{word}” is not one of the allowed values"),
    "date-unreadable": ("“{word}”不是日期", "“{word}” is no date"),
    "date-not-real": ("没有“{word}”这一天", "the day “{word}” does not exist"),
    "date-far-away": ("年份应在1900至2200之间", "the year must be between 1900 and 2200"),
    "due-unreadable": ("“{word}”不是时限", "“{word}” is no due date"),
    "due-unclear": (
        "时限只能写一种：on；phase；from 和 to；after 和 within",
        "a due date is one of: on; phase; from and to; after and within",
    ),
    "due-month-unclear": (
        "“{word}”可指上月底，也可指当月底，要写明",
        "“{word}” may mean the end of that month or of the one before",
    ),
    "time-unreadable": ("“{word}”不是时刻", "“{word}” is no clock time"),
    "time-not-real": ("没有“{word}”这个时刻", "there is no clock time “{word}”"),
    "time-24": (
        "没有 24:00；一天的最后一分钟是 23:59，次日零点属于第二天",
        "there is no 24:00; the last minute of a day is 23:59, midnight belongs to the next day",
    ),
    "span-unreadable": ("“{word}”不是一段时间", "“{word}” is no span of time"),
    "span-unit-unknown": ("“{text}”的单位认不出来", "the unit in “{text}” is not known"),
    "span-too-long": ("“{word}”太长（上限十年）", "“{word}” is longer than ten years"),
    "period-unreadable": ("“{word}”不是期次", "“{word}” is no period"),
    "week-not-real": ("{year} 年没有“{word}”这一周", "the year {year} has no week “{word}”"),
    "day-not-real": ("没有“{word}”这一天", "there is no “{word}” in any month"),
    "day-rule-unreadable": ("“{word}”不是报送日的写法", "“{word}” names no day of a period"),
    "day-rule-unfit": (
        "“{word}”不适用于周期 {every}",
        "“{word}” does not fit the period {every}",
    ),
    "working-day-too-far": (
        "周期 {every} 里不一定有这么多工作日（上限 {limit}）",
        "a period of one {every} may not have so many working days (limit {limit})",
    ),
    "weekday-unknown": ("“{word}”不是星期几", "“{word}” is no weekday"),
    "year-unreadable": ("“{word}”不是年份", "“{word}” is no year"),
    "count-unreadable": ("“{word}”不是个数", "“{word}” is no whole number"),
    "times-out-of-range": ("次数应在1至50之间", "times must be between 1 and 50"),
    "points-unreadable": (
        "“{word}”应是1至100的整数（百分点）",
        "“{word}” is no whole number of points from 1 to 100",
    ),
    "number-unreadable": ("“{word}”不是数", "“{word}” is no number"),
    "number-with-sign": (
        "“{word}”里只写数；“≥”写在 op，“%”写在 unit",
        "write the number alone: “≥” belongs to op, “%” to unit",
    ),
    "value-missing": ("op 是 {op}，要写 value", "op is {op}, so a value is needed"),
    "value-not-wanted": ("op 是 {op}，不写 value", "op is {op}, so there is no value"),
    "target-missing": ("没有写目标：op 或 targets", "no target is given: op or targets"),
    "target-twice": (
        "写了 targets，就不再写“{key}”",
        "targets are given, so “{key}” does not belong here",
    ),
    "listen-unreadable": ("“{word}”不是“主机:端口”", "“{word}” is not host:port"),
}
