"""Chart of one number for each day: a column each, with the days written under the first, the last and the highest."""

from dataclasses import dataclass

from bot.charts.frame import PAD, SMALL, Table, describe, head, sheet
from bot.charts.metrics import text_width
from bot.charts.svg import LIGHT, Palette, element, text

_HEIGHT = 150.0
_LABEL = 13.0


@dataclass(frozen=True, slots=True)
class Column:
    """A day with its number. short: the day as it is written under its column; label: the number over it."""

    name: str
    short: str
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """A chart. rows: the days in order, those without anything too."""

    title: str
    subtitle: str
    heading: tuple[str, str]
    rows: tuple[Column, ...]

    def table(self) -> Table:
        """Return the chart as a table."""
        return [self.heading, *((row.name, row.label) for row in self.rows)]

    def draw(
        self, palette: Palette = LIGHT, *, width: float = 480.0, name: str = "columns", has_head: bool = True
    ) -> str:
        """Return the chart as SVG. width: units; has_head: with title and subtitle."""
        parts, y = head(self.title, self.subtitle, palette, width) if has_head else ([], 4.0)
        left = PAD if has_head else 2.0
        top, base = y + 18, y + 18 + _HEIGHT
        most = max((row.value for row in self.rows), default=0) or 1
        step = (width - 2 * left) / max(1, len(self.rows))
        for at, row in enumerate(self.rows):
            height = _HEIGHT * row.value / most
            x = left + at * step
            if row.value:
                parts.append(
                    element(
                        "rect",
                        x=x + step * 0.12,
                        y=base - height,
                        width=max(1.0, step * 0.76),
                        height=height,
                        fill=palette.bar,
                    )
                )
        parts.append(
            element("line", x1=left, x2=width - left, y1=base, y2=base, stroke=palette.muted, stroke_width="1")
        )
        parts += self._labels(palette, left, step, (top, base), most)
        words = describe(self.title, self.table())
        return sheet(parts, palette, width=width, height=base + 28, title=self.title, description=words, name=name)

    def _labels(self, palette: Palette, left: float, step: float, ends: tuple[float, float], most: float) -> list[str]:
        """Return numbers over the columns and days under them, as far as there is room."""
        top, base = ends
        _ = top
        parts: list[str] = []
        widest = max((text_width(row.short, SMALL) for row in self.rows), default=0.0) + 10
        every = max(1, -(-int(widest) // max(1, int(step))))
        highest = max(range(len(self.rows)), key=lambda at: self.rows[at].value, default=0)
        has_all = max((text_width(row.label, _LABEL, bold=True) for row in self.rows), default=0.0) + 4 <= step
        last = len(self.rows) - 1
        for at, row in enumerate(self.rows):
            middle = left + (at + 0.5) * step
            if (has_all or at == highest) and row.value:
                y = base - _HEIGHT * row.value / most - 6
                parts.append(text(middle, y, row.label, size=_LABEL, fill=palette.ink, bold=True, anchor="middle"))
            if at % every == 0 and (at == 0 or at + every <= last + 1):
                anchor = "start" if at == 0 and step < widest else "middle"
                x = left if anchor == "start" else middle
                parts.append(text(x, base + 18, row.short, size=SMALL, fill=palette.muted, anchor=anchor))
        return parts
