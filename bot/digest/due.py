"""What is due: schedules, closes and withdrawn quotes become rows, each once, which the job delivers."""

from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.core.digest_pauses import Pauses, before_quiet, last_due, next_due, read_pauses
from bot.core.digest_schedule import parse_every
from bot.core.errors import InputError
from bot.digest.blocks import redacted
from storage import closings, deliveries, digests, held_digests, schedules
from storage.enums import DeliveryKind, ExchangeState
from storage.schedules import DueSchedule
from storage.scope import ExchangeScope

log = structlog.get_logger()

_CLOSED_WITHIN = timedelta(days=1)
_QUOTES_A_ROUND = 200  # edited out at most; the rest in the next rounds


async def enqueue(ctx: Context, tenant_id: int) -> None:
    """Write what is due as deliveries. Safe to end at any point, and to repeat."""
    await _enqueue_scheduled(ctx, tenant_id)
    await _enqueue_closing(ctx, tenant_id)
    await redact_withdrawn(ctx, tenant_id)


async def _enqueue_scheduled(ctx: Context, tenant_id: int) -> None:
    """Enqueue the latest slot of each schedule whose time has come: one digest, however many were missed."""
    now = ctx.clock()
    async with ctx.storage.read() as db:
        due = await schedules.list_due(db, tenant_id, now=now)
    for schedule in due:
        try:
            every = parse_every(schedule.every)
            pauses = read_pauses(schedule.quiet, schedule.holidays)
            begins_at = _begins_at(schedule, pauses)
        except (InputError, ValueError):  # not ours: somebody wrote into the table
            log.error("schedule_unreadable", exchange_id=schedule.exchange_id)
            async with ctx.storage.write() as db:
                await schedules.delete_schedules(
                    db, ExchangeScope(tenant_id, schedule.exchange_id), schedule.channel_id
                )
            continue
        if begins_at > now:
            continue
        at = schedule.next_at if schedule.next_at > now else last_due(every, schedule.zone, pauses, now).at
        scope = ExchangeScope(tenant_id, schedule.exchange_id)
        async with ctx.storage.write() as db:
            if schedule.is_held and await held_digests.is_scheduled_pending(db, scope, schedule.channel_id, now=now):
                continue  # one after the other: what is new counts from the one before
            next_at = next_due(every, schedule.zone, pauses, max(now, at))
            moved = await schedules.move(db, tenant_id, schedule, next_at=next_at)
            # An exchange that is not open keeps its schedule, so that a reopened one goes on.
            # What was due before it opened is the earlier quarter's, whose schedule the next one has.
            is_its_own = schedule.opened_at is None or at >= schedule.opened_at
            if moved and schedule.state == ExchangeState.OPEN and at >= schedule.next_at and is_its_own:
                await deliveries.add(
                    db,
                    scope,
                    slot=held_digests.scheduled_slot(at),
                    channel_id=schedule.channel_id,
                    due_at=now if schedule.is_held else at,
                    kind=DeliveryKind.HOLD if schedule.is_held else DeliveryKind.DIGEST,
                )


def _begins_at(schedule: DueSchedule, pauses: Pauses) -> datetime:
    """Return when there is something to do for a schedule's next digest.

    Where moderators look at it first that is some hours before; in quiet hours, before these begin.
    """
    if not schedule.is_held:
        return schedule.next_at
    return before_quiet(pauses, schedule.next_at - timedelta(hours=schedule.hold), schedule.zone)


async def _enqueue_closing(ctx: Context, tenant_id: int) -> None:
    """Enqueue the closing digest of each exchange that closed lately, for every channel with digests of it."""
    now = ctx.clock()
    async with ctx.storage.read() as db:
        closed = await closings.list_since(db, tenant_id, now - _CLOSED_WITHIN)
        missing = {}
        for each in closed:
            slot, scope = deliveries.closing_slot(each.closed_at), ExchangeScope(tenant_id, each.exchange_id)
            wanted = {
                each.channel_id,
                *each.more_channels.split(),
                *(s.channel_id for s in await schedules.list_for(db, scope)),
            }
            missing[each.exchange_id, slot] = wanted - await deliveries.list_enqueued_channels(db, scope, slot)
    for (exchange_id, slot), channels in missing.items():
        for channel_id in sorted(channels):
            async with ctx.storage.write() as db:
                await deliveries.enqueue(
                    db, ExchangeScope(tenant_id, exchange_id), slot=slot, channel_id=channel_id, due_at=now
                )


async def redact_withdrawn(ctx: Context, tenant_id: int) -> None:
    """Take comments that are no longer live out of the digests that quote them, and enqueue the edits."""
    async with ctx.storage.read() as db:
        gone = await digests.list_withdrawn_quotes(db, tenant_id, limit=_QUOTES_A_ROUND)
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
