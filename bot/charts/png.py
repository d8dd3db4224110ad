"""PNG of a chart, drawn without a browser and with the shipped fonts alone, so that it is the same on each machine."""

from bot.charts.metrics import FONTS
from bot.charts.svg import FAMILY

SCALE = 2.0
"""Pixels a unit: sharp where a phone shows a picture 330 pixels wide, and about 80 kB."""

_FONT_FILES = [str(path) for path in sorted(FONTS.glob("*.ttf"))]


def to_png(svg: str, *, scale: float = SCALE) -> bytes:
    """Return an SVG of ours as PNG. Its colours have to be plain hex: CSS variables come out black.

    Raises ValueError where it is no SVG.
    """
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=scale,
        skip_system_fonts=True,
        font_files=_FONT_FILES,
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
