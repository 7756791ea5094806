"""Wording: sentences from the table with everything that people wrote escaped, names of items."""

from __future__ import annotations

from html import escape

from messages.dialogue.sentences_en import ENGLISH
from messages.dialogue.sentences_zh import CHINESE
from messages.speech import Action, Choice, Verb
from messages.words import clean, tongue
from workflows.case import Case

_TABLES = {"zh": CHINESE, "en": ENGLISH}
_TITLE_CHARS, _BUTTON_CHARS, _QUOTE_CHARS, _CODE_CHARS = 60, 28, 120, 24


class Html(str):
    """Text that is already escaped."""

    __slots__ = ()


def say(lang: str, key: str, **values: object) -> Html:
    """The sentence with its values, which are escaped unless they are `Html`."""
    safe = {name: v if isinstance(v, Html) else escape(str(v)) for name, v in values.items()}
    return Html(_TABLES[tongue(lang)][key].format_map(safe))


def plain(lang: str, key: str, **values: object) -> str:
    """The sentence unescaped: for buttons and toasts, which know no markup."""
    return _TABLES[tongue(lang)][key].format_map(values)


def quote(text: str, chars: int = _QUOTE_CHARS) -> Html:
    """What a person wrote: on one line, made harmless, cut and escaped."""
    return Html(escape(clean(text, chars)))


def number_of(case: Case) -> str:
    """The number or code by which people call the item."""
    return clean(case.assignment.no or case.assignment.task, _CODE_CHARS)


def name(case: Case, lang: str) -> Html:
    """The item's name: 〔3〕提高生态考核比重（2024年第三季度）. Offline matters show no title."""
    assignment = case.assignment
    if assignment.offline:
        return say(lang, "offline_name", code=clean(assignment.task, _CODE_CHARS))
    period = clean(assignment.occurrence_words, _CODE_CHARS)
    title = clean(assignment.title, _TITLE_CHARS)
    if assignment.is_event:
        return Html(escape(title))
    return Html(escape(f"〔{number_of(case)}〕{title}{f'（{period}）' if period else ''}"))


def button_name(case: Case, lang: str) -> str:
    """The item's name as short as a button needs it."""
    assignment = case.assignment
    if assignment.offline:
        return plain(lang, "offline_name", code=clean(assignment.task, _CODE_CHARS))
    text = f"{assignment.occurrence_words} {number_of(case)} {assignment.title}"
    return clean(text, _BUTTON_CHARS)


def figure(number: float) -> str:
    """A number without a needless fraction: 80, 91.6, 12345678."""
    return f"{number:.10g}"


def button(lang: str, key: str, verb: Verb, about: str = "", arg: str = "") -> Choice:
    """A button with its label from the table."""
    return Choice(plain(lang, key), Action(verb, about, arg))


Rows = tuple[tuple[Choice, ...], ...]


def column(choices: list[Choice]) -> Rows:
    """One button a row."""
    return tuple((choice,) for choice in choices)
