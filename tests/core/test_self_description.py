"""Comments that only say who wrote them are a set of their own, and no theme."""

from dataclasses import replace

import pytest

from bot.core.themes import CommentId, ThemeKind, ThemeState, follow
from bot.core.themes.self_description import is_self_description
from tests.core.test_theme_meaning import SUBJECTS, WHO

WRITERS = ["I live in a city", "I am a parent of two", "My age is 41", "Vivo en Madrid", "I own a house"]


@pytest.mark.parametrize(
    "text",
    [
        *WRITERS,
        "I identify as female.",
        "I'm under 30",
        "I have two kids",
        "English is my first language.",
        "My household income is less than $50,000",
        "My household income is $100,000 or more",
        "Soy madre de dos hijos",
        "Tengo 15 años",
    ],
)
def test_a_comment_that_only_says_who_wrote_it_is_known(text: str) -> None:
    assert is_self_description(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I am afraid of the guard",
        "I am a parent and we need more counselors",
        "I live in a city where the bus is late",
        "I have two kids. The lunch line is too long",
        "I'm a senior, so this won't change much for me",
        "I own a phone, why can't I use it?",
        "My daughter is 12",
        "I am for it",
        "Soy madre y quiero más consejeros",
        "Parents live in a city",
    ],
)
def test_a_comment_that_says_what_it_thinks_is_none(text: str) -> None:
    assert not is_self_description(text)


def school() -> list[tuple[CommentId, str]]:
    """Return comments on four subjects, in English."""
    return [
        (f"{subject} {at} {who}", lines[at].format(who))
        for subject, lines in SUBJECTS.items()
        for at in (0, 1)
        for who in WHO["en"]
    ]


def personal(state: ThemeState) -> set[CommentId]:
    return {each for theme in state.themes if theme.kind == ThemeKind.PERSONAL for each, _ in theme.members}


def test_comments_on_who_wrote_them_are_one_set_and_stay_it() -> None:
    writers: list[tuple[CommentId, str]] = [(f"w{at}", text) for at, text in enumerate(WRITERS)]
    first, _ = follow([*school(), *writers])
    assert personal(first) == {each for each, _ in writers}
    (theme,) = (theme for theme in first.themes if theme.kind == ThemeKind.PERSONAL)
    assert theme.headline == "", "its kind says what it is called, in the reader's language"
    later, _ = follow([*school(), *writers[:3], ("w9", "I rent a room")], first)
    assert personal(later) == {"w0", "w1", "w2", "w9"}
    assert [each.number for each in later.themes if each.kind == ThemeKind.PERSONAL] == [theme.number]


def test_two_of_them_are_no_set() -> None:
    assert not personal(follow([*school(), ("w0", WRITERS[0]), ("w1", WRITERS[1])])[0])


def test_a_set_that_a_moderator_named_keeps_its_comments() -> None:
    writers: list[tuple[CommentId, str]] = [(f"w{at}", text) for at, text in enumerate(WRITERS)]
    first, _ = follow([*school(), *writers])
    named = tuple(
        replace(theme, headline="Who we are", kind=ThemeKind.NAMED, has_manual_name=True)
        if theme.kind == ThemeKind.PERSONAL
        else theme
        for theme in first.themes
    )
    later, _ = follow([*school(), *writers], replace(first, themes=named))
    (theme,) = (theme for theme in later.themes if theme.headline == "Who we are")
    assert {each for each, _ in theme.members} == {each for each, _ in writers}
