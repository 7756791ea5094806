"""Replies made by crossing parts whose meaning is known: task × state × amount × day × noise.

The label of a reply is computed from its parts, so thousands of combinations nobody typed are
checked. Deterministic: the same rows in the same order every time. Written at Wednesday
11 March 2026.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

Row = dict[str, Any]

TASKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("第3项", ("3",)), ("第五项", ("5",)), ("第十二项任务", ("12",)), ("3号任务", ("3",)),
    ("任务12", ("12",)), ("水-03", ("水-03",)), ("湿地那块", ("湿地",)),
    ("第2、4项", ("2", "4")), ("第一项和第六项", ("1", "6")), ("第2到4项", ("2", "3", "4")),
    ("关于秸秆禁烧工作，", ("秸秆禁烧",)), ("河道清淤那项", ("河道清淤",)), ("", ()),
    ("这项工作", ()), ("我们局", ()), ("其余的", ("rest",)), ("所有任务", ("*",)),
)  # fmt: skip
DONE = (
    "已完成", "已办结", "弄好了", "弄完了", "搞定了", "办妥了", "都完成了", "已全部完成", "做完了",
    "已经搞完了", "整改到位了", "已按时完成", "已销号", "完工了", "早就完成了", "已圆满完成",
    "已落实到位", "已经办理完毕", "己完成", "以完成", "昨天就弄好了", "已于3月5日完成",
    "上周就做完了", "已报送", "材料已上报", "整完了", "忙完了", "办好了",
)  # fmt: skip
AFTER_DONE = ("", "，请查收", "，佐证材料已上传", "，请审核", "，没有遗留问题", "，照片随后发",
              "，如有问题请联系我")  # fmt: skip
SHARES: tuple[tuple[str, float], ...] = (
    ("80%", 80), ("百分之八十", 80), ("八成", 80), ("七成五", 75), ("７５％", 75), ("一半", 50),
    ("五分之四", 80), ("四分之三", 75), ("百分之六十五", 65), ("92.5%", 92.5), ("三成左右", 30),
    ("百分之四十五点五", 45.5), ("约60%", 60), ("九成多", 90),
)  # fmt: skip
SHARE_FRAMES = ("完成{}", "完成了{}", "做到{}了", "目前进度{}", "已完成{}", "推进到{}", "干了{}",
                "进展到{}", "大概弄了{}", "现在{}")  # fmt: skip
MOVING = ("正在推进", "还在办理中", "推进中", "正在走流程", "还在弄", "正在收尾", "有序推进",
          "还没完成", "基本完成", "主体已完成，还差验收", "正在整理材料")  # fmt: skip
DAYS: tuple[tuple[str, str], ...] = (
    ("3月20日", "2026-03-20"), ("3月20号", "2026-03-20"), ("三月二十号", "2026-03-20"),
    ("20号", "2026-03-20"), ("二十五号", "2026-03-25"), ("本月底", "2026-03-31"),
    ("月底", "2026-03-31"), ("下周五", "2026-03-20"), ("下周三", "2026-03-18"),
    ("下下周一", "2026-03-23"), ("周五", "2026-03-13"), ("这周五", "2026-03-13"),
    ("明天", "2026-03-12"), ("后天", "2026-03-13"), ("大后天", "2026-03-14"),
    ("4月中旬", "2026-04-20"), ("4月底", "2026-04-30"), ("下个月底", "2026-04-30"),
    ("下月10号", "2026-04-10"), ("4月15日", "2026-04-15"), ("4.15", "2026-04-15"),
    ("2026年5月1日", "2026-05-01"), ("2026-04-08", "2026-04-08"), ("六月底", "2026-06-30"),
    ("年底", "2026-12-31"), ("季度末", "2026-03-31"), ("上半年", "2026-06-30"),
    ("三天内", "2026-03-14"), ("五天以内", "2026-03-16"), ("3个工作日内", "2026-03-16"),
    ("两周内", "2026-03-25"), ("一个月内", "2026-04-11"), ("礼拜五", "2026-03-13"),
    ("星期天", "2026-03-15"), ("４月３日", "2026-04-03"), ("五一前", "2026-04-30"),
    ("清明后", "2026-04-07"), ("国庆前", "2026-09-30"),
)  # fmt: skip
PROMISES = ("预计{}完成", "{}能完成", "争取{}办结", "计划{}完成", "力争{}弄完", "{}交",
            "最迟{}报送", "大概{}能搞定", "确保{}完成")  # fmt: skip
EXTENSIONS = ("申请延期到{}", "申请延期至{}", "想延到{}", "能不能缓到{}", "请求推迟到{}",
              "希望宽限到{}", "得延到{}", "延期到{}行吗")  # fmt: skip
POINTS = tuple(day for day in DAYS if not day[0].endswith(("内", "前", "后")))
REASONS = ("", "因为人手不足，", "资金没到位，", "由于下雨，", "专家论证还没开，")
OPENINGS = ("", "嗯，", "那个那个", "您好，", "报告领导，", "就是说，", "好的，", "呃…")
ENDINGS = ("", "。", "，谢谢", "🙏", "哈", "！", " ")
NOT_STARTED = ("还没启动", "尚未开展", "还没开始弄", "没动", "未启动", "压根没开始", "还没着手")
BLOCKED = ("卡住了", "经费没到位，推不动", "没法推进", "审批没下来，干不了", "缺人手，停滞了",
           "村民不配合，进不了场")  # fmt: skip
INDICATORS: tuple[tuple[str, str, str], ...] = (
    ("优良天数比例", "91.6", "%"), ("PM2.5均值", "31", "ug/m3"),
    ("PM10浓度", "62.5", "微克/立方米"),
    ("森林覆盖率", "43.2", "%"), ("氨氮浓度", "0.8", "mg/L"), ("污水处理率", "９５", "％"),
    ("化学需氧量排放量", "1250", "吨"), ("地表水优良比例", "88.9", "%"),
    ("总磷", "0.12", "毫克/升"),
)  # fmt: skip
JOINTS = ("", "为", "是", "：", " ", "达到", "目前", "现在是")
NEITHER = {"percent": None, "until": None, "value": None, "unit": None, "refs": []}


def label(intent: str | list[str], refs: Sequence[str] = (), **fields: Any) -> Row:
    """The label of a reply or a part; what is not named must be empty."""
    percent = {"done": 100, "not_started": 0}.get(intent) if isinstance(intent, str) else None
    return {**NEITHER, "intent": intent, "percent": percent, "refs": list(refs), **fields}


def _noisy(text: str, turn: int) -> str:
    """One opening and one ending, chosen by turn so that all pairs come about."""
    opening = OPENINGS[turn % len(OPENINGS)]
    return opening + text + ENDINGS[turn // len(OPENINGS) % len(ENDINGS)]


def _done() -> Iterator[Row]:
    for turn, ((task, refs), done, after) in enumerate(product(TASKS, DONE, AFTER_DONE)):
        if task in ("", "这项工作", "我们局") and done.startswith(("都", "已全部")):
            continue  # whether "all" is meant is for the reader
        yield {"text": _noisy(task + done + after, turn), **label("done", refs)}


def _moving() -> Iterator[Row]:
    turn = 0
    for (task, refs), frame, (share, percent) in product(TASKS, SHARE_FRAMES, SHARES):
        turn += 1
        day, until = DAYS[turn % len(DAYS)]
        promise = PROMISES[turn % len(PROMISES)].format(day)
        said = f"{task}{frame.format(share)}"
        yield {"text": _noisy(said, turn), **label("progress", refs, percent=percent)}
        labelled = label("progress", refs, percent=percent, until=until)
        yield {"text": _noisy(f"{said}，{promise}", turn), **labelled}
    for (task, refs), state in product(TASKS, MOVING):
        turn += 1
        yield {"text": _noisy(task + state, turn), **label("progress", refs)}
    for (task, refs), state, (day, until) in product(TASKS, MOVING[:7], DAYS):
        turn += 1
        promise = PROMISES[turn % len(PROMISES)].format(day)
        yield {
            "text": _noisy(f"{task}{state}，{promise}", turn),
            **label("progress", refs, until=until),
        }


def _promised() -> Iterator[Row]:
    for turn, ((day, until), promise) in enumerate(product(DAYS, PROMISES)):
        task, refs = TASKS[turn % 8]
        gap = " " if task[-1:].isdigit() else ""
        text = f"{task}{gap}{promise.format(day)}"
        yield {"text": _noisy(text, turn), **label("progress", refs, until=until)}


def _extended() -> Iterator[Row]:
    for turn, ((task, refs), ask, (day, until)) in enumerate(product(TASKS, EXTENSIONS, POINTS)):
        reason = REASONS[turn % len(REASONS)] if not task.startswith("关于") else ""
        noisy = _noisy(f"{reason}{task}{ask.format(day)}", turn)
        yield {"text": noisy, **label("extend", refs, until=until)}


def _stuck() -> Iterator[Row]:
    for turn, ((task, refs), (intent, state)) in enumerate(
        product(
            TASKS, [("not_started", s) for s in NOT_STARTED] + [("blocked", s) for s in BLOCKED]
        )
    ):
        yield {"text": _noisy(task + state, turn), **label(intent, refs)}


def _measured() -> Iterator[Row]:
    for turn, ((noun, figure, unit), joint) in enumerate(product(INDICATORS, JOINTS)):
        value = float(figure.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
        plain = {"ug/m3": "微克/立方米", "％": "%"}.get(unit, unit)
        for opening in ("", "本月", "截至目前", "3月份"):
            text = f"{opening}{noun}{joint}{figure}{unit}"
            wanted = label("value", value=int(value) if value == int(value) else value, unit=plain)
            del wanted["refs"]  # how much of the noun names the indicator is for people to say
            yield {"text": text + ENDINGS[turn % 2], **wanted}


_PARTS: tuple[tuple[str, Row], ...] = (
    ("已完成", label("done")), ("推进中", label("progress")),
    ("完成60%", label("progress", percent=60)),
    ("申请延期到3月20日", label("extend", until="2026-03-20")), ("还没启动", label("not_started")),
    ("卡在审批上", label("blocked")), ("进行中50%", label("progress", percent=50)),
    ("弄完了", label("done")), ("预计4月15日完成", label("progress", until="2026-04-15")),
)  # fmt: skip
_HEADS = ("第{}项", "第{}项：", "{}、", "{}.", "({})", "任务{}", "{}号任务", "水-0{}")
_SEPARATORS = ("；", "，", "。", "\n", " ", ";", "，还有")


def _several() -> Iterator[Row]:
    every = product(_HEADS, _SEPARATORS, _PARTS, _PARTS)
    for turn, (head, separator, first, second) in enumerate(every):
        third = _PARTS[turn % len(_PARTS)]
        chosen = [first, second, third][: 2 + turn % 2]
        code = head.format("{0}") if head.startswith("水") else "{0}"
        items = [{**wanted, "refs": [code.format(n + 1)]} for n, (_, wanted) in enumerate(chosen)]
        text = separator.join(head.format(n + 1) + words for n, (words, _) in enumerate(chosen))
        refs = [ref for item in items for ref in item["refs"]]
        yield {"text": text, **{**NEITHER, "intent": "multi", "refs": refs, "items": items}}


def rows() -> Iterator[Row]:
    """Every combination, in a fixed order."""
    for family in FAMILIES.values():
        yield from family()


FAMILIES = {
    "done": _done, "progress": _moving, "promise": _promised, "extend": _extended,
    "stuck": _stuck, "value": _measured, "multi": _several,
}  # fmt: skip
