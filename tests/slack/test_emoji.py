"""Slack's codes become the emoji that people see; what is no code of Slack's stays as it was written."""

import pytest

from bot.slack.blocks import escape, plain_text
from bot.slack.emoji import emoji_table, show_emoji
from bot.slack.rich_text import run


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("I :heart: lunch", "I ❤️ lunch"),
        (":+1:", "👍"),
        (":thumbsup::thumbsdown:", "👍👎"),
        (":+1::skin-tone-2:", "👍🏻"),
        (":wave::skin-tone-6: hi", "👋🏿 hi"),
        (":v::skin-tone-3:", "✌🏼"),
        (":female-teacher::skin-tone-5:", "👩🏾‍🏫"),
        (":woman-shrugging:", "🤷‍♀️"),
        (":man-woman-girl:", "👨‍👩‍👧"),
        (":people_holding_hands::skin-tone-2-4:", "🧑‍🤝‍🧑"),
        (":heart::skin-tone-3:", "❤️"),
        (":slightly_smiling_face::tada:", "🙂🎉"),
        (":flag-us: :es: :100:", "🇺🇸 🇪🇸 💯"),
        (":hash:", "#️⃣"),
        ("rooms 1:2:3", "rooms 1:2:3"),
        ("at 10:100:30", "at 10:100:30"),
        (":our_mascot: goes", ":our_mascot: goes"),
        ("Note: lunch: good", "Note: lunch: good"),
        ("https://example.org:8080/a:b", "https://example.org:8080/a:b"),
        (":HEART:", ":HEART:"),
    ],
)
def test_a_code_becomes_its_emoji(code: str, seen: str) -> None:
    assert show_emoji(code) == seen
    assert show_emoji(seen) == seen, "once more changes nothing"


def test_the_table_is_slacks_own() -> None:
    table = emoji_table()
    assert len(table) == 1972
    assert all(signs and not signs.isascii() for signs, _ in table.values())
    assert sum(takes_tone for _, takes_tone in table.values()) > 300


@pytest.mark.parametrize("show", [lambda text: plain_text(text)["text"], lambda text: run(text)["text"], escape])
def test_every_way_to_show_peoples_words_shows_emoji(show: object) -> None:
    assert callable(show)
    assert show("I :white_check_mark: it") == "I ✅ it"
