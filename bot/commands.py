"""What commands do with the store, whether in their own process or inside the running service."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.applying import apply_home
from bot.office_commands import OfficeRefused, file_programme, record_event, telling
from bot.planning import change_json
from bot.refusal import Refusal
from bot.shell import Shell, derive
from bot.store.backup import back_up
from config.home import Home
from messages.compose import Addressee, compose_digest
from messages.split import plain
from workflows.burden import burden
from workflows.calendar import at_office, office_day
from workflows.fold import stand
from workflows.roster import Role, post_id


class CommandRefused(Refusal):
    """What was asked cannot be done; the text says why and what to do."""


class Commands:
    """Commands over a wired shell. Arguments and results are JSON values."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._store = shell.ground.store

    async def call(self, name: str, arguments: dict[str, Any]) -> Any:
        """Carry out a command by name. Raises CommandRefused for what cannot be done."""
        known = {
            "invite": self.invite,
            "handover": self.handover,
            "digest": self.digest,
            "verify": self.verify,
            "burden": self.burden,
            "backup": self.backup,
            "status": self.status,
            "event": self.event,
            "file": self.file,
        }
        if name not in known:
            raise CommandRefused(f"there is no command {name}")
        return await known[name](**arguments)

    async def handover(self, unit: str, role: str = "liaison", holder: str = "A") -> dict[str, Any]:
        """An invite by which a successor takes a post over, on every channel at once."""
        return await self._invite(unit, role, holder, handed_by="office")

    async def invite(self, unit: str, role: str = "liaison", holder: str = "A") -> dict[str, Any]:
        """A one-time invite for a post of a unit (by full name, short name or alias)."""
        return await self._invite(unit, role, holder)

    async def _invite(
        self, unit: str, role: str, holder: str, handed_by: str = ""
    ) -> dict[str, Any]:
        ground = self._shell.ground
        found = next(
            (u for u in ground.home.roster.units if unit in (u.name, u.short, *u.aliases)), None
        )
        if found is None:
            raise CommandRefused(f"no unit is called {unit}")
        if role not in {post.role.value for post in found.posts}:
            roles = ", ".join(post.role.value for post in found.posts)
            raise CommandRefused(f"{found.name} has no post {role}; it has: {roles}")
        post = post_id(found.name, Role(role))
        made = await self._shell.enrolment.invite(post, holder, ground.clock.now(), handed_by)
        return {
            "unit": found.name,
            "post": post,
            "code": made.code,
            "link": await self._shell.enrolment.link(made.code),
            "expires_at": made.expires_at.isoformat(),
        }

    async def digest(self, programme: str | None = None, week: str | None = None) -> dict[str, Any]:
        """The digest as figures and as chat text, as of now or the end of an ISO week."""
        home, now = self._shell.ground.home, self._shell.ground.clock.now()
        code = programme or home.programmes[0].code
        if code not in self._shell.rules.programmes:
            raise CommandRefused(f"no programme is called {code}")
        at = _week_end(week) if week else now
        digest = await self._shell.composer.digest(code, at)
        office = home.roster.unit(self._shell.rules.programmes[code].office)
        post = office.post(Role.DIRECTOR) or office.posts[0] if office else None
        if post is None:
            raise CommandRefused(f"the office of {code} has no post that reads digests")
        speech = compose_digest(digest, Addressee(post, home.settings.language), at)
        counts = {"now": asdict(digest.now), "before": asdict(digest.before)}
        return {"programme": code, "at": at.isoformat(), "text": plain(speech.html), **counts}

    async def burden(self, week: str | None = None) -> dict[str, Any]:
        """What programmes asked of people in the last seven days, or in an ISO week."""
        now = self._shell.ground.clock.now()
        last = office_day(_week_end(week)) + timedelta(days=2) if week else office_day(now)
        first = last - timedelta(days=6)
        span = at_office(first, time.min), at_office(last + timedelta(days=1), time.min)
        found = burden(await self._store.loads(*span), (first, last))
        return {**asdict(found), "messages_each": round(found.messages_each, 2)}

    async def verify(self) -> dict[str, Any]:
        """Check the chains, the seals and that standings follow from their facts."""
        findings = await self._store.verify(stand)
        return {"ok": not findings, "findings": [asdict(finding) for finding in findings]}

    async def backup(self, path: str) -> dict[str, Any]:
        """An online copy, checked after it was written."""
        key = derive(self._shell.ground.secret, "chain")
        report = await back_up(self._store, Path(path), chain_key=key)
        return {"path": path, "findings": [asdict(finding) for finding in report.findings]}

    async def event(
        self, programme: str, event: str, on: str = "", correct: bool = False
    ) -> dict[str, Any]:
        """Put an event on record, of today or of a day, and move what counts from it."""
        try:
            told = telling(self._shell, on, correct=correct)
            return await record_event(self._shell, programme, event, told)
        except OfficeRefused as refusal:
            raise CommandRefused(str(refusal)) from refusal

    async def file(self, programme: str) -> dict[str, Any]:
        """File what is closed in a programme that has ended."""
        try:
            return await file_programme(self._shell, programme)
        except OfficeRefused as refusal:
            raise CommandRefused(str(refusal)) from refusal

    async def status(self) -> dict[str, Any]:
        """Counters and queue lengths."""
        return {"counters": await self._store.counters()}


async def apply_now(shell: Shell, home: Home) -> list[dict[str, str]]:
    """Apply a home through a shell's store; the caller wires a new shell afterwards."""
    now = shell.ground.clock.now()
    return [change_json(change) for change in await apply_home(shell.ground.store, home, now)]


def _week_end(week: str) -> datetime:
    """Friday 17:30 of an ISO week such as 2024-W37."""
    year, _, number = week.partition("-W")
    try:
        friday = date.fromisocalendar(int(year), int(number), 5)
    except ValueError as problem:
        raise CommandRefused(f"a week is written like 2024-W37, not {week}") from problem
    return at_office(friday, time(17, 30))
