"""Units (责任单位), offices (领导小组办公室) and the posts (岗位) that people hold in them.

A post, not a person, is what YAML names and what notices are addressed to. People bind their
chat accounts to posts through invites; that binding lives in the store, never here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a post does (岗位角色)."""

    LIAISON = "liaison"  # 联络员
    HEAD = "head"  # 单位负责人
    CLERK = "clerk"  # 办公室工作人员
    DIRECTOR = "director"  # 办公室主任
    LEADER = "leader"  # 分管领导
    ADMIN = "admin"  # 管理员
    AUDITOR = "auditor"  # 审计员


@dataclass(frozen=True, slots=True)
class Post:
    """A post (岗位) of a unit. `id` is "<unit name>/<role>", stable and unique in a roster."""

    unit: str
    role: Role
    title: str

    @property
    def id(self) -> str:
        """The stable id: "<unit name>/<role>"."""
        return post_id(self.unit, self.role)


def post_id(unit: str, role: Role) -> str:
    """The stable id of the post that holds `role` in the unit with this full name."""
    return f"{unit}/{role.value}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or an office. `name` is the full name and the identity; aliases are other spellings.

    `short` is what buttons and tables print (never empty; the name where none is given).
    `is_office` marks a leading-group office, which owes no assignments but reads the digests.
    `host` is the unit in which an office sits, else None.
    """

    name: str
    short: str
    aliases: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    is_office: bool = False
    host: str | None = None

    def post(self, role: Role) -> Post | None:
        """The unit's post with this role, or None where YAML names none."""
        return next((post for post in self.posts if post.role is role), None)


@dataclass(frozen=True, slots=True)
class Roster:
    """All units and offices of a home, in the order of the file, and named groups of units."""

    units: tuple[Unit, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def unit(self, name: str) -> Unit | None:
        """The unit with this full name (aliases are resolved when YAML is read), or None."""
        return next((unit for unit in self.units if unit.name == name), None)

    def post(self, post: str) -> Post | None:
        """The post with this id, or None."""
        return next((found for found in self.posts() if found.id == post), None)

    def posts(self) -> Iterator[Post]:
        """Every post, in file order."""
        for unit in self.units:
            yield from unit.posts
