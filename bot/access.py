"""Access to the store for a command; it works beside a running service too."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from bot.clock import WallClock
from bot.commands import Commands
from bot.keys import root_secret
from bot.settings import Environment, public_url
from bot.shell import Ground, Shell, derive, wire
from bot.store import Store
from bot.store.blobs import Blobs
from config.home import Home


async def open_store(
    environment: Environment, values: Mapping[str, str], *, service: bool = False
) -> tuple[Store, bytes]:
    """The store and the root secret. `service` takes the lock that one running service holds."""
    environment.data.mkdir(parents=True, exist_ok=True)
    secret = root_secret(values, environment.data)
    store = await Store.open(
        environment.database_url, chain_key=derive(secret, "chain"), service=service
    )
    return store, secret


async def command_shell(environment: Environment, home: Home, store: Store, secret: bytes) -> Shell:
    """A shell without channels, enough for commands."""
    return wire(
        Ground(
            home=home,
            store=store,
            blobs=Blobs(environment.data / "files"),
            clock=WallClock(),
            secret=secret,
            media={},
            public_url=public_url(environment, home.settings),
            applied={row.code: row.applied_at for row in await store.programmes()},
        )
    )


async def call_command(
    environment: Environment, home: Home, name: str, arguments: dict[str, Any]
) -> Any:
    """Carry out a command on the home's store."""
    store, secret = await open_store(environment, os.environ)
    try:
        shell = await command_shell(environment, home, store, secret)
        return await Commands(shell).call(name, arguments)
    finally:
        await store.close()
