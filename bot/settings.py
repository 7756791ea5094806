"""Settings (设置): the environment beats duban.yaml. Secrets come from the environment alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.refusal import Refusal
from config.home import Settings as HomeSettings
from config.home import default_home


class BadSetting(Refusal):
    """A setting that cannot be used; the text says which, why and what to do."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says. Empty strings mean: not set."""

    home: Path
    database_url: str
    data: Path
    listen: str
    telegram_token: str = field(default="", repr=False)
    telegram_api_url: str = ""
    telegram_webhook_url: str = ""
    telegram_webhook_secret: str = field(default="", repr=False)
    public_url: str = ""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)


def read_environment(values: Mapping[str, str], home: Path | None = None) -> Environment:
    """Environment variables as settings. `home` (from the command line) beats DUBAN_HOME."""
    place = home or Path(values.get("DUBAN_HOME") or default_home())
    data = Path(values.get("DUBAN_DATA") or place / "data").absolute()
    return Environment(
        home=place,
        database_url=values.get("DUBAN_DATABASE_URL") or f"sqlite://{data / 'duban.db'}",
        data=data,
        listen=values.get("DUBAN_LISTEN", ""),
        telegram_token=values.get("TELEGRAM_BOT_TOKEN", ""),
        telegram_api_url=values.get("TELEGRAM_API_URL", "").rstrip("/"),
        telegram_webhook_url=values.get("TELEGRAM_WEBHOOK_URL", ""),
        telegram_webhook_secret=values.get("TELEGRAM_WEBHOOK_SECRET", ""),
        public_url=values.get("DUBAN_PUBLIC_URL", "").rstrip("/"),
        values=values,
    )


def listen_address(environment: Environment, home: HomeSettings) -> tuple[str, int]:
    """Host and port to listen on. Raises BadSetting for anything that is not host:port."""
    text = environment.listen or home.listen
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise BadSetting(
            f"DUBAN_LISTEN must be host:port, for example 127.0.0.1:8080; it is {text}"
        )
    return host.strip("[]"), int(port)


def public_url(environment: Environment, home: HomeSettings) -> str:
    """Where people reach the pages: as set, else this machine's own address."""
    if environment.public_url:
        return environment.public_url
    address, port = listen_address(environment, home)
    return f"http://{address}:{port}"
