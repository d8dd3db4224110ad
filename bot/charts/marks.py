"""Marks of groups: a shape and a colour for each, so that colour says nothing alone."""

import math

from bot.charts.metrics import drawable, fit, text_width
from bot.charts.svg import Palette, element, text

_SIZE = 13.0


def mark(index: int, x: float, y: float, palette: Palette, *, radius: float = 7.0) -> str:
    """Return the mark of a group around a place."""
    fill = palette.group(index)
    edge: dict[str, str | float] = {"stroke": palette.paper, "stroke_width": "1.5"}
    shape = index % 8
    if shape == 0:
        return element("circle", cx=x, cy=y, r=radius, fill=fill, **edge)
    if shape == 1:
        side = radius * 0.88
        return element("rect", x=x - side, y=y - side, width=2 * side, height=2 * side, fill=fill, **edge)
    return element("polygon", points=_points(shape, x, y, radius * 1.15), fill=fill, **edge)


def _points(shape: int, x: float, y: float, radius: float) -> str:
    """Return the corners of a diamond, triangles, a cross, a pentagon or a hexagon."""
    if shape == 5:  # noqa: PLR2004 - a cross
        arm, half = radius, radius * 0.36
        corners = [
            (-half, -arm), (half, -arm), (half, -half), (arm, -half), (arm, half), (half, half),
            (half, arm), (-half, arm), (-half, half), (-arm, half), (-arm, -half), (-half, -half),
        ]  # fmt: skip
    else:
        count, turn = {2: (4, 0.0), 3: (3, 0.0), 4: (3, math.pi), 6: (5, 0.0), 7: (6, 0.0)}[shape]
        angles = (turn + 2 * math.pi * corner / count for corner in range(count))
        corners = [(radius * math.sin(angle), -radius * math.cos(angle)) for angle in angles]
    return " ".join(f"{x + a:.1f},{y + b:.1f}" for a, b in corners)


def legend(names: list[str], x: float, y: float, width: float, palette: Palette) -> tuple[list[str], float]:
    """Return the marks with the groups' names in rows, and where they end."""
    parts, at = [], x
    for index, name in enumerate(names):
        words = fit(drawable(name), width - 30, _SIZE)
        needed = 22 + text_width(words, _SIZE) + 18
        if at > x and at + needed - 18 > x + width:
            at, y = x, y + 24
        parts += [mark(index, at + 8, y + 8, palette), text(at + 22, y + 13, words, size=_SIZE, fill=palette.ink)]
        at += needed
    return parts, y + 26
