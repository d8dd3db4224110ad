"""The subcommands for themes."""

from bot.core.grammar import Syntax
from bot.slack.commands import Group, Role, Subcommand
from bot.themes import listeners, listeners_quality, parse
from bot.themes.sets import listeners as listeners_sets
from bot.themes.sets import parse as parse_sets

THEME = Subcommand(parse.SYNTAX, listeners.theme_command, role=Role.MODERATOR, group=Group.THEMES)

SETS = Subcommand(
    parse_sets.SYNTAX, listeners_sets.sets_command, role=Role.MODERATOR, group=Group.THEMES, has_note=True
)

QUALITY = Subcommand(
    Syntax("quality", ("calidad",)), listeners_quality.quality_command, role=Role.MODERATOR, group=Group.THEMES
)
"""A blind check of the themes: a moderator reads comments and chooses between two names."""
