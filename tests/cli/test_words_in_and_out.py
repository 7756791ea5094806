"""duban understand and rehearse: what would be read, what would be sent; and wrong usage."""

from __future__ import annotations

import json

from tests.cli.running import Desk

KEYS = ["text", "intent", "percent", "until", "value", "unit", "refs", "items", "ask"]

WRONG: dict[tuple[str, ...], tuple[str, ...]] = {
    ("chek",): ("chek", "check"),
    ("check", "--jsno"): ("--jsno",),
    ("plan", "--from", "yesterday"): ("yesterday",),
    ("plan", "--json", "--programme", "honggutn"): ("honggutn", "honggutan"),
    ("plan", "--from", "2024-02-01", "--to", "2024-01-01"): ("2024-01-01", "before"),
    ("understand",): ("--at",),
    ("check", "--lang", "fr"): ("fr",),
    ("rehearse", "--scenario", "rainy"): ("rainy", "usual"),
    ("run", "--pace", "60"): ("--pretend-now",),
}
"""Wrong usage, and what the answer must name."""


def test_every_reply_is_understood_on_its_own_line(desk: Desk) -> None:
    replies = ["已完成", "完成60%", "申请延期到9月20日", "🙂", "x" * 5000]
    read = desk.run(
        "understand", "--at", "2024-09-05T10:00:00+08:00", "--json", given="\n".join(replies)
    )
    assert read.code == 0
    lines = [json.loads(line) for line in read.out.splitlines()]
    assert [line["text"] for line in lines] == replies
    assert all(list(line) == KEYS for line in lines)
    assert (lines[0]["intent"], lines[0]["ask"]) == ("done", False)
    assert lines[1]["percent"] == 60
    assert lines[2]["intent"] == "extend"
    assert lines[2]["until"].startswith("2024-09-20")
    assert not desk.data.exists(), "nothing is stored"


def test_a_rehearsal_says_the_same_twice(desk: Desk) -> None:
    window = ("rehearse", "--json", "--from", "2023-08-25", "--to", "2023-09-08", "--seed", "3")
    first, second = desk.run_all(window, window)
    assert first.code == second.code == 0
    assert first.out == second.out
    assert first.json["entries"], "messages are listed"
    assert not desk.data.exists(), "nothing is kept"


def test_wrong_usage_is_answered_in_words(desk: Desk) -> None:
    for words, refused in zip(WRONG, desk.run_all(*WRONG), strict=True):
        assert refused.code == 2, words
        assert refused.out == "", words
        assert all(named in refused.err for named in WRONG[words]), (words, refused.err)
    assert not desk.data.exists(), "nothing was touched"
