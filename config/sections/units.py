"""units.yaml: units (责任单位), groups of them, and the leading-group offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from config.fields import BAD, Choice, ListOf, Name, Text
from config.records import Entry, Fields, Key, Record, Section, Table
from config.report import FileReport
from config.sections.book import UnitBook, UnitItem
from config.words import ROLES
from workflows.roster import Post, Role, Roster, Unit

_POSTS: Final = Table(Choice("role", ROLES), Text("post"), label="posts")

UNIT: Final = Section(
    "unit",
    (
        Key("name", Name(), "单位全称", "full name, the identity", required=True),
        Key("short", Name(), "简称", "what buttons and tables print", default="name"),
        Key("aliases", ListOf(Name(), empty=True), "别名", "other spellings", default="[]"),
        Key(
            "posts",
            _POSTS,
            "岗位",
            "role: title of the post",
            default="liaison: NAME联络员, head: NAME负责人",
        ),
    ),
)

OFFICE: Final = Section(
    "office",
    (
        Key("name", Name(), "办公室全称", "full name, the identity", required=True),
        Key("short", Name(), "简称", "what buttons and tables print", default="name"),
        Key("aliases", ListOf(Name(), empty=True), "别名", "other spellings", default="[]"),
        Key("host", Name("unit"), "所在单位", "the unit in which the office sits"),
        Key("posts", _POSTS, "岗位", "role: title of the post", default="none"),
    ),
)

UNITS: Final = Section(
    "units",
    (
        Key("units", ListOf(Record(UNIT)), "责任单位", "the units", required=True),
        Key(
            "groups",
            Table(Name("group"), ListOf(UnitItem()), label="groups"),
            "单位组",
            "name: list of units, so that many can be named at once",
            default="none",
        ),
        Key(
            "offices",
            ListOf(Record(OFFICE)),
            "领导小组办公室",
            "the offices that run programmes",
            required=True,
        ),
    ),
)


@dataclass(slots=True)
class _Owner:
    """Who uses a spelling, and where that is written."""

    unit: str
    place: tuple[str, int]


RosterFile = tuple[Fields, FileReport]
"""One file of the roster as read."""


def build_book(rosters: Sequence[RosterFile]) -> UnitBook:
    """The roster of all files with every spelling; reports names and aliases that collide.

    A file may name units of another one. Groups may open groups that stand above them or in an
    earlier file.
    """
    sound = all("units" in f.values and "offices" in f.values for f, _ in rosters)
    book = UnitBook(sound=sound)
    owners: dict[str, _Owner] = {}
    made: list[Unit] = []
    for key, build in (("units", _unit), ("offices", _office)):
        for fields, file in rosters:
            found = (build(entry, owners, file) for entry in fields.get(key, []))
            made += [unit for unit in found if unit is not None]
    book.complete = len(made) == sum(_written(fields) for fields, _ in rosters)
    by_name = {unit.name: unit for unit in made}
    book.spellings = {
        word: by_name[owner.unit] for word, owner in owners.items() if owner.unit in by_name
    }
    places: dict[str, tuple[str, int]] = {}
    for fields, file in rosters:
        _add_groups(fields, (book, places), file)
        _check_hosts(fields, book, file)
    groups = tuple((name, tuple(u.name for u in units)) for name, units in book.groups.items())
    book.roster = Roster(tuple(_hosted(unit, book) for unit in made), groups)
    return book


def _add_groups(
    fields: Fields, known: tuple[UnitBook, dict[str, tuple[str, int]]], file: FileReport
) -> None:
    """Adds the groups of a file; reports those that an earlier file has, with their place."""
    book, places = known
    for entry in fields.get("groups", []):
        if entry.key in places:
            also = places[entry.key]
            file.error("duplicate-group", entry.key_node, also=also, word=entry.key)
            continue
        places[entry.key] = file.place(entry.key_node)
        book.groups[entry.key] = _group(entry, book, file)


def _check_hosts(fields: Fields, book: UnitBook, file: FileReport) -> None:
    for entry in fields.get("offices", []):
        host = entry.get("host")
        if host is not None:
            book.find(host, file)


def _written(fields: Fields) -> int:
    nodes = [fields.nodes[key][1] for key in ("units", "offices") if key in fields.values]
    return sum(len(getattr(node, "items", ())) for node in nodes)


def _hosted(unit: Unit, book: UnitBook) -> Unit:
    """The office with its host by full name."""
    host = book.spellings.get(unit.host or "")
    if host is None or host.name == unit.host:
        return unit
    return Unit(unit.name, unit.short, unit.aliases, unit.posts, unit.is_office, host.name)


def _group(entry: Entry, book: UnitBook, file: FileReport) -> tuple[Unit, ...]:
    """A group's units. It may open groups that stand above it, so groups never form a circle."""
    return tuple(book.expand(entry.value, file)) if entry.value is not BAD else ()


def _unit(fields: Fields, owners: dict[str, _Owner], file: FileReport) -> Unit | None:
    spelt = _spell(fields, owners, file)
    if spelt is None:
        return None
    name, short, aliases = spelt
    titles = {Role.LIAISON: f"{name}联络员", Role.HEAD: f"{name}负责人"}
    titles |= {
        entry.key: entry.value for entry in fields.get("posts", []) if entry.value is not BAD
    }
    return Unit(name, short, aliases, _posts(name, titles))


def _office(fields: Fields, owners: dict[str, _Owner], file: FileReport) -> Unit | None:
    spelt = _spell(fields, owners, file)
    if spelt is None:
        return None
    name, short, aliases = spelt
    titles = {entry.key: entry.value for entry in fields.get("posts", []) if entry.value is not BAD}
    host = fields.get("host")
    return Unit(name, short, aliases, _posts(name, titles), True, host.text if host else None)


def _posts(unit: str, titles: dict[Role, str]) -> tuple[Post, ...]:
    return tuple(Post(unit, role, title) for role, title in titles.items())


def _spell(
    fields: Fields, owners: dict[str, _Owner], file: FileReport
) -> tuple[str, str, tuple[str, ...]] | None:
    """Name, short name and aliases, entered in `owners`; None where the name cannot be used."""
    name = fields.get("name")
    if name is None:
        return None
    first = owners.get(name.text)
    if first is not None:
        code = "duplicate-unit" if first.unit == name.text else "alias-taken"
        file.error(code, name, also=first.place, word=name.text, owner=first.unit)
        return None
    owners[name.text] = _Owner(name.text, file.place(name))
    short = fields.get("short", name)
    aliases: list[str] = []
    for node in [short, *fields.get("aliases", [])]:
        taken = owners.setdefault(node.text, _Owner(name.text, file.place(node)))
        if taken.unit != name.text:
            also = taken.place
            file.error("alias-taken", node, also=also, word=node.text, owner=taken.unit)
        elif node is not short and node.text not in aliases:
            aliases.append(node.text)
    return name.text, short.text, tuple(aliases)
