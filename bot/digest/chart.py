"""The chart of a digest: themes by their names, with their comments and stars, as a picture and as lines of text."""

from collections.abc import Sequence

from bot.charts.theme_bars import ThemeChart, can_draw, describe, draw
from bot.digest.content import ThemeSection
from bot.domain.public_counts import range_of_step
from bot.domain.theme_chart import ChartTheme, theme_chart
from bot.slack.blocks import cut
from bot.slack.charts import stars_short
from bot.slack.emoji import show_emoji
from bot.texts import Texts
from storage.digests import Picture

_MAX_ALT = 2_000  # characters of an image block's alternative text
_MAX_NAME = 40  # of a line of text
_CELLS = 10


def chart_of(texts: Texts, parts: Sequence[ThemeSection]) -> ThemeChart:
    """Return the chart of these themes, most comments first."""
    return theme_chart(
        texts,
        [
            ChartTheme(part.name, part.comments, part.mean, part.missing, part.low, part.high, part.is_exact)
            for part in parts
        ],
    )


def picture_of(chart: ThemeChart, block: int) -> Picture | None:
    """Return the chart as a picture that takes the place of a block; None where the fonts lack a name's letters."""
    if not can_draw(chart):
        return None
    return Picture(block, draw(chart), cut(describe(chart), _MAX_ALT))


def chart_lines(texts: Texts, parts: Sequence[ThemeSection]) -> str:
    """Return the same as bars of text, most comments first, for where no picture can be shown; not escaped."""
    ordered = sorted(parts, key=lambda each: -each.comments)
    most = max(1, *(part.comments for part in ordered))
    counts = [range_of_step(texts, part.comments, is_exact=part.is_exact) for part in ordered]
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
