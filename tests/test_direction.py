"""Direction of writing: which way a text runs, and pieces of one inside a sentence of another."""

import pytest

from bot.direction import (
    END,
    FROM_LEFT,
    FROM_RIGHT,
    ISOLATE,
    RIGHT_MARK,
    balanced,
    direction_of,
    direction_of_language,
    isolate,
    lead,
    line,
)
from bot.texts.texts import PageTexts

HEBREW, ARABIC, PERSIAN, URDU = "תאורה (קו 12)!", "عبور الطريق", "می‌خواهم", "اسکول بس"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (HEBREW, "rtl"),
        (f"#12 “{ARABIC}”", "rtl"),
        (PERSIAN, "rtl"),
        (URDU, "rtl"),
        ("Lunch, חצר", "ltr"),
        (f"{ISOLATE}{HEBREW}{END} has most", "ltr"),
        (f"{RIGHT_MARK}Wi-Fi בספרייה", "rtl"),
        ("12 ★", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_text_runs_as_its_first_letter_does(text: str, way: str) -> None:
    assert direction_of(text) == way


def test_what_has_no_letter_runs_as_what_is_around_it() -> None:
    assert direction_of("4.2 ★ (3)", "rtl") == "rtl"


@pytest.mark.parametrize(
    ("code", "way"), [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("UR", "rtl"), ("en", "ltr"), ("es-MX", "ltr")]
)
def test_languages_are_written_from_their_own_side(code: str, way: str) -> None:
    assert direction_of_language(code) == way


def test_a_piece_that_runs_the_other_way_is_set_apart_and_others_stay_as_they_are() -> None:
    assert isolate(HEBREW) == f"{ISOLATE}{HEBREW}{END}"
    assert isolate("Longer lunch") == "Longer lunch"
    assert isolate("Longer lunch", "ar") == f"{ISOLATE}Longer lunch{END}"
    assert isolate(ARABIC, "ar") == ARABIC
    twice = isolate(f"{isolate(HEBREW)} and lunch")
    assert twice == f"{ISOLATE}{HEBREW}{END} and lunch", "what is apart already is not set apart again"


def test_words_that_begin_with_a_foreign_name_run_as_their_language_does() -> None:
    assert lead("Wi-Fi בספרייה", "he") == f"{RIGHT_MARK}Wi-Fi בספרייה"
    assert lead(HEBREW, "he") == HEBREW
    assert lead("Wi-Fi is slow", "he") == "Wi-Fi is slow"
    assert lead("Wi-Fi בספרייה", "en") == "Wi-Fi בספרייה"


def test_lines_of_one_text_run_as_all_of_it_does() -> None:
    assert line("Wi-Fi בספרייה", to_left=True) == f"{FROM_RIGHT}Wi-Fi בספרייה{END}"
    assert line("Wi-Fi בספרייה", to_left=False) == f"{FROM_LEFT}Wi-Fi בספרייה{END}"
    assert line("Wi-Fi", to_left=True) == "Wi-Fi"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (f"a{END}b", "ab"),
        (f"{ISOLATE}ab", "ab"),
        (f"{ISOLATE}a{END}{FROM_RIGHT}b", f"{ISOLATE}a{END}b"),
        (f"{ISOLATE}{FROM_RIGHT}a{END}b", f"{FROM_RIGHT}a{END}b"),
        ("a\u202eb\u202c", "ab"),
    ],
)
def test_nobodys_words_change_the_direction_of_what_is_behind_them(words: str, kept: str) -> None:
    assert balanced(words) == kept
    assert isolate(f"{words}ש").endswith(END)


def test_sentences_of_a_page_set_names_apart_in_both_languages() -> None:
    for language in ("en", "es"):
        texts = PageTexts(language)
        written = texts("explorer.story.largest", theme=HEBREW, n=3, total=9)
        assert f"“{ISOLATE}{HEBREW}{END}”" in written
        assert ISOLATE not in texts("explorer.story.largest", theme="Lunch", n=3, total=9)
        assert f"{ISOLATE}{ARABIC}{END}" in texts.list(["Staff", ARABIC])
        assert texts.direction == "ltr"
