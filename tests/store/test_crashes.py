"""What was acknowledged is on disk, whatever kills the process; and nobody is ever left hanging."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import Store, StoreHeld, Writer
from workflows.fold import stand

from .examples import KEY

_ROOT = Path(__file__).parents[2]
_PATH = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), str(_ROOT / "tests")])}


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=_ROOT, env=_PATH, text=True, stdout=subprocess.PIPE
    )


def run_until(url: str, first: int, acknowledged: int) -> list[int]:
    """Let the child acknowledge so many writes, kill it, and return all that it had said."""
    child = start("-m", "store.crashing", url, str(first))
    assert child.stdout is not None
    said: list[int] = []
    for line in child.stdout:
        if line.strip() != "ready":
            said.append(int(line))
        if len(said) >= acknowledged:
            break
    child.send_signal(signal.SIGKILL)
    said += [int(line) for line in child.stdout.read().split() if line.isdigit()]
    child.wait()
    return said


@pytest.mark.slow
async def test_a_kill_at_any_instant_loses_nothing_that_was_acknowledged(url: str) -> None:
    """Twenty kills: every acknowledged write is whole, nothing is half there, the chain holds."""
    chance = random.Random(20)
    acknowledged: set[int] = set()
    for n in range(20):
        said = await asyncio.to_thread(run_until, url, n * 100_000, chance.randrange(1, 60))
        acknowledged |= set(said)
        async with await Store.open(url, chain_key=KEY, service=True) as store:
            rows = await store.next_incoming(100_000)
            stored = {int(row.ext_id) for row in rows}
            assert acknowledged <= stored
            [case] = await store.cases_of_unit("区生态环境局", unfinished=False)
            assert len(case.facts) == len(stored)
            messages = await store._fetch("SELECT key FROM message")
            assert {row["key"] for row in messages} == {f"message-{n}" for n in stored}
            assert int(await store.cursor("telegram") or -1) in stored
            assert await store.verify(stand) == []
            check = await store._fetch("PRAGMA integrity_check")
            assert [tuple(row) for row in check] == [("ok",)]
    assert len(acknowledged) >= 100


async def test_only_one_service_runs_on_a_database_and_a_dead_one_holds_nothing(url: str) -> None:
    assert not Store.held_by_service(url)
    async with await Store.open(url, service=True):
        assert Store.held_by_service(url)
        with pytest.raises(StoreHeld, match="already running"):
            await Store.open(url, service=True)
        async with await Store.open(url):  # a short command
            assert Store.held_by_service(url)
    assert not Store.held_by_service(url)
    await asyncio.to_thread(run_until, url, 0, 1)
    assert not Store.held_by_service(url)


_COMMAND = """
import asyncio, sys
from bot.store import Store
async def main():
    for n in range(int(sys.argv[2])):
        async with await Store.open(sys.argv[1], chain_key=b"the key of these tests") as store:
            for _ in range(20):
                await store.write(lambda w: store.bump(w, {"command": 1}))
                await store.programmes()
            assert await store.verify() == []
asyncio.run(main())
"""


@pytest.mark.slow
async def test_commands_write_while_the_service_writes(url: str) -> None:
    """Two processes, two connections, never at once: nothing is lost, locked out or damaged."""
    async with await Store.open(url, chain_key=KEY, service=True) as store:
        command = await asyncio.to_thread(start, "-c", _COMMAND, url, "5")
        written = 0
        while command.poll() is None:
            await asyncio.gather(
                *(store.write(lambda w: store.bump(w, {"service": 1})) for _ in range(10))
            )
            written += 10
        assert command.returncode == 0
        assert await store.counters() == {"command": 100, "service": written}
        check = await store._fetch("PRAGMA integrity_check")
        assert [tuple(row) for row in check] == [("ok",)]


_FORGETFUL = """
import asyncio, sys
from bot.store import Store
async def main():
    store = await Store.open(sys.argv[1])
    await store.write(lambda w: store.bump(w, {"n": 1}))
    raise RuntimeError("an error that nobody expected")
asyncio.run(main())
"""


async def test_a_process_that_forgets_to_close_the_store_still_ends(url: str) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _FORGETFUL, url, cwd=_ROOT, stderr=asyncio.subprocess.PIPE
    )
    _, said = await asyncio.wait_for(child.communicate(), 20)
    assert child.returncode == 1
    assert b"an error that nobody expected" in said
    async with await Store.open(url) as store:
        assert await store.counters() == {"n": 1}


async def test_two_connections_never_touch_the_database_at_the_same_time(url: str) -> None:
    """Even a read waits: with two connections at once, older SQLite can damage its log."""
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def slow(w: Writer) -> None:
        await w.change("INSERT INTO counter (name, value) VALUES ('n', 1)")
        inside.set()
        await go_on.wait()

    async with await Store.open(url) as one, await Store.open(url) as two:
        writing = asyncio.create_task(one.write(slow))
        await inside.wait()
        reading = asyncio.create_task(two.counters())
        done, _ = await asyncio.wait({reading}, timeout=0.2)
        assert not done
        go_on.set()
        await writing
        assert await reading == {"n": 1}
