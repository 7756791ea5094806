"""Speech: what is said, before any channel or signature. Choices carry actions, not tokens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What a button asks for. Values are short: they travel inside 64 bytes of button data."""

    DONE = "d"  # 已完成
    PROGRESS = "p"  # 推进中
    PERCENT = "%"  # arg: percent
    BLOCKED = "b"  # 有困难: asks for one sentence
    EXTEND = "x"  # 申请延期: asks for a date and a reason
    UNTIL = "u"  # arg: ISO date for the extension being asked
    NIL = "n"  # 零报告
    ACK = "a"  # 签收
    PICK = "k"  # choose this item: show its buttons
    READ_AS = "r"  # arg: one of the readings offered when a text was unclear
    SUBMIT = "s"  # hand in the draft; `about` names the assignment chosen
    DISCARD = "q"  # throw the draft away
    CORRECT = "c"  # arg: receipt number: the next message replaces it
    WITHDRAW = "w"  # arg: receipt number
    TASKS = "t"  # list my open items
    SOURCE = "o"  # arg: a figure of the digest: show the replies behind it
    GRANT = "g"  # office: grant the extension asked for
    REFUSE = "f"  # office: refuse it
    ACCEPT = "y"  # office: accept the report
    RETURN = "z"  # office: return the report
    UPLOAD = "l"  # ask for a one-time upload link
    SNOOZE = "m"  # 稍后提醒: arg: ISO date, or "" to choose one
    SAME = "="  # 与上期一致: report what was reported last period
    WAIT = "+"  # 等待其他单位: asks for the unit and what is needed
    TAKE = "h"  # 接手: take over a post that is being handed over
    APPROVE = "v"  # office: arg: number of the rung on the ladder; the slip may go up
    DROP = "e"  # office: arg: number of the rung; the slip is not sent
    STAGE = "1"  # office or lead: arg: number of the stage; it has passed
    STAGE_BACK = "2"  # arg: number of the stage; the work goes back to the unit
    STAGE_SKIP = "3"  # arg: number of the stage; it is not needed
    HAPPENED = "4"  # office: arg: ISO date, or "" to choose one: the event has happened
    ANSWER = "j"  # office: answer a question: asks for the words
    WAIVE = "i"  # office: 豁免: asks for the reason
    CLOSE = "5"  # office: 销号
    PROXY = "6"  # office: 代录: asks for what the unit has said


@dataclass(frozen=True, slots=True)
class Action:
    """What a press means. `about` is an assignment id or "", `arg` a short ASCII argument."""

    verb: Verb
    about: str = ""
    arg: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its label and either an action or a link."""

    text: str
    action: Action | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Speech:
    """One message: HTML of the shared subset (b i u s code pre a blockquote), rows of choices.

    Everything a person or a file wrote is already escaped in `html`.
    """

    html: str
    choices: tuple[tuple[Choice, ...], ...] = ()
