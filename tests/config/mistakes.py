"""Mistakes an admin makes: the changed files, and the one problem each is to bring about."""

from __future__ import annotations

from tests.config.written_homes import DUTY, SMALL, TASK, with_more

Case = tuple[str, dict[str, str | bytes], tuple[str, str, int, int, str]]
UNITS = SMALL["units.yaml"]
PLAN = SMALL["programmes/p.yaml"]
P = "programmes/p.yaml"
C = "calendar/2024.yaml"


def task(more: str, code: str, column: int, meant: str = "") -> Case:
    """A mistake at the end of the one task, on line 10."""
    return f"task {more}", with_more(TASK % more), (P, code, 11, column, meant)


def duty(more: str, code: str, column: int, meant: str = "") -> Case:
    return f"duty {more}", with_more(DUTY % more), (P, code, 11, column, meant)


def swap(file: str, old: str, new: str, where: tuple[str, int, int, str]) -> Case:
    """A mistake made by replacing a piece of the small home."""
    text = SMALL[file]
    assert text.count(old) == 1, old
    return f"{file} {new}", {file: text.replace(old, new)}, (file, *where)


def rung(line: str, code: str, column: int, meant: str = "") -> Case:
    """A mistake in a second step of the small home's ladder, on line 10."""
    return f"rung {line}", with_more(f"    - {line}\n"), (P, code, 10, column, meant)


def indicator(inner: str, code: str, column: int, meant: str = "") -> Case:
    more = f"indicators: [{{name: 率, {inner}}}]"
    return task(more, code, column, meant)


def stage(inner: str, code: str, column: int, meant: str = "") -> Case:
    """A mistake in the one stage of a task, on line 12; columns count from its brace."""
    more = TASK % f"stages: [\n        {inner}]"
    return f"stage {inner}", with_more(more), (P, code, 12, column, meant)


def event(rest: str, code: str, line: int, column: int, meant: str = "") -> Case:
    """A mistake in events, or in what follows them."""
    return f"event {rest}", with_more(f"events:\n  - {rest}\n"), (P, code, line, column, meant)


def rule(line: str, code: str, column: int, meant: str = "") -> Case:
    """A mistake in a line of the programme itself."""
    return f"rule {line}", with_more(f"{line}\n"), (P, code, 10, column, meant)


def read(inner: str, code: str, column: int, meant: str = "") -> Case:
    """A mistake in the readings of an indicator, on line 12; columns count from its brace."""
    head = "{no: 1, code: 指-01, name: 率, op: ge, value: 3, year: 2024, readings:"
    more = f"indicators:\n  - {head}\n      {{{inner}}}}}\n"
    return f"readings {inner}", with_more(more), (P, code, 12, column + 8, meant)


CASES: list[Case] = [
    # keys
    task("deu: 2024-09-30", "unknown-key", 51, "due"),
    task("时限: 2024-09-30", "unknown-key", 51, "due"),
    task("Due: 2024-09-30", "unknown-key", 51, "due"),
    task("due: open, due: open", "duplicate-key", 62),
    swap("units.yaml", "short: 生态", "shrot: 生态", ("unknown-key", 3, 5, "short")),
    swap(P, "title: 方案", "titel: 方案", ("unknown-key", 2, 1, "title")),
    swap(P, "title: 方案\n", "", ("missing-key", 1, 1, "")),
    task("needs: [x]", "mapping-expected", 58),
    task("needs: 80", "mapping-expected", 58),
    task("needs: text：80", "full-width-colon", 58),
    task("text: {a: b}", "mapping-unexpected", 57),
    task("text: [a]", "list-unexpected", 57),
    task("text: ", "value-empty", 57),
    task("text: null", "value-empty", 57),
    task("text: ''", "value-empty", 57),
    task(f"text: {'字' * 4001}", "text-too-long", 57),
    task("section: {{ x }}", "braces-unquoted", 60, '"{{ x }}}"'),
    task("indicators: 率", "list-expected", 63, "[率]"),
    swap(P, "to: [liaison]", "to: []", ("list-empty", 9, 46, "")),
    # single values
    task("due: 2024-02-30", "date-not-real", 56, "2024-02-29"),
    task("due: 2024-09-31", "date-not-real", 56, "2024-09-30"),
    task("due: 2024-13-01", "date-not-real", 56),
    task("due: 20240930", "due-unreadable", 56),
    task("due: 年底", "due-unreadable", 56),
    task("due: 2024年13月底", "date-not-real", 56),
    task("due: 2024年2月30日前", "date-not-real", 56, "2024-02-29"),
    task("due: 1024年底", "date-far-away", 56),
    task("due: 2024年6月前", "due-month-unclear", 56, "2024年6月底"),
    task("due: 2024年第五季度", "due-unreadable", 56),
    task("due: 2025年6月底", "outside-programme", 56),
    task("due: 1024-09-30", "date-far-away", 56),
    task("opens: 明天", "date-unreadable", 58),
    task("due: {on: open, after: 批准, within: 1 day}", "due-unclear", 67),
    task("due: {on: open, within: 1 day}", "due-unclear", 67),
    task("due: {phase: 一, to: 2024-03-01}", "due-unclear", 67),
    task("due: {}", "due-unclear", 56),
    task("due: {to: 2024-03-01}", "due-unclear", 56),
    task("due: {from: 2024-03-01}", "missing-key", 56),
    task("due: {from: 2024-03-01, too: 2024-04-01}", "unknown-key", 75, "to"),
    task("due: {from: 2024-03-01, to: 2024-02-01}", "end-before-start", 79),
    task("due: {from: 2023-03-01, to: 2024-02-01}", "outside-programme", 63),
    task("due: {from: 2024年3月, to: open}", "date-unreadable", 63),
    task("due: {from: 2024-03-01, to: open}, opens: 2024-02-01", "opens-twice", 93),
    task("due: {phase: 一}", "unknown-phase", 64),
    task("due: {after: 批准, within: 1 month}", "unknown-event", 64),
    task("due: {text: 年底前}", "due-unclear", 56),
    task("due: {after: 批准}", "missing-key", 56),
    task("due: {on: 2024-02-30}", "date-not-real", 61, "2024-02-29"),
    task("due: {after: 批准, within: 半年}", "span-unreadable", 76),
    task("due: {after: 批准, withn: 1 day}", "unknown-key", 68, "within"),
    task("cutoff: 24:00", "time-24", 59, "23:59"),
    task("cutoff: ２４：００", "time-24", 59, "23:59"),
    task("cutoff: 25:00", "time-not-real", 59),
    task("cutoff: 17:60", "time-not-real", 59),
    task("cutoff: 1050", "time-unreadable", 59),
    task("cutoff: 5pm", "time-unreadable", 59),
    task("roll: nxt", "choice-unknown", 57, "next"),
    task("wish: ture", "choice-unknown", 57, "true"),
    task("wish: 1", "choice-unknown", 57),
    task("needs: {text: 很多}", "count-unreadable", 65),
    task("needs: {files: -1}", "count-unreadable", 66),
    swap(P, "programme: p", "programme: P区", ("code-unfit", 1, 12, "")),
    swap(P, "title: 方案", "title: 方案\nissued_on: x", ("date-unreadable", 3, 12, "")),
    # names
    task("ladder: 督力", "unknown-ladder", 59, "督办"),
    task("ladder: 没有的", "unknown-ladder", 59),
    swap(P, "ladder: 督办}", "ladder: 督力}", ("unknown-ladder", 6, 37, "督办")),
    swap(P, "office: 创建办", "office: 创建为", ("unknown-office", 5, 9, "创建办")),
    swap(P, "office: 创建办", "office: 区财政局", ("not-an-office", 5, 9, "")),
    swap(P, "to: [liaison]", "to: [liason]", ("choice-unknown", 9, 47, "liaison")),
    swap(P, "to: [liaison]", "to: [联络]", ("choice-unknown", 9, 47, "联络员")),
    # ladders
    swap(P, "{name: 提醒, before", "{name: 提/醒, before", ("name-unfit", 9, 14, "")),
    rung("{name: 二, to: [liaison]}", "rung-without-offset", 7),
    rung("{name: 二, before: 1 day, after: 1 day, to: [head]}", "rung-before-and-after", 39),
    rung("{name: 提醒, before: 1 day, to: [liaison]}", "duplicate-rung", 14),
    rung("{name: 二, after: 1 wek, to: [head]}", "span-unit-unknown", 24, "weeks"),
    rung("{name: 二, after: soon, to: [head]}", "span-unreadable", 24),
    rung("{name: 二, after: 1000 weeks, to: [head]}", "span-too-long", 24),
    rung("{name: 二, after: 1 day, to: [head, head]}", "role-twice", 35),
    rung("{name: 二, after: 1 day, to: [leader]}", "post-missing", 36),
    rung("{name: 二, after: 1 day, to: [head], times: 2}", "times-without-every", 50),
    rung("{name: 二, after: 1 day, to: [head], every: 1 day}", "every-without-times", 50),
    rung("{name: 二, after: 1 day, to: [head], every: 1 day, times: 1}", "every-once", 50),
    rung("{name: 二, after: 1 day, to: [head], every: 0 days, times: 2}", "every-zero", 50),
    rung("{name: 二, after: 1 day, to: [head], every: 1 day, times: 0}", "times-out-of-range", 64),
    rung("{name: 二, before: 1 day, to: [head], slip: red}", "slip-without-escalation", 50),
    rung("{name: 二, after: 1 day, to: [liaison], slip: red}", "slip-without-escalation", 52),
    rung("{name: 二, after: 1 day, to: [head], slip: orange}", "choice-unknown", 49),
    rung("{name: 二, before: 1 day, to: [head], approve: yes}", "approve-without-escalation", 53),
    rung("{name: 二, after: 1 day, to: [liaison], approve: 是}", "approve-without-escalation", 55),
    rung("{name: 二, after: 1 day, to: [head], approve: ja}", "choice-unknown", 52),
    ("empty ladder", with_more("  空: []\n"), (P, "ladder-empty", 10, 6, "")),
    ("ladder twice", with_more("  督办: []\n"), (P, "duplicate-key", 10, 3, "")),
    # tasks
    task("opens: 2024-10-01, due: 2024-09-30", "due-before-open", 75),
    task("opens: 2024-12-25", "due-before-open", 58),
    task("due: 2025-01-01", "outside-programme", 56),
    task("opens: 2023-12-31", "outside-programme", 58),
    task("lead: [区财政局]", "units-and-lead", 57),
    task("opens: 2024-12-01, co_before: 1 month", "co-before-open", 81),
    task("co_before: soon", "span-unreadable", 62),
    task("acknowledge_within: 3 hours", "span-unit-unknown", 71),
    task("support: [区财政据]", "unknown-unit", 61, "区财政局"),
    task("review: maybe", "choice-unknown", 59),
    # stages
    stage("{name: 论证, kind: expert}", "choice-unknown", 26, "expert-review"),
    stage("{kind: approval}", "missing-key", 9),
    stage("{name: 报批, kind: approval, due: open}", "stage-without-day", 41),
    stage("{name: 报批, kind: approval, due: 2024-11-30}", "stage-out-of-order", 41),
    stage("{name: 报批, kind: approval, due: 2025-11-30}", "outside-programme", 41),
    stage("{name: 报批, kind: approval, event: 批准}", "unknown-event", 43),
    (
        "stages in no order",
        with_more(
            TASK
            % (
                "due: 2024-02-01, stages: [{name: 甲, kind: filing, due: 2024-04-01},\n"
                "      {name: 乙, kind: filing, due: 2024-03-01}]"
            )
        ),
        (P, "stage-out-of-order", 12, 36, ""),
    ),
    (
        "stage twice",
        with_more(TASK % "stages: [{name: 甲, kind: filing},\n      {name: 甲, kind: filing}]"),
        (P, "duplicate-stage", 12, 14, ""),
    ),
    ("no stage", with_more(TASK % "stages: []"), (P, "list-empty", 11, 59, "")),
    # events
    event("{name: 批准}\n  - {name: 批准}", "duplicate-event", 12, 12),
    event("{name: 批准, expected: soon}", "date-unreadable", 11, 26),
    event("{name: 批准, expected: 2025-01-31}", "outside-programme", 11, 26),
    event("{nmae: 批准}", "unknown-key", 11, 6, "name"),
    event("{name: 制-01}\n" + TASK % "nil: false", "event-code-taken", 11, 12),
    event(
        "{name: 批准}\n" + TASK % "due: {after: 批准吧, within: 1 day}",
        "unknown-event",
        13,
        64,
        "批准",
    ),
    event(
        "{name: 批准}\n" + TASK % "due: {after: 批准, within: 1 day},\n    "
        "stages: [{name: 报, kind: approval, event: 批准}]",
        "event-circle",
        13,
        56,
    ),
    # how the office works
    rule("lights: {yellow_gap: 30}", "gap-out-of-order", 22),
    rule("lights: {yellow_gap: 20, red_gap: 10}", "gap-out-of-order", 35),
    rule("lights: {red_gap: 0}", "points-unreadable", 19),
    rule("lights: {near: 3}", "span-unit-unknown", 16),
    rule("patience: long", "span-unreadable", 11),
    rule("dates_note: [a]", "list-unexpected", 13),
    # indicators
    indicator(
        "op: ge, value: 3, year: 2024, readings: {every: year, from: [区财政局]}",
        "readings-without-code",
        114,
    ),
    read("from: [区财政局]", "missing-key", -1),
    read("every: month, from: []", "list-empty", 20),
    read("every: month, from: [区财政据]", "unknown-unit", 21, "区财政局"),
    read("every: month, from: [区财政局], on: friday", "day-rule-unfit", 32),
    read("every: month, from: [区财政局], on: working-day 60", "working-day-too-far", 32),
    read("every: month, from: [区财政局], first: 2025-01", "outside-programme", 35),
    read("every: month, from: [区财政局], first: 2024-05, last: 2024-03", "first-after-last", 50),
    read("every: month, from: [区财政局], ladder: 督力", "unknown-ladder", 36, "督办"),
    indicator("op: ge, value: 20%, year: 2024", "number-with-sign", 89, "20"),
    indicator("op: ge, value: ≥20, year: 2024", "number-with-sign", 89, "20"),
    indicator("op: ge, value: 高, year: 2024", "number-unreadable", 89),
    indicator("op: ge, value: 1e3, year: 2024", "number-unreadable", 89),
    indicator("op: ge, year: 2024", "value-missing", 78),
    indicator("op: no_decrease, value: 3, year: 2024", "value-not-wanted", 98),
    indicator("op: gte, value: 3, year: 2024", "choice-unknown", 78, "ge"),
    indicator("op: ge, value: 3", "missing-key", 64),
    indicator("unit: t", "target-missing", 64),
    indicator("op: ge, targets: {2024: {op: ge, value: 3}}", "target-twice", 78),
    indicator("targets: {24: {op: ge, value: 3}}", "year-unreadable", 84),
    # duties
    duty("on: day 32", "day-not-real", 75),
    duty("on: 第0个工作日", "day-not-real", 75),
    duty("on: fryday", "day-rule-unreadable", 75, "friday"),
    duty("on: friday", "day-rule-unfit", 75),
    duty("on: 03-15", "day-rule-unfit", 75),
    duty("on: 02-30", "date-not-real", 75, "02-29"),
    duty("on: working-day 60", "working-day-too-far", 75),
    duty("from: 2024-Q5", "period-unreadable", 77),
    duty("from: 2023-W54", "week-not-real", 77),
    duty("from: 2024-Q3, until: 2024-Q1", "first-after-last", 93),
    duty("from: 2023-Q4", "outside-programme", 77),
    duty("until: 2025-Q1", "outside-programme", 78),
    duty("opens: 月初", "span-unreadable", 78),
    # units
    swap("units.yaml", "name: 区财政局", "name: 区/财政局", ("name-unfit", 5, 11, "")),
    swap("units.yaml", "name: 区农业农村局", "name: 区财政局", ("duplicate-unit", 6, 11, "")),
    swap("units.yaml", "name: 区农业农村局", "name: 区环保局", ("alias-taken", 6, 11, "")),
    swap(
        "units.yaml",
        "short: 创建办",
        "short: 创建办\n    aliases: [区环保局]",
        ("alias-taken", 12, 15, ""),
    ),
    swap("units.yaml", "clerk:", "clark:", ("choice-unknown", 12, 13, "clerk")),
    # calendar
    swap(C, "status: official", "status: offical", ("choice-unknown", 2, 9, "official")),
    swap(C, "source: 通知\n", "", ("source-missing", 2, 9, "")),
    swap(C, "year: 2024", "year: 24", ("year-unreadable", 1, 7, "")),
    swap(C, "to: 2024-10-07", "to: 2025-10-07", ("day-of-another-year", 5, 39, "")),
    swap(C, "to: 2024-10-07", "to: 2024-09-07", ("end-before-start", 5, 39, "")),
    swap(C, "[2024-09-29]", "[2024-09-29, 2024-09-29]", ("day-twice", 6, 28, "")),
    swap(C, "[2024-09-29]", "[2024-10-05]", ("make-up-day-is-holiday", 6, 16, "")),
    swap(C, "[2024-09-29]", "[2024-09-30]", ("make-up-day-is-weekday", 6, 16, "")),
    swap(C, "[2024-09-29]", "[2025-09-28]", ("day-of-another-year", 6, 16, "")),
    swap(
        C,
        "make_up_days:",
        "  - {name: 二, from: 2024-10-07}\nmake_up_days:",
        ("holidays-overlap", 6, 21, ""),
    ),
    # the programme itself
    swap(P, "ends_on: 2024-12-31", "ends_on: 2023-12-31", ("end-before-start", 4, 10, "")),
    swap(P, "due: 2024-12-20", "due: 2025-12-20", ("outside-programme", 6, 17, "")),
    (
        "phase",
        with_more("phases: [{no: 一, title: 甲, from: 2024-05-01, to: 2024-04-01}]\n"),
        (P, "end-before-start", 10, 50, ""),
    ),
    (
        "milestone",
        with_more("milestones: [{no: 一, title: 甲, due: 2025-05-01}]\n"),
        (P, "outside-programme", 10, 37, ""),
    ),
    (
        "digest reader",
        with_more("digests: [{name: 周报, on: friday, at: 16:00, to: [director, leader]}]\n"),
        (P, "post-missing", 10, 60, ""),
    ),
    (
        "digest to liaisons",
        with_more("digests: [{name: 周报, on: friday, at: 16:00, to: [liaison]}]\n"),
        (P, "post-missing", 10, 50, ""),
    ),
    (
        "digest day",
        with_more("digests: [{name: 周报, on: frday, at: 16:00, to: [clerk]}]\n"),
        (P, "weekday-unknown", 10, 26, "friday"),
    ),
    (
        "indicator of no task",
        with_more("indicators: [{no: 1, task: 制-1, name: 甲, op: text, value: 乙, year: 2024}]\n"),
        (P, "unknown-task", 10, 28, ""),
    ),
    # settings
    ("language", {"duban.yaml": "language: cn\n"}, ("duban.yaml", "choice-unknown", 1, 11, "")),
    ("listen", {"duban.yaml": "listen: 8080\n"}, ("duban.yaml", "listen-unreadable", 1, 9, "")),
    (
        "hours in disorder",
        {"duban.yaml": "hours: {noon: 15:00}\n"},
        ("duban.yaml", "hours-out-of-order", 1, 15, ""),
    ),
    (
        "sent at night",
        {"duban.yaml": "hours: {send: 7:00}\n"},
        ("duban.yaml", "send-outside-hours", 1, 15, ""),
    ),
]
