"""A strict local Telegram Bot API server for tests: the real protocol, limits and refusals."""

from tests.botapi.faults import Fault, FaultKind
from tests.botapi.groups import Group
from tests.botapi.people import Person, Tap
from tests.botapi.server import TEST_TOKEN, BotApiServer
from tests.botapi.shown import ShownMessage
from tests.botapi.world import Sent

__all__ = [
    "TEST_TOKEN",
    "BotApiServer",
    "Fault",
    "FaultKind",
    "Group",
    "Person",
    "Sent",
    "ShownMessage",
    "Tap",
]
