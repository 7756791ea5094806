"""Homes for tests: a small one to break, and a full one in which every key is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from config.home import HomeReading, read_home
from config.problems import Problem, Severity

SMALL = {
    "duban.yaml": "language: zh\n",
    "units.yaml": """\
units:
  - name: 区生态环境局
    short: 生态环境局
    aliases: [区环保局]
  - name: 区财政局
  - name: 区农业农村局
groups:
  两局: [区生态环境局, 区财政局]
offices:
  - name: 创建工作办公室
    short: 创建办
    posts: {clerk: 工作人员, director: 主任}
""",
    "calendar/2024.yaml": """\
year: 2024
status: official
source: 通知
holidays:
  - {name: 国庆节, from: 2024-10-01, to: 2024-10-07}
make_up_days: [2024-09-29]
""",
    "programmes/p.yaml": """\
programme: p
title: 方案
starts_on: 2024-01-01
ends_on: 2024-12-31
office: 创建办
defaults: {due: 2024-12-20, ladder: 督办}
ladders:
  督办:
    - {name: 提醒, before: 3 working-days, to: [liaison]}
""",
}
"""Sound, and small enough that a test can say which line a problem is on."""

TASK = "tasks:\n  - {no: 1, code: 制-01, title: 规划, units: [区财政局], %s}\n"
DUTY = (
    "duties:\n  - {no: 动态, code: 动态, title: 动态, units: [group: 两局], every: quarter, %s}\n"
)

FULL = {
    "duban.yaml": """\
language: en
title: 全部键
listen: 0.0.0.0:9000
hours: {send: "09:10", start: "08:40", noon: "11:50", afternoon: "13:30", end: "17:00"}
calendar: days
programmes: plans
templates: words
notice_only: [telegram]
""",
    "units.yaml": """\
units:
  - name: 区生态环境局
    short: 环境局
    aliases: [区环保局]
    posts: {liaison: 环境局联络员, head: 环境局局长}
  - name: 区财政局
  - name: 流湖镇
groups:
  成员单位: [区财政局, 流湖镇]
  全部: [group: 成员单位, 区生态环境局]
offices:
  - name: 创建工作办公室
    short: 创建办
    aliases: [创建工作领导小组办公室]
    host: 区生态环境局
    posts: {clerk: 工作人员, director: 主任, leader: 副组长}
""",
    "units/towns.yaml": """\
units:
  - name: 厚田乡
groups:
  乡镇: [流湖镇, 厚田乡]
offices:
  - name: 乡镇办公室
""",
    "days/2024.yaml": """\
year: 2024
status: official
source: 通知
holidays:
  - {name: 国庆节, from: 2024-10-01, to: 2024-10-07}
make_up_days: [2024-09-29, 2024-10-12]
""",
    "plans/all.yaml": """\
programme: all
title: 全部键的方案
short: 全部
document_no: 府办发〔2024〕1号
issuer: 区政府办公室
issued_on: 2024-01-05
starts_on: 2024-01-10
ends_on: 2025-12-31
office: 创建工作领导小组办公室
hours: {send: "08:50", start: "08:20", noon: "11:40", afternoon: "13:50", end: "17:10"}
defaults:
  due: 2024-12-20
  cutoff: "16:00"
  roll: previous
  ladder: 督办
  review: true
  co_before: 2 weeks
  acknowledge_within: 5 working-days
phases:
  - {no: （一）, title: 启动, from: 2024-01-10, to: 2024-03-31, needs_confirmation: 起止}
events:
  - {name: 规划批准, expected: 2024-10-31, recorded_by: 综合处, needs_confirmation: 谁登记}
lights: {near: 5 working-days, yellow_gap: 5, red_gap: 20}
patience: 1 week
dates_note: 按上级部署调整
needs_confirmation: 没有版头
ladders:
  督办:
    - {name: 提前, before: 1 month, to: [liaison]}
    - {name: 催办, after: 1 working-day, to: [liaison], every: 2 days, times: 3}
    - {name: 升级, after: 2 weeks, to: [head, leader], slip: red, approve: false}
  报送:
    - {name: 提前, before: 3 working-days, to: [liaison]}
tasks:
  - no: 1
    code: 制-01
    title: 编制规划
    section: 制度
    text: 编制并报批
    units: [区财政局, group: 全部]
    cutoff: "15:00"
    ladder: 报送
    needs: {text: 20, files: 2, number: true, note: 附文件}
    nil: true
    offline: true
    needs_confirmation: 谁牵头
    review: false
    material: 规划文本
    co_before: 5 working-days
    leader: 分管局领导
    support: [厚田乡]
    acknowledge_within: 1 working-day
    stages:
      - {name: 论证, kind: expert-review, decider: 专家, document: 送审稿, due: 2024-10-15}
      - {name: 报批, kind: approval, due: {on: 2024年10月底}, event: 规划批准}
    due: {on: 2024-09-30, text: 九月底前}
    roll: next
    opens: 2024-02-01
    wish: true
    indicators:
      - no: "9"
        sub: a
        name: 占比
        unit: "%"
        attribute: binding
        baseline: {value: 18, year: 2022}
        op: ge
        value: 20
        year: 2024
        code: 指-09
        readings:
          every: quarter
          from: [区财政局, group: 乡镇]
          on: day 20
          first: 2024-Q2
          last: 2025-Q1
          ladder: 报送
          roll: none
          cutoff: "11:00"
          opens: 1 week before
        cumulative: true
        standard: ≥22
        met: false
        needs_confirmation: 口径
      - name: 水质
        targets:
          2024: {op: text, value: Ⅲ类}
          2025: {op: no_decrease}
  - no: 2
    code: 制-02
    title: 报批后印发
    lead: [区财政局]
    co: [流湖镇]
    due: {after: 规划批准, within: 1 month, text: 批准后一个月内}
  - {no: 3, code: 制-03, title: 年底办结, units: [区财政局]}
  - {no: 4, code: 制-04, title: 启动, units: [流湖镇], due: {phase: （一）, text: 启动阶段}}
  - {no: 5, code: 制-05, title: 整治, units: [流湖镇], due: {from: 2024-03-01, to: 2024年6月底}}
duties:
  - no: 动态
    code: 动态
    material: 动态稿件
    title: 报送动态
    section: 宣传
    text: 每月一篇
    units: [group: 成员单位]
    every: month
    on: day 25
    from: 2024-03
    until: 2025-06
    roll: next
    cutoff: "12:00"
    ladder: 报送
    opens: 1 week before
    needs: {text: 1}
    nil: true
    offline: true
    needs_confirmation: 报到哪一期
    review: false
milestones:
  - no: "1"
    title: 规划印发
    due: 2024-09-30
    units: [区财政局]
    roll: next
    wish: true
    needs_confirmation: 哪一天
indicators:
  - no: "3"
    code: 指-03
    task: 制-02
    sub: b
    name: 覆盖率
    unit: "%"
    attribute: expected
    baseline: {value: 无, year: 2020}
    op: no_decrease
    year: 2025
    readings: {every: year, from: [流湖镇]}
    cumulative: true
    standard: 上年
    met: true
    needs_confirmation: 谁报
  - no: "4"
    name: 总量
    op: le
    value: 7.5
    year: 2025
  - no: "5"
    name: 面积
    targets: {2024: {op: superior_target}}
digests:
  - {name: 周报, on: 周五, at: "16:00", to: [director], roll: next}
""",
}
"""Every key, none at its default, so that leaving any of them out must change something."""


def write_home(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files under `folder` and returns it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def read_small(folder: Path, changes: Mapping[str, str | bytes]) -> HomeReading:
    """The small home with some files replaced."""
    return read_home(write_home(folder, {**SMALL, **changes}))


def with_more(text: str) -> dict[str, str | bytes]:
    """The small home's programme with more at its end."""
    return {"programmes/p.yaml": SMALL["programmes/p.yaml"] + text}


def errors(reading: HomeReading) -> list[Problem]:
    """The errors alone, without the notes."""
    return [problem for problem in reading.problems if problem.severity is Severity.ERROR]
