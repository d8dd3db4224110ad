"""What is stored shows something, ends its lines in one way, and leaves the direction of what follows alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text_cleaning import clean_text, is_visible

RTL, LTR_ISOLATE, END, END_ISOLATE, OVERRIDE = "\u202b", "\u2066", "\u202c", "\u2069", "\u202e"


@pytest.mark.parametrize(
    "text",
    ["\u200b\u200b", "\u2060\u200d", "\u3164", "\u2800", "\ufeff", "\u00ad", "\u202e", " \n\t", "\x00\x07", "\ufe0f"],
)
def test_what_nobody_can_see_is_not_visible(text: str) -> None:
    assert not is_visible(text)


@pytest.mark.parametrize("text", ["a", "7", "?", "❤️", "👍🏼", "ñ", "学", "…", "\u200bx", "السلام"])
def test_what_people_write_is_visible(text: str) -> None:
    assert is_visible(text)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("a\x00b\x1fc\x7fd\x9fe", "abcde"),
        ("one\r\ntwo\rthree\u2028four\u2029five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        (f"a {OVERRIDE}txt.exe", "a txt.exe"),
        (f"a {RTL}b", "a b"),
        (f"a {RTL}b{END} c", f"a {RTL}b{END} c"),
        (f"a {LTR_ISOLATE}b\nc{END_ISOLATE} d", "a b\nc d"),
        (f"{END}a{END_ISOLATE}", "a"),
        ("\ud83d broken", " broken"),
        ("👨‍👩‍👧 tab\there", "👨‍👩‍👧 tab\there"),
    ],
)
def test_only_what_disturbs_is_taken_out(written: str, stored: str) -> None:
    assert clean_text(written) == stored


@given(st.text(alphabet="ab\n" + RTL + LTR_ISOLATE + END + END_ISOLATE + OVERRIDE))
def test_every_direction_mark_that_is_kept_is_closed_on_its_line(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned, "cleaning twice changes nothing"
    assert [sign for sign in cleaned if sign in "ab\n"] == [sign for sign in text if sign in "ab\n"]
    for line in cleaned.split("\n"):
        still_open: list[str] = []
        for sign in line:
            if sign in {RTL, LTR_ISOLATE}:
                still_open.append(END if sign == RTL else END_ISOLATE)
            elif sign in {END, END_ISOLATE}:
                assert still_open.pop() == sign
        assert not still_open
