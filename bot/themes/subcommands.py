"""The subcommand for themes."""

from bot.slack.commands import Role, Subcommand
from bot.themes import listeners, parse

THEME = Subcommand(parse.SYNTAX, listeners.theme_command, role=Role.MODERATOR)
