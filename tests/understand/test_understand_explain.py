"""The receipt's sentence says what was understood and nothing else."""

from datetime import datetime, timedelta, timezone

import pytest

from messages.understand import understand
from messages.understand.explain import explain

AT = datetime(2026, 3, 11, 10, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("第3项80%，预计3月20日完成", "我理解为：第3项 80%，预计3月20日完成",
         "Understood as: item 3 80%, expected by 2026-03-20"),
        ("第7项弄好了", "我理解为：第7项 已完成", "Understood as: item 7 done"),
        ("第4项申请延期到4月10日", "我理解为：第4项 申请延期，延至4月10日",
         "Understood as: item 4 extension asked, until 2026-04-10"),
        ("PM2.5均值31ug/m3", "我理解为：PM2.5 31微克/立方米",
         "Understood as: PM2.5 31 微克/立方米"),
        ("1已完成；2进行中50%", "我理解为：第1项 已完成；第2项 50%",
         "Understood as: item 1 done; item 2 50%"),
        ("其余推进中", "我理解为：其余事项 推进中",
         "Understood as: the remaining items in progress"),
        ("快了", "我理解为：推进中。请确认或补充",
         "Understood as: in progress. Please confirm or add to it"),
    ],
)  # fmt: skip
def test_the_receipt_says_what_was_understood(text: str, zh: str, en: str) -> None:
    reading = understand(text, AT)
    assert explain(reading) == zh
    assert explain(reading, "en") == en


def test_the_receipt_never_repeats_free_words() -> None:
    said = explain(understand("早上好<b>x</b>", AT))
    assert "<b>" not in said
