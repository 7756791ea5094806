"""Long messages become whole messages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from messages.speech import Action, Choice, Speech, Verb
from messages.split import plain, split, visible_length
from tests.messages.telegram_html import faults_of

CHOICES = ((Choice("待办", Action(Verb.TASKS)),),)
WORD = st.sampled_from(["甲", "乙", "。", " ", "\n", "\n\n", "&amp;", "&lt;", "&#128512;", "😀"])
PIECE = st.recursive(
    st.lists(WORD, max_size=12).map("".join),
    lambda inner: st.tuples(
        st.sampled_from(["b", "i", "code", "blockquote"]), st.lists(inner, max_size=4)
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=40,
)


def squeezed(html: str) -> str:
    return "".join(plain(html).split())


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECE, max_size=12).map("".join), st.integers(4, 60))
def test_parts_are_valid_short_and_lose_nothing(html: str, limit: int) -> None:
    parts = split(Speech(html, CHOICES), limit)
    assert "".join(squeezed(part.html) for part in parts) == squeezed(html)
    if len(parts) > 1:
        for part in parts:
            assert visible_length(part.html) <= limit
            assert [f for f in faults_of(part.html) if "white space" not in f] == []
    assert all(part.choices == () for part in parts[:-1])


def test_a_short_message_stays_as_it_is_with_its_choices() -> None:
    speech = Speech("<b>短</b>", CHOICES)
    assert split(speech) == (speech,)


def test_a_cut_falls_between_blocks() -> None:
    blocks = [f"<b>{n}</b>\n{'字' * 20}" for n in range(10)]
    parts = split(Speech("\n\n".join(blocks), CHOICES), 60)
    assert all(part.html.startswith("<b>") for part in parts)
    assert all(part.html.endswith("字") for part in parts)
    assert parts[-1].choices == CHOICES


def test_an_open_tag_is_closed_and_opened_again() -> None:
    parts = split(Speech('<a href="https://x.example/a?b=1&amp;c=2">' + "字" * 10 + "</a>"), 6)
    assert [part.html for part in parts] == [
        '<a href="https://x.example/a?b=1&amp;c=2">字字字字字字</a>',
        '<a href="https://x.example/a?b=1&amp;c=2">字字字字</a>',
    ]


def test_the_limit_counts_code_points_after_entities_are_parsed() -> None:
    assert len(split(Speech("😀" * 4096))) == 1
    assert len(split(Speech("&lt;" * 4096))) == 1
    assert len(split(Speech("&lt;" * 4097))) == 2
