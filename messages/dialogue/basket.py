"""The basket (草稿篮): files gathered into one draft behind one answer, handed in by one tap."""

from __future__ import annotations

from datetime import timedelta

from messages.dialogue.aim import Aim, in_order
from messages.dialogue.asking import MOST_OFFERED, tell
from messages.dialogue.decision import Decision, Speak
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting
from messages.dialogue.event import Evidence
from messages.dialogue.told import Told, drafted
from messages.dialogue.wording import Rows, button, button_name, column, name, plain, say
from messages.speech import Action, Choice, Speech, Verb
from workflows.case import Case
from workflows.standing import State

_JUST_NOW = timedelta(hours=2)
"""Files that follow a report within two hours usually belong to it."""


def gather(told: Told, aim: Aim, desk: Desk) -> Decision:
    """Keep the files (and words) and offer where to hand them in: what was just reported first."""
    target = aim.case or aim.finished
    just = tuple(case for case in desk.recent if _just_reported(case, desk))
    if target is None or (aim.by_default and just):
        candidates = (*just, *(aim.candidates or in_order(desk)))[:MOST_OFFERED]
    else:
        candidates = (target,)
    if not candidates:
        return tell(desk, "nothing_open_files")
    if len(candidates) == 1:
        rows = _for_one(candidates[0], told, desk)
    else:
        rows = _for_many(candidates, told, desk)
    html = say(desk.lang, "gathered", files=files_words(told.evidence, desk.lang))
    if len(candidates) == 1:
        html += "\n" + say(desk.lang, "gathered_for", item=name(candidates[0], desk.lang))
    if any(item.kind == "voice" for item in told.evidence):
        html += "\n" + say(desk.lang, "voice_unread")
    draft = drafted(
        told,
        desk,
        Awaiting.SUBMIT,
        about=candidates[0].assignment.id if len(candidates) == 1 else None,
        candidates=tuple(case.assignment.id for case in candidates),
    )
    return Decision(draft=draft, answers=(Speak(Speech(html, rows), in_place=True),))


def _just_reported(case: Case, desk: Desk) -> bool:
    at = case.standing.reported_at
    return at is not None and case.standing.state is State.DONE and desk.now - at <= _JUST_NOW


def _for_one(case: Case, told: Told, desk: Desk) -> Rows:
    about, key = case.assignment.id, told.key
    status = ["done", "progress"]
    if any(item.kind == "voice" for item in told.evidence):
        status.append("blocked")
    if case in desk.recent:
        status = []
    says = tuple(
        button(desk.lang, f"submit_{word}", Verb.SUBMIT, about, f"{word}.{key}") for word in status
    )
    only_add = button(desk.lang, "submit_add", Verb.SUBMIT, about, f"add.{key}")
    last = [button(desk.lang, "button_discard", Verb.DISCARD, arg=key)]
    if len(desk.cases) > 1 or (desk.cases and case in desk.recent):
        last.insert(0, button(desk.lang, "button_other_item", Verb.PICK, "", f"other.{key}"))
    return (*((says,) if says else ()), (only_add,), tuple(last))


def _for_many(cases: tuple[Case, ...], told: Told, desk: Desk) -> Rows:
    choices = [
        Choice(
            plain(desk.lang, "submit_to", item=button_name(case, desk.lang)),
            Action(Verb.SUBMIT, case.assignment.id, f"add.{told.key}"),
        )
        for case in cases
    ]
    return column([*choices, button(desk.lang, "button_discard", Verb.DISCARD, arg=told.key)])


def files_words(evidence: tuple[Evidence, ...], lang: str) -> str:
    """How many of what: 照片2张、文件1个."""
    kinds: dict[str, int] = {}
    for item in evidence:
        kind = item.kind if item.kind in ("photo", "voice", "video") else "document"
        kinds[kind] = kinds.get(kind, 0) + 1
    words = [plain(lang, f"files_{kind}", n=n) for kind, n in kinds.items()]
    return plain(lang, "list_comma").join(words)


def merged(old: tuple[Evidence, ...], new: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Both, the same file once, in order of arrival."""
    return tuple({item.sha256: item for item in (*old, *new)}.values())
