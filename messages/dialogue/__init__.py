"""The conversation itself (对话), pure: facts in, decision out, the same on every channel."""

from messages.dialogue.absence import BACK
from messages.dialogue.converse import converse
from messages.dialogue.decision import (
    Answer,
    Decision,
    Receipt,
    Record,
    Refresh,
    Show,
    Sight,
    Speak,
)
from messages.dialogue.desk import Desk
from messages.dialogue.draft import Awaiting, Draft, from_json, to_json
from messages.dialogue.event import Asked, Command, Event, Evidence, Handed, Pressed, Said
from messages.dialogue.receipt import Recorded, compose_receipt, recall
from messages.dialogue.secrecy import is_secret
from messages.dialogue.waiting import due_after_wait

__all__ = [
    "BACK",
    "Answer",
    "Asked",
    "Awaiting",
    "Command",
    "Decision",
    "Desk",
    "Draft",
    "Event",
    "Evidence",
    "Handed",
    "Pressed",
    "Receipt",
    "Record",
    "Recorded",
    "Refresh",
    "Said",
    "Show",
    "Sight",
    "Speak",
    "compose_receipt",
    "converse",
    "due_after_wait",
    "from_json",
    "is_secret",
    "recall",
    "to_json",
]
