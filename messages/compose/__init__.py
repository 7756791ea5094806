"""Composing (撰文): notices, lists and digests as speech. Pure: same values, same words."""

from messages.compose.asks import compose_asks
from messages.compose.check import check_overrides
from messages.compose.clearings import compose_cleared
from messages.compose.decisions import compose_decisions
from messages.compose.digest import FIGURES, compose_digest, compose_source
from messages.compose.escalations import compose_contacts, compose_escalations
from messages.compose.handovers import compose_handover, compose_taken_over
from messages.compose.people import (
    clock_footer,
    compose_gap,
    compose_help,
    compose_secrecy,
    compose_stranger,
    compose_upload,
    compose_welcome,
)
from messages.compose.queue import Queue, compose_event, compose_queue
from messages.compose.requests import compose_requests
from messages.compose.speaking import join
from messages.compose.tasks import compose_item, compose_tasks
from messages.compose.templates import SHIPPED, TemplateProblem, Templates
from messages.compose.values import Addressee, Ask, Reply

__all__ = [
    "FIGURES",
    "SHIPPED",
    "Addressee",
    "Ask",
    "Queue",
    "Reply",
    "TemplateProblem",
    "Templates",
    "check_overrides",
    "clock_footer",
    "compose_asks",
    "compose_cleared",
    "compose_contacts",
    "compose_decisions",
    "compose_digest",
    "compose_escalations",
    "compose_event",
    "compose_gap",
    "compose_handover",
    "compose_help",
    "compose_item",
    "compose_queue",
    "compose_requests",
    "compose_secrecy",
    "compose_source",
    "compose_stranger",
    "compose_taken_over",
    "compose_tasks",
    "compose_upload",
    "compose_welcome",
    "join",
]
