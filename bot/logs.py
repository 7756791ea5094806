"""Logs: one JSON line an event, to stderr, without secrets and without message bodies."""

from __future__ import annotations

import logging
import sys

import structlog

_LONGEST = 2_000


def set_up_logs(level: int = logging.INFO) -> None:
    """Configure structlog and the standard logging of libraries alike."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    for noisy in ("httpx", "apscheduler", "aiohttp.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            _shorten,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _shorten(
    logger: object, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """No single value may fill the disk."""
    del logger, method
    return {
        key: value[:_LONGEST] if isinstance(value, str) else value for key, value in event.items()
    }
