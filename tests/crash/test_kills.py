"""The promises of the outbox and the inbox, with real processes and real kills."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.applying import apply_home
from bot.store import Store
from messages.words import resent_mark
from tests.botapi import BotApiServer
from tests.botapi.world import Sent
from tests.crash.big_home import REMINDED_AT, big_home, case_id, chat_of, code_of, enrol
from tests.crash.nursery import Victim
from tests.crash.sender import SECRET, Life, database
from workflows.fold import stand
from workflows.ledger import FactKind

SEED = 20240926
WINDOW = 4
WAVE, KILLS = 1_000, 20
PEOPLE, WORDS = 40, 5
PATIENCE_S = 60.0


class Ward:
    """A server, a database with its people, and the lives that work on it one after another."""

    def __init__(self, server: BotApiServer, folder: Path, units: int) -> None:
        self.server = server
        self.folder = folder
        self.units = units
        self._began = time.monotonic()

    def life(self, *, receives: bool = False, dies: str = "", ends: bool = False) -> Life:
        """The next life: the office's time goes on from one to the next."""
        return Life(
            self.folder,
            self.server.url,
            self.server.token,
            self.now(),
            self.units,
            WINDOW,
            receives,
            dies,
            ends,
        )

    def now(self) -> datetime:
        return REMINDED_AT + timedelta(seconds=time.monotonic() - self._began)

    async def prepare(self) -> None:
        async with await Store.open(database(self.folder), chain_key=SECRET) as store:
            await apply_home(store, big_home(self.units), REMINDED_AT)
            await enrol(store, self.units, REMINDED_AT)

    async def until_sent(self, count: int) -> None:
        await self.server.wait_for(lambda: len(self.server.sent) >= count, PATIENCE_S)

    def rows(self, sql: str) -> list[tuple]:
        """What the database holds once nobody uses it."""
        with closing(sqlite3.connect(self.folder / "crash.db")) as connection:
            return connection.execute(sql).fetchall()

    async def check_sound(self) -> None:
        assert self.rows("PRAGMA integrity_check") == [("ok",)]
        assert self.rows("PRAGMA foreign_key_check") == []
        async with await Store.open(database(self.folder), chain_key=SECRET) as store:
            assert await store.verify(stand) == []


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(limits=False) as server:
        server.world.auto_open = True
        yield server


async def test_a_killed_wave_loses_nothing_and_explains_every_repeat(
    server: BotApiServer, tmp_path: Path
) -> None:
    ward = Ward(server, tmp_path, WAVE)
    await ward.prepare()
    for point in _kill_points():
        async with Victim(ward.life()) as victim:
            await ward.until_sent(point)
            await victim.kill()
    async with Victim(ward.life(ends=True)) as victim:
        assert await victim.gone() == 0
    _check_chats(ward)
    _check_attempts(ward)
    assert Counter(ward.rows("SELECT kind, state FROM notice")) == {("reminder", "sent"): WAVE}
    kinds = Counter(kind for (kind,) in ward.rows("SELECT kind FROM fact"))
    assert kinds == {"issued": WAVE, "delivered": WAVE}
    await ward.check_sound()


def _kill_points() -> Sequence[int]:
    """Counts of received messages, one in each twentieth of the wave."""
    chance = random.Random(SEED)
    part = WAVE // KILLS
    return [part * index + chance.randrange(5, part - 5) for index in range(KILLS)]


def _check_chats(ward: Ward) -> None:
    """Everyone was reached; what came again says so, makes no sound, and is bounded."""
    letters = [one for one in ward.server.sent if one.method == "sendMessage"]
    assert len(letters) == len(ward.server.sent)
    by_chat: dict[int, list[Sent]] = defaultdict(list)
    for letter in letters:
        by_chat[letter.chat_id].append(letter)
    assert set(by_chat) == {chat_of(number) for number in range(1, WAVE + 1)}
    for number in range(1, WAVE + 1):
        first, *repeats = by_chat[chat_of(number)]
        assert all(f"（{number:04}）" in letter.text for letter in (first, *repeats))
        assert all(_is_marked(letter) for letter in repeats)
    repeated = len(letters) - WAVE
    assert repeated <= WINDOW * KILLS
    assert repeated > 0  # kills that never met a message in flight would prove nothing


def _is_marked(letter: Sent) -> bool:
    silent = str(letter.raw.get("disable_notification", "")).lower() == "true"
    return silent and resent_mark("zh") in letter.text


def _check_attempts(ward: Ward) -> None:
    """Every message that left has an attempt on record, and every attempt an end."""
    arrived = Counter(str(one.chat_id) for one in ward.server.sent)
    outcomes: dict[str, list[str]] = defaultdict(list)
    for chat, outcome in ward.rows(
        "SELECT m.chat, a.outcome FROM message m JOIN attempt a ON a.message_id=m.id ORDER BY a.id"
    ):
        outcomes[chat].append(outcome)
    messages = ward.rows("SELECT chat, state, copies, fence FROM message")
    assert len(messages) == len({chat for chat, *_ in messages}) == WAVE
    for chat, state, copies, fence in messages:
        assert state == "sent"
        assert outcomes[chat] == ["ambiguous"] * copies + ["sent"]
        assert fence == copies + 1
        assert 1 <= arrived[chat] <= fence
    assert sum(copies for _, _, copies, _ in messages) <= WINDOW * KILLS


async def test_updates_in_flight_are_never_lost_over_kills(
    server: BotApiServer, tmp_path: Path
) -> None:
    ward = Ward(server, tmp_path, PEOPLE)
    await ward.prepare()
    async with Victim(ward.life(ends=True)) as quiet:  # the reminders first
        assert await quiet.gone() == 0
    said = await _everybody_talks(server)
    for place in ("fetched", "stored", "fetched", "stored"):
        async with Victim(ward.life(receives=True, dies=place)) as victim:
            assert await victim.gone() == -signal.SIGKILL
    for answers in (15, 40, 40, 60):
        async with Victim(ward.life(receives=True)) as victim:
            await ward.until_sent(len(server.sent) + answers)
            await victim.kill()
    async with Victim(ward.life(receives=True, ends=True)) as victim:
        assert await victim.gone() == 0
    _check_applied(ward, said)
    await ward.check_sound()


async def _everybody_talks(server: BotApiServer) -> dict[str, list[str]]:
    """Everybody's words, by assignment. No two of them say the same."""
    said: dict[str, list[str]] = {}
    for number in range(1, PEOPLE + 1):
        person = server.person(chat_of(number))
        person.state.started = True
        said[case_id(number)] = [f"{code_of(number)} 完成{10 + part}%" for part in range(WORDS)]
    for part in range(WORDS):
        for number in range(1, PEOPLE + 1):
            await server.person(chat_of(number)).send(said[case_id(number)][part])
    return said


def _check_applied(ward: Ward, said: dict[str, list[str]]) -> None:
    """Each update has one row, one fact and one receipt, in the order in which it was said."""
    updates = PEOPLE * WORDS
    assert ward.rows("SELECT state, count(*), count(DISTINCT ext_id) FROM inbox GROUP BY 1") == [
        ("done", updates, updates)
    ]
    assert ward.rows("SELECT count(*), count(DISTINCT number) FROM receipt") == [(updates, updates)]
    told: dict[str, list[str]] = defaultdict(list)
    receipts = Counter()
    for code, receipt, text in ward.rows(
        "SELECT a.code, f.data ->> 'receipt', f.data ->> 'text' FROM fact f"
        f" JOIN assignment a ON a.id=f.assignment_id WHERE f.kind='{FactKind.REPORTED.value}'"
        " ORDER BY f.id"
    ):
        told[code].append(text)
        receipts[receipt] += 1
    assert told == said
    assert set(receipts.values()) == {1}
    answered = "\n".join(one.text for one in ward.server.sent)
    assert all(receipt in answered for receipt in receipts)
