"""Markup: whether HTML keeps to the subset that all channels show."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"<[^<>]*>|[<>&]|[^<>&]+")
_OPEN = re.compile(r'<(b|i|u|s|code|pre|blockquote)>|<(a) href="[^"<>]+">')
_CLOSE = re.compile(r"</(b|i|u|s|code|pre|blockquote|a)>")
_ENTITY = re.compile(r"(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


def markup_problem(html: str) -> str:
    """What is wrong with the HTML, in plain words; "" where every channel will take it."""
    stack: list[str] = []
    for token in _TOKEN.finditer(html):
        text = token.group()
        if text in ("<", ">"):
            return f"a raw {text} in the text"
        if text == "&" and not _ENTITY.match(html, token.end()):
            return "a raw & in the text"
        if text[0] != "<":
            continue
        opening, closing = _OPEN.fullmatch(text), _CLOSE.fullmatch(text)
        if opening:
            stack.append(opening.group(1) or opening.group(2))
        elif closing is None:
            return f"the tag {text} is not one of b i u s code pre a blockquote"
        elif not stack or stack.pop() != closing.group(1):
            return f"{text} closes nothing that is open"
    return f"<{stack[-1]}> is never closed" if stack else ""
