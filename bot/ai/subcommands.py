"""The subcommand for AI services."""

from bot.ai import listeners
from bot.core.grammar import Syntax
from bot.slack.commands import Role, Subcommand

OUTSIDE = Subcommand(
    Syntax("outside", ("externo", "externos"), actions=("on", "off"), takes_ref=False),
    listeners.ai_command,
    role=Role.OWNER,
)
