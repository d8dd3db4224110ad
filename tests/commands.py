"""The subcommands as tests use them: a whole line is parsed as the command's listener parses it."""

from bot.core import grammar
from bot.core.grammar import ParsedCommand
from bot.slack.commands import Subcommand, Subcommands
from bot.subcommands import SUBCOMMANDS

ALL = Subcommands(SUBCOMMANDS)
READY = list(SUBCOMMANDS)


def named(name: str) -> Subcommand:
    """Return the subcommand of an English name."""
    subcommand = ALL.get(name)
    assert subcommand, name
    return subcommand


def parse(text: str, locale: str | None = "en") -> ParsedCommand:
    """Return what a line behind "/exchange" says. Raises InputError."""
    name, rest = ALL.names.split(text)
    return grammar.parse(named(name).syntax, rest, locale)
