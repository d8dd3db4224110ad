"""Chart of groups on one scale of stars: a row for each comment or theme, a mark for each group."""

from dataclasses import dataclass

from bot.charts.frame import LEADING, NAME, PAD, SMALL, Table, head, sheet, strip
from bot.charts.marks import legend, mark
from bot.charts.metrics import drawable, fit, text_width, wrap
from bot.charts.svg import LIGHT, Palette, element, text

_STARS = (1, 5)
_LABEL = 13.0
_TOUCHING, _STEP = 12.0, 13.0  # between marks: nearer ones are moved apart by a step
_INSET = 12.0  # of the scale, so that marks at its ends are whole


@dataclass(frozen=True, slots=True)
class Dot:
    """A group's stars in a row. label: the number as the locale writes it."""

    group: str
    stars: float
    label: str


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
        for line in wrap(row.name, width - 2 * left, NAME, lines=3):
            y += NAME * LEADING
            parts.append(strip(left, y - NAME, text_width(line, NAME) + 4, NAME * LEADING, palette))
            parts.append(text(left, y - 3, line, size=NAME, fill=palette.ink))
        ordered = sorted(row.dots, key=lambda dot: dot.stars)
        low, high = ordered[0], ordered[-1]
        shifts = _shifts([_at(dot.stars, left, width) for dot in ordered])
        spare = max(shifts, default=0.0)
        y += 20
        parts.append(_label(high, y, palette, left, width))
        y += 14 + spare
        ends: dict[str, str | float] = {"x1": _at(low.stars, left, width), "x2": _at(high.stars, left, width)}
        parts.append(element("line", y1=y, y2=y, stroke=palette.muted, stroke_width="2", **ends))
        for dot, shift in zip(ordered, shifts, strict=True):
            index = self.groups.index(dot.group)
            parts.append(mark(index, _at(dot.stars, left, width), y + shift, palette))
        y += 22 + spare
        if low.group != high.group:
            parts.append(_label(low, y, palette, left, width))
        return parts, y + 16


def _shifts(places: list[float]) -> list[float]:
    """Return by how much each mark is moved up or down, so that none hides another. places: in order."""
    shifts: list[float] = []
    bunch: list[float] = []
    for at, place in enumerate(places):
        bunch.append(place)
        is_last = at + 1 == len(places) or places[at + 1] - place >= _TOUCHING
        if is_last:
            shifts += [_STEP * (number - (len(bunch) - 1) / 2) for number in range(len(bunch))]
            bunch = []
    return shifts


def _at(stars: float, left: float, width: float) -> float:
    """Return where stars are on the scale."""
    first, last = _STARS
    start, end = left + _INSET, width - left - _INSET
    return start + (min(last, max(first, stars)) - first) / (last - first) * (end - start)


def _label(dot: Dot, y: float, palette: Palette, left: float, width: float) -> str:
    """Return a group's name with its stars, near its mark and within the chart."""
    words = f"{fit(drawable(dot.group), (width - 2 * left) * 0.6, _LABEL, bold=True)} {dot.label}"
    size = text_width(words, _LABEL, bold=True)
    x = min(max(_at(dot.stars, left, width) - size / 2, left), width - left - size)
    return strip(x - 2, y - 11, size + 4, 15, palette) + text(x, y, words, size=_LABEL, fill=palette.ink, bold=True)
