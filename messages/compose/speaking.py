"""From a view to a speech: fitting it into one message, the footer, joining several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from messages.compose.values import Addressee
from messages.speech import Choice, Speech
from messages.split import MESSAGE_CHARS, fits
from messages.words import clean

FOOTER_CHARS = 160
_LABEL_CHARS = 40

Rows = tuple[tuple[Choice, ...], ...]


def fitted(name: str, to: Addressee, most: int, view: Callable[[int], Mapping[str, Any]]) -> str:
    """The template rendered with as many entries as fit into one message, `most` at first.

    `view` builds the view for a number of entries (>= 1) to show in full.
    """
    room = MESSAGE_CHARS - FOOTER_CHARS - 2
    html = ""
    for count in range(max(most, 1), 0, -1):
        html = to.templates.render(name, to.lang, view(count))
        if fits(html, room):
            return html
    return html


def spoken(html: str, to: Addressee, choices: Rows = ()) -> Speech:
    """The speech with the addressee's footer under it."""
    footer = clean(to.footer, FOOTER_CHARS)
    return Speech(f"{html}\n\n<i>{escape(footer)}</i>" if footer else html, choices)


def join(speeches: Sequence[Speech]) -> Speech:
    """Several speeches as one message, in order; a footer they share is said once, at the end.

    Buttons that belong to different items then carry the item's code.
    """
    if len(speeches) == 1:
        return speeches[0]
    last = speeches[-1].html if speeches else ""
    footer = last[last.rfind("\n\n<i>") :] if last.endswith("</i>") and "\n\n<i>" in last else ""
    bodies = [speech.html.removesuffix(footer) if footer else speech.html for speech in speeches]
    rows = tuple(row for speech in speeches for row in speech.choices)
    abouts = {c.action.about for row in rows for c in row if c.action and "/" in c.action.about}
    if len(abouts) > 1:
        codes = Counter(about.split("/")[1] for about in abouts)
        rows = tuple(tuple(_named(choice, codes) for choice in row) for row in rows)
    return Speech("\n\n".join(bodies) + footer, rows)


def _named(choice: Choice, codes: Mapping[str, int]) -> Choice:
    """The choice with the code of its item in front, unless its label says it already.

    Where one code stands for items of several units, the unit tells them apart.
    """
    about = choice.action.about if choice.action else ""
    parts = about.split("/") if about.count("/") == 3 else ["", "", "", ""]
    code = clean(parts[3] if codes.get(parts[1], 0) > 1 else parts[1], 12)
    if not code or code in choice.text or choice.text[:1].isdigit():
        return choice
    return replace(choice, text=clean(f"{code} {choice.text}", _LABEL_CHARS))
