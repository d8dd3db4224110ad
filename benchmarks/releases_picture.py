"""What a figure does over an exchange's life under releases, as a picture: docs/images/releases.svg.

python benchmarks/releases_picture.py docs/images/releases.svg
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bot.charts.svg import LIGHT, document, element, text
from bot.core.findings import findings
from bot.core.findings_data import Given

DAYS, PEOPLE, COMMENTS, GROUP_DAYS = 14, 120, 10, (4, 7, 11)
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720.0, 360.0, 60.0, 20.0, 60.0, 300.0
LOW, HIGH = 2.0, 5.0


@dataclass(frozen=True, slots=True)
class Day:
    """A day's figures: the live mean that nobody sees, the comment's own, and its group's; None before the first."""

    live: float
    own: tuple[float, float, float] | None
    group: float | None


def play(seed: int) -> list[Day]:
    """Play an exchange in which people come over two weeks, half of them of one group."""
    rng = np.random.default_rng(seed)
    stars = rng.choice([2, 3, 4, 5], (COMMENTS, PEOPLE), p=[0.1, 0.15, 0.4, 0.35])
    stars[:, ::2] = rng.choice([1, 2, 3, 4, 5], (COMMENTS, (PEOPLE + 1) // 2), p=[0.2, 0.3, 0.25, 0.15, 0.1])
    come = np.sort(rng.random((COMMENTS, PEOPLE)) * DAYS * 1.8, axis=1)  # half of them rate a comment in time
    days: list[Day] = []
    state = ""
    for day in range(1, DAYS + 1):
        comments, people = np.nonzero(come < day)
        given = Given(
            comments=comments, raters=people, stars=stars[comments, people], near=np.zeros(len(comments), np.int64),
            group=np.arange(PEOPLE) % 2, comment_count=COMMENTS, group_count=2, min_group_size=5, before=state,
            day=day, has_groups=day in GROUP_DAYS or day == DAYS, is_close=day == DAYS, noise_key="ab" * 16,
            people=[str(each) for each in range(PEOPLE)], names=list(range(COMMENTS)),
        )  # fmt: skip
        found = findings(given)
        state = found.state
        mean, low, high = found.stars[0], found.low[0], found.high[0]
        own = (mean, low, high) if mean is not None and low is not None and high is not None else None
        cell = next((each.mean for each in found.cells if (each.comment, each.group) == (0, 0)), None)
        before = days[-1].group if days else None
        days.append(Day(float(stars[0][come[0] < day].mean()), own, cell if found.has_groups else before))
    return days


def draw(days: list[Day]) -> str:
    """Return the picture."""
    step = (WIDTH - LEFT - RIGHT) / len(days)

    def y(stars: float) -> float:
        return BOTTOM - (stars - LOW) / (HIGH - LOW) * (BOTTOM - TOP)

    parts = [
        text(
            LEFT,
            24,
            "One comment over two weeks: what is shown, and what nobody sees",
            size=16,
            fill=LIGHT.ink,
            bold=True,
        )
    ]
    for stars in (3, 4, 5):
        parts.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(stars), y2=y(stars), stroke=LIGHT.grid))
        parts.append(text(LEFT - 10, y(stars) + 4, f"{stars}", size=13, fill=LIGHT.muted, anchor="end"))
    for at, day in enumerate(days):
        x = LEFT + at * step
        parts.append(text(x + step / 2, BOTTOM + 20, f"{at + 1}", size=12, fill=LIGHT.muted, anchor="middle"))
        if day.own:
            mean, low, high = day.own
            parts.append(
                element("rect", x=x, y=y(high), width=step, height=y(low) - y(high), fill=LIGHT.bar, opacity="0.18")
            )
            parts.append(element("line", x1=x, x2=x + step, y1=y(mean), y2=y(mean), stroke=LIGHT.bar, stroke_width=3))
        if day.group is not None:
            parts.append(
                element(
                    "line",
                    x1=x,
                    x2=x + step,
                    y1=y(day.group),
                    y2=y(day.group),
                    stroke=LIGHT.dot,
                    stroke_width=3,
                    stroke_dasharray="6 3",
                )
            )
    path = " ".join(f"{LEFT + (at + 0.5) * step:.1f},{y(day.live):.1f}" for at, day in enumerate(days))
    parts.append(element("polyline", points=path, fill="none", stroke=LIGHT.muted, stroke_width=1.5))
    names = (
        (LIGHT.bar, "the comment, with its range"),
        (LIGHT.dot, "the same by one group"),
        (LIGHT.muted, "live mean, never shown"),
    )
    for at, (colour, words) in enumerate(names):
        x = LEFT + at * 210
        parts.append(element("line", x1=x, x2=x + 24, y1=44, y2=44, stroke=colour, stroke_width=3))
        parts.append(text(x + 32, 48, words, size=13, fill=LIGHT.ink))
    parts.append(
        text(
            LEFT,
            BOTTOM + 42,
            "Days of the exchange. The last figures are those of the close.",
            size=13,
            fill=LIGHT.muted,
        )
    )
    return document(
        element("rect", width=WIDTH, height=HEIGHT, fill=LIGHT.paper) + "".join(parts),
        width=WIDTH,
        height=HEIGHT,
        title="A figure under releases",
        description="Steps of a comment's stars over 14 days, beside the live mean; by group four steps.",
        name="releases",
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(draw(play(5)) + "\n", encoding="utf-8")
