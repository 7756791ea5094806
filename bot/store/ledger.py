"""The ledger as evidence: daily seals, and the search for every later change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from bot.store.codec import assignment_of, fact_of, standing_of
from bot.store.connected import Connected
from bot.store.fields import from_micros, to_micros
from bot.store.rows_records import SealRow
from bot.store.sqlite import BYTE_ORDER, Row
from bot.store.writer import Writer
from workflows.assignment import Assignment
from workflows.chain import (
    START,
    Finding,
    Head,
    Kept,
    Link,
    Seal,
    Tampering,
    check_chain,
    check_seals,
    head_hash,
    heads_hash,
    seal_hash,
)
from workflows.ledger import Fact
from workflows.standing import Standing

Rebuild = Callable[[Assignment, Sequence[Fact]], Standing]

_PAGE = 200
_SEAL_PAGE = 5000
_CHAINS = f"""
SELECT a.code, a.body, a.standing, a.state, a.facts_count, a.head_hash,
  f.id AS fact_id, f.seq, f.kind, f.at, f."by", f.data, f.prev_hash, f.hash
FROM (SELECT id, code, body, standing, state, facts_count, head_hash FROM assignment
  WHERE code{BYTE_ORDER}>? ORDER BY code{BYTE_ORDER} LIMIT ?) AS a
LEFT JOIN fact f ON f.assignment_id=a.id ORDER BY a.code{BYTE_ORDER}, f.seq
"""


@dataclass(slots=True)
class _Sealed:
    """The heads as they were when a seal was set, gathered along the way."""

    upto: int
    heads: list[Head] = field(default_factory=list)
    count: int = 0


class Ledger(Connected):
    """Seals and verification."""

    async def seal_day(self, w: Writer, day: date, at: datetime) -> SealRow:
        """Seal all facts there are under this day; the day's seal where it has one already."""
        name = day.isoformat()
        known = await w.fetch("SELECT * FROM seal WHERE day=?", (name,))
        if known:
            return _seal(known[0])
        before = await w.fetch("SELECT hash FROM seal ORDER BY id DESC LIMIT 1")
        prev = before[0]["hash"] if before else START
        upto = (await w.fetch("SELECT coalesce(max(id), 0) AS upto FROM fact"))[0]["upto"]
        heads = [head async for head in self._heads(w)]
        count = sum(head.count for head in heads)
        hashed = heads_hash(heads)
        seal = seal_hash(self._chain_key, name, count, hashed, prev)
        rows = await w.fetch(
            "INSERT INTO seal (day, upto, count, heads_hash, prev, hash, at)"
            " VALUES (?,?,?,?,?,?,?) RETURNING *",
            (name, upto, count, hashed, prev, seal, to_micros(at)),
        )
        return _seal(rows[0])

    async def last_seal(self) -> SealRow | None:
        row = await self._fetch_one("SELECT * FROM seal ORDER BY id DESC LIMIT 1")
        return _seal(row) if row else None

    async def verify(self, rebuild: Rebuild | None = None) -> list[Finding]:
        """Everything in the ledger that is not as it was written; nothing where all is well.

        Finds edited, removed, added and reordered facts, shortened chains, and facts that the
        last seal knew and the store does not. With `rebuild` each standing is computed anew and
        compared. Reads page by page: the service goes on meanwhile.
        """
        seals = [_seal(row) for row in await self._fetch("SELECT * FROM seal ORDER BY id")]
        findings = check_seals(self._chain_key, [_plain(seal) for seal in seals])
        sealed = _Sealed(seals[-1].upto if seals else 0)
        async for rows in self._chains():
            findings += self._check(rows, sealed, rebuild)
        if seals:
            findings += _check_sealed(seals[-1], sealed)
        return findings + await self._orphans()

    async def _heads(self, w: Writer) -> AsyncIterator[Head]:
        last = ""
        while True:
            rows = await w.fetch(
                "SELECT code, facts_count, head_hash FROM assignment WHERE facts_count>0"
                f" AND code{BYTE_ORDER}>? ORDER BY code{BYTE_ORDER} LIMIT ?",
                (last, _SEAL_PAGE),
            )
            for row in rows:
                yield Head(row["code"], row["facts_count"], row["head_hash"])
            if len(rows) < _SEAL_PAGE:
                return
            last = rows[-1]["code"]

    async def _chains(self) -> AsyncIterator[list[Row]]:
        """The rows of one assignment after another, in the byte order of their ids."""
        last = ""
        while rows := await self._fetch(_CHAINS, (last, _PAGE)):
            for code, group in groupby(rows, key=lambda row: row["code"]):
                yield list(group)
                last = code

    def _check(self, rows: list[Row], sealed: _Sealed, rebuild: Rebuild | None) -> list[Finding]:
        first = rows[0]
        facts = [row for row in rows if row["fact_id"] is not None]
        head = Head(first["code"], first["facts_count"], first["head_hash"])
        findings = check_chain(self._chain_key, head, [_kept(row) for row in facts])
        old = [row for row in facts if row["fact_id"] <= sealed.upto]
        if old:
            count, last = old[-1]["seq"], old[-1]["hash"]
            hashed = head_hash(self._chain_key, head.assignment, count, last)
            sealed.heads.append(Head(head.assignment, count, hashed))
            sealed.count += len(old)
        if rebuild and not findings:
            findings += _check_standing(first, facts, rebuild)
        return findings

    async def _orphans(self) -> list[Finding]:
        rows = await self._fetch(
            "SELECT f.id, f.seq FROM fact f LEFT JOIN assignment a ON a.id=f.assignment_id"
            " WHERE a.id IS NULL ORDER BY f.id LIMIT 100"
        )
        why = "the fact belongs to no assignment"
        return [Finding(Tampering.ADDED, f"fact {r['id']}", r["seq"], why) for r in rows]


def _kept(row: Row) -> Kept:
    at = from_micros(row["at"])
    link = Link(row["code"], row["seq"], row["kind"], at, row["by"], row["data"])
    return Kept(link, row["prev_hash"], row["hash"])


def _check_sealed(seal: SealRow, sealed: _Sealed) -> list[Finding]:
    if heads_hash(sealed.heads) == seal.heads_hash and sealed.count == seal.count:
        return []
    why = f"the seal of {seal.day} covers {seal.count} facts, {sealed.count} of them fit"
    return [Finding(Tampering.SEAL, seal.day, 0, why)]


def _check_standing(first: Row, facts: Iterable[Row], rebuild: Rebuild) -> list[Finding]:
    assignment = assignment_of(first["body"])
    rebuilt = rebuild(assignment, tuple(fact_of(row) for row in facts))
    kept = standing_of(first["standing"])
    if rebuilt == kept and first["state"] == rebuilt.state.value:
        return []
    why = f"the facts add up to {rebuilt.state.value}, the standing says {first['state']}"
    return [Finding(Tampering.STANDING, assignment.id, 0, why)]


def _plain(row: SealRow) -> Seal:
    return Seal(row.day, row.count, row.heads_hash, row.prev, row.hash)


def _seal(row: Row) -> SealRow:
    return SealRow(
        day=row["day"],
        upto=row["upto"],
        count=row["count"],
        heads_hash=row["heads_hash"],
        prev=row["prev"],
        hash=row["hash"],
        at=from_micros(row["at"]),
    )
