"""The subcommand for rating."""

from bot.core.grammar import Syntax
from bot.rate import listeners
from bot.slack.commands import Group, Subcommand

RATE = Subcommand(Syntax("rate", ("valorar", "calificar")), listeners.rate_command, group=Group.TAKE_PART)
