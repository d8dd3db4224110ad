"""People's words, as Slack hands them over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blocks import escape
from bot.slack.text import plain_words, tidy


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("ask <@U012AB|kim> or <@W9>", "ask @kim or @somebody"),
        ("see <https://example.org/a?b=1|the page> and <https://example.org>", "see the page and https://example.org"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("<#C012|general> <!channel> <!here|here> <!subteam^S1|@staff>", "#general @channel @here @staff"),
        ("  two  \r\n\r\n\r\n\r\nlines  ", "two\n\nlines"),
        ("tab\x00and\x07bell", "tabandbell"),
        ("*bold* stays", "*bold* stays"),
    ],
)
def test_markup_becomes_words(sent: str, words: str) -> None:
    assert plain_words(sent) == words


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet="<>&!@#*_~`|^ab \n"))
def test_nothing_in_escaped_words_is_markup(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    for sign in "*_~`":
        assert all(escaped[i + 1] == "\u2060" for i, letter in enumerate(escaped) if letter == sign)
