"""Evidence (佐证): files are copied out of the channel before anything is said about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.desks import Turn
from bot.ports import Channel, FailureKind, FileTooBig, RemoteFile, SendFailure
from bot.store import NewAttachment, Store
from bot.store.blobs import Blob, Blobs, BlobTooBig
from messages.dialogue import Evidence

LARGEST_BYTES = 200 * 1024 * 1024
OWN = "blob:"
"""How files are named that our own pages have stored already."""


class TooBig(Exception):
    """A file that this channel cannot hand over; the upload page can take it."""


class Unreadable(Exception):
    """The channel refuses to hand this file over; waiting would not help."""


class EvidenceRoom:
    """Fetches files into content-addressed storage and records what came from whom."""

    def __init__(self, store: Store, blobs: Blobs, channels: Mapping[str, Channel]) -> None:
        self._store = store
        self._blobs = blobs
        self._channels = channels

    async def take(
        self, turn: Turn, files: Sequence[RemoteFile], sent: Sequence[RemoteFile]
    ) -> tuple[Evidence, ...]:
        """Store `files` and describe them. Files that were sent but must not be kept are named
        only, with an empty digest. Raises TooBig, Unreadable, or SendFailure where it may work
        later.
        """
        if not files:
            return tuple(Evidence("", f.name, f.kind.value, f.size_bytes or 0) for f in sent)
        channel = self._channels[turn.incoming.channel]
        await channel.show_activity(turn.incoming.chat, turn.incoming.thread)
        return tuple([await self._take_one(turn, channel, file) for file in files])

    async def _take_one(self, turn: Turn, channel: Channel, file: RemoteFile) -> Evidence:
        try:
            own = file.ref.startswith(OWN)
            source = self._blobs.stream(file.ref.removeprefix(OWN)) if own else channel.fetch(file)
            blob = await self._blobs.store(source, LARGEST_BYTES)
        except (FileTooBig, BlobTooBig) as problem:
            raise TooBig(str(problem)) from problem
        except SendFailure as failure:
            if failure.kind in (FailureKind.REFUSED, FailureKind.UNREACHABLE):
                raise Unreadable(failure.reason) from failure
            raise
        await self._store.write(
            lambda writer: self._store.add_attachment(writer, self._row(turn, file, blob))
        )
        incoming = turn.incoming
        return Evidence(
            blob.sha256,
            file.name,
            file.kind.value,
            blob.size_bytes,
            incoming.album,
            incoming.message,
        )

    @staticmethod
    def _row(turn: Turn, file: RemoteFile, blob: Blob) -> NewAttachment:
        return NewAttachment(
            sha256=blob.sha256,
            size_bytes=blob.size_bytes,
            name=file.name[:255],
            mime=blob.mime,
            kind=file.kind.value,
            unit=turn.seat.post.unit,
            at=turn.now,
            by=turn.seat.post.id,
            same_as=file.same_as,
        )
