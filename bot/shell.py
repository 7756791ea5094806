"""The composition root: the only place that chooses implementations and wires them together."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.answering import Answering
from bot.bundler import Bundler
from bot.clock import Clock
from bot.composing import Composer
from bot.delivery import Delivery
from bot.desks import Desks
from bot.doorway import Doorway
from bot.engine import Engine, Rules
from bot.enrolment import Enrolment
from bot.evidence import EvidenceRoom
from bot.gate import Gate
from bot.happening import Happenings
from bot.office_desks import OfficeDesks
from bot.ports import Channel
from bot.reception import Decoder, Reception
from bot.sights import Sights
from bot.speaking import Speaker, Wording
from bot.store import Store
from bot.store.blobs import Blobs
from bot.surroundings import Surroundings
from bot.tokens import Tokens
from config.home import Home
from messages.compose import SHIPPED, Templates


@dataclass(frozen=True, slots=True)
class Medium:
    """A channel as it is plugged in, and how its raw updates are read."""

    channel: Channel
    decode: Decoder


@dataclass(frozen=True, slots=True)
class Ground:
    """What a shell stands on. `secret` is the root key; others are derived from it."""

    home: Home
    store: Store
    blobs: Blobs
    clock: Clock
    secret: bytes
    media: Mapping[str, Medium]
    public_url: str = ""
    window: int = 4
    pretend: bool = False
    applied: Mapping[str, datetime] = field(default_factory=dict)
    bundling: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while notices become messages; kept when a shell is wired anew over this ground."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The wired machine."""

    ground: Ground
    rules: Rules
    engine: Engine
    composer: Composer
    bundler: Bundler
    delivery: Delivery
    reception: Reception
    enrolment: Enrolment
    doorway: Doorway
    tokens: Tokens


def wire(ground: Ground) -> Shell:
    """Build everything from the ground up. Nothing here touches the network or the disk."""
    home, store, clock = ground.home, ground.store, ground.clock
    rules = Rules(
        {programme.code: programme for programme in home.programmes},
        home.calendar,
        home.settings.hours,
        dict(ground.applied),
    )
    tokens = Tokens(derive(ground.secret, "buttons"))
    speaker = Speaker(tokens)
    engine = Engine(store, rules, clock)
    wording = Wording(_templates(home), ground.pretend, home.settings.notice_only)
    bundler = Bundler(store, engine, speaker, home.roster, clock, wording, ground.bundling)
    composer = bundler.composer
    channels = {name: medium.channel for name, medium in ground.media.items()}
    enrolment = Enrolment(store, engine, ground.public_url)
    sights = Sights(store, rules, composer, enrolment, ground.public_url, wording)
    doorway = Doorway(store, enrolment, tokens, home.roster, clock)
    reception = Reception(
        store,
        _desks(ground, engine, composer),
        Answering(store, engine, speaker, composer, sights),
        doorway,
        EvidenceRoom(store, ground.blobs, channels),
        channels,
        {name: medium.decode for name, medium in ground.media.items()},
        clock,
        Gate(store, rules, home.settings.notice_only, ground.public_url),
    )
    delivery = Delivery(
        store, engine, bundler, channels, clock, ground.window, home.settings.language
    )
    return Shell(
        ground, rules, engine, composer, bundler, delivery, reception, enrolment, doorway, tokens
    )


def _desks(ground: Ground, engine: Engine, composer: Composer) -> Desks:
    """The desks of units and of offices."""
    store, rules, roster = ground.store, engine.rules, ground.home.roster
    offices = OfficeDesks(store, rules, composer, roster, Happenings(store, engine))
    surroundings = Surroundings(store, engine, composer, roster)
    return Desks(store, rules, composer, surroundings, offices)


def _templates(home: Home) -> Templates:
    """The home's own wording where it has any."""
    folder = home.path / home.settings.templates
    return Templates(folder) if folder.is_dir() else SHIPPED


def derive(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose from the root secret."""
    return hmac.new(secret, purpose.encode(), hashlib.sha256).digest()
