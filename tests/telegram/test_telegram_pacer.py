"""The pacer keeps Telegram's limits without ever being told off, on a virtual clock."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from itertools import pairwise

import pytest

from bot.ports import FailureKind, Lane, SendFailure
from bot.telegram import Limits, Pacer
from tests.botapi.errors import ApiError
from tests.botapi.limits import FloodLimits
from tests.telegram.virtual_time import SteppedClock, settle

ROUND_TRIP_SECONDS = 0.08


class Telegram:
    """The strict server's own flood limits behind a round trip of 80 ms."""

    def __init__(self, clock: SteppedClock) -> None:
        self.clock = clock
        self.pacer = Pacer(clock)
        self.limits = FloodLimits(lambda: clock.seconds + 1_000_000)
        self.accepted: dict[str, list[float]] = defaultdict(list)
        self.refusals: list[float] = []
        self.travel_seconds = ROUND_TRIP_SECONDS / 2

    async def send(self, chat: str, lane: Lane = Lane.WAVE) -> float:
        """Send once, repeating after refusals; returns how long the turn was waited for."""
        asked = self.clock.seconds
        while True:
            try:
                async with self.pacer.slot(chat, lane):
                    granted = self.clock.seconds
                    await self.clock.sleep(self.travel_seconds)
                    self.take(chat)
                    await self.clock.sleep(ROUND_TRIP_SECONDS / 2)
                return granted - asked
            except SendFailure:
                continue

    def take(self, chat: str) -> None:
        try:
            self.limits.take(int(chat), 1, is_group=chat.startswith("-"))
        except ApiError as error:
            self.refusals.append(self.clock.seconds)
            wait = (error.parameters or {})["retry_after"]
            raise SendFailure(FailureKind.NOT_SENT, "429", retry_after=wait) from None
        self.accepted[chat].append(self.clock.seconds)

    @property
    def count(self) -> int:
        return sum(map(len, self.accepted.values()))


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def telegram(clock: SteppedClock) -> Telegram:
    return Telegram(clock)


async def wave(telegram: Telegram, chats: list[str]) -> None:
    await asyncio.gather(*(telegram.send(chat) for chat in chats))


async def test_a_wave_uses_the_allowance_and_is_never_refused(
    clock: SteppedClock, telegram: Telegram
) -> None:
    await clock.run(wave(telegram, [str(n) for n in range(1, 601)]))
    assert telegram.refusals == []
    assert 600 / clock.seconds >= 0.98 * 30


async def test_chats_with_two_messages_and_groups_with_twenty_are_never_refused(
    clock: SteppedClock, telegram: Telegram
) -> None:
    private = [str(n) for n in range(1, 301)] * 2
    groups = [str(-n) for n in range(1, 11)] * 20
    await clock.run(wave(telegram, private + groups))
    assert telegram.refusals == []
    assert telegram.count == 800
    assert 800 / clock.seconds >= 0.98 * 30


async def test_a_reply_never_waits_behind_a_wave(clock: SteppedClock, telegram: Telegram) -> None:
    async def scene() -> list[float]:
        waves = asyncio.create_task(wave(telegram, [str(n) for n in range(1, 601)]))
        waits = []
        for n in range(5000, 5100):
            await clock.sleep(0.15)
            waits.append(await telegram.send(str(n), Lane.REPLY))
        await waves
        return waits

    waits = await clock.run(scene())
    assert max(waits) <= 0.3
    assert telegram.refusals == []


async def test_a_reply_to_someone_whom_the_wave_has_just_reached_goes_at_once(
    clock: SteppedClock, telegram: Telegram
) -> None:
    async def scene() -> float:
        await telegram.send("7")
        return await telegram.send("7", Lane.REPLY)

    assert await clock.run(scene()) == 0.0


async def test_one_private_chat_gets_one_message_a_second(
    clock: SteppedClock, telegram: Telegram
) -> None:
    await clock.run(wave(telegram, ["7"] * 10))
    times = telegram.accepted["7"]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= 0.99
    assert telegram.refusals == []


async def test_a_group_gets_twenty_a_minute(clock: SteppedClock, telegram: Telegram) -> None:
    await clock.run(wave(telegram, ["-5"] * 45))
    times = telegram.accepted["-5"]
    assert all(later - earlier >= 60 for earlier, later in zip(times, times[20:], strict=False))
    assert telegram.refusals == []
    assert clock.seconds < 125


async def test_messages_that_were_long_on_their_way_still_count(
    clock: SteppedClock, telegram: Telegram
) -> None:
    async def scene() -> None:
        telegram.travel_seconds = 5.0
        slow = [asyncio.create_task(telegram.send("-5")) for _ in range(20)]
        await clock.sleep(4.0)
        telegram.travel_seconds = 0.01
        await asyncio.gather(*slow, *(telegram.send("-5") for _ in range(5)))

    await clock.run(scene())
    assert telegram.refusals == []
    assert telegram.count == 25


async def test_where_people_talk_a_wave_leaves_room_for_answers(
    clock: SteppedClock, telegram: Telegram
) -> None:
    async def scene() -> list[float]:
        await telegram.send("-5", Lane.REPLY)
        waves = [asyncio.create_task(telegram.send("-5")) for _ in range(40)]
        await clock.sleep(10)
        waits = [await telegram.send("-5", Lane.REPLY) for _ in range(3)]
        await asyncio.gather(*waves)
        return waits

    assert max(await clock.run(scene())) <= 0.3
    assert telegram.refusals == []


async def test_a_refused_chat_waits_its_time_and_the_others_flow(
    clock: SteppedClock, telegram: Telegram
) -> None:
    telegram.limits._tokens[7] = (0.0, 1_000_000.0)  # another process has just written to it

    async def scene() -> None:
        await asyncio.gather(*(telegram.send(str(n)) for n in range(1, 91)))

    await clock.run(scene())
    assert len(telegram.refusals) == 1
    assert telegram.limits.violations[7] == 0
    others = [times[0] for chat, times in telegram.accepted.items() if chat != "7"]
    assert max(others) <= 3.5


async def test_a_ban_of_the_bot_costs_no_more_than_what_was_on_its_way(
    clock: SteppedClock, telegram: Telegram
) -> None:
    async def scene() -> None:
        waves = [asyncio.create_task(telegram.send(str(n))) for n in range(1, 301)]
        await clock.sleep(3)
        telegram.limits._banned_until[0] = clock.seconds + 1_000_000 + 20
        await asyncio.gather(*waves)

    await clock.run(scene())
    on_its_way = ROUND_TRIP_SECONDS * 30 + 1
    assert 1 <= len(telegram.refusals) <= on_its_way + 3
    assert telegram.count == 300


async def test_no_request_is_made_before_retry_after_has_passed(clock: SteppedClock) -> None:
    pacer = Pacer(clock)

    async def scene() -> float:
        with pytest.raises(SendFailure):
            async with pacer.slot("7"):
                raise SendFailure(FailureKind.NOT_SENT, "429", retry_after=3600)
        refused_at = clock.seconds
        async with pacer.slot("7", Lane.REPLY):
            return clock.seconds - refused_at

    assert await clock.run(scene()) >= 3600


async def test_a_hundred_waiters_send_one_probe_during_a_ban(clock: SteppedClock) -> None:
    pacer = Pacer(clock)
    attempts: list[float] = []
    banned_until = 30.0

    async def one(chat: str) -> None:
        while True:
            try:
                async with pacer.slot(chat):
                    attempts.append(clock.seconds)
                    await clock.sleep(ROUND_TRIP_SECONDS)
                    if clock.seconds < banned_until:
                        wait = banned_until - clock.seconds
                        raise SendFailure(FailureKind.NOT_SENT, "429", retry_after=wait)
                return
            except SendFailure:
                continue

    async def scene() -> None:
        await asyncio.gather(*(one(str(n)) for n in range(1, 101)))

    await clock.run(scene())
    early = [at for at in attempts if at < banned_until]
    on_its_way = [at for at in early if at <= ROUND_TRIP_SECONDS]
    assert len(early) == len(on_its_way) + 1


async def test_the_hint_says_how_long_a_chat_must_wait(clock: SteppedClock) -> None:
    pacer = Pacer(clock)

    async def scene() -> None:
        assert pacer.wait_hint("7") == 0
        async with pacer.slot("7"):
            pass
        assert pacer.wait_hint("7") == pytest.approx(1.0)
        assert pacer.wait_hint("7", Lane.REPLY) == 0
        assert pacer.wait_hint("8") == 0
        pacer.refused("8", 9)
        assert pacer.wait_hint("8", Lane.REPLY) == pytest.approx(9)

    await clock.run(scene())


async def test_pauses_survive_a_restart(clock: SteppedClock) -> None:
    before, after = Pacer(clock), Pacer(clock)
    before.refused("7", 100)
    before._budget.block_all(clock.seconds + 50)
    after.resume(before.pauses())
    assert after.pauses() == {"7": 100.0, "": 50.0}
    assert after.wait_hint("7") == pytest.approx(100)
    assert after.wait_hint("9") == pytest.approx(50)


async def test_one_who_gives_up_waiting_takes_nobodys_turn(clock: SteppedClock) -> None:
    pacer = Pacer(clock)

    async def turn(chat: str) -> float:
        async with pacer.slot(chat):
            return clock.seconds

    async def scene() -> float:
        await turn("7")
        impatient = asyncio.create_task(turn("7"))
        patient = asyncio.create_task(turn("7"))
        await settle()
        impatient.cancel()
        return await patient

    assert await clock.run(scene()) == pytest.approx(1.0)


async def test_the_same_clock_gives_the_same_order() -> None:
    async def order() -> list[tuple[str, float]]:
        clock = SteppedClock()
        pacer = Pacer(clock)
        seen: list[tuple[str, float]] = []

        async def one(chat: str, lane: Lane) -> None:
            async with pacer.slot(chat, lane):
                seen.append((chat, clock.seconds))

        async def scene() -> None:
            lanes = (Lane.WAVE, Lane.REPLY)
            await asyncio.gather(*(one(str(n % 17), lanes[n % 5 == 0]) for n in range(100)))

        await clock.run(scene())
        return seen

    assert await order() == await order()


async def test_memory_does_not_grow_with_everyone_ever_written_to(clock: SteppedClock) -> None:
    pacer = Pacer(clock, Limits(overall_per_second=1e6))

    async def scene() -> None:
        for n in range(1, 20_001):
            async with pacer.slot(str(n)):
                pass
            if n % 1000 == 0:
                clock.seconds += 2

    await clock.run(scene())
    assert len(pacer._budget._chats) <= 8192
