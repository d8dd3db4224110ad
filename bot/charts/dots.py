"""Chart of groups on one scale of stars: a row for each comment or theme, a mark for each group."""

from dataclasses import dataclass

from bot.charts.frame import LEADING, NAME, PAD, SMALL, Table, head, sheet, strip
from bot.charts.marks import legend, mark
from bot.charts.metrics import drawable, fit, place, text_width, wrap
from bot.charts.svg import LIGHT, Palette, element, text

_STARS = (1, 5)
_LABEL = 13.0
_MARK = 9.0  # half the height of the highest mark
_TOUCHING, _STEP = 12.0, 15.0  # between marks: nearer ones are stacked, a step apart
_ABOVE, _BELOW = -14.0, 22.0  # from the middle of a mark to the baseline of its label
_ASCENT, _DESCENT = 11.0, 4.0  # of a label from its baseline
_ASIDE = 15.0  # from the middle of a mark of another group to a label beside it
_KEY, _KEY_RADIUS = 13.0, 4.5  # of the mark in front of a label
_INSET = 12.0  # of the scale, so that marks at its ends are whole


@dataclass(frozen=True, slots=True)
class Dot:
    """A group's stars in a row. label: the number as the locale writes it."""

    group: str
    stars: float
    label: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mark is. y: from the line that joins the groups, upwards negative."""

    dot: Dot
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Label:
    """A group's name with its stars. x: of its left edge; y: of its baseline, from the line; size: its width."""

    dot: Dot
    words: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class DotRow:
    """A comment or a theme, with the stars of groups."""

    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class DotChart:
    """A chart. groups: all of them in their order, which decides marks. heading: of the names, in its table."""

    title: str
    subtitle: str
    heading: str
    groups: tuple[str, ...]
    rows: tuple[DotRow, ...]

    def table(self) -> Table:
        """Return the chart as a table: a column for each group, "–" where nothing is published."""
        rows = []
        for row in self.rows:
            stars = {dot.group: dot.label for dot in row.dots}
            rows.append((row.name, *(stars.get(group, "–") for group in self.groups)))
        return [(self.heading, *self.groups), *rows]

    def words(self) -> str:
        """Return all that the chart shows, a line for each row."""
        lines = (f"{row.name}: " + ", ".join(f"{dot.group} {dot.label}" for dot in row.dots) for row in self.rows)
        return "\n".join([self.title, *lines])

    def draw(self, palette: Palette = LIGHT, *, width: float = 480.0, name: str = "dots", has_head: bool = True) -> str:
        """Return the chart as SVG. width: units; has_head: with title and subtitle."""
        parts, y = head(self.title, self.subtitle, palette, width) if has_head else ([], 2.0)
        left = PAD if has_head else 2.0
        keys, y = legend(list(self.groups), left, y, width - 2 * left, palette)
        parts += keys
        y += 12
        parts += [
            text(_at(value, left, width), y + 4, f"{value}", size=SMALL, fill=palette.muted, anchor="middle")
            for value in range(_STARS[0], _STARS[1] + 1)
        ]
        y += 10
        rows: list[str] = []
        top = y
        for row in self.rows:
            drawn, y = self._row(row, palette, left, width, y)
            rows += drawn
        grid = [
            element("line", x1=x, x2=x, y1=top, y2=y - 8, stroke=palette.grid, stroke_width="1")
            for x in (_at(value, left, width) for value in range(_STARS[0], _STARS[1] + 1))
        ]
        content = [*parts, *grid, *rows]
        return sheet(content, palette, width=width, height=y, title=self.title, description=self.words(), name=name)

    def _row(self, row: DotRow, palette: Palette, left: float, width: float, y: float) -> tuple[list[str], float]:
        """Return a row: its words, the most stars over the line and the fewest under it."""
        parts: list[str] = []
        lines = wrap(row.name, width - 2 * left, NAME, lines=3)
        for line, (x, anchor, edge) in zip(lines, place(lines, left, NAME, right=width - left), strict=True):
            y += NAME * LEADING
            paper = strip(edge, y - NAME, text_width(line, NAME) + 4, NAME * LEADING, palette)
            parts += [paper, text(x, y - 3, line, size=NAME, fill=palette.ink, anchor=anchor)]
        bunches = _stacked(row.dots, left, width)
        places = [place for bunch in bunches for place in bunch]
        labels = [_label(places[-1], places, left, width, _ABOVE)]
        if len(places) > 1:
            labels.append(_label(places[0], places, left, width, _BELOW))
        axis = y + 9 - min(*(label.y - _ASCENT for label in labels), *(place.y - _MARK for place in places))
        if len(bunches) > 1:
            ends: dict[str, str | float] = {"x1": bunches[0][-1].x, "x2": bunches[-1][0].x}
            parts.append(element("line", y1=axis, y2=axis, stroke=palette.muted, stroke_width="2", **ends))
        parts += [mark(self.groups.index(each.dot.group), each.x, axis + each.y, palette) for each in places]
        parts += [self._written(label, axis, palette) for label in labels]
        return parts, axis + max(_BELOW, *(label.y for label in labels), *(place.y for place in places)) + 16

    def _written(self, label: _Label, axis: float, palette: Palette) -> str:
        """Return a label as SVG, with the mark of its group in front. axis: height of the line of its row."""
        y = axis + label.y
        paper = strip(label.x - 2, y - _ASCENT, label.size + 4, _ASCENT + _DESCENT, palette)
        index = self.groups.index(label.dot.group)
        key = mark(index, label.x + _KEY_RADIUS, y - 4.5, palette, radius=_KEY_RADIUS)
        words = text(label.x + _KEY, y, label.words, size=_LABEL, fill=palette.ink, bold=True)
        return element("g", paper + key + words)


def _stacked(dots: tuple[Dot, ...], left: float, width: float) -> list[list[_Place]]:
    """Return where marks are, from the fewest stars to the most, in bunches of such as would hide each other.

    In a bunch more stars are higher, so that the most stars of all are next to the label above and the fewest next
    to the one below. One mark of each bunch is on the line: the first bunch hangs from it, the last one rises from it.
    Others rise in the left half and hang in the right half, so that a label which they move aside has room for that.
    """
    bunches: list[list[Dot]] = []
    end = float("-inf")
    for dot in sorted(dots, key=lambda dot: dot.stars):
        x = _at(dot.stars, left, width)
        if x - end >= _TOUCHING:
            bunches.append([])
        bunches[-1].append(dot)
        end = x
    placed = []
    for number, bunch in enumerate(bunches):
        is_end = number in {0, len(bunches) - 1}
        rises = number > 0 if is_end else _at(bunch[0].stars, left, width) < width / 2
        lowest = 0.0 if rises else _STEP * (len(bunch) - 1)
        placed.append([_Place(dot, _at(dot.stars, left, width), lowest - _STEP * at) for at, dot in enumerate(bunch)])
    return placed


def _label(own: _Place, places: list[_Place], left: float, width: float, offset: float) -> _Label:
    """Return the label of a mark, next to it and within the chart, clear of the marks of others.

    offset: of its baseline from the mark, _ABOVE or _BELOW. Marks that are further out move it aside; where the chart
    has no room for that, it is beyond them.
    """
    words = f"{fit(drawable(own.dot.group), (width - 2 * left) * 0.6 - _KEY, _LABEL, bold=True)} {own.dot.label}"
    size = _KEY + text_width(words, _LABEL, bold=True)
    middle = min(max(own.x - size / 2, left), width - left - size)
    is_above = offset < 0
    beyond = [place for place in places if (place.y < own.y if is_above else place.y > own.y)]
    in_its_way = [place.x for place in beyond if middle - _ASIDE < place.x < middle + size + _ASIDE]
    if not in_its_way:
        return _Label(own.dot, words, middle, own.y + offset, size)
    aside = max(in_its_way) + _ASIDE if is_above else min(in_its_way) - _ASIDE - size
    if left <= aside <= width - left - size:
        return _Label(own.dot, words, aside, own.y + offset, size)
    levels = [place.y for place in beyond]
    return _Label(own.dot, words, middle, (min(levels) if is_above else max(levels)) + offset, size)


def _at(stars: float, left: float, width: float) -> float:
    """Return where stars are on the scale."""
    first, last = _STARS
    start, end = left + _INSET, width - left - _INSET
    return start + (min(last, max(first, stars)) - first) / (last - first) * (end - start)
