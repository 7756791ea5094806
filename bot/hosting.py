"""Hosting: the service with its channels, and web pages, opened and closed in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.access import open_store
from bot.applying import apply_home
from bot.clock import Clock
from bot.desks import OFFICE_ROLES
from bot.enrolment import BOT_NAME
from bot.ports import FailureKind, SendFailure
from bot.service import Service
from bot.settings import BadSetting, Environment, listen_address, public_url
from bot.shell import Ground, Medium, derive, wire
from bot.store import Store
from bot.store.blobs import Blobs
from bot.telegram import (
    Item,
    Poller,
    TelegramChannel,
    TelegramSettings,
    WebhookCounts,
    open_telegram,
    register_webhook,
    set_menus,
    webhook_routes,
)
from bot.telegraph import TELEGRAM, telegram_decoder
from bot.web.app import WebParts, build_app
from bot.web.channel import Hub, WebChannel
from bot.web.incoming import decode as decode_web
from config.home import Home

log = structlog.get_logger(__name__)
_PATIENCE_SECONDS = (1, 2, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Hosted:
    """What is running, and where its pages are."""

    service: Service
    url: str


@asynccontextmanager
async def host(
    home: Home, environment: Environment, clock: Clock, *, pretend: bool = False
) -> AsyncIterator[Hosted]:
    """Open everything; on leaving, close everything in the opposite order."""
    async with AsyncExitStack() as stack:
        store, secret = await open_store(environment, environment.values, service=True)
        stack.push_async_callback(store.close)
        await _refuse_real_facts(store, pretend)
        if pretend:
            await apply_home(store, home, clock.now())
        blobs = Blobs(environment.data / "files")
        hub = Hub()
        media = {"web": Medium(WebChannel(hub, blobs), decode_web)}
        telegram = await _telegram(environment, stack)
        if telegram is not None:
            media[TELEGRAM] = Medium(telegram, telegram_decoder(telegram))
        shell = wire(
            Ground(
                home=home,
                store=store,
                blobs=blobs,
                clock=clock,
                secret=secret,
                media=media,
                public_url=public_url(environment, home.settings),
                pretend=pretend,
                applied={row.code: row.applied_at for row in await store.programmes()},
            )
        )
        service = Service(shell, clock)
        await service.start()
        stack.push_async_callback(service.stop)
        counts = WebhookCounts()
        routes = await _receive(telegram, environment, service, stack, counts)
        parts = WebParts(
            store=store,
            blobs=blobs,
            hub=hub,
            clock=clock,
            secret=derive(secret, "sessions"),
            title=home.settings.title,
            arrived=service.arrived,
            ready=service.heartbeat_fresh,
            routes=routes,
            counts=lambda: {f"webhook_{name}": value for name, value in asdict(counts).items()},
        )
        url = await _serve_pages(build_app(parts), environment, home, stack)
        yield Hosted(service, url)


async def _refuse_real_facts(store: Store, pretend: bool) -> None:
    if pretend and await store.has_facts():
        raise BadSetting(
            "--pretend-now refuses a database with real facts; set DUBAN_DATA to an empty folder"
        )


async def _telegram(environment: Environment, stack: AsyncExitStack) -> TelegramChannel | None:
    if not environment.telegram_token:
        log.info("telegram.off", why="TELEGRAM_BOT_TOKEN is not set")
        return None
    api = {"api_url": environment.telegram_api_url} if environment.telegram_api_url else {}
    settings = TelegramSettings(environment.telegram_token, **api)
    channel = await _open_patiently(settings)
    stack.push_async_callback(channel.close)
    return channel


async def _open_patiently(settings: TelegramSettings) -> TelegramChannel:
    """Connect, waiting out short troubles of the network; a wrong token is said at once."""
    for wait in (*_PATIENCE_SECONDS, None):
        try:
            return await open_telegram(settings)
        except SendFailure as failure:
            if failure.kind is FailureKind.PAUSED or wait is None:
                raise BadSetting(f"Telegram cannot be used: {failure.reason}") from failure
            log.warning("telegram.waiting", reason=failure.reason, seconds=wait)
            await asyncio.sleep(wait)
    raise AssertionError("the last wait is None")


async def _receive(
    telegram: TelegramChannel | None,
    environment: Environment,
    service: Service,
    stack: AsyncExitStack,
    counts: WebhookCounts,
) -> list[web.RouteDef]:
    """Start polling, or give the webhook's route. Updates are on disk before they are confirmed."""
    if telegram is None:
        return []
    store, clock = service.store, service.shell.ground.clock

    async def sink(items: list[Item], cursor: str) -> None:
        at: datetime = clock.now()
        await store.write(
            lambda writer: store.store_incoming(writer, TELEGRAM, items, at, cursor or None)
        )
        await service.arrived()

    await store.write(lambda writer: store.set_cursor(writer, BOT_NAME, telegram.me.username))
    try:
        await set_menus(telegram.api, await _office_chats(store))
    except SendFailure as failure:
        log.warning("telegram.menus", reason=failure.reason)  # the next start sets them
    if environment.telegram_webhook_url:
        path = urlsplit(environment.telegram_webhook_url).path or "/telegram/webhook"
        try:
            routes = webhook_routes(environment.telegram_webhook_secret, sink, path, counts)
        except ValueError as problem:
            raise BadSetting(str(problem)) from problem
        await register_webhook(
            telegram.api, environment.telegram_webhook_url, environment.telegram_webhook_secret
        )
        return routes
    poller = Poller(telegram.api, sink, clock, _Conflicts(store).note)
    poller.start()
    stack.push_async_callback(poller.stop)
    return []


class _Conflicts:
    """Another program polls with our token: said in the log, counted in the metrics."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pending: set[asyncio.Task[None]] = set()

    def note(self, why: str) -> None:
        log.error("telegram.conflict", why=why)
        task = asyncio.ensure_future(
            self._store.write(lambda writer: self._store.bump(writer, {"telegram_conflicts": 1}))
        )
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)


async def _office_chats(store: Store) -> list[str]:
    """The chats whose menu has /digest: those of office posts."""
    roles = {role.value for role in OFFICE_ROLES}
    return [
        row.chat
        for row in await store.bindings()
        if row.channel == TELEGRAM and row.post.rpartition("/")[2] in roles
    ]


async def _serve_pages(
    app: web.Application, environment: Environment, home: Home, stack: AsyncExitStack
) -> str:
    address, port = listen_address(environment, home.settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, address, port)
    await site.start()
    bound = runner.addresses[0][1] if port == 0 else port
    return f"http://{address}:{bound}"
