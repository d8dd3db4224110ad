"""CPU milliseconds for the SVG and the PNG of a chart, and their sizes. `.venv/bin/python benchmarks/charts.py`."""

import gzip
import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

from bot.charts.png import to_png
from bot.charts.theme_bars import ThemeBar, ThemeChart, draw

T = TypeVar("T")
NAMES = ("Mental health support", "School lunch", "Safe crossings and bus stops", "Class size", "Phones", "Más sombra")


def example(themes: int) -> ThemeChart:
    """Return a chart of this number of themes."""
    rows = tuple(
        ThemeBar(
            NAMES[at % len(NAMES)], 62 - 5 * at, f"{62 - 5 * at}", 4.2 - at / 4, f"{4.2 - at / 4:.1f}", "", 1.0, 5.0
        )
        for at in range(themes)
    )
    return ThemeChart("Most comments: Mental health support", "Comments, and average stars", "Comments", "Stars", rows)


def measure(work: Callable[[], T], times: int = 9) -> tuple[float, T]:
    """Return the median CPU milliseconds of some work, and what it returned."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        made = work()
        spent.append(1000 * (time.process_time() - begun))
    return median(spent), made


def main() -> None:
    """Print a line for each size of chart."""
    for themes in (1, 4, 8, 12):
        chart = example(themes)
        svg_ms, svg = measure(lambda chart=chart: draw(chart))  # type: ignore[misc]
        png_ms, png = measure(lambda svg=svg: to_png(svg))  # type: ignore[misc]
        packed = len(gzip.compress(svg.encode()))
        sizes = f"{len(svg) / 1000:.1f} kB ({packed / 1000:.1f} gzip), PNG {len(png) / 1000:.0f} kB"
        print(f"{themes:2} themes: SVG {svg_ms:5.2f} ms, PNG {png_ms:5.1f} ms; SVG {sizes}")


if __name__ == "__main__":
    main()
