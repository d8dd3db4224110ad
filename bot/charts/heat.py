"""Heat map: the stars of each group on each theme as numbers, on a colour that says the same."""

from dataclasses import dataclass

from bot.charts.frame import LEADING, NUMBER, PAD, Table, head, sheet
from bot.charts.metrics import place, wrap
from bot.charts.svg import LIGHT, Palette, element, text

_SIZE = 13.0
_HEADING = 11.5
_CELL = 30.0


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A theme. cells: (stars, label) by group, None where nothing is published."""

    name: str
    cells: tuple[tuple[float, str] | None, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A chart. heading: of the themes, in its table."""

    title: str
    subtitle: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]

    def table(self) -> Table:
        """Return the chart as a table, "–" where nothing is published."""
        rows = [(row.name, *(cell[1] if cell else "–" for cell in row.cells)) for row in self.rows]
        return [(self.heading, *self.columns), *rows]

    def words(self) -> str:
        """Return all that the chart shows, a line for each theme."""
        lines = []
        for row in self.rows:
            cells = (
                f"{name} {cell[1]}" for name, cell in zip(self.columns, row.cells, strict=True) if cell is not None
            )
            lines.append(f"{row.name}: {', '.join(cells)}")
        return "\n".join([self.title, *lines])

    def draw(self, palette: Palette = LIGHT, *, width: float = 480.0, name: str = "heat", has_head: bool = True) -> str:
        """Return the chart as SVG. width: units; has_head: with title and subtitle."""
        parts, y = head(self.title, self.subtitle, palette, width) if has_head else ([], 0.0)
        left = PAD if has_head else 0.0
        inner = width - 2 * left
        is_narrow = inner / max(1, len(self.columns)) < 110  # noqa: PLR2004 - names are then over the cells
        names = 0.0 if is_narrow else min(inner * 0.36, 240.0)
        column = (inner - names) / max(1, len(self.columns))
        heads = [wrap(each, column - 8, _HEADING, bold=True, lines=3) for each in self.columns]
        tallest = max((len(lines) for lines in heads), default=0)
        for at, lines in enumerate(heads):
            middle = left + names + (at + 0.5) * column
            for number, line in enumerate(lines):
                at_y = y + (tallest - len(lines) + number + 1) * _HEADING * LEADING
                parts.append(text(middle, at_y, line, size=_HEADING, fill=palette.muted, bold=True, anchor="middle"))
        y += tallest * _HEADING * LEADING + 8
        for row in self.rows:
            lines = wrap(row.name, inner if is_narrow else names - 12, _SIZE, lines=2)
            first = y + _CELL / 2 + 4.5 - (len(lines) - 1) * _SIZE * LEADING / 2
            if is_narrow:
                first = y + _SIZE * LEADING - 2
                y += len(lines) * _SIZE * LEADING + 4
            right = None if is_narrow else left + names - 12
            for number, (line, (x, anchor, _)) in enumerate(
                zip(lines, place(lines, left, _SIZE, right=right), strict=True)
            ):
                at_y = first + number * _SIZE * LEADING
                parts.append(text(x, at_y, line, size=_SIZE, fill=palette.ink, anchor=anchor))
            parts += _cells(row, palette, left + names, column, y)
            y += _CELL + (10 if is_narrow else 4)
        return sheet(parts, palette, width=width, height=y + 4, title=self.title, description=self.words(), name=name)


def _cells(row: HeatRow, palette: Palette, x: float, column: float, y: float) -> list[str]:
    parts = []
    for at, cell in enumerate(row.cells):
        left = x + at * column + 2
        middle = left + column / 2 - 2
        if cell is None:
            parts.append(text(middle, y + 20, "–", size=NUMBER, fill=palette.muted, anchor="middle"))
            continue
        stars, label = cell
        parts.append(element("rect", x=left, y=y, width=column - 4, height=_CELL, rx=3, fill=palette.heat(stars)))
        parts.append(text(middle, y + 20, label, size=NUMBER, fill=palette.ink, bold=True, anchor="middle"))
    return parts
