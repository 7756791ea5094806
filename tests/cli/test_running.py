"""duban run and demo as processes: ready, used beside, stopped."""

from __future__ import annotations

import signal
import sqlite3
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing

from tests.cli.running import Desk


def _get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as problem:
        return problem.code, problem.read().decode()


def test_the_service_is_ready_lets_commands_work_beside_it_and_stops_when_told(
    applied: Desk,
) -> None:
    with applied.start("run") as service:
        url = service.first_line().removeprefix("Duban: ")
        assert _get(f"{url}/healthz") == (200, "ok")
        assert _get(f"{url}/readyz") == (200, "ready")
        made = applied.run("invite", "沙井街道", "--json")
        assert made.code == 0
        status, page = _get(f"{url}/join/{made.json['code']}")
        assert status == 200
        assert made.json["code"] in page
        second = applied.run("run")
        assert second.code == 2, "one data folder has one service"
        assert "another" in second.err.lower() or "running" in second.err.lower(), second.err
        before = time.monotonic()
        ended = service.stop(signal.SIGTERM)
        assert ended.code == 0
        assert time.monotonic() - before < 10


def test_a_pretended_clock_never_meets_facts_and_an_edited_fact_is_found(desk: Desk) -> None:
    pretended = ("run", "--pretend-now", "2024-09-27T09:00:00+08:00")
    with desk.start(*pretended) as service:
        url = service.first_line().removeprefix("Duban: ")
        _until(lambda: _facts(desk) > 0)
        assert _get(f"{url}/readyz") == (200, "ready")
        assert service.stop(signal.SIGINT).code == 0
    refused = desk.run(*pretended)
    assert refused.code == 2
    assert "--pretend-now" in refused.err
    assert desk.run("verify", "--json").json == {"ok": True, "findings": []}
    with closing(sqlite3.connect(desk.data / "duban.db")) as database:
        database.execute("UPDATE fact SET at = at + 1 WHERE id = (SELECT max(id) FROM fact)")
        database.commit()
    found = desk.run("verify", "--json")
    assert found.code == 1
    assert found.json["ok"] is False
    assert found.json["findings"]


def _facts(desk: Desk) -> int:
    with closing(sqlite3.connect(desk.data / "duban.db")) as database:
        return database.execute("SELECT count(*) FROM fact").fetchone()[0]


def _until(holds: Callable[[], bool], within: float = 20) -> None:
    pause, deadline = threading.Event(), time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it never came to be"
        pause.wait(0.05)


def test_the_demo_ends_cleanly_on_ctrl_c(desk: Desk) -> None:
    with desk.start("demo") as show:
        line = show.first_line()
        assert line.endswith("/demo")
        status, page = _get(line.rpartition(" ")[2])
        assert status == 200
        assert "下一事件" in page
        ended = show.stop(signal.SIGINT, within=5)
        assert ended.code in (0, 130)
        assert ended.err.strip() == ""
    assert not desk.data.exists(), "the demo keeps nothing"
