"""Tiers of comments by where their ranges lie among the others, and who is likely among the top ten."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.core.limits import LIKELY, MIN_RATINGS, TIERS, TOP
from bot.core.tiers import MIN_COMMENTS, tiers, top_probability
from bot.domain.figures import score_texts
from bot.texts import texts_for
from storage.scores import Score

rows_of = st.lists(st.tuples(st.floats(1, 5), st.floats(0, 1.5), st.integers(0, 40)), max_size=30)


def place(rows: list[tuple[float, float, int]]) -> list[str | None]:
    """Return the tiers of comments, each by stars, half the width of its range, and ratings."""
    stars, wide = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    return list(tiers(stars, stars - wide, stars + wide, np.array([row[2] for row in rows], dtype=np.int64)))


def test_tiers_by_hand() -> None:
    rows = [
        (4.5, 0.3, 40),
        (4.4, 1.5, 40),
        (3.6, 0.3, 40),
        (3.5, 0.3, 40),
        (3.4, 0.3, 40),
        (2.0, 1.9, 40),
        (1.9, 0.3, 40),
    ]
    assert place(rows) == ["top", "high", "high", "middle", "middle", "middle", "low"]
    assert place([*rows, (4.9, 0.1, MIN_RATINGS - 1)]) == [*place(rows), None], (
        "too few ratings count for nobody's tier"
    )


def test_one_comment_alone_and_a_few_have_no_tier() -> None:
    for count in range(MIN_COMMENTS):
        assert place([(4.0, 0.1, 50)] * count) == [None] * count


@given(st.integers(MIN_COMMENTS, 30), st.floats(1, 5), st.floats(0, 1))
def test_where_all_are_equal_all_are_in_the_middle(count: int, stars: float, wide: float) -> None:
    assert place([(stars, wide, 20)] * count) == ["middle"] * count


@given(rows_of)
def test_a_comment_nowhere_below_another_is_in_no_lower_tier(rows: list[tuple[float, float, int]]) -> None:
    placed = [(row, TIERS.index(tier)) for row, tier in zip(rows, place(rows), strict=True) if tier in TIERS]
    for (stars, wide, _), tier in placed:
        for (other, other_wide, _), lower in placed:
            if stars >= other and stars - wide >= other - other_wide and stars + wide >= other + other_wide:
                assert tier <= lower


@given(rows_of, st.floats(0, 1))
def test_with_ranges_of_one_width_tiers_are_in_the_order_of_stars_and_ties_share_one(
    rows: list[tuple[float, float, int]], wide: float
) -> None:
    same = [(stars, wide, ratings) for stars, _, ratings in rows]
    placed = sorted((-row[0], TIERS.index(tier)) for row, tier in zip(same, place(same), strict=True) if tier in TIERS)
    assert [tier for _, tier in placed] == sorted(tier for _, tier in placed)
    assert len({stars for stars, _ in placed}) == len(set(placed))


@given(rows_of)
def test_top_lies_wholly_above_the_middle_and_low_wholly_below(rows: list[tuple[float, float, int]]) -> None:
    counted = [stars for stars, _, ratings in rows if ratings >= MIN_RATINGS]
    for (stars, wide, ratings), tier in zip(rows, place(rows), strict=True):
        assert (tier is None) == (ratings < MIN_RATINGS or len(counted) < MIN_COMMENTS)
        if tier == "top":
            assert stars - wide > np.median(counted)
        if tier == "low":
            assert stars + wide < np.median(counted)


def test_the_probabilities_of_the_top_ten_add_up_to_ten_and_the_sure_are_sure() -> None:
    location = np.concatenate([np.full(5, 9.0), np.linspace(1, -1, 95)])
    ratings = np.full(100, 30)
    found = top_probability(location, np.full(100, 0.3), ratings)
    assert abs(found.sum() - TOP) < 1e-9
    assert (found[:5] == 1).all()
    assert (np.diff(found[5:40]) < 0.2).all(), "lower ones are not likelier, but for the draws"
    assert (found == top_probability(location, np.full(100, 0.3), ratings)).all()


def test_too_few_ratings_or_comments_are_never_likely_in_the_top_ten() -> None:
    location, deviation = np.linspace(3, -3, 25), np.full(25, 0.1)
    assert top_probability(location, deviation, np.full(25, 40))[:TOP].min() > 0.9
    assert top_probability(location, deviation, np.full(25, MIN_RATINGS - 1)).max() == 0
    assert top_probability(location[:19], deviation[:19], np.full(19, 40)).max() == 0


def test_a_comment_is_shown_as_likely_among_the_top_from_even_chances_on() -> None:
    def shown(chance: float) -> list[str]:
        return score_texts(texts_for("es-MX"), Score(1, 4.1, 3.7, 4.4, ratings=15, tier="top", top_ten=chance))

    assert shown(LIKELY)[-1] == "probablemente entre los 10 mejores"
    assert shown(LIKELY - 0.01) == shown(LIKELY)[:-1]
    assert shown(0)[-1] == "Destacado"
