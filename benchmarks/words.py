"""Replies understood a second, on one core."""

from __future__ import annotations

from benchmarks.figures import Figure, Size, Watch, median_of, rate
from messages.understand import OpenTask, understand
from tests.crash.big_home import REMINDED_AT

GOAL = 10_000
REPLIES = (
    "已完成",
    "收到",
    "制-0001 完成60%，月底前办结",
    "正在推进，已完成初稿，预计下周五报送",
    "申请延期到10月15日，因资金未到位",
    "本月无",
    "完成率18.5%",
    "还没开始，等省里文件",
    "第1项已完成，第2项进行中",
    "Done, report attached",
)


async def run(size: Size) -> list[Figure]:
    tasks = (OpenTask("制-0001", "编制生态文明建设规划"), OpenTask("制-0002", "报送工作动态"))
    rounds = size.of(1_000, 100)

    async def measure() -> float:
        watch = Watch()
        for _ in range(rounds):
            for reply in REPLIES:
                understand(reply, REMINDED_AT, tasks)
        return rounds * len(REPLIES) / watch.seconds

    ours = await median_of(measure)
    return [
        Figure("replies understood", rate(ours), "", None, f"≥ {GOAL:,}/s", ours >= GOAL),
    ]
