"""duban invite, digest and doctor: what an admin does between deadlines."""

from __future__ import annotations

from datetime import datetime

from tests.cli.running import Desk


def test_an_invite_names_its_post_and_its_end(applied: Desk) -> None:
    made = applied.run("invite", "沙井街道", "--json")
    assert made.code == 0
    assert list(made.json) == ["unit", "post", "code", "link", "expires_at"]
    assert made.json["unit"] == "沙井街道"
    assert made.json["post"] == "沙井街道/liaison"
    assert made.json["link"].endswith(made.json["code"])
    assert datetime.fromisoformat(made.json["expires_at"]).utcoffset() is not None


def test_an_invite_for_nobody_is_refused_in_a_sentence(applied: Desk) -> None:
    asked = (("火星街道",), ("沙井街道", "--post", "director"), ("沙井街道", "--holder", "C"))
    refusals = applied.run_all(*(("invite", *words, "--json") for words in asked))
    for words, refused in zip(asked, refusals, strict=True):
        assert refused.code == 2
        assert refused.out == ""
        assert len(refused.err.strip().splitlines()) == 1
        assert words[-1] in refused.err


def test_the_digest_names_its_programme_and_counts(applied: Desk) -> None:
    mine = ("digest", "--programme", "honggutan")
    now, wrong = applied.run_all(mine, (*mine, "--week", "next"))
    assert now.code == 0
    assert "周报" in now.out
    assert "创建省级生态区" in now.out
    assert wrong.code == 2
    assert "2024-W37" in wrong.err


def test_the_doctor_names_what_is_missing(desk: Desk) -> None:
    found = desk.run("doctor", "--json")
    assert found.code == 1
    assert found.json["programmes"] == ""
    assert "TELEGRAM_BOT_TOKEN" in found.json["telegram token"]
