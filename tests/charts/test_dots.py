"""The chart of groups: each label is next to its own mark and carries it, however close groups lie."""

import math
from itertools import combinations
from statistics import mean
from xml.etree import ElementTree as ET

import pytest

from bot.charts.dots import Dot, DotChart, DotRow
from bot.charts.metrics import text_width
from bot.charts.svg import LIGHT
from tests.charts.test_theme_bars import SVG, edges, read

GROUPS = ("Student", "Parent", "Teacher", "Administrator", "Neighbour", "Coach", "Driver", "Board")
STARS: dict[str, tuple[float, ...]] = {
    "two equal": (4.0, 4.0),
    "two close": (4.0, 3.9),
    "two far": (2.1, 3.1),
    "two at the ends": (5.0, 1.0),
    "three of which two are equal": (4.3, 4.2, 4.3),
    "three of which two are equal and low": (3.7, 3.8, 3.7),
    "three equal at the end": (5.0, 5.0, 5.0),
    "three far": (1.9, 3.0, 4.4),
    "two high that are equal, far from the low one": (1.9, 3.0, 3.0),
    "eight equal": (3.0,) * 8,
    "eight close": (3.0, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.7),
    "eight far": (5.0, 4.5, 4.0, 3.4, 2.8, 2.2, 1.6, 1.0),
    "six between two in the middle": (3.0, *(3.2,) * 6, 3.4),
    "six between two on the right": (4.5, *(4.7,) * 6, 5.0),
    "six between two on the left": (1.0, *(1.3,) * 6, 1.5),
}


def chart(stars: tuple[float, ...]) -> DotChart:
    dots = tuple(Dot(group, each, f"{each:.1f}") for group, each in zip(GROUPS, stars, strict=False))
    return DotChart("Groups", "Average stars", "Comment", GROUPS[: len(stars)], (DotRow("A longer lunch", dots),))


def middle(shape: ET.Element) -> tuple[float, float]:
    """Return the middle of a circle, a square or a polygon."""
    if "cx" in shape.attrib:
        return float(shape.attrib["cx"]), float(shape.attrib["cy"])
    if "points" not in shape.attrib:
        half = float(shape.attrib["width"]) / 2
        return float(shape.attrib["x"]) + half, float(shape.attrib["y"]) + half
    x, y = zip(*(map(float, each.split(",")) for each in shape.attrib["points"].split()), strict=True)
    return mean(x), mean(y)


def marks(svg: ET.Element) -> dict[str, tuple[float, float]]:
    """Return the middle of each group's mark in the only row, without those of the legend and of labels."""
    found = [each for each in svg if each.get("fill", "") in {LIGHT.group(at) for at in range(8)}]
    return {GROUPS[at]: middle(shape) for at, shape in enumerate(sorted(found[len(found) // 2 :], key=colour))}


def colour(shape: ET.Element) -> int:
    return [LIGHT.group(at) for at in range(8)].index(shape.attrib["fill"])


def away(place: tuple[float, float], label: ET.Element) -> float:
    """Return how far a place is from the paper of a label."""
    box = {key: float(label[0].attrib[key]) for key in ("x", "y", "width", "height")}
    dx = max(box["x"] - place[0], 0, place[0] - box["x"] - box["width"])
    dy = max(box["y"] - place[1], 0, place[1] - box["y"] - box["height"])
    return math.hypot(dx, dy)


@pytest.mark.parametrize("name", STARS)
@pytest.mark.parametrize("width", [320.0, 480.0, 640.0])
def test_the_label_of_the_most_and_of_the_fewest_stars_is_next_to_its_own_mark(name: str, width: float) -> None:
    made = chart(STARS[name])
    drawn = made.draw(width=width)
    svg = read(drawn)
    places = marks(svg)
    high, low = svg.findall(f"{SVG}g")
    for label, stars, is_above in ((high, max(STARS[name]), True), (low, min(STARS[name]), False)):
        group, number = (label[2].text or "").split()
        assert number == f"{stars:.1f}"
        assert colour(label[1]) == GROUPS.index(group), "the label carries the mark of its group"
        own = places[group]
        assert away(own, label) <= min(away(place, label) for place in places.values()) + 0.2
        assert (middle(label[1])[1] < own[1]) is is_above
        end = float(label[2].attrib["x"]) + text_width(label[2].text or "", 13, bold=True)
        assert all(away(place, label) >= 8 for place in places.values()), "no mark is under a label"
        assert end <= width
    assert all(math.dist(a, b) > 11 for a, b in combinations(places.values(), 2)), "no mark hides another"
    (title,) = [each for each in svg.findall(f"{SVG}text") if each.text == "A longer lunch"]
    assert all(y > float(title.attrib["y"]) + 8 for _, y in places.values()), "no mark is on the words of its row"
    assert all(left >= 0 and right <= width for _, left, right in edges(drawn))
    assert all(y < float(svg.attrib["height"]) for _, y in places.values())


@pytest.mark.parametrize(("name", "count"), [("two close", 0), ("three of which two are equal", 0), ("two far", 1)])
def test_a_line_joins_groups_only_where_there_is_room_between_their_marks(name: str, count: int) -> None:
    svg = read(chart(STARS[name]).draw(width=480))
    lines = [each for each in svg.iter(f"{SVG}line") if each.attrib["stroke-width"] == "2"]
    assert len(lines) == count


def test_the_line_begins_and_ends_at_a_mark() -> None:
    svg = read(chart(STARS["two high that are equal, far from the low one"]).draw(width=480))
    (line,) = [each for each in svg.iter(f"{SVG}line") if each.attrib["stroke-width"] == "2"]
    ends = [(float(line.attrib[f"x{at}"]), float(line.attrib[f"y{at}"])) for at in (1, 2)]
    places = marks(svg)
    assert ends == [pytest.approx(places["Student"], abs=0.2), pytest.approx(places["Parent"], abs=0.2)]


def test_picture_words_and_table_say_the_same() -> None:
    made = chart((4.3, 4.2, 4.3))
    assert made.table() == [("Comment", "Student", "Parent", "Teacher"), ("A longer lunch", "4.3", "4.2", "4.3")]
    assert "A longer lunch: Student 4.3, Parent 4.2, Teacher 4.3" in made.words()
    shown = [words for words, *_ in edges(made.draw())]
    assert "Teacher 4.3" in shown
    assert "Parent 4.2" in shown
