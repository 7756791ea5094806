"""duban understand: how replies would be read, one a line."""

from __future__ import annotations

import os
import sys
from datetime import datetime

import orjson

from bot.cli.problems import HomePath, Lang, language, reading_of
from messages.understand import understand as read_reply
from messages.understand.explain import explain
from workflows.calendar import OFFICE_ZONE


def understand(
    *, at: datetime, json: bool = False, home: HomePath = None, lang: Lang = None
) -> int:
    """Read replies from stdin, one a line, and say how each would be understood (理解回复).

    Parameters
    ----------
    at: the instant of the replies, ISO 8601; without an offset, the office's time
    json: one JSON object per line
    """
    instant = at if at.tzinfo else at.replace(tzinfo=OFFICE_ZONE)
    reading = reading_of(home, os.environ.get("DUBAN_HOME"))
    working = reading.home.calendar.is_working_day if reading.home else None
    for line in sys.stdin:
        understood = read_reply(line.rstrip("\n"), instant, is_working_day=working)
        if json:
            sys.stdout.buffer.write(orjson.dumps(understood.as_json()) + b"\n")
        else:
            print(f"{understood.text}\t{explain(understood, language(reading, lang))}")
    sys.stdout.flush()
    return 0
