"""The plan as a person reads it at a terminal: tables, and what would change."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rich.console import Console
from rich.table import Table

_HEADINGS = {
    "assignments": (
        ("交办事项", "编号", "事项", "责任单位", "期次", "时限"),
        ("Assignments", "code", "title", "unit", "occurrence", "due"),
    ),
    "milestones": (
        ("节点", "方案", "序号", "节点名称", "时限", "责任单位"),
        ("Milestones", "programme", "no", "title", "due", "units"),
    ),
    "events": (
        ("来事", "方案", "事件", "预计", "由谁登记"),
        ("Events", "programme", "event", "expected", "recorded by"),
    ),
    "stages": (
        ("审核环节", "编号", "环节", "由谁决定", "文件", "时限"),
        ("Stages of review", "code", "stage", "who decides", "document", "due"),
    ),
    "bills": (
        ("减负账单（新增的例行要求，无人提前反馈时）", "编号", "人数", "要求", "单独成条的消息"),
        ("Bills of new recurring work", "code", "people", "asks", "messages of its own"),
    ),
    "changes": (
        ("待生效变更", "变更", "事项", "原为", "改为"),
        ("Pending changes", "change", "assignment", "before", "after"),
    ),
}
_CHANGES_ZH = {
    "added": "新增",
    "removed": "取消",
    "due": "时限",
    "title": "标题",
    "details": "内容",
    "terms": "催办规则（不影响在办事项）",
}
_MOST_CHANGES = 60
"""More lines than these say less: the rest is counted."""


def show_plan(document: dict[str, Any], lang: str) -> None:
    """Print the plan document for a person."""
    console = Console()
    zh = lang == "zh"
    _table(console, "assignments", (_assignment(r) for r in document["assignments"]), zh)
    for part, row in (("milestones", _milestone), ("events", _event), ("stages", _stage)):
        if document[part]:
            _table(console, part, (row(each, zh) for each in document[part]), zh)
    _print_notices(console, document["notices"], zh)
    _print_changes(console, document, zh)
    added = {
        tuple(c["assignment"].split("/")[:2]) for c in document["changes"] if c["what"] == "added"
    }
    bills = [bill for bill in document["bills"] if (bill["programme"], bill["task"]) in added]
    if bills:
        _table(console, "bills", map(_bill, bills), zh)


def _table(console: Console, part: str, rows: Any, zh: bool) -> None:
    title, *headings = _HEADINGS[part][0 if zh else 1]
    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _assignment(row: dict[str, Any]) -> tuple[str, ...]:
    due = _instant(row["due_at"]) or row["why"] or "—"
    return row["task"], row["title"], row["unit"], row["occurrence"] or "", due


def _milestone(row: dict[str, Any], zh: bool) -> tuple[str, ...]:
    after = f"{row['relative_to']}之后" if zh else f"after {row['relative_to']}"
    due = row["due_on"] or (after if row["relative_to"] else "—")
    return row["programme"], row["no"], row["title"], due, ("、" if zh else ", ").join(row["units"])


def _event(row: dict[str, Any], zh: bool) -> tuple[str, ...]:
    del zh
    return row["programme"], row["name"], row["expected_on"] or "—", row["recorded_by"]


def _stage(row: dict[str, Any], zh: bool) -> tuple[str, ...]:
    del zh
    due = _instant(row["due_at"]) or "—"
    return row["task"], row["name"], row["decider"], row["document"], due


def _instant(text: str | None) -> str:
    return (text or "")[:16].replace("T", " ")


def _print_notices(console: Console, notices: list[dict[str, Any]], zh: bool) -> None:
    kinds = Counter(notice["kind"] for notice in notices)
    counted = "、".join(f"{kind} {n}" for kind, n in sorted(kinds.items()))
    console.print(
        f"通知合计 {len(notices)} 条（无人反馈时）：{counted}"
        if zh
        else f"{len(notices)} notices if nobody answers: {counted}"
    )


def _print_changes(console: Console, document: dict[str, Any], zh: bool) -> None:
    """The changes of what is in force one by one; what is new is only counted."""
    changes, notices = document["changes"], document["notice_changes"]
    shown = [change for change in changes if change["what"] != "added"]
    if shown:
        _table(console, "changes", (_change(each, zh) for each in shown[:_MOST_CHANGES]), zh)
    if len(shown) > _MOST_CHANGES:
        rest = len(shown) - _MOST_CHANGES
        console.print(f"……另有 {rest} 项" if zh else f"… and {rest} more")
    console.print(
        f"待生效变更 {len(changes)} 项；本期通知增加 {notices['added']} 条、"
        f"减少 {notices['removed']} 条。"
        if zh
        else f"{len(changes)} changes pending; they add {notices['added']} notices of the window "
        f"and remove {notices['removed']}."
    )


def _bill(row: dict[str, Any]) -> tuple[str, ...]:
    return row["task"], str(row["people"]), str(row["asks"]), str(row["messages"])


def _change(row: dict[str, str], zh: bool) -> tuple[str, ...]:
    what = _CHANGES_ZH[row["what"]] if zh else row["what"]
    before, after = row["before"], row["after"]
    if row["what"] in ("due", "removed"):
        before, after = _instant(before), _instant(after)
    return what, row["assignment"], before, after
