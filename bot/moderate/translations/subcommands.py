"""The subcommand to look at a comment's translations, and to correct them."""

from bot.core.grammar import Syntax
from bot.domain.policy import Act
from bot.moderate.translations import listeners
from bot.slack.commands import Group, Role, Subcommand

TRANSLATE = Subcommand(
    Syntax("translate", ("traducir",)),
    listeners.translate_command,
    role=Role.MODERATOR,
    act=Act.MODERATE,
    group=Group.DECIDE,
)
