"""The subcommand for exports: public forms, and the moderation log, for moderators."""

from bot.core.flags import Flag
from bot.core.grammar import Syntax
from bot.domain.policy import Act
from bot.exports import listeners
from bot.slack.commands import Group, Role, Subcommand
from storage.enums import ExportForm

FORM = Flag(
    "as",
    ("como",),
    values={
        ExportForm.XLSX: ("excel",),
        ExportForm.CSV: (),
        ExportForm.JSON: (),
        ExportForm.BUNDLE: ("paquete",),
        ExportForm.LOG: ("historial", "registro"),
    },
)
EXPORT = Subcommand(
    Syntax("export", ("exportar",), flags=(FORM,)),
    listeners.export_command,
    role=Role.MODERATOR,
    act=Act.EXPORT,
    group=Group.YOURS,
)
