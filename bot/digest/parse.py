"""What a moderator wrote behind `digest`."""

from dataclasses import dataclass

from bot.core import grammar
from bot.core.digest_schedule import Every, parse_every
from bot.core.grammar import read_ref
from bot.slack.channels import parse_channel
from bot.slack.errors import KindError
from bot.slack.mrkdwn import echo

_WHAT = ("now", "preview", "every", "off")


@dataclass(frozen=True, slots=True)
class DigestCommand:
    """What is asked for. slug: the exchange's short name, "" when none was written; every: only with "every"."""

    what: str  # now, preview, every, off, status
    slug: str = ""
    channel_id: str | None = None
    every: Every | None = None


def parse_digest(rest: str, *, command: str, here: str, locale: str | None = None) -> DigestCommand:
    """Return what stands behind `digest`. Raises InputError that says how to write it.

    here: the channel it was written in. locale: of who wrote it.
    """
    order = grammar.parse(f"digest {rest}", locale)
    if order.ref and (order.ref.number is not None or order.ref.theme is not None):
        raise KindError("A digest is about a whole exchange: please write its short name alone.")
    channel_id = parse_channel(order.flags["channel"], here=here) if "channel" in order.flags else None
    slug = order.ref.slug if order.ref else ""
    what, *more = [*order.args] or ["status"]
    what = what.lower()
    if what == "every":
        return DigestCommand(what, slug, channel_id, parse_every(" ".join(more)))
    if len(more) == 1 and what in _WHAT and read_ref(more[0]) is not None:
        name = echo(more[0].removeprefix("#"))
        raise KindError(
            f"I understand `{what}`, but not `{name}` behind it. An exchange's short name comes first: "
            f"`{command} digest {name} {what}`."
        )
    if more or (order.args and what not in _WHAT):
        raise KindError(
            f"I understand `{command} digest now`, `{command} digest preview`, "
            f'`{command} digest every "mon 09:00"` and `{command} digest off`, each with '
            "`--channel=#name` where another channel than the exchange's own is meant."
        )
    return DigestCommand(what, slug, channel_id)
