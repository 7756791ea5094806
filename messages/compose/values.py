"""What composing takes: asks, who is addressed, and replies behind a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from messages.compose.templates import SHIPPED, Templates
from workflows.case import Case
from workflows.notice import Notice
from workflows.roster import Post


@dataclass(frozen=True, slots=True)
class Ask:
    """A notice with the case it speaks of.

    `working_days_left` is negative when overdue by that many working days, None without an end.
    `partners` are the other units on the same task, in the order the document prints them.
    `last` is the occurrence before this one, where it was reported on; `parts` are the cases of
    the co units, where this is the lead's. `since` is when what a request asks for began to wait.
    `also` are cases that the same material serves (同一材料).
    """

    notice: Notice
    case: Case
    working_days_left: int | None
    partners: tuple[str, ...] = ()
    last: Case | None = None
    parts: tuple[Case, ...] = ()
    since: datetime | None = None
    also: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a message is for: the post, the language, and a footer under every message.

    `notice_only` is the mode of channels that must not carry content: codes only. `templates`
    is the wording of this home.
    """

    post: Post
    lang: str
    footer: str = ""
    notice_only: bool = False
    templates: Templates = SHIPPED


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply behind a figure. `code` is the item's code, `words` what was said, raw.

    `about` is the assignment's id, which tells the periods of a duty apart; "" where unknown.
    """

    unit: str
    code: str
    receipt: str
    at: datetime
    words: str
    about: str = ""
