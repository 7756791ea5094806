"""A draft as text: the programme and the roster in YAML, and everything as one JSON document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from config.drafting.json_document import draft_json
from config.drafting.model import Draft
from config.drafting.settled import NO_TITLE, NO_UNIT, Settled, settle
from config.drafting.yaml_entries import (
    duty_lines,
    event_lines,
    indicator_lines,
    milestone_lines,
    phase_lines,
    task_lines,
)
from config.drafting.yaml_words import comment, day_of, flat, listed, quoted

__all__ = ["draft_json", "programme_yaml", "units_yaml"]

_HEAD: Final = (
    "# 起草稿，由原文读出，尚未核对。每一项后面注明原文的行号。",
    "# 待确认的写在 needs_confirmation 里，duban check 会逐条列出。原文没有写的，一律没有补。",
)
_LADDER: Final = (
    "# 原文没有写怎样提醒，下面是最省的一套：到期前提醒一次，逾期催办一次。请按本单位做法修改。",
    "ladders:",
    "  提醒:",
    "    - {name: 提前五个工作日, before: 5 working-days, to: [liaison]}",
    "    - {name: 催办, after: 1 working-day, to: [liaison]}",
)


def programme_yaml(draft: Draft) -> str:
    """The programme file of a draft; with `units_yaml` beside it `duban check` finds no error."""
    settled = settle(draft)
    parts = [*_head(draft, settled), *_body(draft, settled), *_tail(draft)]
    return "\n".join(parts).rstrip() + "\n"


def _head(draft: Draft, settled: Settled) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../schema/programme.schema.json"
    yield from _HEAD
    yield ""
    yield f"programme: {settled.code}"
    yield f"title: {quoted(flat(draft.title, 400) or NO_TITLE)}"
    if flat(draft.document_no):
        yield f"document_no: {quoted(flat(draft.document_no, 100))}"
    if flat(draft.issuer):
        yield f"issuer: {quoted(flat(draft.issuer, 200))}"
    if draft.issued_on is not None:
        yield f"issued_on: {day_of(draft.issued_on)}"
    if settled.span_given:
        yield f"starts_on: {day_of(settled.starts_on)}  # 原文最早的日期，待确认"
        yield f"ends_on: {day_of(settled.ends_on)}  # 原文最晚的日期，待确认"
    else:
        yield "# 待确认：原文没有任何日期，下面两行只是占位，请改成实际起止"
        yield f"starts_on: {day_of(settled.starts_on)}"
        yield f"ends_on: {day_of(settled.ends_on)}"
    if not draft.office:
        yield "# 待确认：原文没有写领导小组办公室"
    yield f"office: {quoted(settled.office)}"
    yield ""
    yield 'defaults: {cutoff: "17:30", ladder: 提醒}'
    yield ""
    yield from _LADDER


def _body(draft: Draft, settled: Settled) -> Iterator[str]:
    dues = [*(task.due for task in draft.tasks), *(stone.due for stone in draft.milestones)]
    sections = (
        ("phases", "阶段", phase_lines(draft.phases)),
        ("events", "来事：时限从它算起，由办公室登记", event_lines(dues)),
        ("tasks", "任务", task_lines(draft.tasks, settled)),
        ("duties", "例行报送", duty_lines(draft.duties, settled)),
        ("milestones", "节点", milestone_lines(draft.milestones, settled)),
        ("indicators", "指标", indicator_lines(draft.indicators, settled)),
    )
    for key, title, lines in sections:
        made = list(lines)
        if not made:
            continue
        yield ""
        yield f"# {title}"
        entries = any(line.startswith("  - ") for line in made)
        yield f"{key}:" if entries else f"{key}: []"
        yield from made


def _tail(draft: Draft) -> Iterator[str]:
    if draft.reviews:
        yield from ("", "# 审核环节（原文）：需要的，写进有关任务的 stages")
        for review in draft.reviews:
            who = f"，由{review.decider}" if review.decider else ""
            yield comment(f"  {review.title}{who}（原文第{review.line}行）")
    if draft.supervision:
        yield from ("", "# 督查通报（原文）：由人办理，本文件不自动执行")
        for passage in draft.supervision:
            yield comment(f"  {flat(passage.text, 300)}（原文第{passage.line}行）")
    if draft.doubts:
        yield from ("", "# 起草时拿不准的地方")
        for doubt in draft.doubts:
            yield comment(f"  原文第{doubt.line}行：{flat(doubt.text, 60)} —— {doubt.why}")


def units_yaml(draft: Draft) -> str:
    """The roster file (units.yaml) of a draft: units, groups, and the office."""
    settled = settle(draft)
    return "\n".join(_roster(draft, settled)).rstrip() + "\n"


def _roster(draft: Draft, settled: Settled) -> Iterator[str]:
    yield "# 责任单位名册，起草稿：名称照原文，别名是原文里的另一种写法。"
    yield "# 只写单位和岗位，不写人名和账号。"
    yield "units:"
    for unit in settled.units:
        if unit.name == NO_UNIT:
            yield "  # 待确认：原文没有写责任单位，下面一行只是占位"
        elif unit.is_group:
            yield "  # 待确认：这是一组单位，原文没有列出成员；查清后改写到 groups 里"
        source = f"  # 原文第{unit.line}行" if unit.line else ""
        yield f"  - name: {quoted(unit.name)}{source}"
        if unit.aliases:
            yield f"    aliases: {listed(unit.aliases)}"
    if settled.groups:
        yield "groups:"
        for group in settled.groups:
            yield f"  {quoted(group.name)}: {listed(group.members)}"
    yield "offices:"
    if not draft.office:
        yield "  # 待确认：原文没有写领导小组办公室"
    yield f"  - name: {quoted(settled.office)}"
