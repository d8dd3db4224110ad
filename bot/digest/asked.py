"""What a moderator wrote behind `digest`, and whether a channel can be written to."""

import asyncio
import re
from dataclasses import dataclass

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.core import grammar
from bot.core.digest_schedule import Every, ScheduleError, parse_every
from bot.core.grammar import GrammarError
from bot.slack.errors import KindError
from bot.slack.kit import Kit

_SECONDS = 2.0  # of the 3 s in which a command is answered
_LINK = re.compile(r"<#(?P<id>[CG][A-Z0-9]{2,30})(?:\|[^>]*)?>|(?P<bare>[CG][A-Z0-9]{6,30})")
_WHAT = ("now", "preview", "every", "off")


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. slug: the exchange's short name, "" when none was written; every: only with "every"."""

    what: str  # now, preview, every, off, status
    slug: str = ""
    channel_id: str | None = None
    every: Every | None = None


def read_order(rest: str, *, command: str) -> Order:
    """Return what stands behind `digest`. Raises KindError that says how to write it."""
    try:
        order = grammar.parse(f"digest {rest}")
    except GrammarError as error:
        raise KindError(str(error)) from error
    if order.ref and (order.ref.number is not None or order.ref.theme is not None):
        raise KindError("A digest is about a whole exchange: please write its short name alone.")
    channel_id = _channel(order.flags["channel"]) if "channel" in order.flags else None
    slug = order.ref.slug if order.ref else ""
    what, *more = [*order.args] or ["status"]
    what = what.lower()
    if what == "every":
        try:
            return Order(what, slug, channel_id, parse_every(" ".join(more)))
        except ScheduleError as error:
            raise KindError(str(error)) from error
    if more or (order.args and what not in _WHAT):
        raise KindError(
            f'I understand `{command} digest now`, `preview`, `every "mon 09:00"` and `off`, each with '
            "`--channel=#name` where another channel than the exchange's own is meant."
        )
    return Order(what, slug, channel_id)


def _channel(written: str) -> str:
    link = _LINK.fullmatch(written)
    if not link:
        raise KindError("I cannot see that channel. Invite me there, then name it like `--channel=#board`.")
    return str(link["id"] or link["bare"])


async def reach(kit: Kit, channel_id: str) -> None:
    """Make sure that the bot can write to a channel: it joins a public one. Raises KindError when it cannot.

    Where Slack is slow to tell, the digest itself will show.
    """
    try:
        async with asyncio.timeout(_SECONDS):
            found = (await kit.web.conversations_info(channel=channel_id))["channel"]
            if found.get("is_archived"):
                raise KindError(f"<#{channel_id}> is archived, so no digest can be posted there.")
            if not found.get("is_member") and not found.get("is_private"):
                await kit.web.conversations_join(channel=channel_id)
    except SlackApiError as error:
        if getattr(error.response, "status_code", 0) == 200:  # noqa: PLR2004 - Slack answered, and it is a no
            raise KindError(
                f"I cannot write in <#{channel_id}>. Invite me there first: `/invite @Starling`."
            ) from error
    except (SlackClientError, ClientError, TimeoutError, OSError):
        return
