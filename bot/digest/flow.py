"""What moderators do with digests: order one, set a schedule, end schedules. The job delivers."""

from dataclasses import asdict, dataclass
from datetime import datetime

from bot.context import Context
from bot.core.digest_pauses import next_due, read_pauses
from bot.core.digest_schedule import Every, parse_every
from bot.digest.parse import RuleChanges, Rules
from bot.domain.errors import UserError
from bot.domain.name_reviews import find_wait
from storage import deliveries, schedules, themes
from storage.deliveries import NOW, Delivery
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.models import new_id
from storage.schedules import Schedule
from storage.session import Db

NO_CHANGES = RuleChanges()
_RECENT = 5


@dataclass(frozen=True, slots=True)
class DigestStatus:
    """The schedules of an exchange's digests, and what was delivered last."""

    exchange: Exchange
    schedules: list[Schedule]
    recent: list[Delivery]


async def request_now(ctx: Context, exchange: Exchange, channel_id: str) -> datetime | None:
    """Order a digest for a channel now; two orders while one is on its way bring one digest.

    Returns until when it may wait for a moderator to look at its themes' names, None where it does not.
    Raises UserError before the opening, and after the close but for the closing digest.
    """
    now = ctx.clock()
    exchange = exchange.as_of(now)
    slot = f"{NOW}{new_id()}"
    if exchange.state == ExchangeState.DRAFT:
        raise UserError("digest.not_open")
    if exchange.closed_at is not None and not exchange.is_open:
        slot = deliveries.closing_slot(exchange.closed_at)

    async def work(db: Db) -> bool:
        is_pending = exchange.is_open and await deliveries.is_manual_pending(db, exchange.scope, channel_id)
        return is_pending or await deliveries.enqueue(db, exchange.scope, slot=slot, channel_id=channel_id, due_at=now)

    if not await ctx.storage.transact(work):
        raise UserError("digest.closing_posted")
    ctx.wake()
    async with ctx.storage.read() as db:
        wait = await find_wait(db, exchange, await themes.list_for(db, exchange.scope), due_at=now, now=now)
    return wait.until if wait else None


async def find_rules(ctx: Context, exchange: Exchange, channel_id: str, changes: RuleChanges) -> tuple[Rules, bool]:
    """Return the rules of a channel with what is written in the place of what was there, and whether it is warned of.

    That is the case where a moderator confirmed before that this channel reads digests of this form.
    """
    async with ctx.storage.read() as db:
        earlier = await schedules.get(db, exchange.scope, channel_id)
    rules = changes.over(rules_of(earlier))
    return rules, earlier is not None and earlier.goes_outside and earlier.form == rules.form


async def set_schedule(
    ctx: Context,
    exchange: Exchange,
    channel_id: str,
    every: Every | None,
    zone: str,
    changes: RuleChanges = NO_CHANGES,
    *,
    goes_outside: bool = False,
) -> Schedule:
    """Save when digests come to a channel, and return it. zone: of the person who wrote it, IANA.

    every: None where days, time and zone stay. changes: what is written of the rules; the others stay.
    goes_outside: a moderator confirmed that what a private channel says is read there too.

    Raises UserError once the exchange is closed, and where nothing is there that could stay.
    """
    if exchange.as_of(ctx.clock()).state == ExchangeState.CLOSED:
        raise UserError("digest.closed_no_schedule")

    async def work(db: Db) -> Schedule:
        earlier = await schedules.get(db, exchange.scope, channel_id)
        rules = changes.over(rules_of(earlier))
        if every is None and earlier is None:
            raise UserError("times.schedule")
        days, of_zone = (every, zone) if every or earlier is None else (parse_every(earlier.every), earlier.zone)
        assert days is not None  # noqa: S101 - one of the two is there
        schedule = Schedule(
            exchange.exchange_id,
            channel_id,
            str(days),
            of_zone,
            next_due(days, of_zone, read_pauses(rules.quiet, rules.holidays), ctx.clock()),
            goes_outside=goes_outside,
            **asdict(rules),
        )
        await schedules.upsert(db, exchange.tenant_id, schedule)
        return schedule

    return await ctx.storage.transact(work)


async def has_schedule(ctx: Context, exchange: Exchange, channel_id: str) -> bool:
    """Say whether digests come to a channel by a schedule."""
    async with ctx.storage.read() as db:
        return await schedules.get(db, exchange.scope, channel_id) is not None


def rules_of(schedule: Schedule | None) -> Rules:
    """Return the rules of a channel; the usual ones where it has no schedule."""
    if schedule is None:
        return Rules()
    return Rules(schedule.quiet, schedule.holidays, schedule.at_least, schedule.form)


async def end_schedules(ctx: Context, exchange: Exchange, channel_id: str | None) -> list[str]:
    """End the digests of a channel, or of all; return the channels that had some."""
    return await ctx.storage.transact(lambda db: schedules.delete_schedules(db, exchange.scope, channel_id))


async def get_status(ctx: Context, exchange: Exchange) -> DigestStatus:
    """Return the schedules of an exchange's digests, and what was delivered last."""
    async with ctx.storage.read() as db:
        return DigestStatus(
            exchange,
            await schedules.list_for(db, exchange.scope),
            await deliveries.list_recent(db, exchange.scope, limit=_RECENT),
        )
