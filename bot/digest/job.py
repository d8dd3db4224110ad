"""Job of digests: due ones are written as deliveries, and each delivery is posted once."""

from datetime import timedelta

import structlog

from bot.context import Context
from bot.core.digest_schedule import last_slot, next_slot, parse_every
from bot.core.errors import InputError
from bot.digest import content, flow
from bot.digest.blocks import body, redacted
from bot.digest.composer import compose
from bot.digest.poster import DigestPoster, PutOffError, TerminalError, ThemesPendingError, retry_at
from bot.digest.theme_source import ThemeSource
from bot.domain.access import is_postable
from bot.domain.found_themes import Found
from bot.domain.notices import notify_later
from bot.log import safe_info
from bot.slack import refusals
from bot.slack.blocks import escape
from bot.slack.membership import UnknownMembershipError
from bot.texts import Message, texts_for
from storage import deliveries, digests, exchanges, schedules
from storage.deliveries import CLOSING, Delivery
from storage.digests import Digest
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from storage.session import Db

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
"""How long a claimed delivery is nobody else's: six times the limit of a call to Slack (10 s)."""

_CLOSED_WITHIN = timedelta(days=1)
_GIVE_UP_AFTER = timedelta(days=2)
_IN_A_ROUND = 50

_NO_THEMES_AFTER = timedelta(hours=1)
"""How long a closing digest is put off where finding its themes fails again and again, once a minute."""

_FAILED_AGAIN = timedelta(minutes=1)

NOTHING_NEW = "nothing_new"
GONE = "gone"


async def tick(ctx: Context, tenant_id: int, runs: ThemeSource) -> None:
    """Do one round: write what is due as deliveries, edit out what must go, deliver. Safe to end at any point."""
    await _enqueue_scheduled(ctx, tenant_id)
    await _enqueue_closing(ctx, tenant_id)
    await _redact_withdrawn(ctx, tenant_id)
    poster = DigestPoster.of(ctx.workspace(tenant_id).client)
    for _ in range(_IN_A_ROUND):
        now = ctx.clock()
        waiting = runs.running  # what waits for themes keeps nothing else waiting
        async with ctx.storage.read() as db:
            if not await deliveries.is_any_due(db, tenant_id, now=now, waiting=waiting):
                return
        async with ctx.storage.write() as db:
            taken = await deliveries.claim(db, tenant_id, now=now, lease_until=now + LEASE, limit=1, waiting=waiting)
        for one in taken:
            await _deliver(ctx, one, poster, runs)


async def _enqueue_scheduled(ctx: Context, tenant_id: int) -> None:
    """Enqueue the latest slot of each schedule whose time has come: one digest, however many were missed."""
    now = ctx.clock()
    async with ctx.storage.read() as db:
        due = await schedules.list_due(db, tenant_id, now=now)
    for schedule in due:
        try:
            every = parse_every(schedule.every)
        except InputError:  # not ours: somebody wrote into the table
            log.error("schedule_unreadable", exchange_id=schedule.exchange_id)
            async with ctx.storage.write() as db:
                await schedules.delete_schedules(
                    db, ExchangeScope(tenant_id, schedule.exchange_id), schedule.channel_id
                )
            continue
        slot = last_slot(every, schedule.zone, now)
        async with ctx.storage.write() as db:
            next_at = next_slot(every, schedule.zone, now).at
            moved = await schedules.move(db, tenant_id, schedule, next_at=next_at)
            # An exchange that is not open keeps its schedule, so that a reopened one goes on.
            if moved and schedule.state == "open" and slot.at >= schedule.next_at:
                await deliveries.enqueue(
                    db,
                    ExchangeScope(tenant_id, schedule.exchange_id),
                    slot=f"{slot.at:%Y-%m-%d %H:%M}Z",
                    channel_id=schedule.channel_id,
                    due_at=slot.at,
                )


async def _enqueue_closing(ctx: Context, tenant_id: int) -> None:
    """Enqueue the closing digest of each exchange that closed lately, for every channel with digests of it."""
    now = ctx.clock()
    async with ctx.storage.read() as db:
        closed = await deliveries.list_closed_since(db, tenant_id, now - _CLOSED_WITHIN)
        missing = {}
        for each in closed:
            slot, scope = flow.closing_slot(each.closed_at), ExchangeScope(tenant_id, each.exchange_id)
            wanted = {
                each.channel_id,
                *(s.channel_id for s in await schedules.list_for(db, scope)),
            }
            missing[each.exchange_id, slot] = wanted - await deliveries.list_enqueued_channels(db, scope, slot)
    for (exchange_id, slot), channels in missing.items():
        for channel_id in sorted(channels):
            async with ctx.storage.write() as db:
                await deliveries.enqueue(
                    db, ExchangeScope(tenant_id, exchange_id), slot=slot, channel_id=channel_id, due_at=now
                )


async def _redact_withdrawn(ctx: Context, tenant_id: int) -> None:
    """Take comments that are no longer live out of the digests that quote them, and enqueue the edits."""
    async with ctx.storage.read() as db:
        gone = await digests.list_withdrawn_quotes(db, tenant_id)
    for (exchange_id, digest_id), comment_ids in gone.items():
        async with ctx.storage.write() as db:
            made = await digests.get(db, ExchangeScope(tenant_id, exchange_id), digest_id, hold=True)
            if made is None:
                continue
            await digests.update_body(
                db,
                ExchangeScope(tenant_id, exchange_id),
                digest_id,
                body=redacted(made.body, comment_ids),
                gone=comment_ids,
                now=ctx.clock(),
            )
        log.info("quotes_edited_out", exchange_id=exchange_id, digest_id=digest_id, count=len(comment_ids))


async def _deliver(ctx: Context, one: Delivery, poster: DigestPoster, runs: ThemeSource) -> None:
    """Deliver; whatever goes wrong, the row says what comes next."""
    try:
        await (_update(ctx, one, poster) if one.kind == "redact" else _post(ctx, one, poster, runs))
    except ThemesPendingError as pending:
        async with ctx.storage.write() as db:
            until = ctx.clock() + pending.again_in
            await deliveries.reschedule(db, one, until=until, error=deliveries.NO_THEMES_YET, is_try=False)
    except PutOffError as later:
        if ctx.clock() - one.due_at > _GIVE_UP_AFTER:
            await _fail(ctx, one, later.reason)
            return
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


async def _post(ctx: Context, one: Delivery, poster: DigestPoster, runs: ThemeSource) -> None:
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
    made = None if reason else await _make(ctx, one, exchange, runs)
    if made is None:
        await _drop(ctx, one, reason or NOTHING_NEW)
        return
    async with ctx.storage.write() as db:
        # Making it took a while, in which somebody may have opened, closed or ended what it is about.
        present = await exchanges.get(db, one.scope, hold=True)
        reason = await _reason_to_drop(db, one, present.as_of(ctx.clock())) if present else GONE
        is_ours = await deliveries.extend_lease(db, one, lease_until=ctx.clock() + LEASE, digest_id=made.digest_id)
        fresh = await digests.get(db, one.scope, made.digest_id)
    if reason:
        await _drop(ctx, one, reason)
        return
    if not is_ours or fresh is None:
        return
    message_ts = await poster.post(one, exchange, fresh.body)
    await _save_receipt(ctx, one, fresh.digest_id, message_ts, fresh.body.revision)


async def _drop(ctx: Context, one: Delivery, reason: str) -> None:
    async with ctx.storage.write() as db:
        await deliveries.finish(db, one, "dropped", error=reason)
    log.info("digest_dropped", **_facts(one), reason=reason)


async def _require_postable(ctx: Context, one: Delivery, exchange: Exchange) -> None:
    """Raise TerminalError where the exchange's channel became private since, PutOffError when Slack does not say."""
    try:
        if not await is_postable(ctx, exchange, one.channel_id):
            raise TerminalError("of_a_private_channel")
    except UnknownMembershipError as error:
        raise PutOffError(30, "membership_unknown") from error


async def _save_receipt(ctx: Context, one: Delivery, digest_id: int, message_ts: str, revision: int | None) -> None:
    async with ctx.storage.write() as db:
        await digests.save_receipt(
            db, one, digest_id=digest_id, message_ts=message_ts, revision=revision, now=ctx.clock()
        )
    log.info("digest_posted", **_facts(one), attempt=one.attempt)


async def _reason_to_drop(db: Db, one: Delivery, exchange: Exchange) -> str | None:
    """Return why a digest is no longer wanted, None when it is."""
    if one.slot.startswith(CLOSING):
        at = exchange.closed_at
        is_this_close = exchange.state == "closed" and at is not None and flow.closing_slot(at) == one.slot
        return None if is_this_close else "reopened"
    if not exchange.is_open:
        return "closed"
    if one.is_scheduled:
        if not await schedules.exists(db, one.scope, one.channel_id):
            return "schedule_off"
        if await deliveries.is_superseded(db, one):
            return "superseded"
    return None


async def _make(ctx: Context, one: Delivery, exchange: Exchange, runs: ThemeSource) -> Digest | None:
    """Return the digest of a delivery, made and frozen once; None when a scheduled one has nothing new to say."""
    base = await flow.get_last(ctx, exchange, one.channel_id)
    # Channels that last heard the same share one digest.
    slot = f"{one.slot}|{base.digest_id if base else 0:x}"
    async with ctx.storage.read() as db:
        known = await digests.get(db, one.scope, one.digest_id) if one.digest_id else None
        made = known or await digests.get_by_slot(db, one.scope, slot)
        counts = await exchanges.get_counts(db, one.scope)
    if made:
        return made
    if one.is_scheduled and content.is_unchanged(counts, base):
        return None
    found = await _find_themes(ctx, one, exchange, runs)
    due_at = one.due_at if one.is_scheduled else None
    texts = texts_for(exchange.language)
    shown = await compose(ctx, runs, texts, exchange, base=base, due_at=due_at, found=found)
    frozen = body(texts, shown)
    async with ctx.storage.write() as db:
        return await digests.save(
            db,
            one.scope,
            slot=slot,
            made_at=ctx.clock(),
            facts=shown.facts,
            body=frozen,
            quoted=list(frozen.quotes),
        )


async def _find_themes(ctx: Context, one: Delivery, exchange: Exchange, runs: ThemeSource) -> Found:
    """Return the themes for a digest. Raises ThemesPendingError while it has to wait for them."""
    found = await runs.look(exchange, since=one.claimed_at)
    if found.is_pending:
        raise ThemesPendingError(timedelta(0))  # at the end of the run, which wakes the scheduler
    has_time = ctx.clock() - (one.claimed_at or one.due_at) < _NO_THEMES_AFTER
    if found.missing and one.slot.startswith(CLOSING) and has_time:
        raise ThemesPendingError(_FAILED_AGAIN)
    return found


async def _update(ctx: Context, one: Delivery, poster: DigestPoster) -> None:
    async with ctx.storage.read() as db:
        made = await digests.get(db, one.scope, one.digest_id or 0)
    if made is not None:
        await poster.update(one, made.body)
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
        if one.kind == "digest" and reason in refusals.CHANNEL:  # the next one would fare no better
            ended = await schedules.delete_schedules(db, one.scope, one.channel_id)
    log.warning("delivery_given_up", **_facts(one), reason=reason)
    if exchange is None:
        return
    notice = _failure_message(one, exchange, reason, is_ended=bool(ended))
    notify_later(ctx, one.tenant_id, notice, about=exchange)


def _failure_message(one: Delivery, exchange: Exchange, reason: str, *, is_ended: bool) -> Message:
    question, channel, why = escape(exchange.question), f"<#{one.channel_id}>", refusals.refusal_message(reason)
    params = {"question": question, "channel": channel, "why": why}
    if one.kind == "redact":
        return Message("digest.redact_failed", params)
    return Message("digest.failed_ended" if is_ended else "digest.failed", params)


def _facts(one: Delivery) -> dict[str, object]:
    return {"exchange_id": one.exchange_id, "kind": one.kind, "slot": one.slot}
