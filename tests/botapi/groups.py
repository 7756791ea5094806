"""Groups of a test: members, topics, the upgrade to a supergroup, putting the bot out."""

from __future__ import annotations

from typing import Any

from tests.botapi.membership import change_bot_status, member
from tests.botapi.people import Person
from tests.botapi.shown import ShownMessage, seen
from tests.botapi.world import ChatState, Message, World

FIRST_SUPERGROUP_ID = -1_002_100_000_000


class Group:
    """One group chat; the first person in it is its owner."""

    def __init__(self, world: World, chat: ChatState) -> None:
        self.world = world
        self.chat = chat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def inbox(self) -> list[ShownMessage]:
        return seen(self.chat, self.world.bot_id)

    def _owner(self) -> dict[str, Any]:
        for user_id, status in self.chat.members.items():
            if status == "creator":
                return self.world.users[user_id].shape()
        return {"id": 1087968824, "is_bot": True, "first_name": "Group",
                "username": "GroupAnonymousBot"}  # fmt: skip

    def _service(self, sender: dict[str, Any], body: Message) -> ShownMessage:
        message = self.world.new_message(self.chat, sender, body)
        if self.chat.bot_status in ("member", "administrator"):
            self.world.queue.add("message", message, self.chat.id)
        self.world.changed()
        return ShownMessage(self.chat, message["message_id"])

    async def add(self, person: Person, status: str = "member") -> None:
        """Let a person in; the bot gets new_chat_members, and chat_member if it asked."""
        old = self.chat.members.get(person.id, "left")
        if not self.chat.members:
            status = "creator"
        self.chat.members[person.id] = status
        shape = person.state.shape()
        self._service(shape, {"new_chat_members": [shape]})
        self._member_update(shape, old, status)

    async def remove(self, person: Person) -> None:
        old = self.chat.members.get(person.id, "left")
        self.chat.members[person.id] = "left"
        shape = person.state.shape()
        self._service(shape, {"left_chat_member": shape})
        self._member_update(shape, old, "left")

    async def promote(self, person: Person) -> None:
        old = self.chat.members.get(person.id, "left")
        self.chat.members[person.id] = "administrator"
        self._member_update(person.state.shape(), old, "administrator")

    def _member_update(self, user: dict[str, Any], old: str, new: str) -> None:
        body = {
            "chat": self.chat.shape(),
            "from": user,
            "date": self.world.date(),
            "old_chat_member": member(self.world, user, old),
            "new_chat_member": member(self.world, user, new),
        }
        if self.chat.bot_status == "administrator":
            self.world.queue.add("chat_member", body, self.chat.id)

    async def add_bot(self, by: Person | None = None) -> None:
        """Bring the bot in: my_chat_member and a service message."""
        adder = by.state.shape() if by is not None else self._owner()
        change_bot_status(self.world, self.chat, adder, "member")
        self._service(adder, {"new_chat_members": [self.world.bot_shape]})

    async def promote_bot(self) -> None:
        """Make the bot an administrator: it sees everything and may pin and delete."""
        change_bot_status(self.world, self.chat, self._owner(), "administrator")

    async def kick_bot(self) -> None:
        change_bot_status(self.world, self.chat, self._owner(), "kicked")
        self.world.changed()

    async def topic(self, name: str) -> int:
        """Open a topic and return its message_thread_id; the group must be a forum."""
        if not self.chat.is_forum:
            raise ValueError("only a supergroup with topics has topics")
        thread = self.chat.last_message_id + 1
        self.chat.topics[thread] = name
        created = {"name": name, "icon_color": 7322096}
        placing = {"message_thread_id": thread, "is_topic_message": True}
        self._service(self._owner(), {**placing, "forum_topic_created": created})
        return thread

    async def upgrade(self) -> int:
        """Become a supergroup: a new chat id, two service messages, the old id refused."""
        if self.chat.kind != "group":
            raise ValueError("already a supergroup")
        old = self.chat
        new_id = FIRST_SUPERGROUP_ID + old.id % 100_000_000
        new = ChatState(
            new_id,
            "supergroup",
            title=old.title,
            privacy=old.privacy,
            bot_status=old.bot_status,
            members=dict(old.members),
        )
        self._service(self._owner(), {"migrate_to_chat_id": new_id})
        old.migrated_to = new_id
        self.world.chats[new_id] = new
        self.chat = new
        self._service(self._owner(), {"migrate_from_chat_id": old.id})
        return new_id
