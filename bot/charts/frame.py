"""What every chart has: a title that says the message, a subtitle that says the statistic, and its table as CSV."""

import csv
import io
from collections.abc import Sequence

from bot.charts.metrics import place, wrap
from bot.charts.svg import Palette, document, element, text
from bot.direction import MARKS

PAD = 20.0
LEADING = 1.3
TITLE, SUBTITLE, NAME, NUMBER, SMALL = 19.0, 13.0, 15.0, 14.0, 12.0  # font sizes

Table = Sequence[tuple[str, ...]]
"""A chart in words: its heading, then its rows."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def head(title: str, subtitle: str, palette: Palette, width: float) -> tuple[list[str], float]:
    """Return title and subtitle, and where they end."""
    parts, y, right = [], PAD, width - PAD
    lines = wrap(title, width - 2 * PAD, TITLE, bold=True, lines=4)
    for line, (x, anchor, _) in zip(lines, place(lines, PAD, TITLE, bold=True, right=right), strict=True):
        y += TITLE * LEADING
        parts.append(text(x, y - 5, line, size=TITLE, fill=palette.ink, bold=True, anchor=anchor))
    lines = wrap(subtitle, width - 2 * PAD, SUBTITLE, lines=4)
    for line, (x, anchor, _) in zip(lines, place(lines, PAD, SUBTITLE, right=right), strict=True):
        y += SUBTITLE * LEADING
        parts.append(text(x, y, line, size=SUBTITLE, fill=palette.muted, anchor=anchor))
    return parts, y + 12


def sheet(
    content: Sequence[str], palette: Palette, *, width: float, height: float, title: str, description: str, name: str
) -> str:
    """Return a whole chart on its paper. description: all that it shows, in words; name: unique in its page."""
    paper = element("rect", width=width, height=height, rx=8, fill=palette.paper)
    return document(
        paper + "".join(content), width=width, height=height, title=title, description=description, name=name
    )


def strip(x: float, y: float, width: float, height: float, palette: Palette) -> str:
    """Return paper behind words, so that no line of a scale crosses their letters."""
    return element("rect", x=x, y=y, width=width, height=height, fill=palette.paper)


def describe(title: str, table: Table) -> str:
    """Return a chart as plain text, a line for each row of its table."""
    heading, *rows = table
    lines = (
        f"{first}: " + ", ".join(f"{cell} {head}".strip() for head, cell in zip(heading[1:], cells, strict=True))
        for first, *cells in rows
    )
    return "\n".join([title, *lines])


def to_csv(table: Table) -> str:
    """Return a table as CSV with a byte order mark, in which no cell is a formula of a spreadsheet."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    rows = [["".join(char for char in cell if char not in MARKS) for cell in row] for row in table]
    writer.writerows([[f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows])
    return "\ufeff" + written.getvalue()
