"""Offers: cards under messages that offer to share them; which words are the newest, and where the card is."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.share import blocks_offer, payloads
from bot.share.details import find_details
from bot.share.near_duplicates.index import NearComments
from bot.slack.blocks import Block
from bot.slack.client import CALL_ERRORS
from bot.slack.deadlines import within
from bot.slack.mrkdwn import plain_words
from storage.exchanges import Exchange

log = structlog.get_logger()

_MAX_REMEMBERED = 5_000  # edited messages
_SECONDS = 1.5  # of the 3 s in which a click is answered
_SKEW = timedelta(minutes=1)  # between our clock and Slack's
_MAX_LOOKED_AT = 30  # messages after the edited one among which its card is looked for,
_MAX_LOOKED_S = 120  # and seconds


@dataclass(frozen=True, slots=True)
class OfferLocation:
    """A message of a person in their conversation with the app. thread_ts: of the thread it is in, if any."""

    channel: str
    ts: str
    thread_ts: str | None = None

    @property
    def source(self) -> str:
        """The source of the comment that is made of it."""
        return f"{self.channel}:{self.ts}"


class Offers:
    """Knows the newest words of messages that were edited before they were shared.

    In memory only, since nothing that was not shared is stored. Of a message older than this process Slack is asked.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._since = ctx.clock()
        self._newest: OrderedDict[tuple[int, str], str] = (
            OrderedDict()
        )  # words by tenant and source, "" for a deleted message

    def remember(self, actor: Actor, location: OfferLocation, words: str) -> None:
        """Remember a message's newest words; "" once it is deleted."""
        key = (actor.tenant_id, location.source)
        self._newest[key] = words
        self._newest.move_to_end(key)
        if len(self._newest) > _MAX_REMEMBERED:
            self._newest.popitem(last=False)

    async def get_newest(self, actor: Actor, source: str, shown: str, thread_ts: str | None) -> str:
        """Return the newest words of what a card shows. Raises UserError when the message is gone, or nobody knows.

        source: "CHANNEL:TS" of the message; words that came by a command do not change.
        """
        channel, _, ts = source.partition(":")
        words = self._newest.get((actor.tenant_id, source))
        if words is None:
            if channel == "command" or not _is_ts(ts) or float(ts) > (self._since + _SKEW).timestamp():
                return shown
            words = await self._fetch(actor, OfferLocation(channel, ts, thread_ts))
        if not words:
            raise UserError("share.message_gone")
        return words

    async def find_card(self, actor: Actor, location: OfferLocation) -> str | None:
        """Return the ts of the card that offers a message; None where it is not found."""
        try:
            for message in await self._read(
                actor, location, oldest=location.ts, latest=_later(location.ts), limit=_MAX_LOOKED_AT
            ):
                if message.get("bot_id") and _is_offer(message, location.source):
                    return str(message["ts"])
        except CALL_ERRORS as error:
            log.warning("card_not_found", error=type(error).__name__)
        return None

    async def _fetch(self, actor: Actor, location: OfferLocation) -> str:
        """Return the words of a message as it is now; "" when it is gone."""
        try:
            found = await self._read(actor, location, oldest=location.ts, latest=location.ts, limit=2)
        except CALL_ERRORS as error:
            raise UserError("share.message_unknown") from error
        for message in found:
            if message.get("ts") == location.ts and message.get("subtype") != "tombstone":
                return plain_words(message.get("text") or "")
        return ""

    async def _read(self, actor: Actor, location: OfferLocation, **window: Any) -> list[dict[str, Any]]:
        """Return messages of a conversation, or of a thread in it."""
        web = self._ctx.workspace(actor.tenant_id).client
        async with within(_SECONDS):
            if location.thread_ts:
                page = await web.conversations_replies(
                    channel=location.channel, ts=location.thread_ts, inclusive=True, **window
                )
            else:
                page = await web.conversations_history(channel=location.channel, inclusive=True, **window)
        return list(page.get("messages") or [])


async def make_offer(
    ctx: Context, near_comments: NearComments, actor: Actor, choices: list[Exchange], text: str, source: str
) -> list[Block]:
    """Return the card that offers words, with what looks personal in them.

    Where only one exchange is open, with what others said like it too.
    """
    details = await find_details(ctx, actor, text)
    near = await near_comments.find_near(actor, choices[0], text) if len(choices) == 1 else []
    return blocks_offer.offer_card(actor.texts, choices, text, source, near=near, details=details)


def _is_offer(message: dict[str, Any], source: str) -> bool:
    """Say whether a message is the card that offers what came by this source."""
    for block in message.get("blocks") or []:
        for element in block.get("elements") or []:
            if element.get("action_id") == blocks_offer.DM_YES and payloads.is_offer_of(
                str(element.get("value")), source
            ):
                return True
    return False


def _later(ts: str) -> str:
    return f"{float(ts) + _MAX_LOOKED_S:.6f}" if _is_ts(ts) else ts


def _is_ts(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()
