"""Homes for stories of one thing: the city bureau's park, due on 8 September 2023; the news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from config.home import Home
from tests.stories.town import at, shipped
from workflows.programme import FixedDue, Task

OFFICE = "创建省级生态区工作领导小组办公室"
CITY, MONEY, STREET = "区城管执法局", "区财政局", "沙井街道"
PARK = f"honggutan/文-28/-/{CITY}"
REQUEST = f"honggutan/文-28+1/-/{MONEY}"
NEWS = f"honggutan/动态/2023Q3/{STREET}"
START = at("2023-08-20", "10:00")


def with_task(**changes: object) -> Home:
    """The home in which task 文-28 alone asks, due on 8 September 2023 unless changed."""
    later = replace(_task("文-29"), open_on=date(2024, 1, 2))
    return _edited(tasks=(_park(**changes), later), duties=())


def _task(code: str) -> Task:
    tasks = next(p for p in shipped().programmes if p.code == "honggutan").tasks
    return next(task for task in tasks if task.code == code)


def _park(**changes: object) -> Task:
    return replace(_task("文-28"), due=FixedDue(date(2023, 9, 8)), **changes)


def _edited(**changes: object) -> Home:
    home = shipped()
    programmes = (p for p in home.programmes if p.code == "honggutan")
    return replace(home, programmes=tuple(replace(p, **changes) for p in programmes))


def with_news(**changes: object) -> Home:
    """The home in which the units owe the quarterly news 动态 alone, changed as named."""
    (programme,) = (p for p in shipped().programmes if p.code == "honggutan")
    (news,) = (duty for duty in programme.duties if duty.code == "动态")
    return _edited(tasks=(), duties=(replace(news, **changes),))
