"""The chart of themes: everything is written on it, within its edges, in each script and width."""

import re
from xml.etree import ElementTree as ET

import pytest

from bot.charts.metrics import drawable, fit, has_glyphs, text_width, wrap
from bot.charts.svg import DARK, LIGHT, page_palette
from bot.charts.theme_bars import WIDTH, ThemeBar, ThemeChart, can_draw, describe, draw, table

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Safe crossings and bus stops near the school entrance on the main road to the lake and behind the sports hall"
NAMES = [
    "School lunch",
    LONG,
    "Más áreas verdes y sombra",
    "سلامة الطريق إلى المدرسة",
    "Ăn trưa ở trường",
    "Автобусы",
    "W" * 90,
]


def bar(name: str, comments: int = 12, stars: float | None = 3.7) -> ThemeBar:
    label = "too few ratings yet" if stars is None else f"{stars:.1f}"
    spread = (None, None) if stars is None else (stars - 0.4, stars + 0.4)
    words = f"{comments} comments, {label}"
    return ThemeBar(name, comments, f"{comments:,}", stars, label, words, *spread)


def chart(*rows: ThemeBar, title: str = "Most comments: School lunch") -> ThemeChart:
    return ThemeChart(title, "Number of comments, and average stars", "Comments", "Stars", rows)


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def written(svg: str) -> list[ET.Element]:
    return list(read(svg).iter(f"{SVG}text"))


def edges(svg: str) -> list[tuple[str, float, float]]:
    """Return all texts with where they begin and end, as measured."""
    found = []
    for each in written(svg):
        words = each.text or ""
        size, x = float(each.attrib["font-size"]), float(each.attrib["x"])
        width = text_width(words, size, bold="font-weight" in each.attrib)
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[each.attrib.get("text-anchor", "start")]
        found.append((words, left, left + width))
    return found


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("width", [280.0, WIDTH, 1200.0])
def test_nothing_is_missing_and_nothing_leaves_the_picture(count: int, width: float) -> None:
    rows = [bar(NAMES[at % len(NAMES)], 10 ** (at % 6), None if at == 2 else 1 + at % 5) for at in range(count)]
    svg = draw(chart(*rows, title=LONG), width=width)
    shown = edges(svg)
    for words, left, right in shown:
        assert left >= 0, words
        assert right <= width, words
    everything = " ".join(words for words, *_ in shown)
    for row in rows:
        assert row.comments_label in everything
        assert row.stars_label in everything or row.stars is None
        assert drawable(row.name)[:6] in everything
    height = float(read(svg).attrib["height"])
    assert all(float(each.attrib["y"]) < height for each in written(svg))


def test_bars_are_as_long_as_comments_are_many_and_dots_where_the_stars_are() -> None:
    svg = read(draw(chart(bar("A", 40, 1.0), bar("B", 10, 3.0), bar("C", 20, 5.0))))
    bars = [each for each in svg.iter(f"{SVG}rect") if each.attrib.get("fill") == LIGHT.bar]
    lengths = [float(each.attrib["width"]) for each in bars if each.attrib["height"] == "16"]
    assert lengths[0] == pytest.approx(4 * lengths[1], rel=0.01)
    assert lengths[0] == pytest.approx(2 * lengths[2], rel=0.01)
    _legend, *dots = [float(each.attrib["cx"]) for each in svg.iter(f"{SVG}circle")]
    lines = sorted(
        {float(each.attrib["x1"]) for each in svg.iter(f"{SVG}line") if each.attrib.get("stroke-width") == "1"}
    )
    assert dots == [lines[0], lines[2], lines[4]], "at one, three and five"


def test_a_theme_without_stars_says_why_and_has_no_dot() -> None:
    svg = draw(chart(bar("A", 4, None), bar("B", 0, None)))
    assert svg.count("too few ratings yet") >= 2
    assert svg.count("<circle") == 1, "that of the legend"


def test_a_screen_reader_reads_all_of_it() -> None:
    made = chart(bar("School <lunch> & snacks", 1234, 4.2))
    root = read(draw(made, name="digest"))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "digest-title", "a name is short, so that it is heard in a list"
    assert root.attrib["aria-describedby"] == "digest-desc"
    assert [each.text for each in root.iter(f"{SVG}title")] == [made.title]
    (description,) = [each.text or "" for each in root.iter(f"{SVG}desc")]
    assert description == describe(made)
    assert "School <lunch> & snacks: 1234 comments, 4.2" in description
    assert table(made) == [("", "Comments", "Stars", "", ""), ("School <lunch> & snacks", "1,234", "4.2", "–", "–")]


def test_colours_are_hex_in_files_and_variables_in_pages_and_legible() -> None:
    made = chart(bar("A"))
    for palette in (LIGHT, DARK):
        assert "var(" not in draw(made, palette)
        for ink in (palette.ink, palette.muted):
            assert contrast(ink, palette.paper) >= 4.5
        for mark in (palette.bar, palette.dot):
            assert contrast(mark, palette.paper) >= 3
    assert 'fill="var(--chart-bar, #2a6f97)"' in draw(made, page_palette())
    assert "style=" not in draw(made, page_palette()), "a strict content security policy refuses it"


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a theme"):
        draw(chart())


@pytest.mark.parametrize(
    ("name", "has_all"),
    [
        ("Comida", True),
        ("🚌 late buses", True),
        ("حافلات", True),
        ("校车", False),
        ("🚌", False),
        ("", False),
        ("ਸਕੂਲ", False),
    ],
)
def test_a_name_that_the_fonts_lack_is_known_before_it_is_drawn(name: str, has_all: bool) -> None:  # noqa: FBT001
    assert can_draw(chart(bar("Lunch"), bar(name))) is has_all
    read(draw(chart(bar(name))))


def test_long_names_are_wrapped_by_measured_width_and_end_in_an_ellipsis() -> None:
    lines = wrap(LONG, 200, 15, bold=True, lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(text_width(line, 15, bold=True) <= 200 for line in lines)
    assert wrap("W" * 30, 100, 15, lines=9)[-1][-1] == "W", "a word wider than a line is broken, and none is lost"
    assert "".join(wrap("W" * 30, 100, 15, lines=9)) == "W" * 30
    assert fit("short", 200, 15) == "short"
    assert not re.search(r"\s…$", fit("one two three", 40, 15))


def test_controls_and_emoji_are_left_out_of_pictures() -> None:
    assert drawable("a\u202eb\n 👩\u200d🚒\ufe0f c©") == "a b c©"
    read(draw(chart(bar("a\x0bb\ud800"), title="a\x00b")))
    assert has_glyphs("Niñez – “hoy” 5 €")
