"""Which open task is meant, and when the bot must ask which."""

from datetime import datetime, timedelta, timezone

import pytest

from messages.understand import Intent, OpenTask, understand

AT = datetime(2026, 3, 11, 10, 0, tzinfo=timezone(timedelta(hours=8)))
TASKS = (
    OpenTask("3", "湿地修复"),
    OpenTask("5", "河道清淤"),
    OpenTask("水-03", "入河排污口整治"),
    OpenTask("9", "河道保洁"),
)


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("湿地那块做到七成了", ("3",)),
        ("河道清淤完成80%", ("5",)),
        ("水-03已完成", ("水-03",)),
        ("关于水-03，已经办结", ("水-03",)),
        ("第5项已完成", ("5",)),
    ],
)
def test_a_noun_or_code_becomes_the_open_task(text: str, refs: tuple[str, ...]) -> None:
    reading = understand(text, AT, TASKS)
    assert (reading.refs, reading.ask) == (refs, False)


def test_a_noun_that_fits_two_tasks_is_asked_about() -> None:
    reading = understand("河道那块已经弄完了", AT, TASKS)
    assert (reading.refs, reading.ask) == (("河道",), True)


def test_a_number_nobody_gave_is_asked_about() -> None:
    assert understand("第8项已完成", AT, TASKS).ask


def test_done_without_a_task_is_asked_about_only_among_several() -> None:
    assert understand("已完成", AT, TASKS).ask
    alone = understand("已完成", AT, TASKS[:1])
    assert (alone.intent, alone.ask, alone.refs) == (Intent.DONE, False, ())


def test_an_acknowledgement_needs_no_task() -> None:
    assert not understand("收到", AT, TASKS).ask
