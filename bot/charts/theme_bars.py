"""Chart of themes: a bar for the comments of each, and beside it its stars on the scale of 1 to 5."""

from dataclasses import dataclass

from bot.charts.frame import head
from bot.charts.metrics import drawable, fit, has_glyphs, place, text_width, wrap
from bot.charts.svg import LIGHT, Palette, document, element, text

MIN_WIDTH = 280.0
WIDTH = 480.0
"""Units; 15 of them is the height of a name's letters. A chat shows a picture about 350 pixels wide."""

_PAD = 20.0
_GAP = 26.0  # between the columns
_HEADING, _NAME, _NUMBER = 13.0, 15.0, 14.0  # font sizes
_LEADING = 1.3
_BAND = 16.0  # height of a bar
_ROW_GAP = 12.0
_STARS = (1, 5)
_DOT = 6.0


@dataclass(frozen=True, slots=True)
class ThemeBar:
    """A theme. stars, low, high: on the scale, None where there is none to show.

    comments_label, stars_label: what is written beside bar and dot; words: both, as a sentence's part.
    """

    name: str
    comments: int
    comments_label: str
    stars: float | None
    stars_label: str
    words: str
    low: float | None = None
    high: float | None = None
    range_labels: tuple[str, str] = ("–", "–")


@dataclass(frozen=True, slots=True)
class ThemeChart:
    """A chart. title: its message; subtitle: what is shown; the headings are those of the two columns.

    heading, range_headings: of the names and of both ends of the range, in its table.
    """

    title: str
    subtitle: str
    comments_heading: str
    stars_heading: str
    rows: tuple[ThemeBar, ...]
    heading: str = ""
    range_headings: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns are, from left to right. label: the right end of what is written beside the dots."""

    bars: float
    bars_end: float
    scale: float
    scale_end: float
    label: float

    def stars_at(self, stars: float) -> float:
        """Return where stars are on the scale; what lies outside is shown at its end."""
        first, last = _STARS
        part = (min(last, max(first, stars)) - first) / (last - first)
        return self.scale + part * (self.scale_end - self.scale)


def table(chart: ThemeChart) -> list[tuple[str, ...]]:
    """Return the chart as a table in words: its heading, and a row for each theme."""
    rows = [(row.name, row.comments_label, row.stars_label, *row.range_labels) for row in chart.rows]
    return [(chart.heading, chart.comments_heading, chart.stars_heading, *chart.range_headings), *rows]


def describe(chart: ThemeChart) -> str:
    """Return all that the chart shows as plain text, a line for each theme."""
    return "\n".join([chart.title, *(f"{row.name}: {row.words}" for row in chart.rows)])


def can_draw(chart: ThemeChart) -> bool:
    """Say whether the shipped fonts have all that the chart writes; emoji are left out of names."""
    return all(has_glyphs(row.name) and has_glyphs(row.stars_label) for row in chart.rows)


def draw(
    chart: ThemeChart,
    palette: Palette = LIGHT,
    *,
    width: float = WIDTH,
    name: str = "themes",
    has_head: bool = True,
) -> str:
    """Return the chart as SVG. width: units; name: unique in its page; has_head: with title and subtitle.

    Raises ValueError without themes.
    """
    if not chart.rows:
        raise ValueError("a chart needs a theme")
    width = max(MIN_WIDTH, width)
    columns = _columns(chart, width, _PAD if has_head else 0.0)
    parts, y = head(chart.title, chart.subtitle, palette, width) if has_head else ([], 0.0)
    ticks, top = _scale(chart, palette, columns, y)
    rows, bottom = _rows(chart, palette, columns, top)
    lines = [
        element("line", x1=x, x2=x, y1=top - 4, y2=bottom - _ROW_GAP, stroke=palette.grid, stroke_width="1")
        for x in (columns.stars_at(value) for value in range(_STARS[0], _STARS[1] + 1))
    ]
    height = bottom + _PAD - _ROW_GAP
    paper = element("rect", width=width, height=height, rx=8, fill=palette.paper)
    return document(
        "".join([paper, *parts, *ticks, *lines, *rows]),
        width=width,
        height=height,
        title=chart.title,
        description=describe(chart),
        name=name,
    )


def _columns(chart: ThemeChart, width: float, pad: float) -> _Columns:
    """Return columns in which each label has its place. Bars have somewhat more of the width than stars."""
    bar_label = max(text_width(row.comments_label, _NUMBER, bold=True) for row in chart.rows) + 8
    rated = [row.stars_label for row in chart.rows if row.stars is not None]
    star_label = max((text_width(each, _NUMBER, bold=True) for each in rated), default=0.0) + 12
    half = pad + (width - 2 * pad - _GAP) * 0.52
    return _Columns(
        bars=pad,
        bars_end=max(pad + 40, half - bar_label),
        scale=half + _GAP,
        scale_end=max(half + _GAP + 40, width - pad - star_label),
        label=width - pad,
    )


def _scale(chart: ThemeChart, palette: Palette, columns: _Columns, y: float) -> tuple[list[str], float]:
    """Return the headings of both columns with the numbers of the scale, and where the rows begin."""
    base = y + _HEADING
    heading = drawable(chart.comments_heading)
    stars_heading = fit(drawable(chart.stars_heading), columns.label - columns.scale - 18, _HEADING)
    parts = [
        element("rect", x=columns.bars, y=base - 10, width=10, height=10, fill=palette.bar),
        text(
            columns.bars + 16,
            base,
            fit(heading, columns.scale - _GAP - columns.bars - 16, _HEADING),
            size=_HEADING,
            fill=palette.muted,
        ),
        element("circle", cx=columns.scale + 5, cy=base - 4.5, r=5, fill=palette.dot),
        text(columns.scale + 16, base, stars_heading, size=_HEADING, fill=palette.muted),
    ]
    numbers = base + _HEADING * _LEADING + 2
    parts += [
        text(columns.stars_at(value), numbers, str(value), size=12, fill=palette.muted, anchor="middle")
        for value in range(_STARS[0], _STARS[1] + 1)
    ]
    return parts, numbers + 8


def _rows(chart: ThemeChart, palette: Palette, columns: _Columns, y: float) -> tuple[list[str], float]:
    """Return the themes, each with its name over its bar and dot, and where they end."""
    parts = []
    most = max(1, *(row.comments for row in chart.rows))
    for row in chart.rows:
        lines = wrap(row.name, columns.label - columns.bars, _NAME, bold=True)
        for line, (x, anchor, edge) in zip(lines, place(lines, columns.bars, _NAME, bold=True), strict=True):
            y += _NAME * _LEADING
            parts.append(_halo(x, anchor, edge, y - 3, line, palette))
        y += 3
        length = max(2.0, (columns.bars_end - columns.bars) * row.comments / most)
        middle = y + _BAND / 2
        parts.append(element("rect", x=columns.bars, y=y, width=length, height=_BAND, rx=2, fill=palette.bar))
        label = (columns.bars + length + 6, middle + 5, row.comments_label)
        parts.append(text(*label, size=_NUMBER, fill=palette.ink, bold=True))
        parts += _stars(row, palette, columns, middle)
        y += _BAND + _ROW_GAP
    return parts, y


def _halo(x: float, anchor: str, edge: float, y: float, line: str, palette: Palette) -> str:
    """Return a name on a strip of paper, so that no line of the scale crosses its letters. edge: on its left."""
    width = text_width(line, _NAME, bold=True)
    strip = element("rect", x=edge, y=y - _NAME, width=width + 4, height=_NAME * _LEADING, fill=palette.paper)
    return strip + text(x, y, line, size=_NAME, fill=palette.ink, bold=True, anchor=anchor)


def _after(row: ThemeBar, columns: _Columns) -> float:
    """Return where a label begins: behind the dot and its range."""
    end = max(row.stars or 0, row.high or 0)
    return columns.stars_at(end) + _DOT + 4


def _stars(row: ThemeBar, palette: Palette, columns: _Columns, middle: float) -> list[str]:
    if row.stars is None:
        words = fit(drawable(row.stars_label), columns.label - columns.scale, 12)
        strip = element(
            "rect", x=columns.scale - 2, y=middle - 9, width=text_width(words, 12) + 6, height=18, fill=palette.paper
        )
        return [strip, text(columns.scale, middle + 4, words, size=12, fill=palette.muted)]
    parts = []
    if row.low is not None and row.high is not None:
        first, last = columns.stars_at(row.low), columns.stars_at(row.high)
        parts.append(
            element(
                "line",
                x1=first,
                x2=last,
                y1=middle,
                y2=middle,
                stroke=palette.dot,
                stroke_width="4",
                stroke_linecap="round",
                stroke_opacity="0.45",
            )
        )
    label, at = drawable(row.stars_label), _after(row, columns)
    size = text_width(label, _NUMBER, bold=True)
    strip = element("rect", x=at - 2, y=middle - 8, width=size + 4, height=16, fill=palette.paper)
    return [
        *parts,
        strip,
        element("circle", cx=columns.stars_at(row.stars), cy=middle, r=_DOT, fill=palette.dot),
        text(at, middle + 5, row.stars_label, size=_NUMBER, fill=palette.ink, bold=True),
    ]
