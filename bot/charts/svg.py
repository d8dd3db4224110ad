"""SVG writer: elements as text, escaped, with attributes alone, so that a strict content security policy takes them."""

import re
from dataclasses import dataclass
from xml.sax import saxutils

FAMILY = "Noto Sans"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has no way to write."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a chart."""

    paper: str
    ink: str
    muted: str
    grid: str
    bar: str
    dot: str
    g1: str  # of groups, in their order; with a shape of its own each (marks.py)
    g2: str
    g3: str
    g4: str
    g5: str
    g6: str
    g7: str
    g8: str
    h1: str  # behind numbers of a heat map, from the fewest stars to the most
    h2: str
    h3: str
    h4: str
    h5: str

    def group(self, index: int) -> str:
        """Return the colour of a group."""
        colours = (self.g1, self.g2, self.g3, self.g4, self.g5, self.g6, self.g7, self.g8)
        return colours[index % len(colours)]

    def heat(self, stars: float) -> str:
        """Return the colour behind a number of stars, 1..5: a step for each half star between 2.5 and 4."""
        steps = (self.h1, self.h2, self.h3, self.h4, self.h5)
        return steps[sum(stars >= edge for edge in HEAT_EDGES)]


HEAT_EDGES = (2.5, 3.0, 3.5, 4.0)
"""Stars at which the colour of a heat map changes."""

_LIGHT_GROUPS = ("#0b69a3", "#b5471b", "#1b7a4b", "#8e3b8a", "#866200", "#3f5873", "#a0243f", "#00706f")
_DARK_GROUPS = ("#6fb3dd", "#f59e6c", "#6fcf97", "#dba2da", "#e0bb55", "#a9bdd3", "#f3929f", "#5fd0d0")

LIGHT = Palette(
    "#ffffff",
    "#1d1c1d",
    "#565458",
    "#d9d8da",
    "#2a6f97",
    "#b5471b",
    *_LIGHT_GROUPS,
    *("#f2bfa6", "#f8e0d4", "#eceff2", "#c5dded", "#8fbfde"),
)
DARK = Palette(
    "#1a1d21",
    "#f1f0f2",
    "#b9b8bb",
    "#44474c",
    "#6fb3dd",
    "#f59e6c",
    *_DARK_GROUPS,
    *("#7a3d20", "#50382c", "#33373d", "#24485f", "#1d5f8a"),
)


def page_palette() -> Palette:
    """Return colours for a page: its CSS variables `--chart-ink` and so on; the light ones where it has none."""
    names = Palette.__dataclass_fields__
    return Palette(**{name: f"var(--chart-{name}, {getattr(LIGHT, name)})" for name in names})


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Return an element. content: SVG; attributes: with `_` for `-`, numbers with one digit."""
    written = "".join(
        f" {key.replace('_', '-')}={saxutils.quoteattr(_value(value))}" for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def escape(words: str) -> str:
    """Return words as the content of an element."""
    return saxutils.escape(_ILLEGAL.sub("", words))


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, *, size: float, fill: str, bold: bool = False, anchor: str = "start") -> str:
    """Return words at a place. y: of the baseline; anchor: start, middle or end."""
    weight: dict[str, str | float] = {"font_weight": "700"} if bold else {}
    side: dict[str, str | float] = {} if anchor == "start" else {"text_anchor": anchor}
    return element("text", escape(words), x=x, y=y, font_size=size, fill=fill, **weight, **side)


def document(content: str, *, width: float, height: float, title: str, description: str, name: str) -> str:
    """Return a whole picture with what a screen reader says of it. name: unique in its page."""
    spoken = element("title", escape(title), id=f"{name}-title") + element(
        "desc", escape(description), id=f"{name}-desc"
    )
    return element(
        "svg",
        spoken + content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        direction="ltr",  # the places of words are counted from the left, in a page that runs from the right too
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family=f"'{FAMILY}', sans-serif",
    )
