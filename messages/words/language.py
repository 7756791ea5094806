"""Which language a person reads: Chinese first, English on request."""

from __future__ import annotations


def tongue(lang: str) -> str:
    """The language of the tables and templates for a person's: "en" or "zh"."""
    return "en" if lang.lower().startswith("en") else "zh"
