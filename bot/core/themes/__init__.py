"""Themes: comments that belong together, found from the comments alone and named in the commenters' own words.

Four steps, each on its own so that one can change without the others: words (`corpus`), vectors (`features`), groups
(`grouping`), names (`naming`). numpy and scipy are loaded when themes are first looked for.
"""

from bot.core.themes.finder import MIN_COMMENTS, find_themes
from bot.core.themes.incremental import follow
from bot.core.themes.lines import run_lines
from bot.core.themes.model import ALL_COMMENTS, OTHER_COMMENTS, CommentId, Theme, ThemeSet, is_apart
from bot.core.themes.silence import says_nothing
from bot.core.themes.state import Event, LastingTheme, ThemeState

__all__ = [
    "ALL_COMMENTS",
    "MIN_COMMENTS",
    "OTHER_COMMENTS",
    "CommentId",
    "Event",
    "LastingTheme",
    "Theme",
    "ThemeSet",
    "ThemeState",
    "find_themes",
    "follow",
    "is_apart",
    "run_lines",
    "says_nothing",
]
