"""The subcommands for results."""

from bot.core.flags import Flag
from bot.core.grammar import Syntax
from bot.domain.policy import Act
from bot.results import compare_command, link_command, listeners
from bot.slack.commands import Group, Role, Subcommand

RESULTS = Subcommand(
    Syntax("results", ("resultados",), flags=(Flag("group", ("grupo",)),)),
    listeners.results_command,
    group=Group.YOURS,
)
LINK = Subcommand(
    Syntax(
        "link",
        ("enlace",),
        flags=(Flag("new", ("nuevo",), takes_value=False), Flag("off", ("desactivar",), takes_value=False)),
    ),
    link_command.link_command,
    role=Role.MODERATOR,
    group=Group.YOURS,
)
"""The link to the page with results."""

COMPARE = Subcommand(
    Syntax("compare", ("comparar",), takes_ref=False),
    compare_command.compare_command,
    role=Role.MODERATOR,
    act=Act.SEE,
    group=Group.YOURS,
)
"""Exchanges beside each other."""
