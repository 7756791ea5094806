"""The HTTP face: paths, tokens, answers, and the faults a test has asked for."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

import orjson
from aiohttp import hdrs, web

from tests.botapi.blobs import UPLOAD_LIMIT_BYTES
from tests.botapi.errors import ApiError
from tests.botapi.faults import Fault, FaultKind
from tests.botapi.methods import METHODS, OPEN_WHEN_CLOSED
from tests.botapi.parameters import Parameters, read_parameters
from tests.botapi.updates import LONGEST_POLL_SECONDS
from tests.botapi.world import World

BAD_GATEWAY_PAGE = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n"
    b"</body>\r\n</html>\r\n"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
_JSON = {hdrs.CONTENT_TYPE: "application/json"}


class Gateway:
    """Turns HTTP requests into method calls on one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stopping = asyncio.Event()
        self.control: Callable[[str, Any], Awaitable[Any]] | None = None
        world.webhook.call = self.call

    def factory(self, message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> Any:
        """Requests may be as large as the public server allows, and a little more."""
        loop = asyncio.get_running_loop()
        limit = UPLOAD_LIMIT_BYTES + (1 << 20)
        return web.BaseRequest(
            message, payload, protocol, writer, task, loop, client_max_size=limit
        )

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path_qs.partition("?")[0]
        head, _, rest = path[1:].partition("/")
        if head == "file":
            return await self._file(request, rest)
        if head == "control" and self.control is not None:
            order = orjson.loads(await request.read() or b"{}")
            answer = await self.control(rest, order)
            return web.Response(body=orjson.dumps(answer), headers=_JSON)
        if not head.startswith("bot") or not rest:
            return _failure(ApiError(404, "Not Found"))
        method = rest.lower()
        try:
            self._check_token(unquote(head[3:]))
            parameters = await read_parameters(request)
        except ApiError as error:
            self.world.errors[(method, error.code)] += 1
            await request.read()
            return _failure(error)
        except web.HTTPRequestEntityTooLarge:
            return _failure(ApiError(413, "Request Entity Too Large"))
        self.world.requests[method] += 1
        if self.world.faults.rules:
            fault = self.world.faults.pick(method, parameters.integer("chat_id") or None)
            if fault is not None:
                return await self._suffer(request, fault, method, parameters)
        return await self._answer(method, parameters)

    def _check_token(self, token: str) -> None:
        if token == self.world.token:
            return
        if ":" not in token or not token.partition(":")[0].isdigit() or token[0] == "0":
            raise ApiError(401, "Unauthorized: invalid token specified")
        raise ApiError(401, "Unauthorized")

    async def _answer(self, method: str, parameters: Parameters) -> web.Response:
        try:
            result = await self.call(method, parameters)
        except ApiError as error:
            return _failure(error)
        return web.Response(body=orjson.dumps({"ok": True, "result": result}), headers=_JSON)

    async def call(self, method: str, parameters: Parameters) -> Any:
        """Run one method; errors are counted per method and code, then raised."""
        world = self.world
        try:
            if world.closed and method not in OPEN_WHEN_CLOSED:
                world.refuse_closed()
            if method == "getupdates":
                return await self._updates(parameters)
            run = METHODS.get(method)
            if run is None:
                raise ApiError(404, "Not Found: method not found")
            result = run(world, parameters)
        except ApiError as error:
            world.errors[(method, error.code)] += 1
            world.changed()
            raise
        world.changed()
        return result

    async def _updates(self, parameters: Parameters) -> list[dict[str, Any]]:
        world = self.world
        if world.webhook.settings.url:
            raise ApiError(409, WEBHOOK_ACTIVE)
        if "allowed_updates" in parameters.raw:
            with contextlib.suppress(ApiError):  # an unreadable list is ignored, as it really is
                world.queue.set_allowed(parameters.document("allowed_updates", "allowed updates"))
        limit = parameters.clamped("limit", 100, 1, 100)
        timeout = parameters.clamped("timeout", 0, 0, LONGEST_POLL_SECONDS)
        offset = parameters.integer("offset")
        return await world.queue.take(offset, limit, timeout)

    async def _suffer(
        self, request: web.BaseRequest, fault: Fault, method: str, parameters: Parameters
    ) -> web.StreamResponse:
        kind = fault.kind
        self.world.changed()
        if kind is FaultKind.RESET:
            return _hang_up(request)
        if kind is FaultKind.TOO_MANY:
            error = ApiError(
                429,
                f"Too Many Requests: retry after {fault.retry_after}",
                {"retry_after": fault.retry_after},
            )
            return _failure(error)
        if kind is FaultKind.DELAY:
            await asyncio.sleep(fault.seconds)
        if kind is FaultKind.DUPLICATE:
            self.world.queue.repeat(100)
        if kind in (FaultKind.DELAY, FaultKind.DUPLICATE):
            return await self._answer(method, parameters)
        done = None
        if fault.processed or kind in (FaultKind.DROPPED, FaultKind.TRUNCATED):
            done = await self._answer(method, parameters)
        return await self._misreport(request, kind, done)

    async def _misreport(
        self, request: web.BaseRequest, kind: FaultKind, done: web.Response | None
    ) -> web.StreamResponse:
        if kind is FaultKind.SERVER_ERROR:
            return _failure(ApiError(500, "Internal Server Error"))
        if kind is FaultKind.BAD_GATEWAY:
            headers = {hdrs.CONTENT_TYPE: "text/html"}
            return web.Response(status=502, body=BAD_GATEWAY_PAGE, headers=headers)
        if kind is FaultKind.TRUNCATED and done is not None:
            body = bytes(done.body)  # pyright: ignore[reportArgumentType]
            return web.Response(status=done.status, body=body[: len(body) // 2], headers=_JSON)
        if kind is FaultKind.HANG:
            await self.stopping.wait()
        return _hang_up(request)

    async def _file(self, request: web.BaseRequest, rest: str) -> web.StreamResponse:
        head, _, path = rest.partition("/")
        self.world.requests["file"] += 1
        try:
            self._check_token(unquote(head.removeprefix("bot")))
        except ApiError as error:
            return _failure(error)
        fault = self.world.faults.pick("file", None)
        blob = self.world.blobs.download(unquote(path))
        if blob is None:
            self.world.errors[("file", 404)] += 1
            return _failure(ApiError(404, "Not Found"))
        if fault is not None and fault.kind is FaultKind.TRUNCATED:
            return await _half_file(request, blob.content)
        if fault is not None and fault.kind is FaultKind.DELAY:
            await asyncio.sleep(fault.seconds)
        elif fault is not None:
            return await self._misreport(request, fault.kind, None)
        headers = {hdrs.CONTENT_TYPE: "application/octet-stream"}
        return web.Response(body=blob.content, headers=headers)


def _failure(error: ApiError) -> web.Response:
    return web.Response(status=error.code, body=orjson.dumps(error.body()), headers=_JSON)


def _hang_up(request: web.BaseRequest) -> web.Response:
    """Abort the connection; what is returned never reaches anybody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def _half_file(request: web.BaseRequest, content: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={hdrs.CONTENT_LENGTH: str(len(content))})
    await response.prepare(request)
    await response.write(content[: len(content) // 2])
    if request.transport is not None:
        request.transport.close()
    return response
