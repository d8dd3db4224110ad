"""Exchanges beside each other: the same themes by their words, quarters, and nothing that is not published."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.core.theme_matching import match_themes
from bot.domain.published import About, PublicComment, PublicStars, PublicTheme, Published
from bot.results.comparison import Quarter, compare, list_quarters
from storage.public_counts import PublicCounts

ABOUT = About(
    *("spring", "What keeps us safe?", "", "important", "en", "UTC"),
    groups=(),
    asked=0,
    is_anonymous=True,
    opened_at=datetime(2026, 1, 5, tzinfo=UTC),
    closes_at=None,
    closed_at=None,
    is_open=True,
    min_group_size=5,
    ratings_for_stars=5,
    min_ratings_by_group=10,
    has_strict_protection=False,
    moderation="post",
)
STARS = PublicStars(3.5, None, None, 9)


def published(themes: dict[str, Sequence[str]], slug: str = "spring", question: str = ABOUT.question) -> Published:
    comments, made = [], []
    for number, (name, texts) in enumerate(themes.items(), start=1):
        numbers = tuple(number * 100 + at for at in range(len(texts)))
        comments += [
            PublicComment(at, text, "", "en", is_seed=False, shared_on=date(2026, 1, 5), theme=number, stars=STARS)
            for at, text in zip(numbers, texts, strict=True)
        ]
        made.append(PublicTheme(number, name, "named", "en", numbers, None, None))
    about = replace(ABOUT, slug=slug, question=question)
    return Published(about, PublicCounts(), comments=tuple(comments), themes=tuple(made))


BUSES = ["The bus is always late in the morning", "More buses after sports", "Bus drivers should wait"]
LUNCH = ["A longer lunch break", "Lunch lines are too long", "Better food at lunch"]
LIGHT = ["The hallway lights are broken", "More light in the parking lot"]


def test_themes_about_the_same_find_each_other_and_others_stay_alone() -> None:
    one = published({"School buses": BUSES, "Lunch": LUNCH})
    other = published(
        {"Food": ["Lunch is too short", "Lunch food is cold"], "Lamps": LIGHT}, "autumn", "what keeps us safe"
    )
    third = published({"Late bus": ["My bus is late", "The bus never waits in the morning"]}, "winter")
    found = compare([one, other, third])
    assert found.is_same_question
    pairs = [[theme.name if theme else None for theme in each.themes] for each in found.shared]
    assert pairs == [["School buses", None, "Late bus"], ["Lunch", "Food", None]]
    assert [[theme.name for theme in each] for each in found.only] == [[], ["Lamps"], []]
    assert not compare([one, published({"Lamps": LIGHT}, question="What else?")]).is_same_question


def test_nothing_in_common_and_nothing_at_all_are_no_match() -> None:
    assert match_themes([BUSES], [LIGHT]) == []
    assert match_themes([], [LIGHT]) == []
    assert match_themes([["", "123 !!"]], [["", "123 !!"]]) == []
    assert compare([published({}), published({})]).shared == ()


def test_an_exchange_that_is_open_for_long_has_quarters_and_few_stars_have_no_mean() -> None:
    found = published({"School buses": BUSES, "Lunch": LUNCH, "Lamps": LIGHT})
    assert list_quarters(found) == []
    moved = [
        replace(each, shared_on=date(2026, 4, 1) if each.theme == 3 else each.shared_on) for each in found.comments
    ]
    late = replace(found, comments=tuple(moved))
    buses, lamps = found.themes[0], found.themes[2]
    assert list_quarters(late) == [Quarter(2026, 1, 6, 3.5, buses), Quarter(2026, 2, 2, None, lamps)]
