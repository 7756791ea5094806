"""Ladders (催办升级规则): named steps of reminders, nags and escalations."""

from __future__ import annotations

from typing import Final

from config.dates import SPAN_UNIT_WORDS, Refused, half_width, read_span
from config.fields import BAD, Choice, ListOf, Name, Parsed
from config.nodes import Sequence
from config.records import Entry, Fields, Key, Record, Section, Table
from config.report import FileReport
from config.words import FLAGS, ROLES, SLIPS
from workflows.ladder import Ladder, Rung, RungKind
from workflows.roster import Role, Unit
from workflows.span import Span, SpanUnit

SPAN: Final = Parsed("span", read_span, SPAN_UNIT_WORDS)
ROLE: Final = Choice("role", ROLES)


def read_count(text: str) -> int:
    """A whole number from 0 to 99,999."""
    plain = half_width(text)
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 5):
        raise Refused("count-unreadable", word=text)
    return int(plain)


def read_times(text: str) -> int:
    """How often a step is repeated: 1 to 50."""
    times = read_count(text)
    if not 1 <= times <= 50:
        raise Refused("times-out-of-range", word=text)
    return times


RUNG: Final = Section(
    "rung",
    (
        Key("name", Name(), "步骤名", "unique in its ladder", required=True),
        Key("before", SPAN, "提前", "so long before the due day: a reminder (提醒)"),
        Key(
            "after",
            SPAN,
            "逾期后",
            "so long after the due day: a nag (催办) where `to` is the liaison alone, "
            "else an escalation (升级)",
        ),
        Key("to", ListOf(ROLE), "发给", "roles that receive the step", required=True),
        Key("every", SPAN, "间隔", "repeat at this distance; goes with `times`"),
        Key("times", Parsed("times", read_times), "次数", "how often in all", default="1"),
        Key(
            "approve",
            Choice("flag", FLAGS),
            "须经批准",
            "a person of the office approves it before it goes up",
            default="true where a slip goes to the leader",
        ),
        Key("slip", Choice("slip", SLIPS), "督办单", "level of the letter; escalations only"),
    ),
)

LADDERS: Final = Table(
    Name("ladder"), ListOf(Record(RUNG), empty_code="ladder-empty"), label="ladders"
)


def build_ladders(entries: list[Entry], file: FileReport) -> dict[str, Ladder | None]:
    """Ladders by name; None for one that is declared and wrong, so that its name is known."""
    return {entry.key: _ladder(entry, file) for entry in entries}


def _ladder(entry: Entry, file: FileReport) -> Ladder | None:
    if entry.value is BAD:
        return None
    names: dict[str, Fields] = {}
    rungs: list[Rung] = []
    for fields in entry.value:
        rung = _rung(fields, file)
        name = fields.get("name")
        if name is not None and name.text in names:
            also = file.place(names[name.text].at("name"))
            file.error("duplicate-rung", name, also=also, word=name.text)
        elif name is not None:
            names[name.text] = fields
        if rung is not None:
            rungs.append(rung)
    rungs.sort(key=_moment)
    return Ladder(entry.key, tuple(rungs))


_DAYS = {SpanUnit.DAY: 1.0, SpanUnit.WORKING_DAY: 1.4, SpanUnit.WEEK: 7.0, SpanUnit.MONTH: 30.4}


def _moment(rung: Rung) -> float:
    """About how many days after the due day a step stands; orders the steps of a ladder."""
    days = rung.offset.n * _DAYS[rung.offset.unit]
    return -days if rung.kind is RungKind.REMINDER else days


def _rung(fields: Fields, file: FileReport) -> Rung | None:
    before, after, to = fields.get("before"), fields.get("after"), fields.get("to", [])
    written = [key for key in ("before", "after") if key in fields.nodes]
    if len(written) != 1:
        code = "rung-before-and-after" if written else "rung-without-offset"
        file.error(code, fields.at("after") if written else fields.node)
        return None
    kind = _kind(before, to)
    _check_repeat(fields, file)
    if "slip" in fields.values and kind is not RungKind.ESCALATION and to:
        file.error("slip-without-escalation", fields.at("slip"))
    _check_roles_once(fields, file)
    name, offset = fields.get("name"), before or after
    if name is None or offset is None or not to:
        return None
    every, times = fields.get("every"), fields.get("times", 1)
    slip = fields.get("slip")
    approve = fields.get("approve", slip is not None and Role.LEADER in to)
    if fields.get("approve") and kind is not RungKind.ESCALATION:
        file.error("approve-without-escalation", fields.at("approve"))
    return Rung(name.text, kind, offset, tuple(to), every, times, slip, approve)


def _kind(before: Span | None, to: list[Role]) -> RungKind:
    if before is not None:
        return RungKind.REMINDER
    return RungKind.NAG if to == [Role.LIAISON] else RungKind.ESCALATION


def _check_repeat(fields: Fields, file: FileReport) -> None:
    every, times = "every" in fields.nodes, "times" in fields.nodes
    repeats = fields.get("times", 2 if fields.bad("times") else 1) > 1
    if every and not times:
        file.error("every-without-times", fields.at("every"))
    elif repeats and not every and not fields.bad("times"):
        file.error("times-without-every", fields.at("times"))
    elif every and not repeats:
        file.error("every-once", fields.at("every"))
    elif every and fields.get("every") is not None and fields.get("every").n == 0:
        file.error("every-zero", fields.at("every"))


def _check_roles_once(fields: Fields, file: FileReport) -> None:
    to, node = fields.get("to", []), fields.at("to")
    if len(set(to)) < len(to) and isinstance(node, Sequence):
        file.error("role-twice", node)


def check_posts(entries: list[Entry], office: Unit | None, file: FileReport) -> None:
    """Reports roles to which a step goes although the office has no such post.

    Liaisons and heads are posts of the units themselves, and every unit has both.
    """
    if office is None:
        return
    for entry in entries:
        for fields in entry.value if entry.value is not BAD else ():
            check_roles(fields, office, file)


def check_roles(fields: Fields, office: Unit, file: FileReport, *, own: bool = True) -> None:
    """Reports roles under `to` that no post holds; `own` counts the units' own posts too."""
    node, to = fields.at("to"), fields.get("to", [])
    nodes = node.items if isinstance(node, Sequence) and len(node.items) == len(to) else [node]
    for index, role in enumerate(to):
        if own and role in (Role.LIAISON, Role.HEAD):
            continue
        if office.post(role) is None:
            at = nodes[index] if index < len(nodes) else node
            file.error("post-missing", at, word=role.value, office=office.name)
