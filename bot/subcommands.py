"""All subcommands, in the order in which help and docs/commands.md show them. Each feature declares its own."""

from bot.ai.subcommands import OUTSIDE
from bot.digest.subcommands import DIGEST
from bot.exchanges.subcommands import (
    ARCHIVE,
    CHANNEL,
    CLOSE,
    DELETE,
    EXTEND,
    GROUPS,
    INVITE,
    NEW,
    NUDGE,
    OPEN,
    PAUSE,
    REMIND,
    REOPEN,
    RESUME,
    ROSTER,
    STATUS,
)
from bot.exports.subcommands import EXPORT
from bot.help.subcommands import HELP
from bot.home.subcommands import ABOUT, FORGET_ME, ME
from bot.moderate.answers.subcommands import ANSWER
from bot.moderate.audit.subcommands import AUDIT
from bot.moderate.subcommands import HIDE, KEEP, MOD, QUEUE, REMOVE, RESTORE
from bot.moderate.translations.subcommands import TRANSLATE
from bot.rate.subcommands import RATE
from bot.results.subcommands import COMPARE, LINK, RESULTS
from bot.share.subcommands import SHARE
from bot.slack.commands import Subcommand
from bot.themes.subcommands import QUALITY, SETS, THEME

_OF_MODERATORS = (
    *(NEW, OPEN, CLOSE, REOPEN, EXTEND, PAUSE, RESUME, INVITE, CHANNEL),
    *(REMIND, ARCHIVE, DELETE, STATUS, ROSTER, NUDGE, GROUPS),
    *(DIGEST, THEME, SETS, QUALITY),
    *(QUEUE, KEEP, HIDE, RESTORE, REMOVE, AUDIT, ANSWER, TRANSLATE, MOD, LINK, COMPARE, EXPORT, OUTSIDE),
)
_OF_EVERYBODY = (SHARE, RATE, RESULTS, ME, ABOUT, FORGET_ME, HELP)

SUBCOMMANDS: tuple[Subcommand, ...] = (*_OF_MODERATORS, *_OF_EVERYBODY)
