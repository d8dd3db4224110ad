"""Charts of stars: a bar chart block where Slack draws one, and bars of text where it does not."""

from collections.abc import Sequence
from typing import Any

from bot.slack.blocks import Block, cut
from bot.slack.emoji import show_emoji
from bot.texts import Texts

MAX_BARS = 8
_MAX_TITLE = 50
_MAX_LABEL = 20
_CELLS = 10
_MAX_STARS = 5


def star_bar(mean: float) -> str:
    """Return mean stars as a bar of ten cells: 4.2 fills eight."""
    filled = min(_CELLS, max(0, round(mean * _CELLS / _MAX_STARS)))
    return "▰" * filled + "▱" * (_CELLS - filled)


def stars_short(texts: Texts, mean: float | None, missing: str = "none") -> str:
    """Return mean stars with one digit, "4.2 ★"; where there is none to publish, why.

    missing: why, as in bot/domain/figures.py.
    """
    if mean is None:
        return texts(f"stars.missing.{missing}")
    return texts("stars.mean", mean=texts.number(mean, 1))


def bar_chart(title: str, bars: Sequence[tuple[str, float]], *, series: str, y_label: str, x_label: str = "") -> Block:
    """Return a bar chart of one series. bars: (label, value); labels differ, 20 characters at most.

    Only messages hold one, two at most; slack_sdk has no class for it.
    """
    shown = [(cut(show_emoji(label), _MAX_LABEL), value) for label, value in bars[:MAX_BARS]]
    axes: dict[str, Any] = {"categories": [label for label, _ in shown], "y_label": cut(y_label, _MAX_TITLE)}
    if x_label:
        axes["x_label"] = cut(x_label, _MAX_TITLE)
    data = [{"label": label, "value": round(value, 1)} for label, value in shown]
    return {
        "type": "data_visualization",
        "title": cut(title, _MAX_TITLE),
        "chart": {
            "type": "bar",
            "series": [{"name": cut(show_emoji(series), _MAX_LABEL), "data": data}],
            "axis_config": axes,
        },
    }
