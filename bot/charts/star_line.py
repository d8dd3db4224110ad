"""A comment's stars on the scale of 1 to 5 in one line: its range as a bar, its stars as a dot."""

from bot.charts.svg import Palette, element

_WIDTH, _HEIGHT, _INSET = 132.0, 16.0, 7.0


def star_line(
    stars: float, low: float | None, high: float | None, palette: Palette, *, mine: float | None = None
) -> str:
    """Return the line as SVG, hidden from screen readers: the same is beside it in words.

    mine: the reader's own stars, an open square around or beside the dot.
    """
    middle = _HEIGHT / 2

    def at(value: float) -> float:
        return _INSET + (min(5.0, max(1.0, value)) - 1) / 4 * (_WIDTH - 2 * _INSET)

    parts = [
        element("line", x1=_INSET, x2=_WIDTH - _INSET, y1=middle, y2=middle, stroke=palette.grid, stroke_width="2")
    ]
    parts += [
        element("line", x1=at(tick), x2=at(tick), y1=middle - 3, y2=middle + 3, stroke=palette.grid, stroke_width="1.5")
        for tick in range(1, 6)
    ]
    if low is not None and high is not None:
        parts.append(
            element(
                "line",
                x1=at(low),
                x2=at(high),
                y1=middle,
                y2=middle,
                stroke=palette.dot,
                stroke_width="5",
                stroke_linecap="round",
                stroke_opacity="0.4",
            )
        )
    parts.append(element("circle", cx=at(stars), cy=middle, r=5.5, fill=palette.dot))
    if mine is not None:
        square = {"x": at(mine) - 5.5, "y": middle - 5.5, "width": 11, "height": 11}
        parts.append(element("rect", **square, fill="none", stroke=palette.ink, stroke_width="2"))
    box = f"0 0 {_WIDTH:g} {_HEIGHT:g}"
    return element(
        "svg", "".join(parts), viewBox=box, width=_WIDTH, height=_HEIGHT, aria_hidden="true", focusable="false"
    ).replace("<svg ", '<svg class="star-line" ', 1)
