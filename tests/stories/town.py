"""A town for stories: the shipped home, a virtual clock, Telegram's protocol and the pages.

Both media stand on one shell, on loopback; a story says over which of them each person is met.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from bot.applying import apply_home
from bot.clock import VirtualClock
from bot.commands import Commands
from bot.shell import Ground, Medium, Shell, derive, wire
from bot.store import CaseRow, Store
from bot.store.blobs import Blobs
from bot.telegram import Item, Poller, TelegramChannel, TelegramSettings, open_telegram
from bot.telegraph import TELEGRAM, telegram_decoder
from bot.virtual import Driver
from bot.web.app import WebParts
from bot.web.channel import Hub, WebChannel
from bot.web.incoming import decode as decode_web
from config.home import Home, default_home, read_home
from tests.botapi import BotApiServer, Person, ShownMessage
from tests.stories.web_person import Pages, WebMessage, WebPerson, served
from workflows.calendar import OFFICE_ZONE, at_office

SECRET = b"a secret for stories, nothing else"


def at(day: str, clock: str = "00:00") -> datetime:
    """An instant in the office's time."""
    hours, minutes = clock.split(":")
    return at_office(date.fromisoformat(day), time(int(hours), int(minutes)))


Holder = Person | WebPerson
"""Somebody with a chat, over either medium."""
Shown = ShownMessage | WebMessage
"""A message of the bot as its reader sees it."""


def texts(person: Holder) -> list[str]:
    """What the person sees of the bot's side of the chat."""
    return [message.text for message in person.inbox]


class Town:
    """Everything a story touches. Nothing here decides anything: the real shell does."""

    def __init__(self, server: BotApiServer, pages: Pages, shell: Shell) -> None:
        clock = shell.ground.clock
        assert isinstance(clock, VirtualClock)
        self.server = server
        self.pages = pages
        self.store = shell.ground.store
        self.shell = shell
        self.clock = clock
        self.driver = Driver(clock, self.store, shell.engine, shell.reception, shell.delivery)

    def person(self, medium: str, name: str) -> Holder:
        """Somebody who is met over this medium."""
        return self.pages.person(name) if medium == "web" else self.server.user(first_name=name)

    async def invite(self, unit: str, role: str = "liaison") -> str:
        """The code of a fresh invite."""
        return (await Commands(self.shell).invite(unit, role))["code"]

    async def enrol(self, person: Holder, unit: str, role: str = "liaison") -> None:
        """Invite a post's holder and let him bring the code."""
        await person.start(await self.invite(unit, role))
        await self.hear()

    async def hear(self) -> None:
        """Until everything people did has been received, decided, answered and seen."""
        await self.server.wait_for(lambda: self.server.pending_updates == 0)
        await self.driver.settle()
        await self.pages.look()

    async def pass_to(self, instant: datetime) -> None:
        """Let time pass, living through everything on the way."""
        await self.driver.run_to(instant)
        await self.pages.look()

    async def says(self, person: Holder, words: str) -> str:
        """The person writes; the text of the last message he then sees."""
        await person.send(words)
        await self.hear()
        return person.inbox[-1].text

    async def replies(self, person: Holder, message: Shown, words: str) -> str:
        """The person answers a message by quoting it; the text of the last one he then sees."""
        await person.send(words, reply_to=message)
        await self.hear()
        return person.inbox[-1].text

    async def taps(self, person: Holder, button: str, message: Shown | None = None) -> str:
        """The person presses a button of a message, by default of the last one that has it.

        Returns the note that answers the tap, "" where none is shown.
        """
        tap = await person.tap(message or holding(person, button), button)
        await self.hear()
        return (tap.answer or {}).get("text", "")

    async def facts(self, assignment: str) -> list[str]:
        """The kinds of the facts about an assignment, in order."""
        return [fact.kind.value for fact in (await self.case(assignment)).facts]

    async def case(self, assignment: str) -> CaseRow:
        """An assignment with its facts and its standing."""
        row = await self.store.case(assignment)
        assert row is not None, assignment
        return row


def holding(person: Holder, button: str) -> Shown:
    """The person's last message with this button."""
    found = [message for message in person.inbox if button in message.labels]
    if not found:
        raise ValueError(f"no button {button!r}; the last message is {person.inbox[-1]!r}")
    return found[-1]


@asynccontextmanager
async def town(folder: Path, start: datetime, home: Home | None = None) -> AsyncIterator[Town]:
    """Open the town at an instant, with the shipped programme in force."""
    if home is None:
        home = shipped()
    clock, hub, blobs = VirtualClock(start), Hub(), Blobs(folder / "files")
    async with AsyncExitStack() as stack:
        server = BotApiServer(now=lambda: clock.now().timestamp(), limits=False)
        await stack.enter_async_context(server)
        store = await _fresh_store(folder)
        stack.push_async_callback(store.close)
        telegram = await open_telegram(TelegramSettings(server.token, server.url), paced=False)
        stack.push_async_callback(telegram.close)
        await apply_home(store, home, clock.now())
        shell = wire(
            Ground(
                home=home,
                store=store,
                blobs=blobs,
                clock=clock,
                secret=SECRET,
                media={
                    TELEGRAM: Medium(telegram, telegram_decoder(telegram)),
                    "web": Medium(WebChannel(hub, blobs), decode_web),
                },
                public_url="http://127.0.0.1:8080",
                applied={programme.code: start for programme in home.programmes},
            )
        )
        pages = await stack.enter_async_context(served(_parts(shell, hub)))
        poller = _poller(telegram, store, clock)
        poller.start()
        stack.push_async_callback(poller.stop)
        yield Town(server, pages, shell)


_EMPTY: dict[str, bytes] = {}
"""The database before anything happened: migrations run once for all stories of a process."""


async def _fresh_store(folder: Path) -> Store:
    """An empty store. Nothing here survives a crash of the machine, and need not."""
    file = folder / "town.db"
    if "file" in _EMPTY:
        file.write_bytes(_EMPTY["file"])
    else:
        await (await _opened(file)).close()
        _EMPTY["file"] = file.read_bytes()
    return await _opened(file)


async def _opened(file: Path) -> Store:
    return await Store.open(f"sqlite://{file}", durable=False, chain_key=SECRET)


@cache
def shipped() -> Home:
    """The home that comes with the product."""
    reading = read_home(default_home())
    assert reading.home is not None, reading.problems
    return reading.home


def _parts(shell: Shell, hub: Hub) -> WebParts:
    """The pages of a service, without the demo; the story says when the inbox is worked on."""

    async def arrived() -> None:
        return None

    ground = shell.ground
    return WebParts(
        store=ground.store,
        blobs=ground.blobs,
        hub=hub,
        clock=ground.clock,
        secret=derive(ground.secret, "sessions"),
        title=ground.home.settings.title,
        arrived=arrived,
        ready=lambda: True,
    )


def _poller(telegram: TelegramChannel, store: Store, clock: VirtualClock) -> Poller:
    async def sink(items: list[Item], cursor: str) -> None:
        await store.write(
            lambda writer: store.store_incoming(
                writer, TELEGRAM, items, clock.now(), cursor or None
            )
        )

    return Poller(telegram.api, sink, clock, poll_seconds=5)


__all__ = ["OFFICE_ZONE", "Holder", "Shown", "Town", "at", "holding", "shipped", "texts", "town"]
