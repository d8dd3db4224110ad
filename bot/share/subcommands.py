"""The subcommand for sharing."""

from bot.core.grammar import Syntax
from bot.share import listeners
from bot.slack.commands import Group, Subcommand

SHARE = Subcommand(
    Syntax("share", ("compartir", "comentar"), takes_ref=False),
    listeners.share_command,
    group=Group.TAKE_PART,
    has_note=True,
)
