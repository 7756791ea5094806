"""What Telegram's HTML says without its tags, for length limits and for plain fallbacks."""

from __future__ import annotations

import html
import re

TEXT_LIMIT = 4096  # code points after entity parsing
CAPTION_LIMIT = 1024

_LINK = re.compile(r'<a\s+href="([^"<>]*)"\s*>(.*?)</a\s*>', re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|ins|s|strike|del|code|pre|a|span|blockquote|tg-[a-z]+)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)


def plain(markup: str) -> str:
    """The words of `markup`. Only Telegram's own tags are taken away, so a stray `<` stays; a
    link keeps its address in brackets."""
    with_addresses = _LINK.sub(lambda m: f"{m.group(2)} ({m.group(1)})", markup)
    return html.unescape(_TAG.sub("", with_addresses))


def shown_length(markup: str) -> int:
    """Code points that Telegram counts. Markup never makes text longer."""
    return len(html.unescape(_TAG.sub("", markup)))
