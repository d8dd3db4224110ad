"""The subcommand for help, and those that are planned: they say that they come later."""

from functools import partial

from bot.core.grammar import Syntax
from bot.help import listeners
from bot.slack.commands import Role, Subcommand

_later = partial(Subcommand, handler=listeners.run_planned, role=Role.MODERATOR, is_planned=True)

HELP = Subcommand(Syntax("help", ("ayuda",), takes_ref=False), listeners.show_help)
PLANNED = (_later(Syntax("groups", ("grupos",))),)
