"""The bot's own affairs: who it is, its commands and words, files, webhook settings."""

from __future__ import annotations

import re
from typing import Any

from tests.botapi.errors import ApiError, bad_request
from tests.botapi.parameters import Parameters, field
from tests.botapi.updates import CONFLICT_SET_WEBHOOK
from tests.botapi.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
SIMPLE_SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)


def get_me(world: World, parameters: Parameters) -> dict[str, Any]:
    del parameters
    return {
        **world.bot_shape,
        "can_join_groups": True,
        "can_read_all_group_messages": world.reads_all_groups,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def set_webhook(world: World, parameters: Parameters) -> bool:
    if not parameters.text("url"):
        return delete_webhook(world, parameters)
    if parameters.flag("drop_pending_updates"):
        world.queue.clear()
    world.queue.set_allowed(parameters.document("allowed_updates", "allowed updates"))
    world.webhook.set(parameters)
    world.queue.stop_poll(CONFLICT_SET_WEBHOOK)
    return True


def delete_webhook(world: World, parameters: Parameters) -> bool:
    if parameters.flag("drop_pending_updates"):
        world.queue.clear()
    world.webhook.delete()
    return True


def webhook_info(world: World, parameters: Parameters) -> dict[str, Any]:
    del parameters
    settings = world.webhook.settings
    info: dict[str, Any] = {
        "url": settings.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.queue),
    }
    if world.webhook.last_error is not None:
        info["last_error_date"], info["last_error_message"] = world.webhook.last_error
    if settings.url:
        info["max_connections"] = settings.max_connections
        info["ip_address"] = "127.0.0.1"
    if world.queue.allowed is not None:
        info["allowed_updates"] = sorted(world.queue.allowed)
    return info


def get_file(world: World, parameters: Parameters) -> dict[str, Any]:
    return world.blobs.link(parameters.text("file_id"))


def set_commands(world: World, parameters: Parameters) -> bool:
    document = parameters.document("commands", "commands")
    if document is None:
        document = []
    if not isinstance(document, list):
        raise bad_request("Expected an Array of BotCommand")
    commands = [_command(item) for item in document]
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(world, parameters)] = commands
    return True


def get_commands(world: World, parameters: Parameters) -> list[dict[str, str]]:
    return world.commands.get(_scope(world, parameters), [])


def delete_commands(world: World, parameters: Parameters) -> bool:
    world.commands.pop(_scope(world, parameters), None)
    return True


def _command(item: Any) -> dict[str, str]:
    try:
        if not isinstance(item, dict):
            raise bad_request("expected an Object")
        command = field(item, "command", str, required=True)
        description = field(item, "description", str, required=True).strip()
    except ApiError as error:
        raise bad_request(f"Can't parse BotCommand: {error.reason}") from None
    command = command.strip().removeprefix("/")
    if not command:
        raise bad_request("Command must be non-empty")
    if len(command) > 32:
        raise bad_request("Command length must not exceed 32")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("Command description must be non-empty")
    if len(description) > 256:
        raise bad_request("Command description length must not exceed 256")
    return {"command": command, "description": description}


def _scope(world: World, parameters: Parameters) -> tuple[str, str]:
    language = parameters.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("Invalid language code specified")
    document = parameters.document("scope", "BotCommandScope")
    if document is None:
        return "default", language
    try:
        if not isinstance(document, dict):
            raise bad_request("BotCommandScope must be an Object")
        kind = field(document, "type", str, required=True)
        if kind in SIMPLE_SCOPES:
            return kind, language
        if kind not in ("chat", "chat_administrators", "chat_member"):
            raise bad_request("Unsupported type specified")
        chat_id = field(document, "chat_id", str, required=True)
        user_id = field(document, "user_id", int, required=True) if kind == "chat_member" else 0
    except ApiError as error:
        raise bad_request(f"Can't parse BotCommandScope: {error.reason}") from None
    world.chat(Parameters({"chat_id": chat_id}), writing=False)
    return f"{kind}:{chat_id}:{user_id}" if user_id else f"{kind}:{chat_id}", language


def set_description(world: World, parameters: Parameters) -> bool:
    return _describe(world, parameters, "description", 512)


def set_short_description(world: World, parameters: Parameters) -> bool:
    return _describe(world, parameters, "short_description", 120)


def get_description(world: World, parameters: Parameters) -> dict[str, str]:
    key = ("description", parameters.text("language_code"))
    return {"description": world.descriptions.get(key, "")}


def get_short_description(world: World, parameters: Parameters) -> dict[str, str]:
    key = ("short_description", parameters.text("language_code"))
    return {"short_description": world.descriptions.get(key, "")}


def _describe(world: World, parameters: Parameters, name: str, limit: int) -> bool:
    language = parameters.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("Invalid language code specified")
    text = parameters.text(name)
    if len(text) > limit:
        raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
    world.descriptions[(name, language)] = text
    return True


def set_menu_button(world: World, parameters: Parameters) -> bool:
    document = parameters.document("menu_button", "menu button")
    button = {"type": "default"} if document is None else document
    if not isinstance(button, dict):
        raise bad_request("Can't parse menu button: MenuButton must be an Object")
    kind = field(button, "type", str, required=True)
    if kind not in ("default", "commands", "web_app"):
        raise bad_request("Can't parse menu button: MenuButton has unsupported type")
    if kind == "web_app":
        if not field(button, "text", str, required=True):
            raise bad_request("Menu button text must be non-empty")
        url = field(field(button, "web_app", dict, required=True), "url", str, required=True)
        if not url.startswith("https://"):
            raise bad_request(
                f"menu button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
            )
    if not parameters.text("chat_id"):
        world.menu_button = button
        return True
    chat = world.chat(parameters)
    chat.menu_button = button
    return True


def get_menu_button(world: World, parameters: Parameters) -> dict[str, Any]:
    if not parameters.text("chat_id"):
        return world.menu_button
    chat = world.chat(parameters)
    return chat.menu_button or world.menu_button


def log_out(world: World, parameters: Parameters) -> bool:
    del parameters
    world.queue.clear()
    world.closed = "logged out"
    return True


def close(world: World, parameters: Parameters) -> bool:
    del parameters
    world.closed = "closed"
    return True
