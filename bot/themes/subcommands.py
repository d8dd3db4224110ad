"""The subcommands for themes."""

from bot.core.grammar import Syntax
from bot.slack.commands import Group, Role, Subcommand
from bot.themes import listeners, listeners_quality, parse

THEME = Subcommand(parse.SYNTAX, listeners.theme_command, role=Role.MODERATOR, group=Group.THEMES)

QUALITY = Subcommand(
    Syntax("quality", ("calidad",)), listeners_quality.quality_command, role=Role.MODERATOR, group=Group.THEMES
)
"""A blind check of the themes: a moderator reads comments and chooses between two names."""
