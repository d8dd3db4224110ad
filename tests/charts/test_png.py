"""PNG of a chart: of the right size, with its words on it, the same wherever it is drawn."""

import struct
import zlib

import pytest

from bot.charts.png import SCALE, to_png
from bot.charts.theme_bars import WIDTH, draw
from tests.charts.test_theme_bars import bar, chart


def dark_pixels(png: bytes) -> float:
    """Return the share of bytes of the picture, before it was packed, that are dark: letters and bars."""
    packed, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(packed)
    return sum(value != 255 for value in raw) / len(raw)


def test_the_picture_has_its_size_and_is_not_blank() -> None:
    png = to_png(draw(chart(bar("School lunch", 40, 4.2), bar("Phones", 3, None))))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == WIDTH * SCALE
    assert 300 < height < width
    assert 5_000 < len(png) < 200_000
    assert dark_pixels(png) > 0.02


@pytest.mark.parametrize("name", ["School lunch", "حافلات المدرسة", "Ăn trưa", "Автобусы"])
def test_each_script_of_the_fonts_leaves_ink(name: str) -> None:
    assert to_png(draw(chart(bar(name, 1, 3.0)))) != to_png(draw(chart(bar("", 1, 3.0)))), name


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        to_png("no picture")
