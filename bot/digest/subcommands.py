"""The subcommand for digests."""

from bot.digest import listeners, parse
from bot.slack.commands import Role, Subcommand

DIGEST = Subcommand(parse.SYNTAX, listeners.digest_command, role=Role.MODERATOR)
