"""The subcommand to answer a comment."""

from bot.core.flags import Flag
from bot.core.grammar import Syntax
from bot.domain.policy import Act
from bot.moderate.answers import listeners
from bot.slack.commands import Group, Role, Subcommand

ANSWER = Subcommand(
    Syntax(
        "answer",
        ("responder",),
        flags=(
            Flag(
                "status",
                ("estado",),
                values={
                    "heard": ("escuchado",),
                    "planned": ("previsto",),
                    "started": ("empezado",),
                    "done": ("hecho",),
                    "declined": ("descartado",),
                },
            ),
            Flag("owner", ("responsable",)),
            Flag("due", ("plazo",), sample="2027-03-01"),
        ),
    ),
    listeners.answer_command,
    role=Role.MODERATOR,
    act=Act.MODERATE,
    group=Group.DECIDE,
    has_note=True,
)
