"""The subcommand for the moderation log."""

from bot.core.grammar import Syntax
from bot.moderate.audit import listeners
from bot.slack.commands import Group, Role, Subcommand

AUDIT = Subcommand(
    Syntax("audit", ("historial", "auditoría", "registro")),
    listeners.audit_command,
    role=Role.MODERATOR,
    group=Group.YOURS,
)
