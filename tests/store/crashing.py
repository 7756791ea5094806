"""A child that writes and says so: `python -m` it, kill it, look at what is left.

Prints one line per acknowledged write: "n" for the n-th inbox row, fact and message.
"""

from __future__ import annotations

import asyncio
import sys

from bot.store import Store, Writer
from workflows.fold import stand
from workflows.standing import Light

from .examples import KEY, NOW, a_draft, a_fact, an_assignment


async def work(url: str, first: int) -> None:
    """Write for ever, several callers at once, each write touching four tables."""
    store = await Store.open(url, chain_key=KEY, service=True)
    await store.write(lambda w: store.add_assignments(w, [an_assignment(1)], {}))
    numbers = iter(range(first, first + 1_000_000))

    async def caller() -> None:
        for n in numbers:
            await store.write(lambda w, n=n: write(store, w, n))
            print(n, flush=True)

    print("ready", flush=True)
    await asyncio.gather(*(caller() for _ in range(8)))


async def write(store: Store, w: Writer, n: int) -> None:
    """One reply: the update, a fact in the chain, the answer and the cursor."""
    row = await store.case(an_assignment(1).id)
    assert row is not None
    await store.store_incoming(w, "telegram", [(str(n), "chat", b"{}")], NOW, str(n))
    fact = a_fact(n)
    standing = stand(row.assignment, (*row.facts, fact))
    await store.append_facts(w, row, [fact], standing, Light.GREEN, None)
    await store.add_message(w, a_draft(n))


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], int(sys.argv[2])))
