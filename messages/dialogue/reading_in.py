"""Reading in (指标报数): a bare figure is the indicator's value, checked before it is recorded.

A figure in another unit is refused with the reason; an odd one is asked about once, and the
ledger keeps both the question and the answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from messages.dialogue.bare_figures import figure_for, indicator_of
from messages.dialogue.decision import Decision, Receipt, Speak
from messages.dialogue.desk import Desk, last_period
from messages.dialogue.draft import Awaiting, Draft
from messages.dialogue.event import Evidence
from messages.dialogue.measures import in_unit
from messages.dialogue.recording import report
from messages.dialogue.told import Told, drafted
from messages.dialogue.wording import Html, button, figure, name, plain, say
from messages.speech import Action, Choice, Speech, Verb
from messages.understand import Intent, Reading
from messages.words import clean, op_mark
from workflows.case import Case
from workflows.programme import Op
from workflows.readings import (
    Doubt,
    Past,
    baseline,
    doubt_of,
    reading_on,
    takes_text,
    target_of,
)

_YES = re.compile(
    r"^(?:确认|是的?|对的?|没错|无误|正确|就是|yes|confirm(?:ed)?)[了。！!.\s]*$", re.I
)


def settle_reading(case: Case, reading: Reading, told: Told, desk: Desk) -> Decision:
    """A reading is done with its figure (or its words): recorded, refused or asked about."""
    indicator = indicator_of(case)
    if takes_text(indicator):
        return _in_words(case, told, desk)
    if reading.value is None:
        found = figure_for(case, told.words)
        if found is None:
            return ask_figure(case, told, desk)
        reading = found
    value = in_unit(reading.value or 0.0, reading.unit or "", indicator.unit)
    if value is None:
        said = clean(reading.unit or "", 20)
        problem = say(desk.lang, "wrong_measure", wanted=indicator.unit, said=said)
        return ask_figure(case, replace(told, words=""), desk, problem)
    unit = indicator.unit or reading.unit or None
    reading = replace(reading, intent=Intent.DONE, percent=100.0, value=value, unit=unit)
    doubt = (
        None
        if told.same_as
        else doubt_of(indicator, value, _last(case, desk), reading_on(case.assignment))
    )
    if doubt is not None and told.confirmed != value:
        return _ask_if_so(case, reading, doubt, told, desk)
    told = replace(told, confirmed=value if told.doubt else None)
    return _recorded(case, reading, told)


def ask_figure(case: Case, told: Told, desk: Desk, problem: str = "") -> Decision:
    """What is the figure? With the unit, the last one and the target, and what was wrong."""
    lang, indicator = desk.lang, indicator_of(case)
    lines = [problem, name(case, lang), _wanted(case, desk)]
    rows = ()
    last = last_period(case, desk)
    if last is not None and last.standing.value is not None:
        label = plain(lang, "button_same", said=_amount(last.standing.value, indicator.unit))
        rows = ((Choice(label, Action(Verb.SAME, case.assignment.id)),),)
    draft = drafted(told, desk, Awaiting.MISSING, about=case.assignment.id, verb=Verb.DONE)
    html = Html("\n".join(line for line in lines if line))
    return Decision(draft=draft, answers=(Speak(Speech(html, rows), told.in_place),))


def answered(draft: Draft, reading: Reading, told: Told, desk: Desk) -> Decision | None:
    """An odd figure was asked about: yes, or the right figure; anything else is a fresh word."""
    del reading
    case = desk.own_case(draft.about)
    if case is None or draft.figure is None:
        return None
    if _YES.match(told.words.strip()):
        return confirm(case, draft, _of_draft(draft, told), desk)
    found = figure_for(case, told.words)
    if found is None:
        return None
    whole = replace(_of_draft(draft, told), words=told.words)
    if found.value == draft.figure:
        return confirm(case, draft, whole, desk)
    return settle_reading(case, found, whole, desk)


def confirm(case: Case, draft: Draft, told: Told, desk: Desk) -> Decision:
    """The figure asked about is right after all."""
    value, unit = draft.figure, draft.figure_unit or None
    told = replace(told, doubt=draft.doubt, confirmed=value)
    return settle_reading(
        case, Reading(told.words, Intent.DONE, value=value, unit=unit), told, desk
    )


def press(case: Case, word: str, draft: Draft, told: Told, desk: Desk) -> Decision:
    """确认 or 改 under the question about an odd figure. `told` is what the draft holds."""
    if word == "sure":
        return confirm(case, draft, replace(told, in_place=True), desk)
    html = say(
        desk.lang,
        "figure_again",
        item=name(case, desk.lang),
        unit=f"（{indicator_of(case).unit}）" if indicator_of(case).unit else "",
    )
    return Decision(draft=replace(draft, since=desk.now), answers=(Speak(Speech(html)),))


def _of_draft(draft: Draft, told: Told) -> Told:
    seen = {item.sha256: item for item in (*draft.evidence, *told.evidence)}
    evidence: tuple[Evidence, ...] = tuple(seen.values())
    return replace(
        told,
        words=draft.text,
        evidence=evidence,
        replaces=draft.replaces,
        doubt=draft.doubt,
        key=draft.key,
    )


def _ask_if_so(case: Case, reading: Reading, doubt: Doubt, told: Told, desk: Desk) -> Decision:
    """The one question about an odd figure; one tap confirms it, a figure replaces it."""
    lang, value, unit = desk.lang, reading.value or 0.0, reading.unit or ""
    said = _amount(value, unit)
    html = say(
        lang,
        f"doubt_{doubt.kind.value}",
        item=name(case, lang),
        said=said,
        last=_past_words(doubt.against, unit, desk) if doubt.against else "",
        factor=doubt.factor,
    )
    about = case.assignment.id
    sure = Choice(
        plain(lang, "button_sure", said=said), Action(Verb.SUBMIT, about, f"sure.{told.key}")
    )
    change = button(lang, "button_change", Verb.SUBMIT, about, f"again.{told.key}")
    draft = drafted(
        told,
        desk,
        Awaiting.CONFIRM,
        about=about,
        verb=Verb.DONE,
        figure=value,
        figure_unit=unit,
        doubt=_doubt_words(doubt, value),
    )
    speech = Speech(html, ((sure, change),))
    return Decision(draft=draft, answers=(Speak(speech, told.in_place),))


def _doubt_words(doubt: Doubt, value: float) -> str:
    """As the ledger keeps it: scale 3100 against 31."""
    against = f" against {figure(doubt.against.value)}" if doubt.against else ""
    return f"{doubt.kind.value} {figure(value)}{against}"


def _in_words(case: Case, told: Told, desk: Desk) -> Decision:
    """A target in words takes a sentence."""
    if not told.words.strip():
        draft = drafted(told, desk, Awaiting.MISSING, about=case.assignment.id, verb=Verb.DONE)
        html = say(desk.lang, "ask_in_words", item=name(case, desk.lang), **_aims(case, desk))
        return Decision(draft=draft, answers=(Speak(Speech(html), told.in_place),))
    return _recorded(case, Reading(told.words, Intent.DONE, 100.0), told)


def _recorded(case: Case, reading: Reading, told: Told) -> Decision:
    return Decision((report(case, reading, told),), None, (Receipt((0,), told.in_place),))


def _last(case: Case, desk: Desk) -> Past | None:
    """The reading of the period before, where it has a figure."""
    last = last_period(case, desk)
    if last is None or last.standing.value is None:
        return None
    return Past(last.standing.value, reading_on(last.assignment))


def _amount(value: float, unit: str) -> str:
    return f"{figure(value)}{unit}"


def _past_words(past: Past, unit: str, desk: Desk) -> str:
    key = "past_baseline" if past.is_baseline else "past_reading"
    return plain(desk.lang, key, said=_amount(past.value, unit), year=past.on.year)


def _wanted(case: Case, desk: Desk) -> Html:
    """单位μg/m3；上期31；2025年目标≤28。直接回数字即可。"""
    indicator, last = indicator_of(case), _last(case, desk) or baseline(indicator_of(case))
    parts = [
        plain(desk.lang, "figure_unit", unit=indicator.unit) if indicator.unit else "",
        _past_words(last, indicator.unit, desk) if last else "",
        _aims(case, desk)["aim"],
    ]
    told = plain(desk.lang, "list_semicolon").join(part for part in parts if part)
    return say(desk.lang, "ask_figure", what=told)


def _aims(case: Case, desk: Desk) -> dict[str, str]:
    """The target that counts, in words; "" where there is none."""
    indicator = indicator_of(case)
    target = target_of(indicator, reading_on(case.assignment))
    if target is None:
        return {"aim": ""}
    if isinstance(target.value, int | float):
        words = f"{op_mark(target.op)}{_amount(target.value, indicator.unit)}"
    elif target.op is Op.TEXT:
        words = clean(str(target.value or ""), 40)
    else:
        words = plain(desk.lang, f"target_{target.op.value}")
    return {"aim": plain(desk.lang, "figure_aim", year=target.year, aim=words)}
