"""duban event and duban file: refusals in plain words, due dates that follow, the end of it all."""

from __future__ import annotations

import pytest

from tests.cli.running import Desk

PROGRAMME, EVENT = "nanchang-scheme", "规划批准"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nowhere", EVENT), "no programme is called nowhere"),
        ((PROGRAMME, "没有这回事"), f"it has: {EVENT}"),
        ((PROGRAMME, EVENT, "--on", "2199-01-01"), "still to come"),
        ((PROGRAMME, EVENT, "--on", "2020-01-01"), "before the programme starts"),
        ((PROGRAMME, EVENT, "--on", "下周"), "a date is written like"),
        ((PROGRAMME, EVENT, "--on", "2021-07-20", "--correct"), "nothing to correct"),
    ],
)
def test_what_cannot_be_on_record_is_refused_in_plain_words(
    applied: Desk, words: tuple[str, ...], why: str
) -> None:
    refused = applied.run("event", *words).in_plain_words()
    assert refused.code == 2
    assert why in refused.err


def test_an_event_moves_due_dates_and_is_recorded_once(applied: Desk) -> None:
    made = applied.run("event", PROGRAMME, EVENT, "--on", "2021-07-20", "--json")
    assert made.code == 0, made.err
    moved = made.json["moved"]
    assert moved
    assert all(one["assignment"].startswith(f"{PROGRAMME}/主-05/") for one in moved)
    again = applied.run("event", PROGRAMME, EVENT, "--on", "2021-07-21").in_plain_words()
    assert again.code == 2
    assert "--correct" in again.err
    right = applied.run(
        "event", PROGRAMME, EVENT, "--on", "2021-07-21", "--correct", "--lang", "zh"
    )
    assert right.code == 0
    assert right.out.startswith("已更正: 规划批准 2021-07-21")
    assert applied.run("verify").code == 0


def test_only_an_ended_programme_is_filed(applied: Desk) -> None:
    running = applied.run("file", "qingyunpu-plan").in_plain_words()
    assert running.code == 2
    assert "2030-12-31" in running.err
    ended = applied.run("file", PROGRAMME, "--json")
    assert ended.code == 0
    assert ended.json["filed"] == 0
    assert ended.json["left"] > 0
