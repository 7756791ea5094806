"""Joining the words of one idea into one pattern."""

import re


def any_of(*parts: str) -> re.Pattern[str]:
    """A pattern that matches where any of the parts does.

    Letters end at a Chinese character (``re.ASCII``): "第3项done" holds the word "done".
    """
    return re.compile("|".join(parts), re.ASCII)
