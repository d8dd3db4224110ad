"""Charts with names that are written from right to left: in their own direction, at their place, in pictures too."""

from xml.etree import ElementTree as ET

import pytest

from bot.charts.bars import Bar, BarChart
from bot.charts.dots import Dot, DotChart, DotRow
from bot.charts.heat import HeatMap, HeatRow
from bot.charts.metrics import drawable, fit, has_glyphs, place, text_width, wrap
from bot.charts.png import to_png
from bot.charts.theme_bars import draw
from bot.direction import END, FROM_RIGHT, ISOLATE, MARKS
from tests.charts.test_theme_bars import bar, chart, written

HEBREW = "תחנות אוטובוס, תאורה (קו 12)!"
NAMES = (HEBREW, "عبور الطريق (آمن)", "کلاس‌های کوچک‌تر؛ ۳۰ نفر", "اسکول بس کو وقت پر آنا چاہیے۔")


def plain(words: str) -> str:
    return "".join(char for char in words if char not in MARKS)


def texts_of(svg: str) -> list[ET.Element]:
    return written(svg)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_keeps_its_own_direction_beside_numbers(name: str) -> None:
    drawn = [
        draw(chart(bar(name))),
        BarChart("Most", "About", ("", ""), (Bar(name, 3, "3"),)).draw(),
        DotChart("Most", "About", "", ("A",), (DotRow(name, (Dot("A", 3.0, "3.0"),)),)).draw(),
        HeatMap("Most", "About", "", ("A", "B"), (HeatRow(name, ((3.0, "3.0"), None)),)).draw(width=700),
    ]
    for svg in drawn:
        lines = [each for each in texts_of(svg) if FROM_RIGHT in (each.text or "")]
        assert plain(" ".join(each.text or "" for each in lines)) == drawable(name)
        assert all((each.text or "").startswith(FROM_RIGHT) and (each.text or "").endswith(END) for each in lines)
        assert ET.fromstring(svg).attrib["direction"] == "ltr", "places count from the left on any page"  # noqa: S314


def test_lines_of_a_long_comment_end_at_the_same_place() -> None:
    words = " ".join([NAMES[1]] * 8)
    lines = wrap(words, 300, 15, lines=3)
    assert len(lines) == 3
    assert {(x, anchor) for x, anchor, _ in place(lines, 20, 15, right=320)} == {(320, "end")}
    edges = [edge for *_, edge in place(lines, 20, 15)]
    widest = max(text_width(each, 15) for each in lines)
    assert min(edges) == pytest.approx(20)
    assert {x for x, *_ in place(lines, 20, 15)} == {20 + widest}
    assert place(wrap(NAMES[1], 300, 15), 20, 15)[0][:2] == (20, "start"), "one line stands where others do"
    assert {x for x, *_ in place(wrap("a b " * 90, 300, 15), 20, 15, right=320)} == {20}


def test_a_group_is_written_before_its_number_whatever_its_letters() -> None:
    svg = DotChart("Most", "", "", ("תלמידים",), (DotRow("Lunch", (Dot("תלמידים", 3.0, "3.0"),)),)).draw()
    labels = [each.text for each in texts_of(svg) if (each.text or "").endswith("3.0")]
    assert labels == [f"{FROM_RIGHT}תלמידים{END} 3.0"]


def test_a_sentence_keeps_the_piece_in_it_apart_and_nobodys_marks_are_left_open() -> None:
    title = f"Most comments: {ISOLATE}{HEBREW}{END} and more"
    svg = draw(chart(bar("Lunch"), title=title))
    shown = "".join(each.text or "" for each in texts_of(svg))
    assert f"{ISOLATE}{HEBREW}{END}" in shown
    assert drawable(f"{FROM_RIGHT}a") == "a"
    assert fit(f"{ISOLATE}אב", 200, 15) == f"{FROM_RIGHT}אב{END}"


@pytest.mark.parametrize("name", NAMES)
def test_pictures_have_all_letters_of_these_scripts(name: str) -> None:
    assert has_glyphs(name)
    with_name, without = (to_png(draw(chart(bar(each, 1, 3.0)))) for each in (name, ""))
    assert len(with_name) > len(without) + 300


def test_marks_have_no_width() -> None:
    assert text_width("".join(sorted(MARKS)), 15) == 0
    assert text_width(f"{ISOLATE}{HEBREW}{END}", 15) == text_width(HEBREW, 15)
