"""The subcommand for results."""

from bot.core.flags import Flag
from bot.core.grammar import Syntax
from bot.results import listeners
from bot.slack.commands import Group, Subcommand

RESULTS = Subcommand(
    Syntax("results", ("resultados",), flags=(Flag("group", ("grupo",)),)),
    listeners.results_command,
    group=Group.YOURS,
)
