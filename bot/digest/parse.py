"""Parser of what a moderator writes after `digest`."""

from dataclasses import dataclass

from bot.core import grammar
from bot.core.command_words import action_in
from bot.core.digest_schedule import Every, parse_every
from bot.core.flags import Flag
from bot.core.grammar import Syntax, read_ref
from bot.domain.errors import UserError
from bot.slack.channels import parse_channel
from bot.slack.mrkdwn import echo

_CHANNEL = Flag("channel", ("canal",), values={"here": ("aquí",)})
_WHAT = ("now", "preview", "every", "off")
SYNTAX = Syntax("digest", ("resumen",), flags=(_CHANNEL,), actions=_WHAT)


@dataclass(frozen=True, slots=True)
class DigestCommand:
    """What a moderator wants. slug: the exchange's short name, "" when none was written; every: only with "every"."""

    what: str  # now, preview, every, off, status
    slug: str = ""
    channel_id: str | None = None
    every: Every | None = None


def parse_digest(rest: str, *, command: str, here: str, locale: str | None = None) -> DigestCommand:
    """Return what is written after `digest`. Raises InputError that says how to write it.

    here: the channel it was written in. locale: the writer's.
    """
    parsed = grammar.parse(SYNTAX, rest, locale)
    if parsed.ref and (parsed.ref.number is not None or parsed.ref.theme is not None):
        raise UserError("grammar.digest_whole")
    channel_id = parse_channel(parsed.flags["channel"], here=here) if "channel" in parsed.flags else None
    slug = parsed.ref.slug if parsed.ref else ""
    what, *more = [*parsed.args] or ["status"]
    what = what.lower()
    if what == "every":
        return DigestCommand(what, slug, channel_id, parse_every(" ".join(more)))
    if len(more) == 1 and what in _WHAT and read_ref(more[0]) is not None:
        name = echo(more[0].removeprefix("#"))
        shown = f"{command} {SYNTAX.name_in(locale)} {name} {action_in(locale, what)}"
        raise UserError("grammar.digest_name_first", action=action_in(locale, what), name=name, form=shown)
    if more or (parsed.args and what not in _WHAT):
        raise UserError("grammar.digest_unknown", command=command)
    return DigestCommand(what, slug, channel_id)
