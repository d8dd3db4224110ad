"""The subcommand for the moderation log."""

from bot.core.grammar import Syntax
from bot.domain.policy import Act
from bot.moderate.audit import listeners
from bot.slack.commands import Group, Role, Subcommand

AUDIT = Subcommand(
    Syntax("audit", ("historial", "auditoría", "registro")),
    listeners.audit_command,
    role=Role.MODERATOR,
    act=Act.EXPORT,
    group=Group.YOURS,
)
