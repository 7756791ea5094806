"""Refusals: errors whose text is meant for the person who caused them, never a traceback."""


class Refusal(Exception):
    """What was asked cannot be done; the text says why, in plain words, and what to do."""
