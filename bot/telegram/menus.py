"""The command menus (命令菜单) that people see beside the input field."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.ports import FailureKind
from bot.telegram import failures
from bot.telegram.api import BotApi

log = logging.getLogger(__name__)

_CHINESE = {
    "start": "开始使用，绑定岗位",
    "tasks": "我的待办事项",
    "help": "怎样反馈、怎样联系办公室",
    "digest": "本周督办周报",
}
_ENGLISH = {
    "start": "Begin, bind your post",
    "tasks": "What I have to do",
    "help": "How to report, how to reach the office",
    "digest": "This week's digest",
}
_LANGUAGES = {"": _CHINESE, "zh": _CHINESE, "en": _ENGLISH}
_PRIVATE = ("tasks", "help", "start")
_GROUP = ("tasks", "help")
_OFFICE = ("tasks", "digest", "help", "start")


@dataclass(frozen=True, slots=True)
class MenuReport:
    """How many menus were changed, and which office chats could not be given one."""

    changed: int = 0
    unreachable: tuple[str, ...] = field(default=())


async def set_menus(api: BotApi, office_chats: Iterable[str] = ()) -> MenuReport:
    """Bring every menu to what it should be; writes only where one differs.

    Raises SendFailure, except that an office chat that is gone is only reported.
    """
    changed = await _set(api, {"type": "all_private_chats"}, _PRIVATE)
    changed += await _set(api, {"type": "all_group_chats"}, _GROUP)
    unreachable: list[str] = []
    for chat in office_chats:
        try:
            changed += await _set(api, {"type": "chat", "chat_id": chat}, _OFFICE)
        except failures.SendFailure as failure:
            if failure.kind not in (FailureKind.UNREACHABLE, FailureKind.REFUSED):
                raise
            log.warning("no menu for an office chat: %s", failure.reason)
            unreachable.append(chat)
    return MenuReport(changed, tuple(unreachable))


async def _set(api: BotApi, scope: dict[str, Any], commands: tuple[str, ...]) -> int:
    changed = 0
    for language, words in _LANGUAGES.items():
        wanted = [{"command": name, "description": words[name]} for name in commands]
        where: dict[str, Any] = {"scope": scope}
        if language:
            where["language_code"] = language
        failure = None
        try:
            if await api.call("getMyCommands", where) != wanted:
                await api.call("setMyCommands", {**where, "commands": wanted})
                changed += 1
        except Exception as error:
            failure = failures.classify(error)
        if failure is not None:
            raise failure
    return changed
