"""People's words, as Slack hands them over."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blocks import escape
from bot.slack.mrkdwn import plain_words, tidy, unescape, unescape_blocks


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("ask <@U012AB|kim> or <@W9>", "ask @kim or @…"),
        ("see <https://example.org/a?b=1|the page> and <https://example.org>", "see the page and https://example.org"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("<#C012|general> <!channel> <!here|here> <!subteam^S1|@staff>", "#general @channel @here @staff"),
        ("  two  \r\n\r\n\r\n\r\nlines  ", "two\n\nlines"),
        ("tab\x00and\x07bell", "tabandbell"),
        ("*bold* stays", "*bold* stays"),
        ("Call <tel:+15550100|555-0100> first", "Call 555-0100 first"),
        ("Call <tel:5550100> first", "Call 5550100 first"),
        ("See <ftp://files.example/plan|files.example/plan>", "See files.example/plan"),
        ("In <slack://channel?team=T1&amp;id=C1|the channel>", "In the channel"),
        ("<https://example.org/?a=1&amp;b=2>", "https://example.org/?a=1&b=2"),
        ("<@W9|kim lee> <#G1> <!subteam^S1> <!everyone>", "@kim lee #… @… @everyone"),
        ("<!date^1392734382^{date}|Feb 18> <!date^1392734382^{date}>", "Feb 18 …"),
        ("I &lt;3 :heart: and :our_mascot:", "I <3 ❤️ and :our_mascot:"),
        ("&amp;lt; is written so; &eacute; too", "&lt; is written so; &eacute; too"),
        ("\u200b\u2060", ""),
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


@given(st.text(alphabet="<>&;altg "))
def test_what_slack_escaped_is_unescaped_once(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescape(escaped) == text


def test_plain_texts_that_slack_hands_back_are_as_they_were_sent() -> None:
    shown: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "plain_text", "text": "AT&amp;T &lt;b&gt;"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*AT&amp;T*"}},
        {
            "type": "actions",
            "elements": [{"type": "button", "value": "a &amp; b", "text": {"type": "plain_text", "text": "&gt;"}}],
        },
    ]
    words, ours, row = unescape_blocks(shown)
    assert words["text"]["text"] == "AT&T <b>"
    assert ours["text"]["text"] == "*AT&amp;T*", "mrkdwn is written escaped"
    assert row["elements"][0]["text"]["text"] == ">"
    assert row["elements"][0]["value"] == "a &amp; b", "a value comes back as it was given"
    assert shown[0]["text"]["text"] == "AT&amp;T &lt;b&gt;", "what was handed over is left alone"
