"""Reading for the burden ledger (减负账本): what was sent to whom, and what came back."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from bot.store.connected import Connected, marks
from bot.store.fields import to_micros
from workflows.bundle import ANSWERS
from workflows.burden import ASKS, Load

_ASKS = tuple(sorted(kind.value for kind in ASKS))
_ANSWERS = tuple(sorted(kind.value for kind in ANSWERS))
_PLACE = "channel, chat"


class Burdens(Connected):
    """Counts per person; a person is a chat, whatever posts he holds there."""

    async def loads(self, since: datetime, until: datetime) -> list[Load]:
        """What each person was sent and answered from `since` up to `until`, excluded."""
        span = (to_micros(since), to_micros(until))
        asked = await self._fetch(
            "SELECT m.channel AS channel, m.chat AS chat, n.to_post AS post,"
            f" sum(n.kind IN ({marks(len(_ASKS))})) AS asks"
            " FROM message m JOIN notice n ON n.message_id=m.id"
            " WHERE m.state='sent' AND m.sent_at>=? AND m.sent_at<?"
            " GROUP BY m.channel, m.chat, n.to_post ORDER BY n.to_post",
            (*_ASKS, *span),
        )
        written = await self._fetch(
            "SELECT m.channel AS channel, m.chat AS chat, count(DISTINCT m.id) AS n"
            " FROM message m JOIN notice k ON k.message_id=m.id"
            f" WHERE m.state='sent' AND m.sent_at>=? AND m.sent_at<? AND k.urgent=0"
            f" AND k.kind NOT IN ({marks(len(_ANSWERS))}) GROUP BY m.channel, m.chat",
            (*span, *_ANSWERS),
        )
        heard = await self._fetch(
            "SELECT channel, chat, count(*) AS n FROM inbox"
            f" WHERE received_at>=? AND received_at<? GROUP BY {_PLACE}",
            span,
        )
        messages = {(row["channel"], row["chat"]): row["n"] for row in written}
        answers = {(row["channel"], row["chat"]): row["n"] for row in heard}
        posts: dict[tuple[str, str], list[str]] = defaultdict(list)
        asks: dict[tuple[str, str], int] = defaultdict(int)
        for row in asked:
            place = (row["channel"], row["chat"])
            posts[place].append(row["post"])
            asks[place] += row["asks"]
        return [
            Load(tuple(held), messages.get(place, 0), asks[place], answers.get(place, 0))
            for place, held in posts.items()
        ]
