"""A strict reader of Telegram's HTML: nesting, allowed tags, entities, the limits of a message."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

from messages.speech import Speech

TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote"}
LIMIT = 4096
HARMFUL = {"Cc", "Cf", "Cs", "Co"}
ISOLATES = {"\u2068", "\u2069"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.stack: list[str] = []
        self.text: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS or (attrs and tag != "a") or self.get_starttag_text() is None:
            self.faults.append(f"tag {tag} {attrs}")
        self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults.append(f"self-closing {tag} {attrs}")

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"badly nested </{tag}>")

    def handle_data(self, data: str) -> None:
        if "<" in data or ">" in data or "&" in data:
            self.faults.append(f"raw markup in {data!r}")
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        if name not in ("lt", "gt", "amp", "quot"):
            self.faults.append(f"entity {name}")
        self.text.append("?")

    def handle_charref(self, name: str) -> None:
        if not name.lstrip("x").isalnum():
            self.faults.append(f"reference {name}")
        self.text.append("?")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")


def faults_of(html: str) -> list[str]:
    """Everything for which Telegram would refuse the text, or cut it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    faults = reader.faults + [f"unclosed {tag}" for tag in reader.stack]
    text = "".join(reader.text)
    if not text.strip():
        faults.append("empty")
    if len(text) > LIMIT:
        faults.append(f"{len(text)} characters")
    if html != html.strip():
        faults.append("white space around")
    return faults


def assert_sendable(speech: Speech) -> None:
    """The speech is one message that Telegram takes, with nothing hidden in it."""
    assert faults_of(speech.html) == []
    labels = [choice.text for row in speech.choices for choice in row]
    assert all(0 < len(label) <= 40 for label in labels)
    assert len(labels) <= 100
    assert all(0 < len(row) <= 8 for row in speech.choices)
    for text in (speech.html, *labels):
        text.encode()
        hidden = {c for c in text if unicodedata.category(c) in HARMFUL} - ISOLATES - {"\n"}
        assert not hidden, sorted(map(ascii, hidden))
        assert text.count("\u2068") == text.count("\u2069")
    for row in speech.choices:
        for choice in row:
            assert (choice.action is None) == bool(choice.url)
            assert choice.action is None or choice.action.arg.isascii()
