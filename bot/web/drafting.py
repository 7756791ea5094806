"""The drafting page (起草): a document and its draft side by side, with the doubts to settle.

Nothing of a document is kept: it is read in a process of its own and the page is the answer.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from aiohttp import BodyPartReader, web

from bot.drafting import Drafted, NotDrafted, draft_apart
from bot.web.parts import PARTS, SESSIONS, page
from bot.web.talk import readable_form
from workflows.roster import Role

routes = web.RouteTableDef()
LARGEST_PAPER = 20 * 1024 * 1024
_MAY_DRAFT = frozenset({Role.ADMIN.value, Role.CLERK.value, Role.DIRECTOR.value})


@routes.get("/draft")
async def ask(request: web.Request) -> web.Response:
    """Ask for a document. A visitor of the demo gets an account on the way."""
    sessions = request.app[SESSIONS]
    if request.app[PARTS].demo is not None and not sessions.account(request):
        account = sessions.fresh()
        response = _page(request, account, problem="")
        sessions.remember(response, request, account)
        return response
    return _page(request, await _account(request), problem="")


@routes.post("/draft")
async def drafted(request: web.Request) -> web.Response:
    """Read the document and show the draft beside it."""
    account = await _account(request)
    with readable_form():
        token, name, content = await _form(request)
    request.app[SESSIONS].check_token(token, account)
    if not content:
        return _page(request, account, problem="请先选择文件。")
    try:
        made = await draft_apart(name, content, "zh")
    except NotDrafted as refused:
        return _page(request, account, problem=f"{name}：{refused}")
    return page(
        "draft_beside.html",
        title=request.app[PARTS].title,
        name=name,
        draft=made.draft,
        lines=_marked(made),
        programme=made.programme,
        units=made.units,
    )


def _page(request: web.Request, account: str, problem: str) -> web.Response:
    sessions = request.app[SESSIONS]
    return page(
        "draft.html",
        422 if problem else 200,
        title=request.app[PARTS].title,
        token=sessions.token(account),
        problem=problem,
    )


async def _account(request: web.Request) -> str:
    """The account of somebody who may draft: an office's own people, and every demo visitor."""
    account = request.app[SESSIONS].account(request)
    if not account:
        raise web.HTTPForbidden
    if request.app[PARTS].demo is None:
        held = await request.app[PARTS].store.binding_for("web", account)
        if not any(row.post.rpartition("/")[2] in _MAY_DRAFT for row in held):
            raise web.HTTPForbidden
    return account


async def _form(request: web.Request) -> tuple[str, str, bytes]:
    """The token, and the name and bytes of the document."""
    token, name, content = "", "", b""
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader):
            raise web.HTTPBadRequest
        if part.name == "token":
            token = (await _bytes(part, 1024)).decode("utf-8", "replace")
        elif part.name == "file":
            name = (part.filename or "文件")[:200]
            content = await _bytes(part, LARGEST_PAPER)
    return token, name, content


async def _bytes(part: BodyPartReader, most: int) -> bytes:
    found = bytearray()
    while chunk := await part.read_chunk(64 * 1024):
        found += chunk
        if len(found) > most:
            raise web.HTTPRequestEntityTooLarge(most, len(found))
    return bytes(found)


def _marked(made: Drafted) -> list[dict[str, Any]]:
    """The document's lines with what was read from each: items, doubts, or nothing."""
    found: dict[int, list[str]] = defaultdict(list)
    for key, mark in (("tasks", "任务"), ("duties", "例行"), ("milestones", "节点")):
        for item in made.draft.get(key, ()):
            found[item["line"]].append(mark)
    for item in made.draft.get("indicators", ()):
        found[item["line"]].append("指标")
    doubted = {problem["line"] for problem in made.draft["problems"]}
    return [
        {
            "number": number,
            "text": text,
            "marks": list(dict.fromkeys(found.get(number, ()))),
            "doubted": number in doubted,
        }
        for number, text in made.lines
    ]
