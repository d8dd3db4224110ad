"""Themes: groups of related comments, found from the comments alone and named in the commenters' own words.

Four independent steps: words (`corpus`), vectors (`features`), groups (`grouping`), names (`naming`). numpy and scipy
are imported on first use.
"""

from bot.core.themes.finder import MIN_COMMENTS, MIN_GROUPED, find_themes
from bot.core.themes.incremental import follow
from bot.core.themes.lines import run_lines
from bot.core.themes.model import CommentId, Theme, ThemeKind, ThemeSet
from bot.core.themes.silence import is_empty_answer
from bot.core.themes.state import Event, LastingTheme, ThemeState

__all__ = [
    "MIN_COMMENTS",
    "MIN_GROUPED",
    "CommentId",
    "Event",
    "LastingTheme",
    "Theme",
    "ThemeKind",
    "ThemeSet",
    "ThemeState",
    "find_themes",
    "follow",
    "is_empty_answer",
    "run_lines",
]
