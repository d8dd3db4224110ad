"""The subcommands for moderators: the queue, a decision about a comment, who moderates."""

from functools import partial

from bot.core.flags import Flag
from bot.core.grammar import Syntax
from bot.domain.policy import Act
from bot.moderate import listeners
from bot.moderate.words import REASON
from bot.slack.commands import Group, Role, Subcommand
from storage.enums import Office

ROLE = Flag(
    "role",
    ("rol", "papel"),
    values={
        Office.OWNER: ("propietario",),
        Office.MODERATOR: ("moderador", "moderación"),
        Office.SAFETY: ("seguridad",),
        Office.ANALYST: ("analista", "análisis"),
        Office.VIEWER: ("lector", "lectura"),
    },
)

_decision = partial(
    Subcommand, handler=listeners.decision_command, role=Role.MODERATOR, act=Act.MODERATE, group=Group.DECIDE
)

QUEUE = Subcommand(
    Syntax("queue", ("cola", "pendientes")),
    listeners.queue_command,
    role=Role.MODERATOR,
    act=Act.MODERATE,
    group=Group.WATCH,
)
KEEP = _decision(Syntax("keep", ("mantener", "conservar"), flags=(REASON,)))
HIDE = _decision(Syntax("hide", ("ocultar",), flags=(REASON,)))
RESTORE = _decision(Syntax("restore", ("restaurar", "mostrar-de-nuevo"), flags=(REASON,)))
REMOVE = _decision(Syntax("remove", ("quitar",), flags=(REASON,)))
MOD = Subcommand(
    Syntax(
        "mod",
        ("moderador", "moderadores"),
        flags=(Flag("owner", ("propietario", "propietaria"), takes_value=False), ROLE),
        actions=("add", "remove", "list"),
        takes_ref=False,
    ),
    listeners.mod_command,
    role=Role.MODERATOR,
)
