"""Joining the words of one idea into one pattern."""

import re


def any_of(*parts: str) -> re.Pattern[str]:
    """A pattern that matches where any of the parts does."""
    return re.compile("|".join(parts))
