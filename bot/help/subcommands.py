"""The subcommand for help."""

from bot.core.grammar import Syntax
from bot.help import listeners
from bot.slack.commands import Subcommand

HELP = Subcommand(Syntax("help", ("ayuda",), takes_ref=False), listeners.show_help)
