"""The card under a message that offers to share it: which words it shows, and where it stands."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError

from bot.context import Context
from bot.core.personal import Detail
from bot.domain.actor import Actor
from bot.share import blocks, blocks_near
from bot.share.details import find_details
from bot.share.near import NearComments
from bot.slack.blocks import Block
from bot.slack.deadlines import within
from bot.slack.errors import KindError
from bot.slack.mrkdwn import plain_words
from storage.exchanges import Exchange

log = structlog.get_logger()

OFFER = "Share this as a comment?"
_MAX_REMEMBERED = 5_000  # edited messages
_SECONDS = 1.5  # of the 3 s in which a click is answered
_SKEW = timedelta(minutes=1)  # between our clock and Slack's
_LOOKED_AT = 30  # messages behind the edited one among which its card is looked for,
_LOOKED_S = 120  # and seconds
_GONE = (
    "You deleted that message, so I share nothing of it. Please write your words to me again if you want them shared."
)
_UNKNOWN = "Slack does not tell me just now whether you changed that message. Please press again in a moment."
_MISSED = (SlackClientError, ClientError, TimeoutError, OSError)


@dataclass(frozen=True, slots=True)
class OfferLocation:
    """A message of a person in their conversation with the app. thread_ts: of the thread it stands in, if any."""

    channel: str
    ts: str
    thread_ts: str | None = None

    @property
    def source(self) -> str:
        """What a comment made of it comes by."""
        return f"{self.channel}:{self.ts}"


class Offers:
    """Knows the newest words of messages that were edited before they were shared.

    In memory only, since nothing that was not shared is stored. Of a message older than this process Slack is asked.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._since = ctx.clock()
        self._newest: OrderedDict[str, str] = OrderedDict()  # words by source, "" for a deleted message

    def remember(self, place: OfferLocation, words: str) -> None:
        """Keep a message's newest words; "" once it is deleted."""
        self._newest[place.source] = words
        self._newest.move_to_end(place.source)
        if len(self._newest) > _MAX_REMEMBERED:
            self._newest.popitem(last=False)

    async def newest(self, source: str, shown: str, thread_ts: str | None) -> str:
        """Return the newest words of what a card shows. Raises KindError when the message is gone, or nobody can tell.

        source: "CHANNEL:TS" of the message; words that came by a command do not change.
        """
        channel, _, ts = source.partition(":")
        words = self._newest.get(source)
        if words is None:
            if channel == "command" or not _is_ts(ts) or float(ts) > (self._since + _SKEW).timestamp():
                return shown
            words = await self._ask(OfferLocation(channel, ts, thread_ts))
        if not words:
            raise KindError(_GONE)
        return words

    async def find_card(self, place: OfferLocation) -> str | None:
        """Return the ts of the card that offers a message; None where it is not found."""
        try:
            for message in await self._read(place, oldest=place.ts, latest=_later(place.ts), limit=_LOOKED_AT):
                if message.get("bot_id") and _offers(message, place.source):
                    return str(message["ts"])
        except _MISSED as error:
            log.warning("card_not_found", error=type(error).__name__)
        return None

    async def _ask(self, place: OfferLocation) -> str:
        """Return the words of a message as it stands now; "" when it is gone."""
        try:
            found = await self._read(place, oldest=place.ts, latest=place.ts, limit=2)
        except _MISSED as error:
            raise KindError(_UNKNOWN) from error
        for message in found:
            if message.get("ts") == place.ts and message.get("subtype") != "tombstone":
                return plain_words(message.get("text") or "")
        return ""

    async def _read(self, place: OfferLocation, **window: Any) -> list[dict[str, Any]]:
        """Return messages of a conversation, or of a thread in it."""
        web = self._ctx.web
        async with within(_SECONDS):
            if place.thread_ts:
                page = await web.conversations_replies(
                    channel=place.channel, ts=place.thread_ts, inclusive=True, **window
                )
            else:
                page = await web.conversations_history(channel=place.channel, inclusive=True, **window)
        return list(page.get("messages") or [])


async def offer_of(
    ctx: Context, near: NearComments, actor: Actor, choices: list[Exchange], text: str, source: str
) -> list[Block]:
    """Return the card that offers words, with what looks personal in them.

    Where one exchange is meant, with what others said like it too.
    """
    details = await find_details(ctx, text)
    if len(choices) == 1:
        card = await near_offer(near, actor, choices[0], text, source, details)
        if card:
            return card
    return blocks.offer_card(choices, text, source, details=details)


async def near_offer(
    near: NearComments, actor: Actor, exchange: Exchange, text: str, source: str, details: Sequence[Detail]
) -> list[Block]:
    """Return the offer with what others said like it; empty when nobody did."""
    alike = await near.to(actor, exchange, text)
    if not alike:
        return []
    rows = blocks_near.near_rows(exchange, alike)
    return blocks.offer_card([exchange], text, source, near=rows, yes=blocks_near.SHARE_IT, details=details)


def _offers(message: dict[str, Any], source: str) -> bool:
    """Say whether a message is the card that offers what came by this source."""
    for block in message.get("blocks") or []:
        for element in block.get("elements") or []:
            if element.get("action_id") == blocks.DM_YES and str(element.get("value")).endswith(f"|{source}"):
                return True
    return False


def _later(ts: str) -> str:
    return f"{float(ts) + _LOOKED_S:.6f}" if _is_ts(ts) else ts


def _is_ts(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()
