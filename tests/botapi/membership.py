"""Chats seen from the bot: what they are, who is in them, leaving them."""

from __future__ import annotations

from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.parameters import Parameters
from tests.botapi.world import ChatState, World


def get_chat(world: World, parameters: Parameters) -> dict[str, Any]:
    chat = world.chat(parameters, writing=False)
    if chat.user is not None and not chat.user.started:
        raise bad_request("chat not found")
    shape: dict[str, Any] = {
        **chat.shape(),
        "accent_color_id": 1,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": chat.user is not None,
            "limited_gifts": chat.user is not None,
            "unique_gifts": chat.user is not None,
            "premium_subscription": chat.user is not None,
            "gifts_from_channels": False,
        },
    }
    if chat.pinned and chat.pinned[-1] in chat.messages:
        shape["pinned_message"] = chat.messages[chat.pinned[-1]]
    return shape


def get_member(world: World, parameters: Parameters) -> dict[str, Any]:
    user_id = parameters.integer("user_id")
    if user_id <= 0:
        raise bad_request("Invalid user_id specified")
    chat = world.chat(parameters)
    if user_id == world.bot_id:
        return member(world, world.bot_shape, chat.bot_status)
    user = world.users.get(user_id)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    status = "member" if chat.user is not None else chat.members.get(user_id, "left")
    return member(world, user.shape(), status)


def get_administrators(world: World, parameters: Parameters) -> list[dict[str, Any]]:
    chat = world.chat(parameters)
    if chat.user is not None:
        raise bad_request("there are no administrators in the private chat")
    found = [
        member(world, world.users[user_id].shape(), status)
        for user_id, status in chat.members.items()
        if status in ("creator", "administrator")
    ]
    if chat.bot_status == "administrator":
        found.append(member(world, world.bot_shape, "administrator"))
    return found


def member_count(world: World, parameters: Parameters) -> int:
    chat = world.chat(parameters)
    if chat.user is not None:
        return 2
    inside = ("creator", "administrator", "member")
    return sum(s in inside for s in [*chat.members.values(), chat.bot_status])


def leave_chat(world: World, parameters: Parameters) -> bool:
    chat = world.chat(parameters)
    if chat.user is not None:
        raise bad_request("chat member status can't be changed in private chats")
    change_bot_status(world, chat, world.bot_shape, "left")
    return True


def member(world: World, user: dict[str, Any], status: str) -> dict[str, Any]:
    """A ChatMember object of the given status."""
    shape: dict[str, Any] = {"user": user, "status": status}
    if status == "kicked":
        shape["until_date"] = 0
    elif status == "creator":
        shape["is_anonymous"] = False
    elif status == "administrator":
        shape |= {"can_be_edited": False, "is_anonymous": False}
        rights = (
            "manage_chat", "delete_messages", "manage_video_chats", "restrict_members",
            "promote_members", "change_info", "invite_users", "post_stories", "edit_stories",
            "delete_stories", "pin_messages", "manage_topics",
        )  # fmt: skip
        shape |= {f"can_{right}": user["id"] == world.bot_id for right in rights}
    return shape


def change_bot_status(world: World, chat: ChatState, by: dict[str, Any], status: str) -> None:
    """Change what the bot is in a chat and tell it by my_chat_member."""
    old, chat.bot_status = chat.bot_status, status
    if old == status:
        return
    body = {
        "chat": chat.shape(),
        "from": by,
        "date": world.date(),
        "old_chat_member": member(world, world.bot_shape, old),
        "new_chat_member": member(world, world.bot_shape, status),
    }
    world.queue.add("my_chat_member", body, chat.id)
