"""The chart of themes, with its words: of a digest, of the results in Slack, and of the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.charts.theme_bars import ThemeBar, ThemeChart
from bot.domain.public_counts import comments_text, range_of_step, size_in_steps
from bot.slack.blocks import cut
from bot.slack.charts import stars_short
from bot.slack.emoji import show_emoji
from bot.texts import Texts

_MAX_DRAWN = 120  # characters of a name, which has two lines
_HIDDEN = 0.35
"""Stars that a range has at most where its dot hides it."""
_CLEAR = 0.2
"""Stars that one theme must have more than the next to be called the highest: less may be chance."""
CLOSE = 0.3
"""Stars between the highest and the lowest theme below which they are called close together."""


@dataclass(frozen=True, slots=True)
class ChartTheme:
    """A theme of the chart. missing: why there are no stars, as in bot/domain/figures.py.

    is_exact: False while the exchange is open: then comments are drawn and shown in steps.
    """

    name: str
    comments: int
    mean: float | None
    missing: str
    low: float | None
    high: float | None
    is_exact: bool = True

    @property
    def size(self) -> int:
        """How many comments are drawn."""
        return size_in_steps(self.comments, is_exact=self.is_exact)


def theme_chart(texts: Texts, themes: Sequence[ChartTheme], *, by_stars: bool = False) -> ThemeChart:
    """Return the chart of these themes, most comments first, or by_stars the most stars first."""
    rows = [
        ThemeBar(
            name=cut(show_emoji(each.name), _MAX_DRAWN),
            comments=each.size,
            comments_label=range_of_step(texts, each.comments, is_exact=each.is_exact),
            stars=each.mean,
            stars_label=stars_short(texts, None, each.missing) if each.mean is None else texts.number(each.mean, 1),
            words=f"{comments_text(texts, each.comments, is_exact=each.is_exact)}, {_stars_in_words(texts, each)}",
            low=each.low,
            high=each.high,
            range_labels=("–", "–")
            if each.low is None or each.high is None
            else (texts.number(each.low, 1), texts.number(each.high, 1)),
        )
        for each in sorted(themes, key=lambda each: -each.size)
    ]
    shown = sorted(rows, key=lambda row: -(row.stars or 0)) if by_stars else rows
    return ThemeChart(
        _stars_message(texts, rows) if by_stars else _message(texts, rows),
        texts("digest.chart.subtitle_range" if any(map(_has_line, rows)) else "digest.chart.subtitle"),
        texts("digest.chart.comments"),
        texts("digest.chart.stars"),
        tuple(shown),
        texts("digest.chart.theme"),
        (texts("digest.chart.low"), texts("digest.chart.high")),
    )


def _has_line(row: ThemeBar) -> bool:
    """Say whether the range of a theme is seen beside its dot."""
    return row.low is not None and row.high is not None and row.high - row.low > _HIDDEN


def _stars_in_words(texts: Texts, part: ChartTheme) -> str:
    """Return a theme's stars with their range, or why there are none."""
    if part.mean is None or part.low is None or part.high is None:
        return stars_short(texts, part.mean, part.missing)
    mean, low, high = (texts.number(each, 1) for each in (part.mean, part.low, part.high))
    return texts("digest.chart.range", mean=mean, low=low, high=high)


def _message(texts: Texts, rows: Sequence[ThemeBar]) -> str:
    """Return what the chart shows, in a sentence."""
    largest = rows[0].name
    rated = sorted((row for row in rows if row.stars is not None), key=lambda row: -(row.stars or 0))
    if len(rated) < 2:  # noqa: PLR2004 - nothing to compare
        return texts("digest.chart.largest", theme=largest)
    first, second, last = (each.stars or 0 for each in (rated[0], rated[1], rated[-1]))
    if first - last < CLOSE:
        low, high = rated[-1].stars_label, rated[0].stars_label
        if low == high:
            return texts("digest.chart.same", theme=largest, low=low)
        return texts("digest.chart.alike", theme=largest, low=low, high=high)
    if first - second < _CLEAR:
        return texts("digest.chart.largest", theme=largest)
    if rated[0] is rows[0]:
        return texts("digest.chart.largest_and_highest", theme=largest)
    return texts("digest.chart.highest", largest=largest, highest=rated[0].name)


def _stars_message(texts: Texts, rows: Sequence[ThemeBar]) -> str:
    """Return what the chart shows where stars order it; how many comments a theme has is not the point then."""
    rated = sorted((row for row in rows if row.stars is not None), key=lambda row: -(row.stars or 0))
    if not rated:
        return _message(texts, rows)
    best, last = rated[0], rated[-1]
    gap = (best.stars or 0) - (last.stars or 0)
    if len(rated) > 1 and gap < CLOSE:
        return texts("digest.chart.stars_alike", low=last.stars_label, high=best.stars_label)
    if len(rated) > 1 and (best.stars or 0) - (rated[1].stars or 0) < _CLEAR:
        return texts("digest.chart.stars_next", theme=best.name, second=rated[1].name)
    return texts("digest.chart.stars_highest", theme=best.name)
