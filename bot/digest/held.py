"""Digests that moderators are shown before they go out: made, shown, made again where they became untrue.

The delivery of kind "hold" makes the digest and shows it; another delivery posts it at its time,
whether somebody looked or not. Cards are edited in place as it changes.
"""

from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.context import Context
from bot.core.digest_pauses import allowed, read_pauses
from bot.digest import blocks_held, held_flow
from bot.digest.composer import DigestComposer, ThemesPendingError
from bot.digest.held_flow import Held
from bot.digest.poster import PutOffError
from bot.domain.card_places import Place, Places
from bot.domain.errors import UserError
from bot.domain.leases import require_time
from bot.domain.notices import notify_later
from bot.log import safe_info
from bot.slack.client import CALL_ERRORS, Refused, classify, describe, find_message, findable, without_retries
from bot.slack.locales import find_texts
from bot.slack.refusals import PASSING
from bot.texts import Texts, texts_for
from storage import deliveries, desk_settings, exchanges, held_digests, schedules, scores
from storage.deliveries import Delivery
from storage.enums import MadeAgain
from storage.exchanges import Exchange
from storage.held_digests import HeldCard
from storage.scope import ExchangeScope
from storage.session import Db

log = structlog.get_logger()

EVENT = "starling_held_digest"

LEAST = timedelta(hours=1)
"""That moderators have at least, where the bot was down or the themes took long; less where they want less."""

_SKEW = timedelta(minutes=10)  # between our clock and Slack's
_RETRY_S = 30.0
_GONE = ("message_not_found", "channel_not_found", "is_archived")


async def begin(ctx: Context, one: Delivery, exchange: Exchange, composer: DigestComposer, *, drop: str | None) -> bool:
    """Make the digest of a hold, and let it go out at its time; False where none comes, or another process does it.

    drop: why none is wanted. Raises ThemesPendingError.
    """
    made = None if drop else await composer.make(one, exchange)
    async with ctx.storage.write() as db:
        if not await deliveries.extend_lease(db, one, lease_until=one.lease_until or ctx.clock()):
            return False
        if made is None:
            reason = drop or "nothing_new"
            due_at = held_digests.moment_of(one.slot)
            await deliveries.add(db, one.scope, slot=one.slot, channel_id=one.channel_id, due_at=due_at, dropped=reason)
            await deliveries.finish(db, one, "dropped", error=reason)
            return False
        due_at = await _goes_out_at(ctx, db, one, exchange)
        delivery_id = await deliveries.add(db, one.scope, slot=one.slot, channel_id=one.channel_id, due_at=due_at)
        if delivery_id is None:  # it is on its way without: somebody switched holds on just now
            await deliveries.finish(db, one, "dropped")
            return False
        await held_digests.begin(db, one.scope, one.delivery_id, delivery_id=delivery_id, digest_id=made.digest_id)
    return True


async def _goes_out_at(ctx: Context, db: Db, one: Delivery, exchange: Exchange) -> datetime:
    """Return when it goes out by itself: at its time, or later where moderators would have too little of it."""
    at = held_digests.moment_of(one.slot)
    earliest = ctx.clock() + min(LEAST, timedelta(hours=exchange.digest_hold))
    schedule = await schedules.get(db, one.scope, one.channel_id)
    if earliest <= at or schedule is None:
        return max(at, earliest)
    return allowed(read_pauses(schedule.quiet, schedule.holidays), earliest, schedule.zone)


async def show(ctx: Context, one: Delivery, exchange: Exchange) -> None:
    """Post the cards of a hold, each once.

    Raises PutOffError where Slack does not take one now, or somebody is not reached though there is time.
    """
    workspace = ctx.workspace(one.tenant_id)
    async with ctx.storage.read() as db:
        it = await held_flow.load_in(db, exchange, one.delivery_id)
        settings = await desk_settings.get(db, one.tenant_id)
    if it is None:
        return
    cards = list(it.held.cards)
    reached = await Places(ctx).find_moderators(workspace, exchange, settings)
    for place in reached.places:
        if place[1] in {each.channel_id for each in cards}:
            continue
        try:
            cards.append(await _post_card(ctx, one, it, place))
        except CALL_ERRORS as error:
            failure = classify(error)
            log.warning("held_card_failed", exchange_id=one.exchange_id, error=describe(failure))
            if not isinstance(failure, Refused):
                raise PutOffError(_RETRY_S, describe(failure)) from error
            continue
        async with ctx.storage.write() as db:
            is_there = await held_digests.save_cards(db, one.scope, one.delivery_id, cards)
        if not is_there:  # its exchange was deleted meanwhile, and this card was not among what went with it
            await _delete_card(workspace.client, cards[-1])
            return
    if not it.held.cards:  # else the earlier cards may show an older state, and the next look edits them
        async with ctx.storage.write() as db:
            await held_digests.save_shown(db, one.scope, it.held, _mark(ctx, it), keep=None)
    if not cards:
        log.warning("held_digest_reaches_nobody", exchange_id=one.exchange_id)
    has_time = it.is_waiting and ctx.clock() < it.posting.due_at  # for somebody to look at it
    if has_time and not (cards and reached.is_whole):
        raise PutOffError(_RETRY_S, "reaches_some" if cards else "reaches_nobody")


async def _delete_card(web: AsyncWebClient, card: HeldCard) -> None:
    try:
        await web.chat_delete(channel=card.channel_id, ts=card.ts)
    except CALL_ERRORS as error:
        log.warning("held_card_not_deleted", error=describe(classify(error)))


def _mark(ctx: Context, it: Held) -> str:
    return blocks_held.card_mark(texts_for(it.exchange.language), it, ctx.clock())


async def _post_card(ctx: Context, one: Delivery, it: Held, place: Place) -> HeldCard:
    """Post a card, or find that a try before did. Raises CALL_ERRORS."""
    slack_user_id, channel_id = place
    web, key = without_retries(ctx.workspace(one.tenant_id).client), str(one.delivery_id)
    texts = (
        await find_texts(ctx, one.tenant_id, slack_user_id, usual=it.exchange.language)
        if slack_user_id
        else texts_for(it.exchange.language)
    )
    ts = None
    if one.attempt > 1:  # a try before this one may have posted it
        since = (one.claimed_at or one.due_at) - _SKEW
        ts = await find_message(web, channel_id, event_type=EVENT, key=key, since=since)
    if ts is None:
        text, blocks = blocks_held.card(texts, it, ctx.clock())
        require_time(ctx, one.lease_until or ctx.clock())
        answer = await web.chat_postMessage(
            channel=channel_id,
            text=text,
            blocks=blocks,
            **findable(EVENT, key),
        )
        ts = str(answer["ts"])
    return HeldCard(channel_id, ts, texts.language)


async def refresh_all(ctx: Context, tenant_id: int, composer: DigestComposer) -> None:
    """Make held digests again that became untrue, and bring their cards up to date. Safe to call at any time."""
    async with ctx.storage.read() as db:
        found = await held_digests.list_open(db, tenant_id)
    for held, posting in found:
        try:
            await _refresh(ctx, posting.scope, held.hold_id, composer)
        except UserError:
            continue  # somebody changed it meanwhile
        except Exception as error:  # noqa: BLE001 - the others are looked at all the same
            facts = {"error": type(error).__name__, "where": safe_info(error)}
            log.error("held_digest_failed", exchange_id=held.exchange_id, **facts)


async def _refresh(ctx: Context, scope: ExchangeScope, hold_id: int, composer: DigestComposer) -> None:
    it = await _load(ctx, scope, hold_id)
    if it is None:
        return
    if it.is_waiting and it.posting.lease_until is None:
        with suppress(ThemesPendingError):  # the next round looks again; what is gone leaves the cards at once
            it = await _make_again(ctx, it, composer) or it
    mark = _mark(ctx, it)
    is_over = not blocks_held.can_change(it) and not (it.is_skipped and it.posting.due_at > ctx.clock())
    if mark != it.held.shown:
        await _edit_cards(ctx, it)
    if mark != it.held.shown or is_over:
        async with ctx.storage.write() as db:
            await held_digests.save_shown(db, scope, it.held, mark, keep=it.digest.digest_id if is_over else None)


async def make_current(ctx: Context, one: Delivery, composer: DigestComposer) -> Delivery:
    """Return a delivery that is about to go out; of a held digest that became untrue, with that made again.

    Raises ThemesPendingError.
    """
    async with ctx.storage.read() as db:
        found = await held_digests.get_by_delivery(db, one.scope, one.delivery_id)
    it = await _load(ctx, one.scope, found[0].hold_id) if found else None
    if it is None or it.posting.attempt != one.attempt:  # another process has claimed it since
        return one
    again = await _make_again(ctx, it, composer)
    return again.posting if again else it.posting


async def _load(ctx: Context, scope: ExchangeScope, hold_id: int) -> Held | None:
    async with ctx.storage.read() as db:
        exchange = await exchanges.get(db, scope)
        return await held_flow.load_in(db, exchange, hold_id) if exchange else None


async def _make_again(ctx: Context, it: Held, composer: DigestComposer) -> Held | None:
    """Make a digest again from newer figures, or without a comment that is gone; None where it is true as it is.

    What moderators changed stays, and they have a message about it; cards say why. Raises UserError where it changed
    meanwhile, and ThemesPendingError.
    """
    scope = it.exchange.scope
    async with ctx.storage.read() as db:
        run = await scores.get_run(db, scope)
    if it.digest.body.revision or it.base.body.revision:
        reason = MadeAgain.QUOTE
    elif run is not None and run.revision > it.base.facts.release:
        reason = MadeAgain.FIGURES
    else:
        return None
    slot = held_digests.slot_of(it.held.hold_id, it.held.version + 1)
    base = await composer.make_again(it.posting, it.exchange, slot)
    async with ctx.storage.write() as db:
        await held_flow.save_version(db, it, base, it.held.introduction, it.held.left_out, reason)
    log.info("held_digest_made_again", exchange_id=scope.exchange_id, reason=reason)
    again = await _load(ctx, scope, it.held.hold_id)
    if again and it.held.is_changed:
        notify_later(ctx, scope.tenant_id, blocks_held.made_again(again), about=it.exchange)
    return again


async def _edit_cards(ctx: Context, it: Held) -> None:
    """Bring the cards up to date. Raises CALL_ERRORS where Slack does not take one now.

    One that it does not take at all keeps no other waiting; it goes once there is nothing to decide any more.
    """
    web = without_retries(ctx.workspace(it.exchange.tenant_id).client)
    for each in it.held.cards:
        texts: Texts = texts_for(each.language)
        text, blocks = blocks_held.card(texts, it, ctx.clock())
        try:
            await web.chat_update(channel=each.channel_id, ts=each.ts, text=text, blocks=blocks)
        except CALL_ERRORS as error:
            failure = classify(error)
            if not isinstance(failure, Refused) or failure.code in PASSING:
                raise
            if failure.code not in _GONE:
                log.warning("held_card_not_edited", exchange_id=it.exchange.exchange_id, error=describe(failure))
                if not it.is_waiting:
                    await _delete_card(web, each)
