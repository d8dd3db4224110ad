"""The subcommands for moderators that make an exchange and run it."""

from functools import partial

from bot.core.flags import Flag
from bot.core.grammar import Syntax
from bot.domain.policy import Act
from bot.exchanges import delete_form, listeners, listeners_form, roster_command
from bot.exchanges.channels.command import channel_command
from bot.exchanges.invite.command import invite_command
from bot.exchanges.nudge.listeners import nudge_command
from bot.exchanges.settings.declared import FLAGS
from bot.slack.commands import Group, Role, Subcommand

_run = partial(Subcommand, handler=listeners.run_subcommand, role=Role.MODERATOR)

NEW = Subcommand(
    Syntax("new", ("nueva", "nuevo"), flags=FLAGS, takes_ref=False),
    listeners_form.new_exchange,
    role=Role.MODERATOR,
    has_note=True,
)
OPEN = _run(Syntax("open", ("abrir",)), group=Group.RUN, has_note=True)
CLOSE = _run(Syntax("close", ("cerrar",)), group=Group.RUN, has_note=True)
REOPEN = _run(Syntax("reopen", ("reabrir",)), group=Group.RUN, has_note=True)
EXTEND = _run(Syntax("extend", ("prorrogar", "extender", "ampliar")), group=Group.RUN, has_note=True)
PAUSE = _run(Syntax("pause", ("pausar",)), group=Group.RUN, has_note=True)
RESUME = _run(Syntax("resume", ("reanudar",)), group=Group.RUN)
ARCHIVE = _run(Syntax("archive", ("archivar",)), group=Group.RUN, has_note=True)
REMIND = _run(Syntax("remind", ("recordar",)), group=Group.RUN, has_note=True)
DELETE = Subcommand(
    Syntax("delete", ("eliminar", "borrar")),
    delete_form.delete_command,
    role=Role.OWNER,
    group=Group.RUN,
    has_note=True,
)
INVITE = Subcommand(
    Syntax("invite", ("invitar",), flags=(Flag("off", ("desactivar",), takes_value=False),)),
    invite_command,
    role=Role.MODERATOR,
    group=Group.REACH,
    has_note=True,
)
CHANNEL = Subcommand(
    Syntax("channel", ("canal",), actions=("add", "remove", "list")),
    channel_command,
    role=Role.MODERATOR,
    group=Group.REACH,
    has_note=True,
)
NUDGE = Subcommand(
    Syntax("nudge", ("avisar",), flags=(Flag("channel", ("canal",), sample="#…"),)),
    nudge_command,
    role=Role.MODERATOR,
    group=Group.REACH,
    has_note=True,
)
STATUS = _run(Syntax("status", ("estado",)), act=Act.SEE, group=Group.WATCH, has_note=True)
ROSTER = Subcommand(
    Syntax("roster", ("censo",), flags=(Flag("off", ("desactivar",), takes_value=False),)),
    roster_command.roster_command,
    role=Role.MODERATOR,
    group=Group.REACH,
)
"""How many people are in each group."""

GROUPS = Subcommand(
    Syntax("groups", ("grupos",)), roster_command.groups_command, role=Role.MODERATOR, group=Group.REACH
)
"""Which groups there are."""
