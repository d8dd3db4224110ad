"""Chart of one number for each of several names: a bar with its number at its end."""

from dataclasses import dataclass

from bot.charts.frame import LEADING, NAME, NUMBER, PAD, Table, describe, head, sheet
from bot.charts.metrics import place, text_width, wrap
from bot.charts.svg import LIGHT, Palette, element, text

_BAND, _GAP = 16.0, 12.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with its number. label: what is written beside the bar."""

    name: str
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart. heading: of the names and of the numbers, in its table."""

    title: str
    subtitle: str
    heading: tuple[str, str]
    rows: tuple[Bar, ...]

    def table(self) -> Table:
        """Return the chart as a table."""
        return [self.heading, *((row.name, row.label) for row in self.rows)]

    def draw(self, palette: Palette = LIGHT, *, width: float = 480.0, name: str = "bars", has_head: bool = True) -> str:
        """Return the chart as SVG. width: units; has_head: with title and subtitle."""
        parts, y = head(self.title, self.subtitle, palette, width) if has_head else ([], 4.0)
        left = PAD if has_head else 0.0
        most = max((row.value for row in self.rows), default=0) or 1
        labels = max((text_width(row.label, NUMBER, bold=True) for row in self.rows), default=0.0)
        room = width - 2 * left - labels - 10
        for row in self.rows:
            lines = wrap(row.name, width - 2 * left, NAME)
            for line, (x, anchor, _) in zip(lines, place(lines, left, NAME), strict=True):
                y += NAME * LEADING
                parts.append(text(x, y - 3, line, size=NAME, fill=palette.ink, anchor=anchor))
            y += 3
            length = max(2.0, room * row.value / most)
            parts.append(element("rect", x=left, y=y, width=length, height=_BAND, rx=2, fill=palette.bar))
            parts.append(text(left + length + 7, y + _BAND - 3, row.label, size=NUMBER, fill=palette.ink, bold=True))
            y += _BAND + _GAP
        words = describe(self.title, self.table())
        return sheet(parts, palette, width=width, height=y + 4, title=self.title, description=words, name=name)
