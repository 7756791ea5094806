"""From speech to channel messages: sign the choices, split what is too long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ports import Button
from bot.tokens import Tokens
from messages.compose import SHIPPED, Addressee, Templates, clock_footer, join
from messages.speech import Choice, Speech
from messages.split import split
from workflows.roster import Post


@dataclass(frozen=True, slots=True)
class Rendered:
    """One part of a message, ready for a channel."""

    html: str
    buttons: tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """How this home speaks: its templates, whether the clock is a pretended one, and which
    channels must not carry content.
    """

    templates: Templates = SHIPPED
    pretend: bool = False
    notice_only: frozenset[str] = frozenset()

    def addressee(self, post: Post, lang: str, now: datetime, channel: str) -> Addressee:
        """The holder of a post, addressed in his language and as his channel allows."""
        footer = clock_footer(now, lang) if self.pretend else ""
        quiet = channel in self.notice_only
        return Addressee(post, lang, footer, quiet, self.templates)


class Speaker:
    """Renders speech for one binding and chat. `cases` maps assignment ids to row numbers."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def render(
        self, speech: Speech, cases: Mapping[str, int], binding: int, chat: str
    ) -> tuple[Rendered, ...]:
        """The parts to send, in order; the choices stand under the last one."""
        return self.render_joined([(speech, binding)], cases, chat)

    def render_joined(
        self, speeches: Sequence[tuple[Speech, int]], cases: Mapping[str, int], chat: str
    ) -> tuple[Rendered, ...]:
        """Several speeches, each for a post (binding) of one person, as one message."""
        signers = [binding for speech, binding in speeches for _ in speech.choices]
        *bodies, last = split(join([speech for speech, _ in speeches]))
        rows = tuple(
            tuple(self._button(choice, cases, (binding, chat)) for choice in row)
            for row, binding in zip(last.choices, signers, strict=True)
        )
        return (*(Rendered(body.html, ()) for body in bodies), Rendered(last.html, rows))

    def _button(self, choice: Choice, cases: Mapping[str, int], to: tuple[int, str]) -> Button:
        if choice.action is None:
            return Button(choice.text, url=choice.url)
        case = cases.get(choice.action.about, 0)
        return Button(choice.text, self._tokens.sign(choice.action, case, *to))
