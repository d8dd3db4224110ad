"""Offers: cards under messages that offer to share them; which words are the newest, and where the card is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.share import blocks_offer, payloads
from bot.share.details import find_details
from bot.share.near_duplicates.index import NearComment, NearComments
from bot.share.review import find_hints
from bot.share.service import read_service
from bot.slack.blocks import Block
from bot.slack.client import CALL_ERRORS, Unreachable, classify, describe
from bot.slack.deadlines import within
from bot.slack.mrkdwn import plain_words
from storage.exchanges import Exchange

log = structlog.get_logger()

_SECONDS = 1.5  # of the 3 s in which a click is answered
_MAX_LOOKED_AT = 30  # messages after the edited one among which its card is looked for,
_MAX_LOOKED_S = 120  # and seconds


@dataclass(frozen=True, slots=True)
class OfferLocation:
    """A message in somebody's conversation with the app. thread_ts: of the thread it is in, if any."""

    channel: str
    ts: str
    thread_ts: str | None = None

    @property
    def source(self) -> str:
        """The source of the comment that is made of it."""
        return f"{self.channel}:{self.ts}"


async def get_newest(ctx: Context, actor: Actor, source: str, shown: str, card: OfferLocation) -> str:
    """Return the newest words of what a card shows. Raises UserError when the message is gone, or nobody knows.

    Nothing that was not shared is stored, and another process may have heard of an edit, so Slack is asked. Where it
    will not say, shown is returned: the words that the person saw when they pressed. source: "CHANNEL:TS" of the
    message; card: the clicked one. Words by a command, or from another conversation than the card's, do not change.
    """
    channel, _, ts = source.partition(":")
    if channel != card.channel or not _is_ts(ts):
        return shown
    location = OfferLocation(channel, ts, card.thread_ts)
    try:
        found = await _read(ctx, actor, location, oldest=ts, latest=ts, limit=2)
    except CALL_ERRORS as error:
        if isinstance(classify(error), Unreachable):
            raise UserError("share.message_unknown") from error
        log.warning("newest_words_unknown", error=describe(classify(error)))
        return shown
    for message in found:
        if message.get("ts") == ts and message.get("subtype") != "tombstone":
            words = plain_words(message.get("text") or "")
            if words:
                return words
    raise UserError("share.message_gone")


async def find_card(ctx: Context, actor: Actor, location: OfferLocation) -> str | None:
    """Return the ts of the card that offers a message; None where it is not found."""
    window = {"oldest": location.ts, "latest": _later(location.ts), "limit": _MAX_LOOKED_AT}
    try:
        for message in await _read(ctx, actor, location, **window):
            if message.get("bot_id") and _is_offer(message, location.source):
                return str(message["ts"])
    except CALL_ERRORS as error:
        log.warning("card_not_found", error=type(error).__name__)
    return None


async def _read(ctx: Context, actor: Actor, location: OfferLocation, **window: Any) -> list[dict[str, Any]]:
    """Return messages of a conversation, or of a thread in it."""
    web = ctx.workspace(actor.tenant_id).client
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

    Where only one exchange is open, with what others said like it too, and whether it seems to be about something else.
    """
    details = await find_details(ctx, actor, text)
    near: Sequence[NearComment] = ()
    is_off_topic = False
    if len(choices) == 1:
        near, is_off_topic = await find_hints(ctx, near_comments, actor, choices[0], text)
    return blocks_offer.offer_card(
        actor.texts,
        choices,
        text,
        source,
        near=near,
        details=details,
        is_off_topic=is_off_topic,
        service=await read_service(ctx, actor),
    )


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
