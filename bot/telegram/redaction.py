"""Keeps the bot's token out of everything that people read: exceptions, logs, reasons."""

from __future__ import annotations

import logging
import re

HIDDEN = "[token]"
_ANY_TOKEN = r"\d{5,}(?::|%3[Aa])[A-Za-z0-9_-]{20,}"
_LOGGERS = ("telegram.Bot", "telegram.BaseRequest", "asyncio")


class Redactor:
    """Replaces one token, its secret half alone, and anything else shaped like a token."""

    def __init__(self, token: str) -> None:
        secret = token.partition(":")[2]
        known = [re.escape(part) for part in (token, secret) if len(part) >= 4]
        self._pattern = re.compile("|".join([*known, _ANY_TOKEN]))

    def text(self, words: str) -> str:
        """`words` without the token."""
        return self._pattern.sub(HIDDEN, words)

    def cause(self, error: BaseException) -> HiddenCause:
        """A copy of `error` that names its class and its redacted words and nothing else.

        The original is dropped on purpose: HTTP clients keep the URL, and with it the token, in
        their exceptions and in the exceptions behind those.
        """
        return HiddenCause(self.text(f"{type(error).__name__}: {error}"))


class HiddenCause(Exception):
    """What went wrong underneath, in words that are safe to log."""


class TokenFilter(logging.Filter):
    """Rewrites a log record that would print the token."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        clean = self._redactor.text(words)
        if clean != words:
            record.msg, record.args = clean, ()
        return True


def guard_logs(redactor: Redactor) -> TokenFilter:
    """Filter the loggers of the libraries that handle the token; undo with `unguard_logs`."""
    guard = TokenFilter(redactor)
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(guard)
    return guard


def unguard_logs(guard: TokenFilter) -> None:
    """Take back what `guard_logs` did."""
    for name in _LOGGERS:
        logging.getLogger(name).removeFilter(guard)
