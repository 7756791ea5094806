"""Signed button data: what a press means, for whom and in which chat, inside 64 bytes.

Data that comes back from a channel may never have belonged to any button, so it is believed only
with our signature over action, binding and chat. Nothing is kept per button: tokens survive
restarts and restores, and an old holder's buttons die with his binding.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

from bot.store.rows import Buttons
from messages.speech import Action, Verb

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MAX_BYTES = 64


@dataclass(frozen=True, slots=True)
class Pressed:
    """A verified press. `case` is the assignment's row number, 0 where the action has none.

    `about` is the programme's code for actions on a digest, "" otherwise.
    """

    verb: Verb
    case: int
    about: str
    arg: str
    binding: int


class Tokens:
    """Signs and checks button data with a secret key of at least 16 bytes."""

    def __init__(self, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError("the button key must have at least 16 bytes")
        self._key = key

    def sign(self, action: Action, case: int, binding: int, chat: str) -> str:
        """The data for a button. Raises ValueError where it would not fit into 64 bytes."""
        about = _base36(case) if case or not action.about else f"@{action.about}"
        payload = "|".join((action.verb.value, about, action.arg, _base36(binding)))
        data = f"{payload}|{self._signature(payload, chat)}"
        if len(data.encode()) > MAX_BYTES:
            raise ValueError(f"button data has {len(data.encode())} bytes: {payload}")
        return data

    def check(self, data: str, chat: str) -> Pressed | None:
        """What the data means in this chat, or None where the signature is not ours."""
        payload, _, signature = data.rpartition("|")
        expected = self._signature(payload, chat)
        if not hmac.compare_digest(signature.encode(), expected.encode()):
            return None
        verb, about, arg, binding = payload.split("|")
        programme = about[1:] if about.startswith("@") else ""
        case = 0 if programme else int(about, 36)
        return Pressed(Verb(verb), case, programme, arg, int(binding, 36))

    def _signature(self, payload: str, chat: str) -> str:
        mac = hmac.new(self._key, f"{payload}\x1f{chat}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(mac[:9]).decode()


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits


def buttons_of_others(rows: Buttons, pressed: str) -> Buttons:
    """The rows without the buttons of the item whose button was pressed: the others still count.

    Nothing is left where the press belongs to no item of its own. 签收 is no answer: only its own
    button goes.
    """
    if pressed.startswith(f"{Verb.ACK.value}|"):
        signed = (tuple(button for button in row if button.data != pressed) for row in rows)
        return tuple(row for row in signed if row)
    item = _item(pressed)
    if not item:
        return ()
    kept = (tuple(button for button in row if _item(button.data) not in ("", item)) for row in rows)
    return tuple(row for row in kept if row)


def _item(data: str) -> str:
    """The item part of button data, "" where it speaks of none."""
    parts = data.split("|")
    return parts[1] if len(parts) == 5 else ""
