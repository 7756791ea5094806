"""How Telegram's raw updates are read back from the inbox."""

from __future__ import annotations

from bot.ports import Incoming
from bot.reception import Decoder
from bot.store import InboxRow
from bot.telegram import TelegramChannel, parse, translate

TELEGRAM = "telegram"


def telegram_decoder(channel: TelegramChannel) -> Decoder:
    """Reads the raw updates that this bot received."""

    def decode(raw: bytes, row: InboxRow) -> list[Incoming]:
        return translate(parse(raw), channel.me, row.received_at)

    return decode
