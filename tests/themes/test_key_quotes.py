"""What is quoted of a theme, where it is shown."""

from dataclasses import replace

from bot.domain.key_quotes import key_quotes, side_text
from bot.slack.key_quotes import key_quote_lines
from bot.texts import ENGLISH as EN
from storage.theme_snapshots import StoredTheme

THEME = StoredTheme(1, "Officers in school", ("officers in school",), example_id=11, for_id=12, against_id=13)
WORDS = {
    11: (1, "Hello! Officers in school should be trained well."),
    12: (2, "I support officers in school"),
    13: (3, "We don't need officers in school"),
}


def test_both_sides_are_quoted_where_people_oppose_each_other() -> None:
    assert [(each.number, each.text, each.side) for each in key_quotes(THEME, WORDS)] == [
        (2, "I support officers in school", "for"),
        (3, "We don't need officers in school", "against"),
    ]


def test_the_key_sentence_is_quoted_otherwise() -> None:
    (only,) = key_quotes(replace(THEME, for_id=None, against_id=None), WORDS)

    assert (only.comment_id, only.text, only.side) == (11, "Officers in school should be trained well.", None)


def test_a_quote_goes_with_its_comment() -> None:
    left = {number: words for number, words in WORDS.items() if number != 13}

    assert [each.comment_id for each in key_quotes(THEME, left)] == [11], "one side alone is no opposition"
    assert key_quotes(THEME, {}) == ()


def test_a_comment_that_was_reworded_is_quoted_in_its_present_words() -> None:
    (only,) = key_quotes(THEME, {11: (1, "Officers in school worry some of us")})

    assert only.text == "Officers in school worry some of us"


def test_a_quote_says_on_which_side_it_is() -> None:
    first, second = key_quote_lines(EN, key_quotes(THEME, WORDS))

    assert first["elements"][0]["text"] == f"{EN('themes.quote_for')} " == side_text(EN, "for")
    assert second["elements"][0]["text"] == f"{EN('themes.quote_against')} "
    assert side_text(EN, None) == ""
