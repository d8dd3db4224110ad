"""The chart of a digest: themes by their names, with their comments and stars, as a picture and as lines of text."""

from collections.abc import Sequence

from bot.charts.theme_bars import ThemeBar, ThemeChart, can_draw, describe, draw
from bot.digest.content import ThemeSection
from bot.slack.blocks import cut
from bot.slack.charts import stars_short
from bot.slack.emoji import show_emoji
from bot.texts import Texts
from storage.digests import Picture

_MAX_ALT = 2_000  # characters of an image block's alternative text
_MAX_NAME = 40  # of a line of text
_MAX_DRAWN = 120  # of a picture's, which has two lines for it
_CELLS = 10
_HIDDEN = 0.35
"""Stars that a range has at most where its dot hides it."""
_CLEAR = 0.2
"""Stars that one theme must have more than the next to be called the highest: less may be chance."""
_CLOSE = 0.3
"""Stars between the highest and the lowest theme below which they are called close together."""


def chart_of(texts: Texts, parts: Sequence[ThemeSection]) -> ThemeChart:
    """Return the chart of these themes, most comments first."""
    rows = [
        ThemeBar(
            name=cut(show_emoji(part.name), _MAX_DRAWN),
            comments=part.comments,
            comments_label=texts.number(part.comments),
            stars=part.mean,
            stars_label=stars_short(texts, None, part.missing) if part.mean is None else texts.number(part.mean, 1),
            words=f"{texts('common.comments', n=part.comments)}, {_stars_in_words(texts, part)}",
            low=part.low,
            high=part.high,
        )
        for part in sorted(parts, key=lambda each: -each.comments)
    ]
    return ThemeChart(
        _message(texts, rows),
        texts("digest.chart.subtitle_range" if any(map(_has_line, rows)) else "digest.chart.subtitle"),
        texts("digest.chart.comments"),
        texts("digest.chart.stars"),
        tuple(rows),
    )


def _has_line(row: ThemeBar) -> bool:
    """Say whether the range of a theme is seen beside its dot."""
    return row.low is not None and row.high is not None and row.high - row.low > _HIDDEN


def _stars_in_words(texts: Texts, part: ThemeSection) -> str:
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
    if first - last < _CLOSE:
        low, high = rated[-1].stars_label, rated[0].stars_label
        return texts("digest.chart.alike", theme=largest, low=low, high=high)
    if first - second < _CLEAR:
        return texts("digest.chart.largest", theme=largest)
    if rated[0] is rows[0]:
        return texts("digest.chart.largest_and_highest", theme=largest)
    return texts("digest.chart.highest", largest=largest, highest=rated[0].name)


def picture_of(chart: ThemeChart, block: int) -> Picture | None:
    """Return the chart as a picture that takes the place of a block; None where the fonts lack a name's letters."""
    if not can_draw(chart):
        return None
    return Picture(block, draw(chart), cut(describe(chart), _MAX_ALT))


def chart_lines(texts: Texts, parts: Sequence[ThemeSection]) -> str:
    """Return the same as bars of text, most comments first, for where no picture can be shown; not escaped."""
    ordered = sorted(parts, key=lambda each: -each.comments)
    most = max(1, *(part.comments for part in ordered))
    counts = [texts.number(part.comments) for part in ordered]
    width = max(len(count) for count in counts)
    return "\n".join(
        f"{_bar(part.comments / most)}  {count:>{width}}  {stars_short(texts, part.mean, part.missing)}  "
        + cut(show_emoji(part.name), _MAX_NAME)
        for part, count in zip(ordered, counts, strict=True)
    )


def _bar(part: float) -> str:
    """Return a share, 0..1, as a bar of ten cells, which letters of one width draw evenly."""
    filled = min(_CELLS, max(0, round(part * _CELLS)))
    return "█" * filled + "░" * (_CELLS - filled)
