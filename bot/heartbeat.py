"""The heartbeat: APScheduler wakes us, and nothing more. What is due stands in the store.

Its defaults drop late runs; here every job is coalesced, single and never too late.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from workflows.calendar import OFFICE_ZONE

Job = Callable[[], Awaitable[None]]


def heartbeat(tick: Job, seal: Job, tidy: Job, every_seconds: float = 1.0) -> AsyncIOScheduler:
    """A scheduler, not started: `tick` every second, `seal` and `tidy` nightly."""
    scheduler = AsyncIOScheduler(
        timezone=OFFICE_ZONE,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    scheduler.add_job(tick, "interval", seconds=every_seconds, id="tick")
    scheduler.add_job(seal, "cron", hour=0, minute=1, id="seal")
    scheduler.add_job(tidy, "cron", hour=3, minute=30, id="tidy")
    return scheduler
