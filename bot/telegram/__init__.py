"""The Telegram channel (通道): requests, pacing, receiving, sending.

channel = await open_telegram(TelegramSettings(token, api_url))
poller = Poller(channel.api, sink, clock)          # or webhook_routes(secret, sink)
incoming = translate(parse(raw), channel.me, received_at)
"""

from bot.telegram.api import BotApi, TelegramSettings
from bot.telegram.budget import Limits
from bot.telegram.channel import TelegramChannel, Upload, open_telegram
from bot.telegram.failures import is_edit_gone
from bot.telegram.menus import MenuReport, set_menus
from bot.telegram.pacer import Pacer
from bot.telegram.raw import MalformedUpdate, parse
from bot.telegram.receiver import Item, Poller, Sink, register_webhook
from bot.telegram.translate import BotName, identity, is_forwarded, translate
from bot.telegram.webhook import WebhookCounts, check_secret, webhook_routes

__all__ = [
    "BotApi",
    "BotName",
    "Item",
    "Limits",
    "MalformedUpdate",
    "MenuReport",
    "Pacer",
    "Poller",
    "Sink",
    "TelegramChannel",
    "TelegramSettings",
    "Upload",
    "WebhookCounts",
    "check_secret",
    "identity",
    "is_edit_gone",
    "is_forwarded",
    "open_telegram",
    "parse",
    "register_webhook",
    "set_menus",
    "translate",
    "webhook_routes",
]
