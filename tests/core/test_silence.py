"""Answers that say nothing are no theme and swell none; what is said in few words is one all the same."""

import pytest

from bot.core.themes import ThemeKind, find_themes, is_empty_answer
from bot.core.themes.silence import is_mash
from bot.core.themes.words import segments

ABOUT = [
    "Buses come too late", "The bus is always late", "Bus drivers should wait", "Late buses make us miss class",
    "A bus app that shows delays", "Crossing guards at the front gate", "A crossing guard on Elm Street",
    "Cars drive too fast at the gate", "Traffic lights at the crossing", "Slow traffic at the school gate",
    "Longer lunch breaks please", "Lunch is too short to eat", "More time for lunch", "Warm lunch every day",
    "The lunch line is too long", "Healthy food at lunch", "Lunch outside in spring", "More counsellors",
    "Counsellors for every grade", "Mental health support", "Counsellor office hours",
]  # fmt: skip
NO_ANSWER = ["n/a", "N/A", "none", "None", "no comment", "No comment", "nothing", "Nothing", "idk", "na", "nope", "No"]
SPANISH = ["nada", "Ninguno.", "no sé", "No lo sé", "sin comentarios", "N/C", "No aplica", "ni idea", "NS/NC", "¡Nada!"]
EMOJI = ["❤️", "👍👍", ":+1:", ":heart:", "🙂", "💯", "👏🏽", "🇪🇸"]
MASH = [
    "asdfghjkl",
    "asdf asdf",
    "qwertyuiop",
    "aaaaaaaa",
    "hahahaha",
    "lkjh",
    "sdfkjhgf",
    "jajaja",
    "zzzzzz",
    "xxxxxxxx",
]
TESTS = ["test", "Test!", "testing testing", "this is a test", "prueba", "esto es una prueba", "TEST TEST TEST", "1234"]
MARKUP = [
    "<div class='x'></div>", "<p>&nbsp;</p>", '{"a": 1, "b": [2, 3]}', "<br/><br/>", "body { margin: 0; }",
    "<img src=x onerror=alert(1)>", "&nbsp;&nbsp;", "<script>var a={};</script>",
]  # fmt: skip


def swollen(nothing: list[str]) -> dict[str, list[str]]:
    """Return the named themes that comments which say nothing lie in."""
    comments = list(enumerate([*ABOUT, *nothing]))
    texts = dict(comments)
    found = {
        theme: [texts[int(each)] for each in theme.member_ids if texts[int(each)] in nothing]
        for theme in find_themes(comments).themes
    }
    return {theme.headline: inside for theme, inside in found.items() if inside and theme.kind != ThemeKind.SILENT}


@pytest.mark.parametrize("nothing", [EMOJI, NO_ANSWER, SPANISH, MASH, TESTS, MARKUP, NO_ANSWER + EMOJI])
def test_what_says_nothing_is_in_no_named_theme(nothing: list[str]) -> None:
    assert swollen(nothing) == {}


@pytest.mark.parametrize("nothing", [EMOJI, NO_ANSWER, SPANISH, MASH, TESTS, MARKUP])
def test_themes_are_those_without_them(nothing: list[str]) -> None:
    without = find_themes(list(enumerate(ABOUT)))
    beside = find_themes(list(enumerate([*ABOUT, *nothing])))
    named = [theme for theme in beside.themes if theme.kind != ThemeKind.SILENT]
    assert [(each.headline, each.member_ids) for each in named] == [
        (each.headline, each.member_ids) for each in without.themes
    ]


@pytest.mark.parametrize(
    "text",
    [
        "No phones", "Nothing beats recess", "None of the doors lock", "No homework on weekends", "lunch", "Buses",
        "Más tiempo", "No hay agua", "nada de tareas", "rhythm section", "HVAC", "strengths", "были", "食堂",
        "<p>Longer lunch</p>", "I test the water in class", "Were the doors locked?", "bus bus bus", "costs < 5 $",
        "wert", "Tree", "SRO", "Property tax", "Hello Kitty backpacks", "Angstschweiß vor Prüfungen",
    ],
)  # fmt: skip
def test_few_words_say_something(text: str) -> None:
    assert not is_empty_answer(text)


def test_a_token_that_repeats_is_one() -> None:
    assert list(segments("bus bus Bus bus late")) == [["bus", "late"]]
    twice = [text.replace("Bus", "Bus bus").replace("bus", "bus bus") for text in ABOUT]
    assert not any("bus bus" in theme.headline.lower() for theme in find_themes(list(enumerate(twice))).themes)
    assert list(segments("我我们")) == [["我", "我", "们"]], "characters are no words"


def test_a_letter_that_repeats_makes_no_headline() -> None:
    loud = [f"{text} aaaaaaaa" for text in ABOUT]
    assert is_mash("aaaaaaaa")
    assert not any("aaaa" in theme.headline.lower() for theme in find_themes(list(enumerate(loud))).themes)
