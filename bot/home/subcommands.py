"""The subcommands for what is a person's own."""

from functools import partial

from bot.core.grammar import Syntax
from bot.home import listeners
from bot.slack.commands import Group, Subcommand

_own = partial(Subcommand, group=Group.YOURS)

ME = _own(Syntax("me", ("yo", "mis-comentarios"), takes_ref=False), listeners.me_command)
ABOUT = _own(Syntax("about", ("acerca", "acerca-de"), takes_ref=False), listeners.about_command)
FORGET_ME = _own(
    Syntax("forget-me", ("borrar-mis-datos", "olvídame", "olvidarme"), takes_ref=False), listeners.forget_command
)
