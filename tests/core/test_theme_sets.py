"""How far two sets of themes agree, by hand."""

from random import Random

from bot.core.theme_sets import Agreement, Similarity, agreement_of


def test_the_same_themes_under_other_numbers_agree_wholly() -> None:
    found = agreement_of({1: 1, 2: 1, 3: 2, 4: 2}, {1: 7, 2: 7, 3: 9, 4: 9, 5: 9})
    assert found == Agreement(4, 4, 1.0)
    assert found.similarity is Similarity.SAME


def test_a_moved_and_a_merged_theme_by_hand() -> None:
    """Twelve comments in three themes of four; the moderators moved one, or merged two themes."""
    computed = {at: at // 4 for at in range(12)}
    moved = agreement_of({**computed, 0: 1}, computed)
    assert moved
    # 14 pairs are together in both, 18 in the computed themes, 19 in the set: 66 pairs in all.
    expected = 18 * 19 / 66
    assert moved == Agreement(12, 11, round((15 - expected) / (18.5 - expected), 2))
    merged = agreement_of({at: min(theme, 1) for at, theme in computed.items()}, computed)
    assert merged
    assert (merged.comments, merged.together) == (12, 8)
    assert merged.index == round((18 - 18 * 34 / 66) / (26 - 18 * 34 / 66), 2)
    assert merged.similarity is Similarity.PARTLY


def test_themes_by_chance_agree_with_none_and_too_few_comments_say_nothing() -> None:
    rng = Random(5)
    one, other = ({at: rng.randrange(8) for at in range(2000)} for _ in range(2))
    found = agreement_of(one, other)
    assert found
    assert abs(found.index) < 0.02
    assert found.similarity is Similarity.LITTLE
    assert agreement_of({1: 1}, {1: 1}) is None
    assert agreement_of({1: 1, 2: 2}, {3: 1, 4: 1}) is None
    assert agreement_of({1: 1, 2: 1}, {1: 4, 2: 4}) == Agreement(2, 2, 1.0)
