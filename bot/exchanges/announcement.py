"""The one message of an exchange in each of its channels: posted once, then edited in place.

What it shows is compared with what it should show (`compute_snapshot`), so after a crash anywhere only an edit comes a
little later. Who posts or edits holds a claim with an end. A claim that ran out before the message was known means that
a post may have gone out: then the channel is read for the message, which carries the exchange's id, before another is
posted.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.context import Context
from bot.domain.leases import require_time
from bot.domain.public_counts import get_public_counts
from bot.exchanges.blocks import announcement
from bot.slack.blocks import Block
from bot.slack.client import (
    CALL_ERRORS,
    Refused,
    classify,
    describe,
    find_message,
    findable,
    is_refused,
    without_retries,
)
from bot.texts import texts_for
from storage import exchange_channels, exchanges
from storage.announcement_snapshot import AnnouncementSnapshot
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.public_counts import PublicCounts
from storage.scope import ExchangeScope

log = structlog.get_logger()

EVENT = "starling_announcement"
EVERY = timedelta(minutes=1)  # between edits of the counts
_CLAIM = timedelta(seconds=90)
_LATER = timedelta(seconds=60)  # after Slack refused
_MAX_WAIT = timedelta(hours=1)
_MAX_REFUSALS = 24 * 7
_FOR_GOOD = timedelta(days=3650)
_TRIES = 3
_SKEW = timedelta(minutes=10)  # between our clock and Slack's
_NOT_THERE = "not_in_channel"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Slack does not let the bot post. error: Slack's code; is_new: no moderator has heard of it yet."""

    error: str
    is_new: bool


def compute_snapshot(exchange: Exchange, counts: PublicCounts, now: datetime) -> AnnouncementSnapshot:
    """Return what the announcement should show, as far as it changes."""
    dates = _dates(exchange, now)
    return replace(dates, people=counts.people, comments=counts.comments, ratings=counts.ratings)


def _dates(exchange: Exchange, now: datetime) -> AnnouncementSnapshot:
    """Return the part that is no count."""
    return AnnouncementSnapshot(
        state=exchange.state,
        takes_comments=exchange.is_open and exchange.takes_comments(now),
        is_paused=exchange.is_paused,
        closes_at=exchange.closes_at,
        closed_at=exchange.closed_at,
        is_followed=exchange.followed_by is not None,
    )


def is_urgent(exchange: Exchange, now: datetime) -> bool:
    """Say whether more than the counts changed, or nothing is posted yet."""
    shown = exchange.announced_snapshot or AnnouncementSnapshot()
    without_counts = replace(shown, people=0, comments=0, ratings=0, error=None, tries=0)
    return exchange.announcement_ts is None or without_counts != _dates(exchange, now)


def is_waiting(exchange: Exchange, now: datetime) -> bool:
    """Say whether its turn to be looked at has not come."""
    if exchange.announce_lease_until is not None and exchange.announce_lease_until > now:
        return True
    return not is_urgent(exchange, now) and exchange.announced_at is not None and now - exchange.announced_at < EVERY


async def update_announcement(
    ctx: Context, tenant_id: int, exchange_id: int, channel_id: str | None = None
) -> Refusal | None:
    """Post the announcement if it is pending, or edit it where it shows something else. Safe to call at any time.

    channel_id: another channel that the exchange runs in, None for its own.
    """
    scope = ExchangeScope(tenant_id, exchange_id)
    for _ in range(_TRIES):
        now = ctx.clock()
        until = now + _CLAIM
        async with ctx.storage.read() as db:
            exchange = await exchanges.get(db, scope)
            if exchange is not None and channel_id:
                exchange = await exchange_channels.get_in(db, exchange, channel_id)
            if (
                exchange is None
                or exchange.channel_id is None
                or exchange.state == ExchangeState.DRAFT
                or is_waiting(exchange, now)
            ):
                return None
            counts = await get_public_counts(ctx, db, exchange)
        if exchange.announcement_ts and _is_same(exchange, counts, now):
            return None
        if _is_over(exchange):
            return None
        async with ctx.storage.write() as db:
            if channel_id:
                claimed = await exchange_channels.claim_announcement(db, exchange, channel_id, now=now, until=until)
            else:
                claimed = await exchanges.claim_announcement(db, scope, now=now, until=until)
        if claimed is None or claimed.state == ExchangeState.DRAFT:
            return None
        counts = await _counts(ctx, claimed)
        refusal = await (_edit if claimed.announcement_ts else _post)(ctx, claimed, counts, now, until)
        if refusal:
            return refusal
    return None


def _is_over(exchange: Exchange) -> bool:
    """Say whether it closed before it was announced: then nobody needs to hear that it is closed."""
    return exchange.announcement_ts is None and not exchange.is_open and exchange.announce_lease_until is None


def _is_same(exchange: Exchange, counts: PublicCounts, now: datetime) -> bool:
    shown = exchange.announced_snapshot or AnnouncementSnapshot()
    return replace(shown, error=None, tries=0) == compute_snapshot(exchange, counts, now)


async def _counts(ctx: Context, exchange: Exchange) -> PublicCounts:
    async with ctx.storage.read() as db:
        return await get_public_counts(ctx, db, exchange)


async def _post(
    ctx: Context, exchange: Exchange, counts: PublicCounts, now: datetime, until: datetime
) -> Refusal | None:
    try:
        ts = await _find_earlier(ctx, exchange) if exchange.announce_lease_until else None
        if ts:
            await _end(ctx, exchange, until, announcement_ts=ts)  # what it shows is compared in the next round
            return None
        if not exchange.is_open:
            await _end(ctx, exchange, until)
            return None
        ts = await _send(ctx, exchange, counts, now, until)
    except CALL_ERRORS as error:
        failure = classify(error)
        if isinstance(failure, Refused):
            return await _note_refusal(ctx, exchange, failure.code, now, until)
        # It may have gone out: the claim stays and runs out, so that the next one reads the channel first.
        log.warning("announcement_failed", exchange_id=exchange.exchange_id, error=describe(failure))
        return None
    shown = compute_snapshot(exchange, counts, now)
    await _end(ctx, exchange, until, announcement_ts=ts, shown=shown, announced_at=now)
    log.info("announced", exchange_id=exchange.exchange_id)
    return None


def _message(exchange: Exchange, counts: PublicCounts, now: datetime) -> tuple[str, list[Block]]:
    takes_comments = exchange.takes_comments(now)
    return announcement(texts_for(exchange.language), exchange, counts, takes_comments=takes_comments)


async def _send(ctx: Context, exchange: Exchange, counts: PublicCounts, now: datetime, until: datetime) -> str:
    """Post, joining a public channel where that is needed, and return the message's ts. until: the claim's end."""
    text, blocks = _message(exchange, counts, now)
    channel = str(exchange.channel_id)
    message: dict[str, Any] = {
        "channel": channel,
        "text": text,
        "blocks": blocks,
        **findable(EVENT, str(exchange.exchange_id)),
    }
    web = without_retries(ctx.workspace(exchange.tenant_id).client)
    require_time(ctx, until)  # reading the channel may have taken longer than the claim lasts
    try:
        return str((await web.chat_postMessage(**message))["ts"])
    except SlackApiError as error:
        if not is_refused(error, _NOT_THERE):
            raise
    await web.conversations_join(channel=channel)
    require_time(ctx, until)
    return str((await web.chat_postMessage(**message))["ts"])


async def _find_earlier(ctx: Context, exchange: Exchange) -> str | None:
    """Return the announcement's ts when an earlier try left it in the channel."""
    client = ctx.workspace(exchange.tenant_id).client
    since = (exchange.opened_at or ctx.clock()) - _SKEW
    key = str(exchange.exchange_id)
    return await find_message(client, str(exchange.channel_id), event_type=EVENT, key=key, since=since)


async def _edit(
    ctx: Context, exchange: Exchange, counts: PublicCounts, now: datetime, until: datetime
) -> Refusal | None:
    text, blocks = _message(exchange, counts, now)
    shown = compute_snapshot(exchange, counts, now)
    try:
        await ctx.workspace(exchange.tenant_id).client.chat_update(
            channel=str(exchange.channel_id), ts=str(exchange.announcement_ts), text=text, blocks=blocks
        )
    except CALL_ERRORS as error:
        failure = classify(error)
        if isinstance(failure, Refused):
            # Somebody took the message or the channel away, so it is not posted again. Tried again at the next change.
            log.warning("announcement_gone", exchange_id=exchange.exchange_id, error=failure.code)
            await _end(ctx, exchange, until, shown=replace(shown, error=failure.code), announced_at=now)
        else:
            log.warning("announcement_failed", exchange_id=exchange.exchange_id, error=describe(failure))
            await _end(ctx, exchange, until, announce_lease_until=now + _LATER)
        return None
    await _end(ctx, exchange, until, shown=shown, announced_at=now)
    return None


async def _note_refusal(ctx: Context, exchange: Exchange, code: str, now: datetime, until: datetime) -> Refusal:
    log.warning("announcement_refused", exchange_id=exchange.exchange_id, error=code)
    before = exchange.announced_snapshot or AnnouncementSnapshot()
    tries = before.tries + 1
    shown = AnnouncementSnapshot(error=code, tries=tries)
    await _end(ctx, exchange, until, shown=shown, announce_lease_until=now + _wait_after(tries))
    return Refusal(code, is_new=before.error is None)


def _wait_after(tries: int) -> timedelta:
    """Return how long to wait after a number of refusals: ever longer, and after about a week for good."""
    return min(_LATER * 2 ** min(tries - 1, 6), _MAX_WAIT) if tries < _MAX_REFUSALS else _FOR_GOOD


async def _end(ctx: Context, exchange: Exchange, until: datetime, **values: Any) -> None:
    """Save how it ended. values: as for `exchanges.end_announcing`."""
    async with ctx.storage.write() as db:
        if exchange.channel_id in exchange.more_channels.split():
            await exchange_channels.end_announcing(db, exchange.scope, exchange.channel_id, until=until, **values)
        else:
            await exchanges.end_announcing(db, exchange.scope, until=until, **values)
