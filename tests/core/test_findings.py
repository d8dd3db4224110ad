"""Stars of themes with their ranges, from ratings made up by seed."""

from random import Random

from bot.core.findings import findings
from bot.core.findings_data import Findings, Given


def found(people: int, *, min_group_size: int = 5) -> Findings:
    """Return what people say of six comments in two themes; each rates all."""
    rng = Random(4)
    given = [
        (c, r, min(5, max(1, round(rng.gauss(4.2 if c < 3 else 2.4, 1.0))))) for c in range(6) for r in range(people)
    ]
    comments, raters, stars = zip(*given, strict=True)
    return findings(
        Given(
            comments=comments,
            raters=raters,
            stars=stars,
            near=[0] * len(given),
            group=[-1] * people,
            comment_count=6,
            group_count=0,
            min_group_size=min_group_size,
            theme=[0, 0, 0, 1, 1, 1],
            theme_count=2,
        )
    )


def test_a_theme_s_range_holds_its_stars_is_within_those_of_its_comments_and_narrows_with_more_people() -> None:
    widths = []
    for people in (8, 80):
        result = found(people)
        for number, theme in enumerate(result.themes):
            assert theme.low is not None
            assert theme.high is not None
            assert theme.stars is not None
            assert 1 <= theme.low < theme.stars < theme.high <= 5
            mine = range(3 * number, 3 * number + 3)
            assert theme.high - theme.low < max((result.high[each] or 0) - (result.low[each] or 0) for each in mine)
        widths.append((result.themes[0].high or 0) - (result.themes[0].low or 0))
        assert Findings.from_json(result.as_json()).themes == list(result.themes)
    assert widths[1] < widths[0] / 2


def test_without_stars_there_is_no_range() -> None:
    for theme in found(3).themes:
        assert (theme.stars, theme.low, theme.high) == (None, None, None)
