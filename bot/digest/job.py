"""Job of digests: due ones are written as deliveries, and each delivery is posted once."""

from datetime import timedelta
from functools import partial

import structlog

from bot.context import Context
from bot.digest import due, held
from bot.digest.composer import DigestComposer, ThemesPendingError
from bot.digest.poster import DigestPoster, PutOffError, TerminalError, retry_at
from bot.domain.access import is_postable
from bot.domain.leases import require_time
from bot.domain.notices import notify_later
from bot.log import safe_info
from bot.slack import refusals
from bot.slack.blocks import escape
from bot.slack.client import without_retries
from bot.slack.membership import UnknownMembershipError
from bot.texts import Message
from storage import deliveries, digests, exchanges, held_digests, schedules
from storage.deliveries import CLOSING, Delivery
from storage.enums import DeliveryKind, ExchangeState
from storage.exchanges import Exchange
from storage.session import Db

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
"""How long a claimed delivery is nobody else's: six times the limit of a call to Slack (10 s)."""

_GIVE_UP_AFTER = timedelta(days=2)
_IN_A_ROUND = 50

_LOOK_AGAIN = timedelta(minutes=10)
"""Until it is looked at again whether a paused exchange goes on, whose digest moderators are to be shown by now."""

NOTHING_NEW, PAUSED = "nothing_new", "paused"
GONE = "gone"


async def tick(ctx: Context, tenant_id: int, composer: DigestComposer) -> None:
    """Do one round: write what is due as deliveries, edit out what must go, deliver. Safe to end at any point."""
    await due.enqueue(ctx, tenant_id)
    poster = DigestPoster(without_retries(ctx.workspace(tenant_id).client))
    waiting = set(composer.waiting)  # what waits for themes keeps nothing else waiting
    for _ in range(_IN_A_ROUND):
        now = ctx.clock()
        async with ctx.storage.read() as db:
            if not await deliveries.is_any_due(db, tenant_id, now=now, waiting=waiting):
                break
        async with ctx.storage.write() as db:
            taken = await deliveries.claim(db, tenant_id, now=now, lease_until=now + LEASE, limit=1, waiting=waiting)
        for one in taken:
            if not await _deliver(ctx, one, poster, composer):
                waiting.add(one.exchange_id)
    await held.refresh_all(ctx, tenant_id, composer)


async def _deliver(ctx: Context, one: Delivery, poster: DigestPoster, composer: DigestComposer) -> bool:
    """Deliver; whatever goes wrong, the row says what comes next. False where it waits for its exchange's themes."""
    try:
        if one.kind == DeliveryKind.REDACT:
            await _update(ctx, one, poster)
        elif one.kind == DeliveryKind.HOLD:
            await _hold(ctx, one, composer)
        else:
            await _post(ctx, one, poster, composer)
    except ThemesPendingError as pending:
        async with ctx.storage.write() as db:
            until = ctx.clock() + pending.again_in
            await deliveries.reschedule(db, one, until=until, error=pending.reason, is_try=False)
        return False
    except PutOffError as later:
        if ctx.clock() - one.due_at > _GIVE_UP_AFTER:
            await _fail(ctx, one, later.reason)
            return True
        async with ctx.storage.write() as db:
            until = retry_at(ctx.clock(), later, one.attempt)
            await deliveries.reschedule(db, one, until=until, error=later.reason)
        log.warning("delivery_rescheduled", **_facts(one), reason=later.reason, attempt=one.attempt)
    except TerminalError as final:
        await _fail(ctx, one, final.reason)
    except Exception as error:  # noqa: BLE001 - one that cannot be made must not keep the others waiting
        log.error("delivery_failed", **_facts(one), error=type(error).__name__, where=safe_info(error))
        async with ctx.storage.write() as db:
            until = retry_at(ctx.clock(), PutOffError(30, ""), one.attempt)
            await deliveries.reschedule(db, one, until=until, error=type(error).__name__)
    return True


async def _post(ctx: Context, one: Delivery, poster: DigestPoster, composer: DigestComposer) -> None:
    async with ctx.storage.read() as db:
        exchange = await exchanges.get(db, one.scope)
    if exchange is None:
        return
    if one.digest_id is not None:  # a try before this one may have posted it
        message_ts = await poster.find(one, exchange)
        if message_ts:
            await _save_receipt(ctx, one, one.digest_id, message_ts, None)
            return
    await _require_postable(ctx, one, exchange)
    async with ctx.storage.read() as db:
        reason = await _reason_to_drop(db, one, exchange.as_of(ctx.clock()))
    if not reason:
        one = await held.make_current(ctx, one, composer)
    made = None if reason else await composer.make(one, exchange)
    if made is None:
        await _drop(ctx, one, reason or NOTHING_NEW)
        return
    file_id = await poster.upload(one, made.body)
    async with ctx.storage.write() as db:
        # Making it took a while, in which somebody may have opened, closed or ended what it is about.
        present = await exchanges.get(db, one.scope, hold=True)
        reason = await _reason_to_drop(db, one, present.as_of(ctx.clock())) if present else GONE
        until = ctx.clock() + LEASE
        is_ours = await deliveries.extend_lease(db, one, lease_until=until, digest_id=made.digest_id)
        fresh = await digests.get(db, one.scope, made.digest_id)
    if reason:
        await _drop(ctx, one, reason)
        return
    if not is_ours or fresh is None:
        return
    has_time = partial(require_time, ctx, until)
    message_ts = await poster.post(one, exchange, fresh.body, file_id, require_time=has_time)
    await _save_receipt(ctx, one, fresh.digest_id, message_ts, fresh.body.revision)


async def _hold(ctx: Context, one: Delivery, composer: DigestComposer) -> None:
    """Show moderators a digest before it goes out."""
    async with ctx.storage.read() as db:
        exchange = await exchanges.get(db, one.scope)
        is_begun = await held_digests.get(db, one.scope, one.delivery_id) is not None
        reason = await _reason_to_drop(db, one, exchange.as_of(ctx.clock())) if exchange else GONE
    if exchange is None:
        return
    at, now = held_digests.moment_of(one.slot), ctx.clock()
    if reason == PAUSED and not is_begun and now < at:  # it may go on before its digest is due
        async with ctx.storage.write() as db:
            await deliveries.reschedule(db, one, until=min(at, now + _LOOK_AGAIN), error=PAUSED, is_try=False)
        return
    if not is_begun and not await held.begin(ctx, one, exchange, composer, drop=reason):
        return
    await held.show(ctx, one, exchange)
    async with ctx.storage.write() as db:
        await deliveries.finish(db, one, "done")
    log.info("digest_held", **_facts(one))


async def _drop(ctx: Context, one: Delivery, reason: str) -> None:
    async with ctx.storage.write() as db:
        await deliveries.finish(db, one, "dropped", error=reason)
    log.info("digest_dropped", **_facts(one), reason=reason)


async def _require_postable(ctx: Context, one: Delivery, exchange: Exchange) -> None:
    """Raise TerminalError where the exchange's channel became private since, PutOffError when Slack does not say."""
    try:
        if not await is_postable(ctx, exchange, one.channel_id) and not await _goes_outside(ctx, one):
            raise TerminalError("of_a_private_channel")
    except UnknownMembershipError as error:
        raise PutOffError(30, "membership_unknown") from error


async def _goes_outside(ctx: Context, one: Delivery) -> bool:
    """Say whether a moderator confirmed that this channel reads digests of a private one."""
    async with ctx.storage.read() as db:
        schedule = await schedules.get(db, one.scope, one.channel_id)
    return schedule is not None and schedule.goes_outside


async def _save_receipt(ctx: Context, one: Delivery, digest_id: int, message_ts: str, revision: int | None) -> None:
    async with ctx.storage.write() as db:
        await digests.save_receipt(
            db, one, digest_id=digest_id, message_ts=message_ts, revision=revision, now=ctx.clock()
        )
    ctx.metrics.count_digest((ctx.clock() - one.due_at).total_seconds())
    log.info("digest_posted", **_facts(one), attempt=one.attempt)


async def _reason_to_drop(db: Db, one: Delivery, exchange: Exchange) -> str | None:
    """Return why a digest is no longer wanted, None when it is."""
    if one.slot.startswith(CLOSING):
        at = exchange.closed_at
        is_this_close = (
            exchange.state == ExchangeState.CLOSED and at is not None and deliveries.closing_slot(at) == one.slot
        )
        return None if is_this_close else "reopened"
    if not exchange.is_open:
        return "closed"
    if one.is_scheduled:
        if exchange.is_paused:
            return PAUSED
        if await schedules.get(db, one.scope, one.channel_id) is None:
            return "schedule_off"
        if await deliveries.is_superseded(db, one):
            return "superseded"
    return None


async def _update(ctx: Context, one: Delivery, poster: DigestPoster) -> None:
    async with ctx.storage.read() as db:
        made = await digests.get(db, one.scope, one.digest_id or 0)
    if made is not None:
        await poster.update(one, made.body, await poster.upload(one, made.body))
    async with ctx.storage.write() as db:
        await deliveries.finish(db, one, "done")
    log.info("digest_edited", **_facts(one))


async def _fail(ctx: Context, one: Delivery, reason: str) -> None:
    """Give up for good, and write to the moderators."""
    async with ctx.storage.write() as db:
        if not await deliveries.finish(db, one, "failed", error=reason):
            return
        exchange = await exchanges.get(db, one.scope)
        ended = []
        if one.kind == DeliveryKind.DIGEST and reason in refusals.CHANNEL:  # the next one would fare no better
            ended = await schedules.delete_schedules(db, one.scope, one.channel_id)
    log.warning("delivery_given_up", **_facts(one), reason=reason)
    if exchange is None or one.kind == DeliveryKind.HOLD:  # the digest itself goes out at its time
        return
    notice = _failure_message(one, exchange, reason, is_ended=bool(ended))
    notify_later(ctx, one.tenant_id, notice, about=exchange)


def _failure_message(one: Delivery, exchange: Exchange, reason: str, *, is_ended: bool) -> Message:
    question, channel, why = escape(exchange.question), f"<#{one.channel_id}>", refusals.refusal_message(reason)
    params = {"question": question, "channel": channel, "why": why}
    if one.kind == DeliveryKind.REDACT:
        return Message("digest.redact_failed", params)
    return Message("digest.failed_ended" if is_ended else "digest.failed", params)


def _facts(one: Delivery) -> dict[str, object]:
    return {"exchange_id": one.exchange_id, "kind": one.kind, "slot": one.slot}
